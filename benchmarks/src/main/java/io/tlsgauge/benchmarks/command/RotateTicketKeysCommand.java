package io.tlsgauge.benchmarks.command;

import io.tlsgauge.benchmarks.transport.TicketKeyFileRotation;
import io.tlsgauge.engine.session.RotatingTicketKeyring;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rotate-ticket-keys}: a new first key for all servers that share a file. */
@Command(
        name = "rotate-ticket-keys",
        description = "Writes a new first key into a file that servers share by --ticket-keys, in one step; makes the"
                + " file where there is none.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class)
final class RotateTicketKeysCommand implements Callable<Integer> {
    private static final String FILE = "FILE";
    private static final String KEEP = "KEEP";
    private static final int MOST_KEPT = RotatingTicketKeyring.MAX_KEYS - 1;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = FILE, description = "The file of the keys.")
    private Path file;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = KEEP,
            defaultValue = "2",
            description = "Old keys that stay, to open tickets. Default: 2.")
    private int keep;

    @Override
    public Integer call() {
        WholeNumber.require(spec.commandLine(), KEEP, keep, 0, MOST_KEPT);
        if (Files.isDirectory(file)) {
            throw bad("'" + file + "' is a folder: give a file");
        }
        Path folder = file.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder)) {
            throw bad("there is no folder '" + folder + "': give a file in one that exists");
        }
        try {
            int keys = TicketKeyFileRotation.rotate(file, keep);
            System.out.println(file + ": " + keys + (keys == 1 ? " key" : " keys, the first is new"));
            return ExitCode.DONE;
        } catch (FileSystemException e) {
            throw bad("'" + file + "' can't be replaced: " + e.getMessage()
                    + ": run as who may write its folder and give it its owner");
        } catch (IOException e) {
            throw bad(e.getMessage());
        }
    }

    private BadOptionException bad(String problem) {
        return new BadOptionException(spec.commandLine(), FILE, problem);
    }
}
