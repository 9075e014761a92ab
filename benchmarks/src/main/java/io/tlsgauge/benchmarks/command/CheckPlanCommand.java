package io.tlsgauge.benchmarks.command;

import io.tlsgauge.benchmarks.environment.EnvironmentProbe;
import io.tlsgauge.benchmarks.environment.SplitProcessors;
import io.tlsgauge.benchmarks.plancheck.LoadedServer;
import io.tlsgauge.results.demand.Mix;
import io.tlsgauge.results.demand.Objective;
import io.tlsgauge.results.load.HighestRate;
import io.tlsgauge.results.plan.Bursts;
import io.tlsgauge.results.plan.CapacityPlan;
import io.tlsgauge.results.plan.Demand;
import io.tlsgauge.results.plan.MeasuredRun;
import io.tlsgauge.results.plan.PlanText;
import io.tlsgauge.results.plan.Planner;
import io.tlsgauge.results.plan.SessionDemand;
import io.tlsgauge.results.plancheck.PlanCheck;
import io.tlsgauge.results.plancheck.PlanCheckAnswer;
import io.tlsgauge.results.run.Environment;
import io.tlsgauge.results.run.RunFolder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code check-plan}: does a server bear what the plan says? */
@Command(
        name = "check-plan",
        description = "Plans the highest rates that a server on half of this machine's processors bears, and finds the"
                + " real ones by load on the other half. Exit code 1 if a plan is off by more than 10 %%. Ctrl-C keeps"
                + " what was found.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class)
final class CheckPlanCommand implements Callable<Integer> {
    /** Pure kinds, and mixes that nothing was fitted to. */
    private static final String MIXES =
            "full=100 id=100 ticket=100 full=50,id=25,ticket=25 full=20,id=30,ticket=50" + " full=5,id=45,ticket=50";

    private static final String KEY_BITS = "2048";
    private static final int MOST_REPEATS = 99;
    private static final int MOST_SECONDS = 3600;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "RUN",
            arity = "1..*",
            description = "What plans are made from: the folder of a 'run --server' on this machine; or a "
                    + PlanCheck.FILE_NAME + ", which is told again, several as the rounds of one check.")
    private List<Path> runs;

    @Option(
            names = "--mix",
            paramLabel = "full=N,id=N,ticket=N",
            defaultValue = MIXES,
            split = " ",
            description =
                    "A mix to plan and to find, given once or oftener. Default: the three kinds, and three mixes.")
    private List<String> mixes;

    @Option(
            names = "--provider",
            paramLabel = "NAME",
            description = "Of a run that holds several: who does the server's cryptography. Default: the first that was"
                    + " measured.")
    private String provider;

    @Option(
            names = "--p99",
            paramLabel = "TIME",
            defaultValue = "20ms",
            description = "The objective: what 99 %% take at most. Default: 20ms.")
    private String p99;

    @Option(
            names = "--repeats",
            paramLabel = "N",
            defaultValue = "5",
            description = "Loads a step of the search, of which most must keep the objective. Default: 5.")
    private int repeats;

    @Option(
            names = "--duration",
            paramLabel = "SECONDS",
            defaultValue = "3",
            description = "How long each load counts: short, as a machine that is slow for some seconds then spoils few"
                    + " of them. Default: 3.")
    private int seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            defaultValue = "20",
            description = "How long each mix is loaded beforehand, without being counted: on a processor of its own a"
                    + " server shares it with the compilers of its code. Default: 20.")
    private int warmUpSeconds;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "runs",
            description = "Where " + PlanCheck.FILE_NAME + " is written, after each mix. Default: runs.")
    private Path out;

    @Option(names = "--json", description = "Print the answer as JSON.")
    private boolean json;

    @Option(names = "--markdown", description = "Print the answer as Markdown.")
    private boolean markdown;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (json && markdown) {
            throw bad("--markdown", "there is one answer: give --json or --markdown");
        }
        if (runs.stream().allMatch(Files::isRegularFile)) {
            return answer(rounds());
        }
        for (Path given : runs) {
            if (!Files.exists(given)) {
                throw bad("RUN", "'" + given + "' is not there: give a folder that 'run --server' made");
            }
        }
        if (runs.size() > 1) {
            throw bad("RUN", "'" + runs.get(1) + "' is one too many: give one folder, or files alone");
        }
        Path run = runs.get(0);
        WholeNumber.require(spec.commandLine(), "--repeats", repeats, 1, MOST_REPEATS);
        WholeNumber.require(spec.commandLine(), "--duration", seconds, 1, MOST_SECONDS);
        WholeNumber.require(spec.commandLine(), "--warm-up", warmUpSeconds, 0, MOST_SECONDS);
        if (Files.exists(out) && !Files.isDirectory(out)) {
            throw bad("--out", "'" + out + "' is a file: give a folder");
        }
        SplitProcessors processors;
        try {
            processors = SplitProcessors.ofThisProcess();
        } catch (IOException e) {
            System.err.println("plans cannot be checked here: " + e.getMessage());
            return ExitCode.FAILED;
        }
        MeasuredRun measured = MeasuredRun.read(run);
        List<CapacityPlan> plans = new ArrayList<>();
        for (String mix : mixes) {
            plans.add(plan(measured, mix, processors));
        }
        tellWhatIsUnlike(plans.get(0));
        return answer(new PlanCheckAnswer(List.of(check(processors, plans))));
    }

    private PlanCheckAnswer rounds() throws IOException {
        List<PlanCheck> rounds = new ArrayList<>();
        PlanCheckAnswer answer = null;
        for (Path file : runs) {
            rounds.add(PlanCheck.read(file));
            try {
                answer = new PlanCheckAnswer(rounds);
            } catch (IllegalArgumentException e) {
                throw bad(
                        "RUN",
                        "'" + file + "' is no round of the check before: " + e.getMessage()
                                + ": give rounds of one check");
            }
        }
        return answer;
    }

    /** A plan is for what was measured: what is served is another's where it is run by another. */
    private void tellWhatIsUnlike(CapacityPlan plan) throws IOException {
        Environment begun = RunFolder.open(runs.get(0)).environment();
        Environment now = new EnvironmentProbe().begin(List.of(), begun.jdk());
        tellOther("JDK", begun.jdk().version(), Runtime.version().toString());
        tellOther("processor", words(begun.cpu()), words(now.cpu()));
        tellOther("build", begun.engine().commit(), now.engine().commit());
        plan.warnings().forEach(warning -> System.err.println("warning: " + warning));
    }

    private static String words(Environment.Cpu cpu) {
        return cpu.model() + " with " + cpu.cores() + " cores";
    }

    private static void tellOther(String what, String measured, String served) {
        if (!measured.equals(served)) {
            System.err.println(
                    "warning: the run is of another " + what + ": " + measured + ", and served is by " + served);
        }
    }

    private PlanCheck check(SplitProcessors processors, List<CapacityPlan> plans)
            throws IOException, InterruptedException {
        Files.createDirectories(out);
        List<PlanCheck.Row> rows = new ArrayList<>();
        PlanCheck check = check(processors, plans, rows);
        try (LoadedServer server = new LoadedServer(processors, plans.get(0).setting())) {
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "tlsgauge-interruption"));
            for (CapacityPlan plan : plans) {
                double foretold = plan.sizing().orElseThrow().rate().value();
                String mix = plan.demand().mix().toString();
                System.err.printf(
                        Locale.ROOT,
                        "%d of %d: %s, %,.0f a second foretold%n",
                        rows.size() + 1,
                        plans.size(),
                        mix,
                        foretold);
                HighestRate found = server.highestRate(
                        mix, p99, foretold / 1.5, new LoadedServer.Effort(warmUpSeconds, repeats, seconds));
                rows.add(new PlanCheck.Row(plan.sizing().get().rate(), OptionalDouble.of(plan.meanMicros()), found));
                check = check(processors, plans, rows);
                check.write(out.resolve(PlanCheck.FILE_NAME));
            }
        }
        return check;
    }

    private PlanCheck check(SplitProcessors processors, List<CapacityPlan> plans, List<PlanCheck.Row> rows)
            throws IOException {
        return new PlanCheck(
                RunFolder.open(runs.get(0)).environment(),
                plans.get(0).runs().get(0),
                plans.get(0).setting(),
                processors.server().size(),
                plans.size(),
                rows);
    }

    private CapacityPlan plan(MeasuredRun measured, String mix, SplitProcessors processors) {
        Duration day = Duration.ofDays(1);
        Objective objective;
        try {
            objective = new Objective(99, LatencyValue.nanos(p99));
        } catch (IllegalArgumentException e) {
            throw bad("--p99", e.getMessage());
        }
        CapacityPlan plan;
        try {
            plan = new Planner(
                            List.of(measured),
                            new Demand(
                                    OptionalDouble.empty(),
                                    Mix.parse(mix),
                                    List.of(objective),
                                    0,
                                    1,
                                    Bursts.NONE,
                                    0,
                                    OptionalInt.of(processors.server().size()),
                                    processors.load().size(),
                                    0,
                                    OptionalDouble.empty(),
                                    OptionalDouble.empty(),
                                    1),
                            new SessionDemand(
                                    OptionalLong.empty(),
                                    0,
                                    day,
                                    OptionalLong.empty(),
                                    OptionalDouble.empty(),
                                    day,
                                    day,
                                    day,
                                    SessionDemand.ENGINES_TICKET_BYTES))
                    .plan(setting -> setting.keyBits().equals(KEY_BITS)
                            && (provider == null || provider.equals(setting.provider())));
        } catch (Planner.UnknownSettingException e) {
            if (provider != null) {
                throw bad("--provider", "'" + provider + "': " + e.getMessage());
            }
            throw bad(
                    "RUN",
                    "'" + runs.get(0) + "' holds no keys of " + KEY_BITS + " bits, as serve has: give a run of such");
        } catch (IllegalArgumentException e) {
            throw bad("--mix", "'" + mix + "': " + e.getMessage());
        }
        if (!plan.possible()) {
            throw bad("--p99", "'" + p99 + "': " + new PlanText(plan).headline() + ": give a longer time");
        }
        return plan;
    }

    private int answer(PlanCheckAnswer check) {
        PrintStream to = json || markdown ? new PrintStream(System.out, true, StandardCharsets.UTF_8) : System.out;
        to.print(json ? check.json() + "\n" : markdown ? check.markdown() : check.text());
        to.flush();
        return check.isMet() ? ExitCode.DONE : ExitCode.NO;
    }

    private BadOptionException bad(String option, String problem) {
        return new BadOptionException(spec.commandLine(), option, problem);
    }
}
