package io.tlsgauge.benchmarks.command;

import io.tlsgauge.benchmarks.measurement.ForkArguments;
import io.tlsgauge.benchmarks.measurement.ForwardingFormat;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Defaults;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.ProfilersFailedException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.UnCloseablePrintStream;

/**
 * JMH's own command line: its options, its output. Different from its main class in that a parameter or value no
 * benchmark has is refused instead of ignored, that a benchmark that failed shows in the exit code, and that errors
 * are one line.
 */
final class JmhCommand {
    private final PrintStream err;
    private final List<String> failures = new ArrayList<>();

    JmhCommand(PrintStream err) {
        this.err = err;
    }

    /** Executes JMH's arguments; gives the exit code. */
    int execute(String... args) {
        try {
            CommandLineOptions given = new CommandLineOptions(args);
            if (given.shouldHelp()) {
                given.showHelp();
                return ExitCode.DONE;
            }
            if (given.shouldListProfilers()) {
                given.listProfilers();
                return ExitCode.DONE;
            }
            if (given.shouldListResultFormats()) {
                given.listResultFormats();
                return ExitCode.DONE;
            }
            if (given.shouldList()) {
                new Runner(given).list();
                return ExitCode.DONE;
            }
            JmhParameters params = JmhParameters.of(args);
            params.check(benchmarks(given));
            if (given.shouldListWithParams()) {
                new Runner(given).listWithParams(given);
                return ExitCode.DONE;
            }
            return run(given, params.withoutAuto());
        } catch (CommandLineOptionException | IllegalArgumentException e) {
            return told(firstLine(e) + "; -h tells what there is", ExitCode.BAD_INPUT);
        } catch (NoBenchmarksException e) {
            return told("no benchmark matches: -l lists all there are", ExitCode.BAD_INPUT);
        } catch (ProfilersFailedException e) {
            return told(firstLine(e) + "; -lprof lists the profilers there are", ExitCode.BAD_INPUT);
        } catch (RunnerException e) {
            return told(firstLine(e) + cause(e), ExitCode.FAILED);
        } catch (IOException e) {
            return told(firstLine(e), ExitCode.FAILED);
        }
    }

    private int run(CommandLineOptions given, JmhParameters params) throws RunnerException, IOException {
        ChainedOptionsBuilder options = new OptionsBuilder().parent(given);
        params.values().forEach((name, values) -> options.param(name, values.toArray(String[]::new)));
        if (!given.getJvm().hasValue() && !given.getJvmArgsPrepend().hasValue()) {
            options.jvmArgsPrepend(ForkArguments.silencing().toArray(String[]::new));
        }
        new Runner(options.build(), format(given)).run();
        if (!failures.isEmpty()) {
            return told("failed: " + String.join(", ", failures) + "; the cause is printed above", ExitCode.FAILED);
        }
        return ExitCode.DONE;
    }

    /** JMH's usual text, and a note of each benchmark that starts and does not end. */
    private OutputFormat format(Options options) throws IOException {
        PrintStream out = options.getOutput().hasValue()
                ? new PrintStream(options.getOutput().get())
                : new UnCloseablePrintStream(System.out, Charset.defaultCharset());
        VerboseMode verbosity = options.verbosity().orElse(Defaults.VERBOSITY);
        return new ForwardingFormat(OutputFormatFactory.createFormatInstance(out, verbosity)) {
            @Override
            public void startBenchmark(BenchmarkParams benchmark) {
                failures.add(benchmark.id());
                super.startBenchmark(benchmark);
            }

            @Override
            public void endBenchmark(BenchmarkResult result) {
                if (result != null) {
                    failures.remove(failures.size() - 1);
                }
                super.endBenchmark(result);
            }
        };
    }

    private static Set<BenchmarkListEntry> benchmarks(Options given) throws NoBenchmarksException {
        OutputFormat silent = OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT);
        Set<BenchmarkListEntry> benchmarks =
                BenchmarkList.defaultList().find(silent, given.getIncludes(), given.getExcludes());
        if (benchmarks.isEmpty()) {
            throw new NoBenchmarksException();
        }
        return benchmarks;
    }

    private int told(String line, int exitCode) {
        err.println(line);
        return exitCode;
    }

    /** What the benchmark threw, which JMH wraps several times over, and prints only where it is not silent. */
    private static String cause(RunnerException e) {
        return Stream.iterate((Throwable) e, Objects::nonNull, JmhCommand::below)
                .reduce((above, below) -> below)
                .filter(root -> root != e)
                .map(root -> ": " + root.toString().lines().findFirst().orElse(""))
                .orElse("");
    }

    private static Throwable below(Throwable e) {
        return e.getCause() == null && e.getSuppressed().length > 0 ? e.getSuppressed()[0] : e.getCause();
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
