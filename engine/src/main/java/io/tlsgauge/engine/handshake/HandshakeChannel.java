package io.tlsgauge.engine.handshake;

import io.tlsgauge.engine.alert.AlertDescription;
import io.tlsgauge.engine.record.RecordOpener;
import io.tlsgauge.engine.record.RecordReader;
import io.tlsgauge.engine.record.RecordSealer;
import io.tlsgauge.engine.record.RecordWriter;
import io.tlsgauge.engine.wire.Alert;
import io.tlsgauge.engine.wire.ContentType;
import io.tlsgauge.engine.wire.HandshakeMessage;
import io.tlsgauge.engine.wire.HelloRequest;
import io.tlsgauge.engine.wire.WireWriter;

/**
 * Where a state sends its messages, and changes the keys of either direction. Messages of one flight
 * share records; each goes into the transcript as it is sent.
 */
public final class HandshakeChannel {
    private static final byte[] CHANGE_CIPHER_SPEC = {1};

    private final RecordReader reader;
    private final RecordWriter writer;
    /** Has room for a ClientHello with a ticket. */
    private final WireWriter flight = new WireWriter(384);

    private final Transcript transcript = new Transcript();

    /** A channel over the two halves of a connection's record layer. */
    public HandshakeChannel(RecordReader reader, RecordWriter writer) {
        this.reader = reader;
        this.writer = writer;
    }

    /** Forgets what was sent and not yet put into records, for the use by another connection. */
    public void reset() {
        flight.clear();
    }

    /** Starts the transcript of another handshake. */
    public void beginHandshake() {
        transcript.begin();
    }

    /** The transcript of this handshake. */
    public Transcript transcript() {
        return transcript;
    }

    /** Says which version the records of both directions have from here on. */
    public void useVersion(int version) {
        reader.requireVersion(version);
        writer.version(version);
    }

    /** Sends a message. */
    public void send(HandshakeMessage message) {
        int start = flight.length();
        message.encode(flight);
        transcript.add(flight.array(), start, flight.length() - start);
    }

    /** Asks for another handshake; a HelloRequest is part of no transcript (RFC 5246 §7.4.1.1). */
    public void sendHelloRequest() {
        new HelloRequest().encode(flight);
    }

    /** Sends a message that was encoded before, header and body. */
    public void sendEncoded(byte[] message) {
        flight.opaque(message);
        transcript.add(message, 0, message.length);
    }

    /** Sends a ChangeCipherSpec, and everything after it under the new keys. */
    public void changeCipherSpec(RecordSealer sealer) {
        flush();
        writer.write(ContentType.CHANGE_CIPHER_SPEC, CHANGE_CIPHER_SPEC, 0, CHANGE_CIPHER_SPEC.length);
        writer.protect(sealer);
    }

    /** Cuts all that is sent from here on into fragments of so many bytes at the most (RFC 6066 §4). */
    public void limitSentFragments(int bytes) {
        writer.limitFragments(bytes);
    }

    /** Refuses longer fragments from here on: a peer may have sent some before it knew of the limit. */
    public void limitReceivedFragments(int bytes) {
        reader.limitFragments(bytes);
    }

    /** Opens all that is received from here on with the new keys. */
    public void protectReader(RecordOpener opener) {
        reader.protect(opener);
    }

    /** Sends an alert of level warning. */
    public void warn(AlertDescription description) {
        flush();
        writer.write(ContentType.ALERT, new Alert(false, description).encode(), 0, Alert.LENGTH);
    }

    /** Puts the messages sent so far into records. */
    public void flush() {
        if (flight.length() > 0) {
            writer.write(ContentType.HANDSHAKE, flight.array(), 0, flight.length());
            flight.clear();
        }
    }
}
