package io.tlsgauge.results.plan;

import io.tlsgauge.results.demand.Mix;
import io.tlsgauge.results.picture.BarPicture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A plan as one picture: what it takes, and what it would take otherwise. For pages that run no script. */
public final class PlanPicture {
    private static final String SERIES = "plan";

    private final CapacityPlan plan;
    private final CapacityPlan.Sizing sizing;

    /** @throws IllegalArgumentException if the plan has no servers */
    public PlanPicture(CapacityPlan plan) {
        this.plan = plan;
        this.sizing = plan.sizing()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no number of cores holds the objective: there is nothing to draw"));
    }

    /**
     * Writes an SVG.
     *
     * @throws IOException if it cannot be written
     */
    public void write(Path file) throws IOException {
        boolean rates = plan.demand().rate().isEmpty();
        List<BarPicture.Bar> bars = new ArrayList<>();
        bars.add(bar("this plan", plan.demand().mix(), rates ? sizing.rate() : sizing.cores()));
        for (CapacityPlan.WhatIf other : plan.whatIf()) {
            Optional<Estimate> answer = rates ? other.rate() : other.cores();
            answer.ifPresent(estimate -> bars.add(bar(other.what(), other.mix(), estimate)));
        }
        new BarPicture()
                .title(new PlanText(plan).headline())
                .panel(rates ? "connections a second" : "cores", bars)
                .write(file);
    }

    private static BarPicture.Bar bar(String what, Mix mix, Estimate estimate) {
        return new BarPicture.Bar(SERIES, what + " (" + mix + ")", estimate.value(), estimate.low(), estimate.high());
    }
}
