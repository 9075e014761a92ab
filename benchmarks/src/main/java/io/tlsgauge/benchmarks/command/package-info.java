/**
 * The command line: one class a command, and all that turns bad input into one line that says the mend.
 *
 * <p>{@link io.tlsgauge.benchmarks.command.Tlsgauge} lists the commands; what is no command goes to JMH. Commands parse, call the room that does the work, and print.
 */
package io.tlsgauge.benchmarks.command;
