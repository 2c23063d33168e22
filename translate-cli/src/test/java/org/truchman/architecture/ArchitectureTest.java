package org.truchman.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps the arrows between modules and packages: who may import whom. */
class ArchitectureTest {
  private static final String SEQ2SEQ = "org.truchman.seq2seq";

  /** The packages of seq2seq, lowest first: each may import only what stands before it. */
  private static final List<String> ROWS =
      List.of(
          SEQ2SEQ + ".files..",
          SEQ2SEQ + ".tensor..",
          SEQ2SEQ + ".config..",
          SEQ2SEQ + ".layer..",
          SEQ2SEQ + ".model..",
          SEQ2SEQ + ".data..",
          SEQ2SEQ + ".lexicon..",
          SEQ2SEQ + ".decoding..",
          SEQ2SEQ + ".service..",
          SEQ2SEQ + ".checkpoint..",
          SEQ2SEQ + ".training..",
          SEQ2SEQ + ".lm..",
          SEQ2SEQ + ".study..",
          SEQ2SEQ + ".language..",
          SEQ2SEQ + ".inspection..",
          SEQ2SEQ + ".journal..",
          SEQ2SEQ);

  private static final String CLI = "org.truchman.cli";

  /** The packages of the command line, lowest first: each may import only what stands before it. */
  private static final List<String> CLI_ROWS =
      List.of(
          CLI + ".shell..",
          CLI + ".evaluation..",
          CLI + ".input..",
          CLI + ".translation..",
          CLI + ".training..",
          CLI);

  private static final List<String> MODULES =
      List.of("tokenizer", "metrics", "report", "seq2seq", "translate-cli", "translate-djl");

  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.truchman");

  @Test
  void theRulesSeeTheCode() {
    assertTrue(CODE.contain(SEQ2SEQ + ".config.Configuration"), "seq2seq is not on the class path");
    assertTrue(CODE.contain("org.truchman.text.TextConfig"), "tokenizer is not on the class path");
  }

  @Test
  void theTokenizerKnowsOnlyOpenNlpAndGson() {
    classes()
        .that()
        .resideInAPackage("org.truchman.text..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "org.truchman.text..", "java..", "opennlp..", "com.google.gson..", "org.slf4j..")
        .check(CODE);
  }

  @Test
  void theMetricsKnowOnlyTheJdk() {
    classes()
        .that()
        .resideInAPackage("org.truchman.metrics..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("org.truchman.metrics..", "java..")
        .check(CODE);
  }

  @Test
  void theReportKnowsOnlyTheJdkAndGson() {
    classes()
        .that()
        .resideInAPackage("org.truchman.report..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("org.truchman.report..", "java..", "com.google.gson..")
        .check(CODE);
  }

  @Test
  void onlyTheCommandLineUsesTheReport() {
    noClasses()
        .that()
        .resideOutsideOfPackages(CLI + "..", "org.truchman.report..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.truchman.report..")
        .check(CODE);
  }

  @Test
  void onlySeq2seqTouchesTheEngine() {
    noClasses()
        .that()
        .resideOutsideOfPackage(SEQ2SEQ + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("ai.djl..")
        .check(CODE);
  }

  /** Whoever embeds a translator compiles without DJL and may change to another engine with us. */
  @Test
  void nothingOfTheEngineIsInTheFacade() {
    List<String> leaks = new ArrayList<>();
    for (JavaClass type : CODE) {
      boolean facade = Set.of(SEQ2SEQ, SEQ2SEQ + ".service").contains(type.getPackageName());
      if (facade && type.getModifiers().contains(JavaModifier.PUBLIC)) {
        leaks.addAll(engineTypesOf(type));
      }
    }
    assertEquals(List.of(), leaks);
  }

  private static List<String> engineTypesOf(JavaClass type) {
    List<String> leaks = new ArrayList<>();
    for (JavaCodeUnit member : type.getCodeUnits()) {
      Stream<JavaClass> mentioned =
          Stream.of(
                  Stream.of(member.getRawReturnType()),
                  member.getRawParameterTypes().stream(),
                  member.getExceptionTypes().stream())
              .flatMap(types -> types);
      if (member.getModifiers().contains(JavaModifier.PUBLIC)
          && mentioned.anyMatch(t -> t.getName().startsWith("ai.djl."))) {
        leaks.add(member.getFullName());
      }
    }
    return leaks;
  }

  @Test
  void nobodyImportsTheCommandLine() {
    noClasses()
        .that()
        .resideOutsideOfPackage(CLI + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(CLI + "..")
        .check(CODE);
  }

  @Test
  void everyRowOfSeq2seqImportsOnlyRowsAboveIt() {
    checkRows(SEQ2SEQ, ROWS);
  }

  @Test
  void everyRowOfTheCommandLineImportsOnlyRowsAboveIt() {
    checkRows(CLI, CLI_ROWS);
  }

  /** Demands that every package below a root has a row, and imports no later one. */
  private static void checkRows(String root, List<String> rows) {
    classes()
        .that()
        .resideInAPackage(root + "..")
        .should()
        .resideInAnyPackage(rows.toArray(String[]::new))
        .check(CODE);
    for (int row = 0; row < rows.size() - 1; row++) {
      String[] later = rows.subList(row + 1, rows.size()).toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage(rows.get(row))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(later)
          .check(CODE);
    }
  }

  @Test
  void noPackagesImportEachOtherInACircle() {
    slices().matching("org.truchman.(**)").should().beFreeOfCycles().check(CODE);
  }

  @Test
  void everyPackageTellsWhatItIsFor() throws IOException {
    Set<Path> silent = new TreeSet<>();
    for (String module : MODULES) {
      Path sources = Repository.root().resolve(module).resolve("src/main/java");
      if (Files.isDirectory(sources)) {
        silent.addAll(packagesWithoutInfo(sources));
      }
    }
    assertEquals(Set.of(), silent, "packages without a package-info.java");
  }

  private static Set<Path> packagesWithoutInfo(Path sources) throws IOException {
    try (Stream<Path> files = Files.walk(sources)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(Path::getParent)
          .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
