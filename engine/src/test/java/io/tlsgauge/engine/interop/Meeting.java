package io.tlsgauge.engine.interop;

import io.tlsgauge.engine.handshake.HandshakeSummary;
import java.util.Optional;

/**
 * One connection, as each side tells of it.
 *
 * @param theySayResumed whether the peer resumed a session; empty where it can't tell
 */
record Meeting(HandshakeSummary ours, Optional<Boolean> theySayResumed) {}
