package io.tlsgauge.benchmarks.command;

import com.sun.management.UnixOperatingSystemMXBean;
import io.tlsgauge.benchmarks.load.LoadGenerator;
import io.tlsgauge.results.demand.Mix;
import io.tlsgauge.results.demand.Objective;
import io.tlsgauge.results.load.ArrivalKind;
import io.tlsgauge.results.load.Arrivals;
import io.tlsgauge.results.load.ClientTls;
import io.tlsgauge.results.load.LoadPlan;
import io.tlsgauge.results.load.Storm;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The options of {@code load} that say what is put on the server. */
final class LoadOptions {
    static final double MOST_RATE = 1_000_000;
    private static final double FIRST_TRIED_RATE = 100;
    private static final int LEAST_SEARCHED_RATE = 1;
    private static final int MOST_CONNECTIONS = 100_000;
    private static final int USUAL_CONNECTIONS = 10_000;

    /** A load holds what it counted of each second until its end. */
    private static final String LONGEST = "2h";

    /** What the JVM needs besides connections. */
    private static final int OTHER_DESCRIPTORS = 200;

    /** A storm needs seconds before, in and after it. */
    private static final long LEAST_STORM_MILLIS = 5_000;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Arrivals a second; where --find-max begins. Default there: 100.")
    private String rate;

    @Option(names = "--ramp-to", paramLabel = "N", description = "The rate goes evenly from --rate to this.")
    private String rampTo;

    @Option(
            names = "--steps",
            paramLabel = "N,N,...",
            description = "Rates one after the other, each for an equal part of the time, instead of --rate.")
    private String steps;

    @Option(
            names = "--arrivals",
            paramLabel = "PATTERN",
            defaultValue = "constant",
            description = "How they lie within the rate: constant; poisson, as those of many clients do; or bursts:N,"
                    + " N at once. Default: constant.")
    private String pattern;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            description =
                    "How long, such as 60s or 5m, " + LONGEST + " at the most, as all seconds are held in memory; with"
                            + " --find-max, each step. Default: 30s; 5s with --find-max.")
    private String duration;

    @Option(
            names = "--warm-up",
            paramLabel = "TIME",
            description = "How long the same load is made beforehand, and not counted: a server and a generator that"
                    + " have just started are several times slower until their code is compiled. Default: none; 15s"
                    + " with --find-max.")
    private String warmUp;

    @Option(
            names = "--mix",
            paramLabel = "KIND=PERCENT,...",
            defaultValue = "full=20,id=30,ticket=50",
            description = "The shares of full handshakes and of resumptions by id and by ticket, 100 in all."
                    + " Default: full=20,id=30,ticket=50.")
    private String mix;

    @Option(
            names = "--clients",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Clients that remember a session; each gets one beforehand. Default: 1000.")
    private int clients;

    @Option(
            names = "--request",
            paramLabel = "PATH",
            description = "Ask for this over HTTP after each handshake, and wait for the answer's first byte.")
    private String request;

    @Option(
            names = "--p99",
            paramLabel = "TIME",
            description = "The objective, such as 5ms or 800us: exit code 1 if 99 of 100 don't keep it.")
    private String p99;

    @Option(
            names = "--storm",
            paramLabel = "NAME",
            description = "In the middle: reconnect, where all clients come at once without their sessions;"
                    + " key-rotation:FILE or key-loss:FILE, of the server's --ticket-keys; or small-cache, where twice"
                    + " as many clients come in the middle third. Tells, by --p99, when it is kept again.")
    private String storm;

    @Option(
            names = "--hostile",
            paramLabel = "KIND=PERCENT,...",
            description = "In the middle third these shares of arrivals are forged-ticket, unknown-id, hello-only (a"
                    + " ClientHello and nothing more) or never-read (requests, and no answer read).")
    private String hostile;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Event loops of the generator. Default: one each two processors.")
    private Integer threads;

    @Option(
            names = "--connections",
            paramLabel = "N",
            description = "Open connections at the most; beyond, arrivals are held back, and that counts as latency."
                    + " Default: 10000, or what file descriptors allow.")
    private Integer connections;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "For a connection, from its start to its end. Default: 10.")
    private int timeout;

    @Option(names = "--seed", paramLabel = "N", description = "Of all that is drawn. Default: drawn.")
    private Long seed;

    private CommandLine command;

    /**
     * The plan.
     *
     * @param tls how clients speak to the target
     * @param search whether it is of a step of a search for the highest rate
     */
    LoadPlan plan(CommandLine parsed, String target, ClientTls tls, boolean search) {
        command = parsed;
        Mix shares = mix();
        long millis = millis(search);
        int loops = threads == null ? Math.max(1, Runtime.getRuntime().availableProcessors() / 2) : threads;
        require("--threads", loops, 1, 256);
        require("--timeout", timeout, 1, 3600);
        require("--clients", clients, LoadGenerator.leastClients(shares, loops), 10_000_000);
        Arrivals arrivals = arrivals(search);
        Optional<Objective> objective = Optional.ofNullable(p99).map(this::objective);
        Map<ArrivalKind, Double> hostileShares = hostile == null ? Map.of() : hostile();
        Optional<Storm> named = storm == null ? Optional.empty() : Optional.of(storm());
        if (search) {
            if (objective.isEmpty()) {
                throw bad("--find-max", "needs an objective: give --p99, such as --p99 5ms");
            }
            refuse("--find-max", "--steps", steps);
            refuse("--find-max", "--ramp-to", rampTo);
            refuse("--find-max", "--storm", storm);
            refuse("--find-max", "--hostile", hostile);
            if (arrivals.meanRate() < LEAST_SEARCHED_RATE) {
                throw bad("--rate", "'" + rate + "': --find-max begins at " + LEAST_SEARCHED_RATE + " or more");
            }
        }
        if (named.isPresent() || !hostileShares.isEmpty()) {
            String option = named.isPresent() ? "--storm" : "--hostile";
            if (objective.isEmpty()) {
                throw bad(option, "needs an objective, that it tells when it is kept again: give --p99, such as 5ms");
            }
            if (millis < LEAST_STORM_MILLIS) {
                throw bad("--duration", "'" + duration + "': " + option + " takes the middle third: give 5s or more");
            }
        }
        return new LoadPlan(
                target,
                tls,
                arrivals,
                millis,
                shares,
                clients,
                hostileShares,
                named,
                request(),
                objective,
                loops,
                connections(),
                TimeUnit.SECONDS.toMillis(timeout),
                seed == null ? new SecureRandom().nextInt(Integer.MAX_VALUE) : seed);
    }

    int timeout() {
        return timeout;
    }

    /** How long the load is made beforehand; zero for not at all. */
    Duration warmUp(boolean search) {
        String given = warmUp == null ? (search ? "15s" : "0s") : warmUp;
        Duration time;
        try {
            time = DurationValue.parse(given, "0s", "1h");
        } catch (IllegalArgumentException e) {
            throw bad("--warm-up", e.getMessage());
        }
        if (!time.isZero() && Storm.SMALL_CACHE.optionName().equals(storm)) {
            throw bad(
                    "--warm-up",
                    "'" + given + "' would fill the cache that --storm small-cache is to find half filled: leave it"
                            + " out");
        }
        return time;
    }

    /** The file of ticket keys that a storm rotates, where it does. */
    Optional<Path> ticketKeys() {
        int colon = storm == null ? -1 : storm.indexOf(':');
        return colon < 0 ? Optional.empty() : Optional.of(Path.of(storm.substring(colon + 1)));
    }

    private Arrivals arrivals(boolean search) {
        Matcher bursts = Pattern.compile("bursts:([0-9]{1,6})").matcher(pattern);
        int burst = 1;
        Arrivals.Pattern chosen;
        if (bursts.matches() && Integer.parseInt(bursts.group(1)) > 0) {
            chosen = Arrivals.Pattern.BURSTS;
            burst = Integer.parseInt(bursts.group(1));
        } else if (pattern.equals("constant")) {
            chosen = Arrivals.Pattern.CONSTANT;
        } else if (pattern.equals("poisson")) {
            chosen = Arrivals.Pattern.POISSON;
        } else {
            throw bad("--arrivals", "'" + pattern + "': give constant, poisson, or bursts:N with N from 1 to 999999");
        }
        if (steps != null) {
            refuse("--steps", "--rate", rate);
            refuse("--steps", "--ramp-to", rampTo);
            List<Double> rates = Arrays.stream(steps.split(",", -1))
                    .map(step -> rate("--steps", step))
                    .toList();
            return new Arrivals(chosen, burst, rates, false);
        }
        if (rate == null && !search) {
            throw bad("--rate", "is missing: give the arrivals a second, such as --rate 2000");
        }
        double first = rate == null ? FIRST_TRIED_RATE : rate("--rate", rate);
        List<Double> rates = rampTo == null ? List.of(first) : List.of(first, rate("--ramp-to", rampTo));
        return new Arrivals(chosen, burst, rates, rampTo != null);
    }

    private double rate(String option, String given) {
        double value = number(given);
        if (!(value > 0 && value <= MOST_RATE)) {
            throw bad(option, "'" + given + "': give a number of arrivals a second above 0, up to 1000000");
        }
        return value;
    }

    private long millis(boolean search) {
        String given = duration == null ? (search ? "5s" : "30s") : duration;
        try {
            return DurationValue.parse(given, "1s", LONGEST).toMillis();
        } catch (IllegalArgumentException e) {
            throw bad("--duration", e.getMessage());
        }
    }

    private Mix mix() {
        try {
            return Mix.parse(mix);
        } catch (IllegalArgumentException e) {
            throw bad("--mix", e.getMessage());
        }
    }

    private Map<ArrivalKind, Double> hostile() {
        Map<String, ArrivalKind> kinds = Arrays.stream(ArrivalKind.values())
                .filter(kind -> !kind.isHonest())
                .collect(Collectors.toMap(
                        ArrivalKind::optionName, kind -> kind, (one, other) -> one, LinkedHashMap::new));
        Map<String, Double> shares = shares("--hostile", hostile, List.copyOf(kinds.keySet()));
        double sum = shares.values().stream().mapToDouble(Double::doubleValue).sum();
        if (sum > 90) {
            throw bad(
                    "--hostile",
                    "'" + hostile + "': the shares add up to " + trimmed(sum) + ": leave 10 for honest clients");
        }
        Map<ArrivalKind, Double> result = new EnumMap<>(ArrivalKind.class);
        shares.forEach((name, share) -> result.put(kinds.get(name), share));
        return result;
    }

    private Map<String, Double> shares(String option, String given, List<String> names) {
        Map<String, Double> shares = new LinkedHashMap<>();
        for (String part : given.split(",", -1)) {
            String[] nameAndShare = part.split("=", -1);
            double share = nameAndShare.length == 2 ? number(nameAndShare[1]) : -1;
            if (!names.contains(nameAndShare[0]) || !(share >= 0 && share <= 100)) {
                throw bad(
                        option,
                        "'" + part + "': give " + String.join(", ", names) + " with percents, as in " + names.get(0)
                                + "=20");
            }
            if (shares.put(nameAndShare[0], share) != null) {
                throw bad(option, "'" + given + "': names " + nameAndShare[0] + " twice: name each kind once");
            }
        }
        return shares;
    }

    private Storm storm() {
        String[] nameAndFile = storm.split(":", 2);
        for (Storm known : Storm.values()) {
            if (!known.optionName().equals(nameAndFile[0])) {
                continue;
            }
            boolean rotates = known == Storm.KEY_ROTATION || known == Storm.KEY_LOSS;
            if (rotates && (nameAndFile.length < 2 || !Files.isRegularFile(Path.of(nameAndFile[1])))) {
                throw bad(
                        "--storm",
                        "'" + storm + "': name the file that the server has as --ticket-keys, as in "
                                + known.optionName() + ":keys");
            }
            if (!rotates && nameAndFile.length > 1) {
                throw bad("--storm", "'" + storm + "': " + known.optionName() + " takes no file: leave it out");
            }
            return known;
        }
        String all = Arrays.stream(Storm.values()).map(Storm::optionName).collect(Collectors.joining(", "));
        throw bad("--storm", "'" + storm + "': choose of " + all);
    }

    private Objective objective(String given) {
        try {
            return new Objective(99, LatencyValue.nanos(given));
        } catch (IllegalArgumentException e) {
            throw bad("--p99", e.getMessage());
        }
    }

    private Optional<String> request() {
        if (request != null && !request.matches("/[!-~]{0,2000}")) {
            throw bad("--request", "'" + request + "': give a path that begins with /, such as /index.html");
        }
        return Optional.ofNullable(request);
    }

    private int connections() {
        long descriptors = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : MOST_CONNECTIONS;
        long most = Math.max(1, Math.min(MOST_CONNECTIONS, descriptors - OTHER_DESCRIPTORS));
        if (connections == null) {
            return (int) Math.min(USUAL_CONNECTIONS, most);
        }
        if (connections < 1 || connections > most) {
            throw bad(
                    "--connections",
                    "'" + connections + "': give a whole number from 1 to " + most
                            + (most < MOST_CONNECTIONS ? ", or raise 'ulimit -n'" : ""));
        }
        return connections;
    }

    private void refuse(String option, String other, Object given) {
        if (given != null) {
            throw bad(option, "contradicts " + other + ": give one of them");
        }
    }

    private void require(String option, int value, int least, int most) {
        WholeNumber.require(command, option, value, least, most);
    }

    private static double number(String given) {
        return given.matches("[0-9]{1,9}(\\.[0-9]{1,9})?") ? Double.parseDouble(given) : -1;
    }

    private static String trimmed(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.3f", value);
    }

    private BadOptionException bad(String option, String problem) {
        return new BadOptionException(command, option, problem);
    }
}
