package io.tlsgauge.benchmarks.load;

import io.tlsgauge.results.demand.Kind;
import io.tlsgauge.results.demand.Mix;
import io.tlsgauge.results.demand.Objective;
import io.tlsgauge.results.load.ArrivalKind;
import io.tlsgauge.results.load.Arrivals;
import io.tlsgauge.results.load.ClientTls;
import io.tlsgauge.results.load.LoadPlan;
import io.tlsgauge.results.load.Storm;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds plans for tests: what is not said is small. */
final class Plans {
    private Arrivals arrivals = new Arrivals(Arrivals.Pattern.CONSTANT, 1, List.of(100.0), false);
    private long millis = 1000;
    private Mix mix = Mix.parse("full=20,id=30,ticket=50");
    private int clients = 10;
    private Map<ArrivalKind, Double> hostile = Map.of();
    private Optional<Storm> storm = Optional.empty();
    private Optional<String> request = Optional.empty();
    private int threads = 2;
    private int connections = 1000;
    private long timeoutMillis = 30_000;

    static Plans plan() {
        return new Plans();
    }

    Plans arrivals(Arrivals.Pattern pattern, int burst, boolean ramp, Double... rates) {
        arrivals = new Arrivals(pattern, burst, List.of(rates), ramp);
        return this;
    }

    Plans millis(long value) {
        millis = value;
        return this;
    }

    Plans mix(double full, double id, double ticket) {
        mix = new Mix(Map.of(Kind.FULL, full / 100, Kind.SESSION_ID, id / 100, Kind.TICKET, ticket / 100));
        return this;
    }

    Plans clients(int value) {
        clients = value;
        return this;
    }

    Plans hostile(Map<ArrivalKind, Double> value) {
        hostile = value;
        return this;
    }

    Plans storm(Storm value) {
        storm = Optional.of(value);
        return this;
    }

    Plans request(String value) {
        request = Optional.of(value);
        return this;
    }

    Plans threads(int value) {
        threads = value;
        return this;
    }

    Plans connections(int value) {
        connections = value;
        return this;
    }

    Plans timeoutMillis(long value) {
        timeoutMillis = value;
        return this;
    }

    LoadPlan build() {
        return new LoadPlan(
                "test",
                new ClientTls("jdk", List.of(), Optional.empty(), Optional.empty()),
                arrivals,
                millis,
                mix,
                clients,
                hostile,
                storm,
                request,
                Optional.of(new Objective(99, 60_000_000_000L)),
                threads,
                connections,
                timeoutMillis,
                7);
    }
}
