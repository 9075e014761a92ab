package io.tlsgauge.benchmarks.measurement;

import io.tlsgauge.results.Json;
import io.tlsgauge.results.MalformedFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * All that a run is to measure, and in what order: the content of {@code plan.json}, which stands in the folder of each
 * of its JDKs, so that the run can be gone on with.
 *
 * @param seed what the order is drawn by
 * @param profile how much of each trial
 * @param trials what is measured
 * @param folders the names of the run's folders, one a JDK, all beside one another
 */
public record Plan(long seed, Profile profile, List<Trial> trials, List<String> folders) {
    private static final String FILE_NAME = "plan.json";
    private static final JsonMapper MAPPER = Json.mapper()
            .rebuild()
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    /**
     * One fork that is planned.
     *
     * @param round from 1
     * @param trial what it measures
     * @param side the JDK that runs it, by its place among the run's folders
     */
    record PlannedFork(int round, Trial trial, int side) {}

    public Plan {
        Objects.requireNonNull(profile, "profile");
        trials = List.copyOf(Objects.requireNonNull(trials, "trials"));
        folders = List.copyOf(Objects.requireNonNull(folders, "folders"));
        for (String folder : folders) {
            if (!folder.equals(Path.of(folder).getFileName().toString()) || folder.startsWith(".")) {
                throw new IllegalArgumentException("'" + folder + "' is no name of a folder");
            }
        }
    }

    /**
     * The forks in the order in which they run, those together that are measured side by side: in a round each trial
     * once by each JDK, shuffled anew, all of a kind side by side, or as many as fit of those that the plan has
     * together.
     *
     * @param mostSideBySide how many the machine holds
     */
    List<List<PlannedFork>> forks(int mostSideBySide) {
        List<List<PlannedFork>> forks = new ArrayList<>();
        Random random = new Random(seed);
        for (int round = 1; round <= profile.rounds(); round++) {
            List<PlannedFork> ofRound = new ArrayList<>();
            for (Trial trial : trials) {
                for (int side = 0; side < folders.size(); side++) {
                    ofRound.add(new PlannedFork(round, trial, side));
                }
            }
            Collections.shuffle(ofRound, random);
            Map<String, List<PlannedFork>> kinds = new LinkedHashMap<>();
            for (PlannedFork fork : ofRound) {
                kinds.computeIfAbsent(fork.trial().company(), kind -> new ArrayList<>())
                        .add(fork);
            }
            for (List<PlannedFork> ofKind : kinds.values()) {
                List<List<PlannedFork>> companies = new ArrayList<>(companies(ofKind, mostSideBySide));
                Collections.shuffle(companies, random);
                forks.addAll(companies);
            }
        }
        return forks;
    }

    /**
     * Those of all JDKs of a trial stay together, where so many fit, and trials that are neighbours in the plan: it is
     * they that are compared. Forks that are not side by side have the machine's other moods, however often.
     */
    private List<List<PlannedFork>> companies(List<PlannedFork> ofKind, int most) {
        if (folders.size() > most) {
            return parts(ofKind, most);
        }
        List<Trial> ofTrials = ofKind.stream()
                .map(PlannedFork::trial)
                .distinct()
                .sorted(Comparator.comparingInt(trials::indexOf))
                .toList();
        return parts(ofTrials, most / folders.size()).stream()
                .map(together -> ofKind.stream()
                        .filter(fork -> together.contains(fork.trial()))
                        .toList())
                .toList();
    }

    private static <T> List<List<T>> parts(List<T> all, int most) {
        int count = (all.size() + most - 1) / most;
        return IntStream.range(0, count)
                .mapToObj(i -> List.copyOf(all.subList(i * all.size() / count, (i + 1) * all.size() / count)))
                .toList();
    }

    ForkId id(PlannedFork fork) {
        return new ForkId(trials.indexOf(fork.trial()), fork.round());
    }

    /**
     * Reads the plan of the run that a folder is of.
     *
     * @throws MalformedFileException if there is none
     * @throws IOException if it cannot be read
     */
    public static Plan read(Path runFolder) throws IOException {
        Path file = runFolder.resolve(FILE_NAME);
        if (!Files.isRegularFile(file)) {
            throw new MalformedFileException(runFolder, "it holds no " + FILE_NAME + " to go on by");
        }
        byte[] bytes = Files.readAllBytes(file);
        try {
            return Objects.requireNonNull(MAPPER.readValue(bytes, Plan.class), "plan");
        } catch (JacksonException | NullPointerException e) {
            String problem = e instanceof JacksonException json ? json.getOriginalMessage() : e.getMessage();
            throw new MalformedFileException(file, "not a plan: " + problem, e);
        }
    }

    void write(Path runFolder) throws IOException {
        Json.write(runFolder.resolve(FILE_NAME), this);
    }
}
