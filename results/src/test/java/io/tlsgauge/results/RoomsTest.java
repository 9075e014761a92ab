package io.tlsgauge.results;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.tlsgauge", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {
    @ArchTest
    static final ArchRule resultsKnowNothingOfWhatIsMeasured = noClasses()
            .that()
            .resideInAPackage("io.tlsgauge.results..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.tlsgauge.engine..", "io.tlsgauge.benchmarks..", "org.openjdk.jmh..");

    @ArchTest
    static final ArchRule packagesDependOneWay =
            slices().matching("io.tlsgauge.(**)").should().beFreeOfCycles();
}
