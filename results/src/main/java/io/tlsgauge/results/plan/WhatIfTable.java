package io.tlsgauge.results.plan;

import io.tlsgauge.results.demand.Kind;
import io.tlsgauge.results.demand.Mix;
import io.tlsgauge.results.plan.CapacityPlan.WhatIf;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What would be otherwise: the same demand with tickets or the cache lost, or with another JDK, provider, suite or key.
 */
record WhatIfTable(CapacitySearch search, Demand demand) {
    /** A row a mix that the plan would meet otherwise, and one each other candidate. */
    List<WhatIf> rows(List<Candidate> candidates, Candidate chosen, int cores) {
        List<WhatIf> rows = new ArrayList<>();
        otherMixes().forEach((what, mix) -> rows.add(row(what, chosen, mix, cores)));
        for (Candidate candidate : candidates) {
            if (candidate != chosen) {
                rows.add(row(difference(candidate, chosen), candidate, demand.mix(), cores));
            }
        }
        return rows;
    }

    private Map<String, Mix> otherMixes() {
        Mix mix = demand.mix();
        Map<Mix, String> named = new LinkedHashMap<>();
        named.put(mix, "");
        if (mix.share(Kind.TICKET) > 0) {
            named.putIfAbsent(mix.losing(Kind.TICKET, mix.share(Kind.TICKET)), "tickets lost");
        }
        if (mix.share(Kind.SESSION_ID) > 0) {
            named.putIfAbsent(mix.losing(Kind.SESSION_ID, mix.share(Kind.SESSION_ID)), "session cache lost");
        }
        if (mix.resumed() > 0) {
            named.putIfAbsent(mix.losing(mix.resumed() / 2), "half of the resumptions lost");
            named.putIfAbsent(mix.losing(mix.resumed()), "no resumption");
        }
        named.remove(mix);
        Map<String, Mix> mixes = new LinkedHashMap<>();
        named.forEach((other, what) -> mixes.put(what, other));
        return mixes;
    }

    private static String difference(Candidate candidate, Candidate chosen) {
        List<String> parts = new ArrayList<>();
        Setting one = candidate.setting();
        Setting base = chosen.setting();
        if (!one.jdk().equals(base.jdk())) {
            parts.add("JDK " + one.jdk());
        }
        if (!one.provider().equals(base.provider())) {
            parts.add("provider " + one.provider());
        }
        if (!one.suite().equals(base.suite())) {
            parts.add(one.suite());
        }
        if (!one.keyBits().equals(base.keyBits())) {
            parts.add(one.keyBits() + " bits");
        }
        return parts.isEmpty() ? "run " + candidate.run().name() : String.join(", ", parts);
    }

    private WhatIf row(String what, Candidate candidate, Mix mix, int cores) {
        if (!candidate.holds(mix)) {
            String missing = mix.kinds().stream()
                    .filter(kind -> !candidate.services().containsKey(kind))
                    .map(Kind::label)
                    .collect(Collectors.joining(", "));
            return row(what, mix, candidate, Optional.empty(), cores, "not measured: " + missing);
        }
        CapacitySearch.Found found = search.search(candidate, mix, cores);
        return found.rate() > 0
                ? row(what, mix, candidate, Optional.of(found.estimate()), cores, null)
                : row(what, mix, candidate, Optional.empty(), cores, "no number of cores holds the objective");
    }

    private WhatIf row(
            String what, Mix mix, Candidate candidate, Optional<Estimate> highest, int cores, String problem) {
        Optional<Estimate> servers = highest.map(demand::servers);
        Optional<Estimate> allCores = servers.map(all -> all.rising(count -> count * cores));
        return new WhatIf(
                what,
                mix,
                candidate.setting(),
                servers,
                allCores,
                demand.rate().isPresent() ? Optional.empty() : highest.map(demand::meanRate),
                allCores.flatMap(demand::cost),
                Optional.ofNullable(problem));
    }
}
