package io.tlsgauge.engine.handshake;

import io.tlsgauge.engine.alert.AlertDescription;
import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.wire.HandshakeType;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Costly work between two states, such as the RSA private operation, or an answer that is waited for: it may run on any
 * thread, once, while the connection takes nothing more from the peer.
 */
public final class Deferred implements HandshakeState, Runnable {
    /** The costly part, or the waiting; it touches nothing of the connection. */
    @FunctionalInterface
    public interface Work<T> {
        T run() throws TlsException;
    }

    /** What the connection does with the result, and the state that follows. */
    @FunctionalInterface
    public interface Continuation<T> {
        HandshakeState resume(T result) throws TlsException;
    }

    private interface Outcome {
        HandshakeState resume() throws TlsException;
    }

    private final String awaiting;
    private final Work<Outcome> work;
    private final Optional<CompletionStage<?>> answer;
    private volatile Outcome outcome;

    private Deferred(String awaiting, Work<Outcome> work, Optional<CompletionStage<?>> answer) {
        this.awaiting = awaiting;
        this.work = work;
        this.answer = answer;
    }

    /** Work to be done while {@code awaiting}, a state's name, goes on. */
    public static <T> Deferred of(String awaiting, Work<T> work, Continuation<T> then) {
        return of(awaiting, work, then, Optional.empty());
    }

    /** An answer from elsewhere, to be had while {@code awaiting}, a state's name, goes on: to run this waits. */
    public static <T> Deferred of(String awaiting, CompletableFuture<T> answer, Continuation<T> then) {
        return of(awaiting, answer::join, then, Optional.of(answer));
    }

    private static <T> Deferred of(
            String awaiting, Work<T> work, Continuation<T> then, Optional<CompletionStage<?>> answer) {
        return new Deferred(
                awaiting,
                () -> {
                    T result = work.run();
                    return () -> then.resume(result);
                },
                answer);
    }

    /** What is waited for, where it is that and not work. */
    public Optional<CompletionStage<?>> answer() {
        return answer;
    }

    /** Does the work; a failure is kept for {@link #resume()}. */
    @Override
    public void run() {
        try {
            outcome = work.run();
        } catch (TlsException e) {
            outcome = () -> {
                throw e;
            };
        } catch (RuntimeException | LinkageError e) {
            // A provider that lacks a class says so by an error; work that is never done would be asked for for ever.
            outcome = () -> {
                throw new TlsException(AlertDescription.INTERNAL_ERROR, "the deferred work failed", e);
            };
        }
    }

    /** Whether the work was done. */
    public boolean isDone() {
        return outcome != null;
    }

    /** Goes on with the result, on the connection's thread. */
    public HandshakeState resume() throws TlsException {
        return outcome.resume();
    }

    @Override
    public boolean awaits(HandshakeType type) {
        return false;
    }

    @Override
    public HandshakeState handle(ReceivedMessage received) {
        throw new IllegalStateException("a connection takes no message while work is deferred");
    }

    @Override
    public String name() {
        return awaiting;
    }
}
