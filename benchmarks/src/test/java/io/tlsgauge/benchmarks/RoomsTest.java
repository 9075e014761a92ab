package io.tlsgauge.benchmarks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.tlsgauge.benchmarks", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {
    @ArchTest
    static final ArchRule packagesDependOneWay =
            slices().matching("io.tlsgauge.benchmarks.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyMainLeadsToTheCommandLine = noClasses()
            .that()
            .resideOutsideOfPackage("io.tlsgauge.benchmarks.command..")
            .and()
            .doNotHaveFullyQualifiedName("io.tlsgauge.benchmarks.Main")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.tlsgauge.benchmarks.command..");

    @ArchTest
    static final ArchRule nothingBesidesMainAndBenchmarksDependsOnBenchmarks = noClasses()
            .that()
            .resideInAPackage("io.tlsgauge.benchmarks.*..")
            .and()
            .resideOutsideOfPackage("..jmh_generated")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.tlsgauge.benchmarks");
}
