package io.tlsgauge.benchmarks.command;

import io.tlsgauge.results.demand.Mix;
import io.tlsgauge.results.demand.Objective;
import io.tlsgauge.results.plan.Bursts;
import io.tlsgauge.results.plan.CapacityPlan;
import io.tlsgauge.results.plan.Demand;
import io.tlsgauge.results.plan.MeasuredRun;
import io.tlsgauge.results.plan.PlanPicture;
import io.tlsgauge.results.plan.PlanText;
import io.tlsgauge.results.plan.Planner;
import io.tlsgauge.results.plan.SessionDemand;
import io.tlsgauge.results.plan.Setting;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plan}: how many cores? */
@Command(
        name = "plan",
        description = "From what runs measured to servers: cores, session memory, tickets, and what would be otherwise,"
                + " with intervals. Exit code 1 says that no number of cores holds the objective.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class)
final class PlanCommand implements Callable<Integer> {
    private static final int MOST_CORES = 1024;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "RUN",
            arity = "1..*",
            description = "Run folders: the plan is made from the first, the others are asked what if.")
    private List<Path> paths;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "New connections a second, all servers together, the mean over a day.")
    private String rate;

    @Option(
            names = "--cores",
            paramLabel = "N",
            description = "Instead of --rate: the highest rate that one server of N cores bears.")
    private String cores;

    @Option(
            names = "--mix",
            paramLabel = "full=N,id=N,ticket=N",
            required = true,
            description = "Percentages of full handshakes and of resumptions, together 100.")
    private String mix;

    @Option(names = "--p50", paramLabel = "TIME", description = "Half take at most TIME, such as 500us or 5ms.")
    private String p50;

    @Option(names = "--p99", paramLabel = "TIME", description = "99 % take at most TIME.")
    private String p99;

    @Option(names = "--p999", paramLabel = "TIME", description = "99.9 % take at most TIME.")
    private String p999;

    @Option(
            names = "--headroom",
            paramLabel = "PERCENT",
            defaultValue = "0%",
            description = "How much of the highest rate that holds the objective stays free. Default: 0 %.")
    private String headroom;

    @Option(
            names = "--peak-to-mean",
            paramLabel = "FACTOR",
            defaultValue = "1",
            description = "The rate of the day's busiest time over the mean. Default: 1.")
    private String peakToMean;

    @Option(
            names = "--burst",
            paramLabel = "FACTOR",
            defaultValue = "1",
            description = "The rate in bursts over that of the busiest time. Default: 1.")
    private String burst;

    @Option(
            names = "--burst-length",
            paramLabel = "TIME",
            description = "How long a burst lasts, with nine times as long between; the objective is held by the"
                    + " connections in bursts. Default: so long that queues settle.")
    private String burstLength;

    @Option(
            names = "--spare-servers",
            paramLabel = "N",
            defaultValue = "0",
            description = "How many servers may fail. Default: 0.")
    private String spareServers;

    @Option(
            names = "--cores-per-server",
            paramLabel = "N",
            description = "Default: as many as the measured machine has.")
    private String coresPerServer;

    @Option(
            names = "--round-trip",
            paramLabel = "TIME",
            description = "Between client and server: 2 for a resumption and 3 for a full handshake are then a part of"
                    + " the latency, TCP's included. Default: the network is left out.")
    private String roundTrip;

    @Option(
            names = "--connection-overhead",
            paramLabel = "TIME",
            description = "Processor time of a connection besides its handshake: kernel, sockets, event loop. Default:"
                    + " what 'run --server' measured over loopback TCP, where the run holds it; else nothing.")
    private String connectionOverhead;

    @Option(names = "--provider", paramLabel = "NAME", description = "Default: the first that was measured.")
    private String provider;

    @Option(names = "--suite", paramLabel = "NAME", description = "Default: the first that was measured.")
    private String suite;

    @Option(names = "--key-bits", paramLabel = "N", description = "Default: the first that was measured.")
    private String keyBits;

    @Mixin
    private SessionDemandOptions sessions;

    @Option(
            names = "--cost-per-core-hour",
            paramLabel = "N",
            description = "Adds what the cores cost a month, in the same currency.")
    private String costPerCoreHour;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "What is simulated, and intervals, are drawn by: the same gives the same answer. Default: 1.")
    private long seed;

    @Option(
            names = "--picture",
            paramLabel = "FILE",
            description = "Draw the plan, and what would be otherwise, as an SVG.")
    private Path picture;

    @Option(names = "--json", description = "Print the answer as JSON.")
    private boolean json;

    @Option(names = "--markdown", description = "Print the answer as Markdown.")
    private boolean markdown;

    @Override
    public Integer call() throws IOException {
        if (json && markdown) {
            throw bad("--markdown", "there is one answer: give --json or --markdown");
        }
        if (picture != null) {
            OptionFile.requireWritable(spec.commandLine(), "--picture", picture, "plan.svg");
        }
        Demand demand = demand();
        SessionDemand resumed = sessions.demand(spec.commandLine());
        List<MeasuredRun> runs = new ArrayList<>();
        for (Path path : paths) {
            if (!Files.isDirectory(path)) {
                throw bad("RUN", "'" + path + "' is no folder: give one that 'run' made");
            }
            runs.add(MeasuredRun.read(path));
        }
        Planner planner = new Planner(runs, demand, resumed);
        CapacityPlan plan;
        try {
            plan = planner.plan(this::isWanted);
        } catch (Planner.UnknownSettingException e) {
            throw bad(provider != null ? "--provider" : suite != null ? "--suite" : "--key-bits", e.getMessage());
        } catch (IllegalArgumentException e) {
            throw bad("--mix", "'" + mix + "': " + e.getMessage());
        }
        PlanText text = new PlanText(plan);
        print(json ? plan.json() + "\n" : markdown ? text.markdown() : text.text(Terminal.charset()));
        if (picture != null && plan.possible()) {
            new PlanPicture(plan).write(picture);
        } else if (picture != null) {
            System.err.println("--picture: '" + picture + "' is not written: no servers are there to be drawn");
        }
        return plan.possible() ? ExitCode.DONE : ExitCode.NO;
    }

    private boolean isWanted(Setting setting) {
        return (provider == null || provider.equals(setting.provider()))
                && (suite == null || suite.equals(setting.suite()))
                && (keyBits == null || keyBits.equals(setting.keyBits()));
    }

    /** JSON and Markdown go into files, and are UTF-8 whatever the terminal is. */
    private void print(String answer) {
        PrintStream out = json || markdown ? new PrintStream(System.out, true, StandardCharsets.UTF_8) : System.out;
        out.print(answer);
        out.flush();
    }

    private Demand demand() {
        if ((rate == null) == (cores == null)) {
            throw bad(
                    "--rate",
                    rate == null
                            ? "not given: give the connections a second, or --cores to ask for the highest rate"
                            : "--cores asks for the highest rate: give one of them");
        }
        if (cores != null) {
            refuse("--cores-per-server", coresPerServer);
            refuse("--spare-servers", spareServers.equals("0") ? null : spareServers);
        }
        List<Objective> objectives = new ArrayList<>();
        objective(objectives, "--p50", 50, p50);
        objective(objectives, "--p99", 99, p99);
        objective(objectives, "--p999", 99.9, p999);
        if (objectives.isEmpty()) {
            throw bad(
                    "--p99", "no objective: give the time that 99 % of the connections take at most, as in --p99 5ms");
        }
        String size = cores != null ? cores : coresPerServer;
        return new Demand(
                rate == null ? OptionalDouble.empty() : OptionalDouble.of(number("--rate", rate, 0.001, 1e9)),
                mix(),
                objectives,
                percent("--headroom", headroom),
                number("--peak-to-mean", peakToMean, 1, 1_000),
                new Bursts(
                        number("--burst", burst, 1, 1_000),
                        burstLength == null
                                ? Optional.empty()
                                : Optional.of(Duration.ofNanos(nanos("--burst-length", burstLength)))),
                (int) whole("--spare-servers", spareServers, 0, 1_000),
                size == null
                        ? OptionalInt.empty()
                        : OptionalInt.of(
                                (int) whole(cores != null ? "--cores" : "--cores-per-server", size, 1, MOST_CORES)),
                0,
                roundTrip == null ? 0 : nanos("--round-trip", roundTrip),
                connectionOverhead == null
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(nanos("--connection-overhead", connectionOverhead)),
                costPerCoreHour == null
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(number("--cost-per-core-hour", costPerCoreHour, 0, 1e6)),
                seed);
    }

    private void refuse(String option, String value) {
        if (value != null) {
            throw bad(option, "'" + value + "': --cores asks about one server: leave it out");
        }
    }

    private Mix mix() {
        try {
            return Mix.parse(mix);
        } catch (IllegalArgumentException e) {
            throw bad("--mix", e.getMessage());
        }
    }

    private void objective(List<Objective> objectives, String option, double percentile, String value) {
        if (value != null) {
            objectives.add(new Objective(percentile, nanos(option, value)));
        }
    }

    private double number(String option, String value, double least, double most) {
        return DecimalNumber.of(spec.commandLine(), option, value, least, most);
    }

    private long whole(String option, String value, long least, long most) {
        return WholeNumber.of(spec.commandLine(), option, value, least, most);
    }

    private double percent(String option, String value) {
        try {
            return PercentValue.percent(value, "30%") / 100;
        } catch (IllegalArgumentException e) {
            throw bad(option, e.getMessage());
        }
    }

    private long nanos(String option, String value) {
        try {
            return LatencyValue.nanos(value);
        } catch (IllegalArgumentException e) {
            throw bad(option, e.getMessage());
        }
    }

    private BadOptionException bad(String option, String problem) {
        return new BadOptionException(spec.commandLine(), option, problem);
    }
}
