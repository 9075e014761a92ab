package io.tlsgauge.engine;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;

/** Each room uses only those below it. */
@AnalyzeClasses(packages = "io.tlsgauge.engine", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {
    private static final String ENGINE = "io.tlsgauge.engine";

    @ArchTest
    static final ArchRule roomsUseOnlyThoseBelow = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("alert")
            .definedBy(ENGINE + ".alert")
            .layer("wire")
            .definedBy(ENGINE + ".wire")
            .layer("crypto")
            .definedBy(ENGINE + ".crypto..")
            .layer("record")
            .definedBy(ENGINE + ".record..")
            .layer("session")
            .definedBy(ENGINE + ".session")
            .layer("certificate")
            .definedBy(ENGINE + ".certificate")
            .layer("config")
            .definedBy(ENGINE + ".config")
            .layer("handshake")
            .definedBy(ENGINE + ".handshake..")
            .layer("face")
            .definedBy(ENGINE)
            .layer("jsse")
            .definedBy(ENGINE + ".jsse")
            .whereLayer("jsse")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("face")
            .mayOnlyBeAccessedByLayers("jsse")
            .whereLayer("handshake")
            .mayOnlyBeAccessedByLayers("face", "jsse")
            .whereLayer("config")
            .mayOnlyBeAccessedByLayers("handshake", "face", "jsse")
            .whereLayer("certificate")
            .mayOnlyBeAccessedByLayers("config", "handshake", "face", "jsse")
            .whereLayer("session")
            .mayOnlyBeAccessedByLayers("config", "handshake", "face", "jsse")
            .whereLayer("record")
            .mayOnlyBeAccessedByLayers("handshake", "face", "jsse")
            .whereLayer("crypto")
            .mayOnlyBeAccessedByLayers("record", "session", "config", "handshake", "face", "jsse");

    @ArchTest
    static final ArchRule roomsHaveNoCycles =
            slices().matching(ENGINE + ".(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nothingTouchesSocketsOrFilesButTheTicketKeyFile = ArchRuleDefinition.noClasses()
            .that()
            .doNotHaveSimpleName("TicketKeyFile")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.nio.channels..", "java.nio.file..")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching("java\\.(io\\.(File|RandomAccessFile).*|net\\..*Socket.*)");
}
