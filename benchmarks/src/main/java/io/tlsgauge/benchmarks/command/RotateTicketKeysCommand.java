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

/** {@code rotate-ticket-keys}: another key seals at all servers that share a file. */
@Command(
        name = "rotate-ticket-keys",
        description =
                "Lets another key of a file seal that servers share by --ticket-keys, in one step: the one that was"
                        + " drawn at the last rotation, and that all of them open already. Draws the next. Where the file is new or"
                        + " was written by hand, a new key seals at once. After a leak: twice, with a KEEP of 0.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class)
final class RotateTicketKeysCommand implements Callable<Integer> {
    private static final String FILE = "FILE";
    private static final String KEEP = "KEEP";
    private static final int MOST_KEPT = RotatingTicketKeyring.MAX_KEYS - 2;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = FILE, description = "The file of the keys.")
    private Path file;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = KEEP,
            defaultValue = "2",
            description = "Keys that have sealed and stay, to open tickets. Default: 2.")
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
            System.out.println(file + ": " + keys + " keys, the first seals, the second is the next to");
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
