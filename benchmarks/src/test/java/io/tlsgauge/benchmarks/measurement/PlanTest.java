package io.tlsgauge.benchmarks.measurement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tlsgauge.results.MalformedFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanTest {
    private static final List<Trial> TRIALS = List.of(
            new Trial("a", 1, Map.of("kind", "TICKET")), new Trial("a", 2, Map.of()), new Trial("b", 1, Map.of()));

    @TempDir
    Path folder;

    @Test
    void everyRoundHasEachTrialOnceByEachJdk() {
        List<Plan.PlannedFork> forks =
                plan(1).forks(4).stream().flatMap(List::stream).toList();

        int perRound = TRIALS.size() * 2;
        assertEquals(Profile.QUICK.rounds() * perRound, forks.size());
        for (int round = 1; round <= Profile.QUICK.rounds(); round++) {
            List<Plan.PlannedFork> ofRound = forks.subList((round - 1) * perRound, round * perRound);
            int expected = round;
            assertEquals(
                    perRound,
                    new HashSet<>(ofRound)
                            .stream().filter(fork -> fork.round() == expected).count());
        }
    }

    @Test
    void planOfBeforeFullHandshakesHadAWarmUpOfTheirOwnIsRead() throws IOException {
        plan(1).write(folder);
        Path file = folder.resolve("plan.json");
        Files.writeString(file, Files.readString(file).replaceFirst("\"fullWarmups\" : \\d+,", ""));

        Profile read = Plan.read(folder).profile();

        assertEquals(Profile.QUICK.warmups(), read.fullWarmups());
    }

    @Test
    void seedAloneTellsTheOrder() {
        assertEquals(plan(1).forks(4), plan(1).forks(4));
        assertNotEquals(plan(1).forks(4), plan(2).forks(4));
    }

    @Test
    void forksOfAKindAreSideBySideAsFarAsTheMachineHoldsThem() {
        assertEquals(List.of(2, 4), sizesOfFirstRound(4));
        assertEquals(List.of(2, 2, 2), sizesOfFirstRound(3));
        assertEquals(List.of(1, 1, 1, 1, 1, 1), sizesOfFirstRound(1));
        for (List<Plan.PlannedFork> together : plan(1).forks(20)) {
            assertEquals(
                    1,
                    together.stream()
                            .map(fork -> fork.round() + fork.trial().company())
                            .distinct()
                            .count());
        }
    }

    @Test
    void forksOfATrialByAllJdksStayTogether() {
        for (long seed = 1; seed <= 20; seed++) {
            for (List<Plan.PlannedFork> together : plan(seed).forks(3)) {
                assertEquals(2, together.size());
                assertEquals(
                        1,
                        together.stream()
                                .map(Plan.PlannedFork::trial)
                                .distinct()
                                .count());
            }
        }
    }

    @Test
    void allThatTakeTurnsWarmUpForAsLong() {
        List<Trial> trials = Stream.of(
                        Map.of("kind", "FULL"),
                        Map.of("provider", "jdk"),
                        Map.of("kind", "TICKET"),
                        Map.of("kind", "TICKET", "peer", "JSSE"))
                .map(params -> new Trial("Benchmark", 1, params))
                .toList();
        Profile profile = Profile.STANDARD.forPeers();
        assertNotEquals(profile.warmups(trials.get(0)), profile.warmups(trials.get(2)));
        for (List<Plan.PlannedFork> together : new Plan(1, profile, trials, List.of("one")).forks(4)) {
            assertEquals(
                    1,
                    together.stream()
                            .map(fork -> profile.warmups(fork.trial()))
                            .distinct()
                            .count(),
                    together::toString);
        }
    }

    @Test
    void neighboursInThePlanStayTogetherWhateverTheOrder() {
        List<Trial> trials = Stream.of("a", "b", "c", "d")
                .map(name -> new Trial(name, 1, Map.of()))
                .toList();
        Set<String> orders = new HashSet<>();
        for (long seed = 1; seed <= 20; seed++) {
            orders.add(new Plan(seed, Profile.QUICK, trials, List.of("one"))
                    .forks(2).stream()
                            .limit(2)
                            .map(together -> together.stream()
                                    .map(fork -> fork.trial().benchmark())
                                    .sorted()
                                    .collect(Collectors.joining()))
                            .collect(Collectors.joining(" ")));
        }

        assertEquals(Set.of("ab cd", "cd ab"), orders);
    }

    private static List<Integer> sizesOfFirstRound(int mostSideBySide) {
        return plan(1).forks(mostSideBySide).stream()
                .filter(together -> together.get(0).round() == 1)
                .map(List::size)
                .sorted()
                .toList();
    }

    @Test
    void isReadAsItWasWritten() throws IOException {
        plan(3).write(folder);

        assertEquals(plan(3), Plan.read(folder));
    }

    @Test
    void planThatLeadsOutOfItsFolderIsRefused() throws IOException {
        plan(3).write(folder);
        Path file = folder.resolve("plan.json");
        Files.writeString(file, Files.readString(file).replace("\"one\"", "\"../one\""));

        assertThrows(MalformedFileException.class, () -> Plan.read(folder));
    }

    private static Plan plan(long seed) {
        return new Plan(seed, Profile.QUICK, TRIALS, List.of("one", "two"));
    }
}
