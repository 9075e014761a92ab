package io.tlsgauge.results.plan;

import io.tlsgauge.results.demand.Kind;
import io.tlsgauge.results.demand.Mix;
import java.util.Map;

/**
 * One setting of one run, that can be planned from.
 *
 * @param services of the kinds that were measured
 */
record Candidate(MeasuredRun run, Setting setting, Map<Kind, MeasuredService> services) {
    boolean holds(Mix mix) {
        return services.keySet().containsAll(mix.kinds());
    }
}
