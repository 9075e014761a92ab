/**
 * From what a run measured to cores: which rate a server bears within an objective, and how many servers bear a rate.
 *
 * <p>{@link io.tlsgauge.results.plan.MeasuredRun} reads the server's time of each kind of handshake from run folders,
 * {@code QueueSimulation} lets connections wait for the cores of a server, {@code Capacity} searches the highest rate
 * that holds the objectives and {@code CapacitySearch} its interval, {@code Planner} asks both of what is demanded and of
 * what could be otherwise, and {@link io.tlsgauge.results.plan.CapacityPlan} is the answer, which
 * {@link io.tlsgauge.results.plan.PlanText} writes and {@link io.tlsgauge.results.plan.PlanPicture} draws. Uses {@code run} and what stands below it.
 */
package io.tlsgauge.results.plan;
