package io.tlsgauge.benchmarks.command;

import io.tlsgauge.benchmarks.measurement.UnsafeWarning;
import io.tlsgauge.results.MalformedFileException;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/**
 * The command line. Without an argument it runs the quick profile; what starts with no command of ours is JMH's.
 * Whatever goes wrong is one line on standard error and an {@link ExitCode}.
 */
@Command(
        name = "tlsgauge",
        description = "Measures TLS handshakes. Without a command: run --profile quick. Whatever starts with no"
                + " command is for JMH: -l lists the benchmarks, -h gives its help.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        subcommands = {
            RunCommand.class,
            CompareCommand.class,
            ReportCommand.class,
            PlanCommand.class,
            DoctorCommand.class,
            SelfCheckCommand.class,
            CheckPlanCommand.class,
            ServeCommand.class,
            ConnectCommand.class,
            LoadCommand.class,
            RotateTicketKeysCommand.class,
            TimingCheckCommand.class
        })
public final class Tlsgauge {
    private static final Set<String> OWN_OPTIONS = Set.of("--help", "--version", "-V");

    private final PrintStream err = System.err;

    /** Executes the arguments of {@code main}; gives the exit code. */
    public int execute(String... args) {
        UnsafeWarning.silence();
        CommandLine commands = new CommandLine(this)
                .setParameterExceptionHandler((e, arguments) -> badInput(e))
                .setExecutionExceptionHandler((e, command, parsed) -> failed(e));
        if (args.length == 0) {
            return commands.execute("run", "--profile", "quick");
        }
        if (commands.getSubcommands().containsKey(args[0]) || OWN_OPTIONS.contains(args[0])) {
            return commands.execute(args);
        }
        return new JmhCommand(err).execute(args);
    }

    private int badInput(ParameterException e) {
        String command = e.getCommandLine().getCommandName();
        String mend = e instanceof BadOptionException ? "" : "; '" + command + " --help' tells what there is";
        err.println(firstLine(e) + mend);
        return ExitCode.BAD_INPUT;
    }

    private int failed(Exception e) {
        if (e instanceof MalformedFileException) {
            err.println(firstLine(e));
            return ExitCode.BAD_INPUT;
        }
        err.println(
                e instanceof IOException
                        ? firstLine(e)
                        : "unexpected: " + e.getClass().getSimpleName() + ": " + firstLine(e));
        return ExitCode.FAILED;
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
