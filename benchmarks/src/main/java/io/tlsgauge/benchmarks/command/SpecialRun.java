package io.tlsgauge.benchmarks.command;

import io.tlsgauge.benchmarks.measurement.Profile;
import io.tlsgauge.benchmarks.measurement.Trial;
import io.tlsgauge.results.parts.PartsReport;
import io.tlsgauge.results.peers.PeerReport;
import io.tlsgauge.results.run.RunFolder;
import io.tlsgauge.results.text.TableAnswer;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A run that measures what a table of its own needs, rather than what options choose; it is of one JDK. */
enum SpecialRun {
    /** The engine beside other TLS implementations, and beside its own cryptography. */
    PEERS("--peers", "the peers") {
        @Override
        List<Trial> trials(PrintStream err) {
            return new PeerTrials(err).all();
        }

        @Override
        Profile profile(Profile named) {
            return named.forPeers();
        }

        @Override
        TableAnswer answer(RunFolder folder) throws IOException {
            return PeerReport.of(folder);
        }
    },

    /** The parts of a handshake, and how they add up to it. */
    PARTS("--parts", "the parts") {
        @Override
        List<Trial> trials(PrintStream err) {
            return PartsReport.measurements().stream()
                    .map(part -> new Trial("\\." + part.benchmark().replace(".", "\\.") + "$", 1, part.params()))
                    .toList();
        }

        @Override
        Profile profile(Profile named) {
            return named.forParts();
        }

        @Override
        TableAnswer answer(RunFolder folder) throws IOException {
            return PartsReport.of(folder);
        }
    };

    private final String option;
    private final String subject;

    SpecialRun(String option, String subject) {
        this.option = option;
        this.subject = subject;
    }

    /** What the run in a folder was begun as. */
    static Optional<SpecialRun> of(RunFolder folder) throws IOException {
        List<String> command = folder.environment().command();
        return Arrays.stream(values())
                .filter(run -> command.contains(run.option))
                .findFirst();
    }

    /** The option that asks for it. */
    String option() {
        return option;
    }

    /** What its table is of. */
    String subject() {
        return subject;
    }

    /** @param err where it is told what can't be measured here */
    abstract List<Trial> trials(PrintStream err);

    /** As much as is measured of each. */
    abstract Profile profile(Profile named);

    abstract TableAnswer answer(RunFolder folder) throws IOException;
}
