package io.tlsgauge.engine.jsse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.engine.certificate.TestChain;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How an engine reads from and writes to the buffers of its caller. */
class EngineBuffersTest {
    private static final TestChain CHAIN = TestChain.standard();
    private static final int ROOM = 1 << 15;

    private final SSLContext ours = EnginePair.context(EnginePair.OURS, CHAIN);
    private final SSLContext jdk = EnginePair.context(EnginePair.JDK, CHAIN);

    EngineBuffersTest() throws Exception {}

    @Test
    void recordThatIsNotWholeIsUnderflowAndStays() throws Exception {
        EnginePair pair = established();
        pair.server().say("a record of some length");
        byte[] record = bytes(pair.server().sent().flip());
        for (int length = 0; length < record.length; length++) {
            ByteBuffer part = ByteBuffer.wrap(record, 0, length);
            SSLEngineResult result = pair.client().engine().unwrap(part, ByteBuffer.allocate(ROOM));
            assertEquals(Status.BUFFER_UNDERFLOW, result.getStatus());
            assertEquals(0, result.bytesConsumed());
            assertEquals(0, part.position());
        }
        ByteBuffer text = ByteBuffer.allocate(ROOM);
        SSLEngineResult whole = pair.client().engine().unwrap(ByteBuffer.wrap(record), text);
        assertEquals(record.length, whole.bytesConsumed());
        assertEquals("a record of some length", new String(bytes(text.flip())));
    }

    @Test
    void plaintextWithoutRoomIsOverflowAndTheRecordStays() throws Exception {
        EnginePair pair = established();
        pair.server().say("0123456789");
        ByteBuffer record = pair.server().sent().flip();
        SSLEngine client = pair.client().engine();
        for (int room = 0; room < 10; room++) {
            ByteBuffer small = ByteBuffer.allocate(room);
            SSLEngineResult result = client.unwrap(record, small);
            assertEquals(Status.BUFFER_OVERFLOW, result.getStatus());
            assertEquals(0, result.bytesConsumed() + result.bytesProduced());
            assertEquals(0, record.position() + small.position());
        }
        ByteBuffer enough = ByteBuffer.allocate(client.getSession().getApplicationBufferSize());
        assertEquals(10, client.unwrap(record, enough).bytesProduced());
    }

    @Test
    void recordWithoutRoomIsOverflowAndTheTextStays() throws Exception {
        SSLEngine client = EnginePair.client(ours);
        client.beginHandshake();
        assertEquals(
                Status.BUFFER_OVERFLOW,
                client.wrap(ByteBuffer.allocate(0), ByteBuffer.allocate(20)).getStatus());
        SSLEngine server = established().server().engine();
        ByteBuffer text = ByteBuffer.wrap("0123456789".getBytes());
        ByteBuffer record = ByteBuffer.allocate(ROOM);
        int needed =
                established().server().engine().wrap(text.duplicate(), record).bytesProduced();
        for (int room = 0; room < needed; room++) {
            ByteBuffer small = ByteBuffer.allocate(room);
            SSLEngineResult result = server.wrap(text, small);
            assertEquals(Status.BUFFER_OVERFLOW, result.getStatus());
            assertEquals(0, result.bytesConsumed() + result.bytesProduced());
            assertEquals(0, text.position() + small.position());
        }
        assertEquals(10, server.wrap(text, ByteBuffer.allocate(needed)).bytesConsumed());
    }

    @Test
    void buffersOfTheSizesThatTheSessionNamesAlwaysDo() throws Exception {
        EnginePair pair = established();
        SSLEngine client = pair.client().engine();
        ByteBuffer record = ByteBuffer.allocate(client.getSession().getPacketBufferSize());
        ByteBuffer text = ByteBuffer.allocate(client.getSession().getApplicationBufferSize());
        SSLEngineResult wrapped = pair.server().engine().wrap(ByteBuffer.allocate(100_000), record);
        assertEquals(1 << 14, wrapped.bytesConsumed());
        assertEquals(1 << 14, client.unwrap(record.flip(), text).bytesProduced());
        record.clear();
        assertEquals(1 << 14, client.wrap(ByteBuffer.allocate(100_000), record).bytesConsumed());
    }

    /** ClientKeyExchange (42 bytes), ChangeCipherSpec (6) and Finished (45) are a record each. */
    @Test
    void flightIsWrittenByOneCallWhereThereIsRoom() throws Exception {
        for (int room : new int[] {ROOM, 60}) {
            EnginePair pair = new EnginePair(EnginePair.client(ours), EnginePair.server(ours));
            SSLEngine client = pair.client().engine();
            client.beginHandshake();
            pair.client().wrap(ByteBuffer.allocate(0));
            SSLEngine server = pair.server().engine();
            server.unwrap(pair.client().sent().flip(), ByteBuffer.allocate(0));
            runTasks(server);
            while (server.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
                pair.server().wrap(ByteBuffer.allocate(0));
            }
            ByteBuffer flight = pair.server().sent().flip();
            while (flight.hasRemaining()) {
                client.unwrap(flight, ByteBuffer.allocate(0));
                runTasks(client);
            }
            assertEquals(HandshakeStatus.NEED_WRAP, client.getHandshakeStatus());

            SSLEngineResult written = client.wrap(ByteBuffer.allocate(0), ByteBuffer.allocate(room));

            assertEquals(Status.OK, written.getStatus());
            assertTrue(written.bytesProduced() > 0);
            assertEquals(
                    room == ROOM ? HandshakeStatus.NEED_UNWRAP : HandshakeStatus.NEED_WRAP,
                    client.getHandshakeStatus());
        }
    }

    private static void runTasks(SSLEngine engine) {
        while (engine.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
            engine.getDelegatedTask().run();
        }
    }

    @Test
    void oneRecordIsReadACall() throws Exception {
        EnginePair pair = established();
        pair.server().say("one");
        pair.server().say("two");
        ByteBuffer records = pair.server().sent().flip();
        ByteBuffer text = ByteBuffer.allocate(ROOM);
        assertEquals(3, pair.client().engine().unwrap(records, text).bytesProduced());
        assertTrue(records.hasRemaining());
        assertEquals(3, pair.client().engine().unwrap(records, text).bytesProduced());
        assertEquals("onetwo", new String(bytes(text.flip())));
    }

    static Stream<Arguments> kinds() {
        return Stream.of(
                kind("heap", ByteBuffer::allocate),
                kind("direct", ByteBuffer::allocateDirect),
                kind(
                        "slice of a heap buffer",
                        size -> ByteBuffer.allocate(size + 13).slice(7, size)),
                kind(
                        "slice of a direct buffer",
                        size -> ByteBuffer.allocateDirect(size + 13).slice(7, size)));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void handshakeAndDataGoThroughEveryKindOfBuffer(IntFunction<ByteBuffer> kind) throws Exception {
        for (boolean client : new boolean[] {true, false}) {
            SSLEngine one = EnginePair.client(client ? ours : jdk);
            SSLEngine other = EnginePair.server(client ? jdk : ours);
            EnginePair pair = new EnginePair(one, other).shakeHands();
            byte[] text = text(40_000);
            for (boolean readOnly : new boolean[] {false, true}) {
                assertArrayEquals(text, moved(pair.client(), pair.server().engine(), text, kind, readOnly));
                assertArrayEquals(text, moved(pair.server(), pair.client().engine(), text, kind, readOnly));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1000, 16384, 20_000})
    void textIsGatheredAndScattered(int piece) throws Exception {
        EnginePair pair = established();
        byte[] text = text(16_000);
        ByteBuffer[] sources = pieces(piece, text.length);
        ByteBuffer[] targets = pieces(piece, text.length);
        int at = 0;
        for (ByteBuffer source : sources) {
            source.put(text, at, source.remaining()).flip();
            at += source.limit();
        }
        ByteBuffer record = ByteBuffer.allocate(ROOM);
        SSLEngineResult wrapped = pair.server().engine().wrap(sources, 0, sources.length, record);
        assertEquals(text.length, wrapped.bytesConsumed());
        assertTrue(Arrays.stream(sources).noneMatch(ByteBuffer::hasRemaining));
        SSLEngineResult unwrapped = pair.client().engine().unwrap(record.flip(), targets, 0, targets.length);
        assertEquals(text.length, unwrapped.bytesProduced());
        ByteBuffer read = ByteBuffer.allocate(text.length);
        Arrays.stream(targets).map(ByteBuffer::flip).forEach(read::put);
        assertArrayEquals(text, read.array());
    }

    @Test
    void onlyTheBuffersOfTheRunAreTouched() throws Exception {
        EnginePair pair = established();
        ByteBuffer[] sources = {word("no"), word("yes"), word("!"), word("no")};
        ByteBuffer record = ByteBuffer.allocate(ROOM);
        assertEquals(4, pair.server().engine().wrap(sources, 1, 2, record).bytesConsumed());
        assertEquals(List.of(2, 0, 0, 2), remaining(sources));
        ByteBuffer[] targets = {ByteBuffer.allocate(9), ByteBuffer.allocate(1), ByteBuffer.allocate(9)};
        assertEquals(
                4, pair.client().engine().unwrap(record.flip(), targets, 1, 2).bytesProduced());
        assertEquals(List.of(9, 0, 6), remaining(targets));
    }

    @Test
    void buffersThatCannotBeUsedAreRefused() throws SSLException {
        SSLEngine engine = EnginePair.client(ours);
        ByteBuffer some = ByteBuffer.allocate(ROOM);
        ByteBuffer readOnly = some.asReadOnlyBuffer();
        assertThrows(ReadOnlyBufferException.class, () -> engine.wrap(some, readOnly));
        assertThrows(ReadOnlyBufferException.class, () -> engine.unwrap(some, readOnly));
        assertThrows(IllegalArgumentException.class, () -> engine.wrap((ByteBuffer) null, some));
        assertThrows(IllegalArgumentException.class, () -> engine.wrap(some, null));
        assertThrows(IllegalArgumentException.class, () -> engine.unwrap(null, some));
        assertThrows(IllegalArgumentException.class, () -> engine.unwrap(some, (ByteBuffer) null));
        assertThrows(IndexOutOfBoundsException.class, () -> engine.unwrap(some, new ByteBuffer[] {some}, 1, 1));
    }

    private EnginePair established() throws SSLException {
        return new EnginePair(EnginePair.client(ours), EnginePair.server(ours)).shakeHands();
    }

    private static byte[] moved(
            EnginePair.Side from, SSLEngine to, byte[] text, IntFunction<ByteBuffer> kind, boolean readOnly)
            throws SSLException {
        ByteBuffer textSource = kind.apply(text.length).put(text).flip();
        ByteBuffer source = readOnly ? textSource.asReadOnlyBuffer() : textSource;
        // The JDK opens records in place, so that it takes none that are read-only.
        boolean readOnlyRecords = readOnly && to instanceof TlsEngine;
        ByteBuffer read = kind.apply(2 * text.length);
        while (source.hasRemaining()) {
            ByteBuffer record = kind.apply(ROOM);
            from.engine().wrap(source, record);
            ByteBuffer received = readOnlyRecords ? record.flip().asReadOnlyBuffer() : record.flip();
            while (received.hasRemaining()) {
                assertEquals(Status.OK, to.unwrap(received, read).getStatus());
            }
        }
        return bytes(read.flip());
    }

    private static ByteBuffer[] pieces(int piece, int total) {
        ByteBuffer[] pieces = new ByteBuffer[(total + piece - 1) / piece];
        for (int i = 0; i < pieces.length; i++) {
            pieces[i] = ByteBuffer.allocate(Math.min(piece, total - i * piece));
        }
        return pieces;
    }

    private static List<Integer> remaining(ByteBuffer[] buffers) {
        return Arrays.stream(buffers).map(ByteBuffer::remaining).toList();
    }

    private static Arguments kind(String name, IntFunction<ByteBuffer> buffers) {
        return Arguments.of(Named.of(name, buffers));
    }

    private static ByteBuffer word(String text) {
        return ByteBuffer.wrap(text.getBytes());
    }

    private static byte[] text(int length) {
        byte[] text = new byte[length];
        new Random(length).nextBytes(text);
        return text;
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
