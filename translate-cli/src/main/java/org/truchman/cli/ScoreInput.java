package org.truchman.cli;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.truchman.cli.input.ScoredText;
import org.truchman.cli.input.Segments;
import org.truchman.cli.shell.CommandFailure;
import org.truchman.cli.shell.Shell;
import org.truchman.metrics.significance.SystemOutput;
import org.truchman.metrics.tokens.PythonText;

/**
 * What is scored: systems and sets of references, all with the same number of lines.
 *
 * @param systems one or more
 * @param references one or more lists
 */
record ScoreInput(List<SystemOutput> systems, List<List<String>> references) {

  /**
   * Reads files, or standard input where no system is named.
   *
   * @param flags which files
   * @param references the files of references
   * @param paired whether the first system is a baseline, which shows in its name
   * @throws CommandFailure with exit code 3 if line counts differ, both named, or all are empty
   */
  static ScoreInput read(
      Shell shell, ScoreCommand.InputFlags flags, List<String> references, boolean paired) {
    Charset encoding = ScoredText.encoding(flags.encoding);
    List<SystemOutput> systems =
        flags.input.isEmpty()
            ? ofStandardInput(ScoredText.ofStandardInput(shell, encoding))
            : ofFiles(flags.input, encoding, paired);
    List<List<String>> sets = new ArrayList<>();
    for (String file : references) {
      List<String> lines = ScoredText.of(file, encoding).lines();
      systems.forEach(
          system ->
              Segments.requireSameSize(system.name(), system.lines().size(), file, lines.size()));
      sets.addAll(flags.sets == 1 ? List.of(lines) : columns(file, lines, flags.sets));
    }
    return new ScoreInput(paired ? withBaseline(systems, flags) : systems, sets);
  }

  private static List<SystemOutput> ofFiles(List<String> files, Charset encoding, boolean paired) {
    List<SystemOutput> systems = new ArrayList<>();
    for (String file : files) {
      boolean again = systems.stream().anyMatch(system -> system.name().equals(file));
      if (!again) {
        systems.add(new SystemOutput(file, ScoredText.of(file, encoding).lines()));
      } else if (!paired || !file.equals(files.get(0))) {
        throw CommandFailure.usage(
            "--input names " + file + " twice; systems need names of theirs");
      }
    }
    return systems;
  }

  /** Standard input has the systems side by side, a tab between them. */
  private static List<SystemOutput> ofStandardInput(ScoredText input) {
    List<String> lines = input.lines();
    if (lines.isEmpty()) {
      throw CommandFailure.badInput(input.name() + " is empty; nothing to score");
    }
    int count = lines.get(0).split("\t", -1).length;
    List<List<String>> columns = empty(count);
    for (int i = 0; i < lines.size(); i++) {
      String[] fields = lines.get(i).split("\t", -1);
      if (fields.length != count) {
        throw CommandFailure.badInput(
            (input.name() + ":" + (i + 1) + ": has " + fields.length)
                + (" systems, separated by tabs, but line 1 has " + count));
      }
      for (int j = 0; j < count; j++) {
        // sacreBLEU leaves the first line's fields as they are.
        columns.get(j).add(i == 0 ? fields[j] : PythonText.rstrip(fields[j]));
      }
    }
    String name = input.name();
    return IntStream.range(0, count)
        .mapToObj(j -> new SystemOutput(count == 1 ? name : "System " + (j + 1), columns.get(j)))
        .toList();
  }

  /** One file has all sets of references side by side, a tab between them. */
  private static List<List<String>> columns(String file, List<String> lines, int count) {
    List<List<String>> columns = empty(count);
    for (int i = 0; i < lines.size(); i++) {
      String[] fields = lines.get(i).split("\t", count);
      if (fields.length != count) {
        throw CommandFailure.badInput(
            (file + ":" + (i + 1) + ": has " + fields.length)
                + (" references, separated by tabs, but --num-refs is " + count));
      }
      for (int j = 0; j < count; j++) {
        columns.get(j).add(fields[j]);
      }
    }
    return columns;
  }

  private static List<SystemOutput> withBaseline(
      List<SystemOutput> systems, ScoreCommand.InputFlags flags) {
    List<SystemOutput> renamed = new ArrayList<>();
    for (int i = 0; i < systems.size(); i++) {
      String name = systems.get(i).name();
      if (flags.input.isEmpty()) {
        name = i == 0 ? "Baseline" : "System " + i;
      } else if (i == 0) {
        name = "Baseline: " + name;
      }
      renamed.add(new SystemOutput(name, systems.get(i).lines()));
    }
    return renamed;
  }

  private static List<List<String>> empty(int count) {
    List<List<String>> columns = new ArrayList<>();
    for (int j = 0; j < count; j++) {
      columns.add(new ArrayList<>());
    }
    return columns;
  }
}
