package io.golconde.it.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.golconde.testkit.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which room may know which. A room that is still empty keeps every rule. */
class RoomsTest {
    private static JavaClasses golconde;

    @BeforeAll
    static void readAllModules() throws IOException {
        try (Stream<Path> modules = Files.list(Folders.repository())) {
            List<Path> classes = modules.map(module -> module.resolve("target/classes"))
                    .filter(Files::isDirectory)
                    .toList();
            golconde = new ClassFileImporter().importPaths(classes);
        }
        assertThat(golconde.contain("io.golconde.core.sql.Identifier")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "core,   io.golconde.source.., io.golconde.sink..,   io.golconde.smt..",
        "source, io.golconde.sink..,   io.golconde.smt..,    io.golconde.testkit..",
        "sink,   io.golconde.source.., io.golconde.smt..,    io.golconde.testkit..",
        "smt,    io.golconde.source.., io.golconde.sink..,   io.golconde.testkit..",
        "testkit, io.golconde.source.., io.golconde.sink..,  org.apache.kafka..",
    })
    void aModuleKnowsNoneOfTheOthers(String module, String one, String other, String third) {
        check(noClasses()
                .that()
                .resideInAPackage("io.golconde." + module + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(one, other, third));
    }

    @Test
    void namesAndChangesKnowNoKafka() {
        check(noClasses()
                .that()
                .resideInAnyPackage("io.golconde.core.sql..", "io.golconde.core.event..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka.."));
    }

    @Test
    void statementsKnowNoConnection() {
        check(noClasses()
                .that()
                .resideInAPackage("io.golconde.sink.statement..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.postgresql.."));
    }

    @Test
    void collaboratorsOfAConnectorNeverSeeItsConfig() {
        check(noClasses()
                .that()
                .resideInAnyPackage("io.golconde.source.*..", "io.golconde.sink.*..")
                .should()
                .dependOnClassesThat(assignableTo("org.apache.kafka.common.config.AbstractConfig")));
    }

    @Test
    void connectionsComeFromADataSource() {
        check(noClasses().should().dependOnClassesThat().haveFullyQualifiedName("java.sql.DriverManager"));
    }

    @Test
    void packagesFormNoCycle() {
        check(slices().matching("io.golconde.(**)").should().beFreeOfCycles());
    }

    @Test
    void packagesAreNamedAfterWhatTheyAreAbout() {
        check(noClasses().should().resideInAnyPackage("..util..", "..impl..", "..common..", "..helper.."));
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(golconde);
    }
}
