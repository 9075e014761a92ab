package io.tlsgauge.benchmarks.load;

import io.tlsgauge.engine.session.Session;
import io.tlsgauge.results.load.ArrivalKind;
import java.util.Optional;
import java.util.SplittableRandom;

/** Who comes to one loop, what each offers the server, and what the honest ones remember of it. */
final class Callers {
    private static final int FORGED_TICKET_LENGTH = 192;
    private static final int ID_LENGTH = 32;
    private static final byte[] NONE = {};

    private final Population population;
    private final SplittableRandom random;
    private Optional<Session> model = Optional.empty();
    private boolean crowdHasCome;

    /** @param random draws what is forged */
    Callers(Population population, SplittableRandom random) {
        this.population = population;
        this.random = random;
    }

    Population population() {
        return population;
    }

    /** Another load begins, whose crowd has yet to come. */
    void beginLoad() {
        crowdHasCome = false;
    }

    /** What the arrival whose turn it is will do. */
    Call next(ArrivalSource source) {
        ArrivalKind kind = source.kind();
        return switch (kind) {
            case SESSION_ID, TICKET -> {
                int client = population.draw(kind, source.isFromAll());
                Optional<Session> session = population.session(client);
                yield new Call(
                        session.isPresent() ? kind : ArrivalKind.WARMING, client, kind == ArrivalKind.TICKET, session);
            }
            case WARMING, RECONNECT -> {
                if (kind == ArrivalKind.RECONNECT && !crowdHasCome) {
                    // Who is turned away, or not yet let in, has lost its session nevertheless.
                    crowdHasCome = true;
                    population.forget();
                }
                yield new Call(kind, source.client(), population.hasTickets(source.client()), Optional.empty());
            }
            case FORGED_TICKET -> new Call(kind, -1, true, model.map(this::withForgedTicket));
            case UNKNOWN_ID -> new Call(kind, -1, false, model.map(this::withUnknownId));
            case HELLO_ONLY, NEVER_READ -> new Call(kind, -1, true, Optional.empty());
            default -> {
                int client = population.draw(kind, source.isFromAll());
                yield new Call(kind, client, population.hasTickets(client), Optional.empty());
            }
        };
    }

    /** Takes what a handshake left behind. */
    void remember(Call call, Session session) {
        population.remember(call.client(), session);
        if (session.extendedMasterSecret() && call.withTickets() && model.isEmpty()) {
            model = Optional.of(session);
        }
    }

    /** Whether there is a session after whose pattern others can be forged. */
    boolean canForge() {
        return model.isPresent();
    }

    /** A ticket of the server's, spoilt at its end: it finds the key, and only the tag tells that it is forged. */
    private Session withForgedTicket(Session session) {
        byte[] forged = session.ticket().clone();
        if (forged.length == 0) {
            forged = randomBytes(FORGED_TICKET_LENGTH);
        }
        forged[forged.length - 1] ^= (byte) (1 + random.nextInt(255));
        return session.withId(NONE).withTicket(forged, 0);
    }

    private Session withUnknownId(Session session) {
        return session.withTicket(NONE, 0).withId(randomBytes(ID_LENGTH));
    }

    private byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
