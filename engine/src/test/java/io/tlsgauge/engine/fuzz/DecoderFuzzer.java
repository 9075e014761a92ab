package io.tlsgauge.engine.fuzz;

import io.tlsgauge.engine.TlsConnection;
import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.crypto.FastKeyErasureRandom;
import io.tlsgauge.engine.wire.Alert;
import io.tlsgauge.engine.wire.HandshakeMessage;
import io.tlsgauge.engine.wire.HandshakeType;
import java.util.Arrays;
import java.util.Optional;

/** The decoders: what one takes it can say again, and takes again; an input is a message with its header. */
public final class DecoderFuzzer {
    private static final int HEADER_LENGTH = 4;
    private static final int RECORD_HEADER_LENGTH = 5;

    private DecoderFuzzer() {}

    /** Takes the messages of a full handshake of each suite. */
    public static void fuzzerInitialize() throws Exception {
        Seeds seeds = new Seeds();
        for (CipherSuite suite : Handshakes.SUITES) {
            Handshakes.Talk talk = Handshakes.Talk.between(
                    Handshakes.connect(Handshakes.client(new FastKeyErasureRandom(), suite, true), Optional.empty()),
                    TlsConnection.server(Handshakes.server(new FastKeyErasureRandom())));
            for (byte[] flight : new byte[][] {talk.ofClient(), talk.ofServer()}) {
                addMessages(seeds, flight);
            }
        }
    }

    /** One message. */
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length < HEADER_LENGTH) {
            return;
        }
        Optional<HandshakeType> type = HandshakeType.ofCode(input[0] & 0xff);
        try {
            Alert.decode(input, 0, input.length);
        } catch (TlsException e) {
            // Few inputs are alerts.
        }
        try {
            if (type.isPresent()) {
                HandshakeMessage message =
                        HandshakeMessage.decode(type.get(), input, HEADER_LENGTH, input.length - HEADER_LENGTH);
                byte[] said = message.encoded();
                byte[] again = HandshakeMessage.decode(type.get(), said, HEADER_LENGTH, said.length - HEADER_LENGTH)
                        .encoded();
                if (!Arrays.equals(said, again)) {
                    throw new AssertionError("a " + type.get() + " does not encode to what it was decoded from");
                }
            }
        } catch (TlsException e) {
            // Most inputs are no messages.
        }
    }

    /** The messages of the first record, which is not protected. */
    private static void addMessages(Seeds seeds, byte[] flight) throws Exception {
        int end = RECORD_HEADER_LENGTH + ((flight[3] & 0xff) << 8 | flight[4] & 0xff);
        for (int at = RECORD_HEADER_LENGTH; at < end; ) {
            int length = HEADER_LENGTH
                    + ((flight[at + 1] & 0xff) << 16 | (flight[at + 2] & 0xff) << 8 | flight[at + 3] & 0xff);
            seeds.addBare(Arrays.copyOfRange(flight, at, at + length));
            at += length;
        }
    }
}
