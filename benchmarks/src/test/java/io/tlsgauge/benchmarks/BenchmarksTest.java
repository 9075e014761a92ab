package io.tlsgauge.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.tlsgauge.benchmarks.command.Tlsgauge;
import io.tlsgauge.engine.crypto.Crypto;
import io.tlsgauge.results.jmh.JmhResults;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every benchmark runs for a moment with every provider; what it measures is proven in the run. */
class BenchmarksTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\.HandshakeBenchmark",
                "ServerHandshakeBenchmark",
                "FloorBenchmark",
                "FloorBenchmark -p kind=FULL -p suite=TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
                "RsaBenchmark -p keyBits=2048",
                "PrfBenchmark",
                "TranscriptBenchmark",
                "RecordCipherBenchmark",
                "TicketBenchmark",
                "TicketRotationBenchmark -p rotation=0,20",
                "RenegotiationBenchmark",
                "CertificateBenchmark.signatures"
            })
    void benchmarkRunsWithEveryProvider(String benchmark) {
        String providers = "-p provider=jdk,bc,accp,conscrypt,rsa=bc,prf=jdk,cipher=jdk";
        String moment = "-f 0 -wi 0 -i 1 -r 10ms -t 2 -foe true -v SILENT";
        assertEquals(0, new Tlsgauge().execute((benchmark + " " + providers + " " + moment).split(" ")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WireBenchmark -p suite=TLS_RSA_WITH_AES_128_GCM_SHA256,TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
                "WireBenchmark -p message=CLIENT_HELLO,SERVER_HELLO,FINISHED",
                "CertificateBenchmark.(parse|names) -p chains=1,3",
                "FloorBenchmark -p kind=FULL -p chains=3",
                "RandomBenchmark",
                "SocketHandshakeBenchmark",
                "SocketHandshakeBenchmark -p kind=TICKET -p busyPercent=50",
                "SessionCacheBenchmark -p sessions=2000 -p unknownPercent=0,50"
            })
    void benchmarkWithoutProvidersRuns(String benchmark) {
        String moment = "-f 0 -wi 0 -i 1 -r 10ms -t 2 -foe true -v SILENT";
        assertEquals(0, new Tlsgauge().execute((benchmark + " " + moment).split(" ")));
    }

    @Test
    void resultOfAutoNamesTheMixThatRan(@TempDir Path folder) throws IOException {
        Path json = folder.resolve("result.json");
        String moment =
                "\\.HandshakeBenchmark -f 0 -wi 0 -i 1 -r 10ms -foe true -v SILENT -p kind=FULL -p provider=auto";

        assertEquals(0, new Tlsgauge().execute((moment + " -rf json -rff " + json).split(" ")));

        String provider = JmhResults.read(json).all().get(0).param("provider").orElseThrow();
        assertEquals(provider, Crypto.of(provider).toString());
        assertNotEquals("auto", provider);
    }

    /** In forks, since the JDK reads its switches once. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "-p kind=FULL,SESSION_ID -p peer=JSSE,JSSE_ACCP,BCTLS,CONSCRYPT,TCNATIVE,TLSGAUGE,TLSGAUGE_NATIVE",
                "-p kind=TICKET -p peer=JSSE,JSSE_ACCP,CONSCRYPT,TCNATIVE,TLSGAUGE,TLSGAUGE_NATIVE"
            })
    void peersShakeHandsOfTheKindThatIsClaimed(String params) {
        String moment = "PeerHandshakeBenchmark -f 1 -wi 0 -i 1 -r 10ms -t 2 -foe true -v SILENT ";
        assertEquals(0, new Tlsgauge().execute((moment + params).split(" ")));
    }

    @Test
    void peerWithoutTheKindFailsAndMeasuresNothingElse() {
        String moment = "PeerHandshakeBenchmark -f 1 -wi 0 -i 1 -r 10ms -foe true -v SILENT ";
        assertEquals(3, new Tlsgauge().execute((moment + "-p kind=TICKET -p peer=BCTLS").split(" ")));
    }
}
