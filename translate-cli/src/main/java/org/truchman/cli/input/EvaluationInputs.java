package org.truchman.cli.input;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.truchman.cli.evaluation.SystemOutput;
import org.truchman.cli.evaluation.TestSet;
import org.truchman.cli.shell.CommandFailure;

/**
 * All that an evaluation reads, looked at before any long work begins.
 *
 * @param testSets in the order in which they were given
 * @param sources the source file of each test set, for messages
 * @param models directories by name
 * @param outputs what other systems made of the test sets
 */
public record EvaluationInputs(
    List<TestSet> testSets,
    List<Path> sources,
    List<NamedFiles> models,
    List<SystemOutput> outputs) {

  /**
   * Reads and checks.
   *
   * @param tests of each test set the source and its references
   * @param models directories by name
   * @param hypotheses of each other system its translations, a file for each test set
   * @throws CommandFailure with exit code 2 if two have the same name or a system has too few
   *     files, with exit code 3 if files differ in length, naming both
   */
  public static EvaluationInputs read(
      List<NamedFiles> tests, List<NamedFiles> models, List<NamedFiles> hypotheses) {
    requireNames("test sets", tests, "--test NAME=SOURCE REFERENCE");
    List<NamedFiles> systems = new ArrayList<>(models);
    systems.addAll(hypotheses);
    requireNames("systems", systems, "--model NAME=DIR and --hypothesis NAME=FILE");
    for (NamedFiles system : hypotheses) {
      if (system.files().size() != tests.size()) {
        throw CommandFailure.usage(
            String.format(
                "--hypothesis %s names %d files, but there are %d test sets; give one file for"
                    + " each, in the order of the test sets",
                system.name(), system.files().size(), tests.size()));
      }
    }
    List<TestSet> sets = tests.stream().map(EvaluationInputs::testSet).toList();
    List<SystemOutput> outputs = new ArrayList<>();
    for (NamedFiles system : hypotheses) {
      for (int i = 0; i < sets.size(); i++) {
        outputs.add(output(system, i, sets.get(i), tests.get(i).file()));
      }
    }
    return new EvaluationInputs(
        sets, tests.stream().map(NamedFiles::file).toList(), models, outputs);
  }

  private static void requireNames(String what, List<NamedFiles> named, String remedy) {
    Set<String> names = new HashSet<>();
    for (NamedFiles one : named) {
      if (!names.add(one.name())) {
        throw CommandFailure.usage(
            "two " + what + " have the name '" + one.name() + "'; give other names: " + remedy);
      }
    }
  }

  private static TestSet testSet(NamedFiles test) {
    List<String> source = InputFiles.lines(test.file());
    List<Path> references = test.files().subList(1, test.files().size());
    return new TestSet(
        test.name(),
        source,
        Segments.references(references, test.file().toString(), source.size()));
  }

  private static SystemOutput output(NamedFiles system, int index, TestSet set, Path source) {
    Path file = system.files().get(index);
    List<String> translations = Segments.of(file);
    Segments.requireSameSize(
        source.toString(), set.sources().size(), file.toString(), translations.size());
    return new SystemOutput(system.name(), set, translations, OptionalDouble.empty());
  }
}
