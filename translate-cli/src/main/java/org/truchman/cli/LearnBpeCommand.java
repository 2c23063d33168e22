package org.truchman.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.truchman.cli.input.InputFiles;
import org.truchman.cli.shell.CommandFailure;
import org.truchman.cli.shell.ExitCode;
import org.truchman.cli.shell.FileSink;
import org.truchman.cli.shell.LineSink;
import org.truchman.cli.shell.Shell;
import org.truchman.text.corpus.InvalidText;
import org.truchman.text.corpus.Utf8Lines;
import org.truchman.text.subword.BpeCodes;
import org.truchman.text.subword.BpeLearner;
import org.truchman.text.subword.WordCounts;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code truchman learn-bpe}: tokenized text in, merges out, as subword-nmt writes them. */
@Command(
    name = "learn-bpe",
    description = {
      "Learn a byte-pair encoding from tokenized text.",
      "Writes the file of merges that subword-nmt would write (format 0.2). Several inputs are"
          + " learnt from together."
    },
    customSynopsis = {
      "truchman learn-bpe [-s N] [OPTIONS] < TEXT > CODES",
      "       truchman learn-bpe [-s N] -i FILE -i FILE -o CODES [OPTIONS]"
    },
    footer = {"", "Memory grows with the number of different words, not with the number of lines."})
final class LearnBpeCommand implements Callable<Integer> {
  private final Shell shell;

  @ArgGroup(validate = false, order = 1, heading = "%nInput and output:%n")
  DataFlags data = new DataFlags();

  @ArgGroup(validate = false, order = 2, heading = "%nLearning:%n")
  LearningFlags learning = new LearningFlags();

  @ArgGroup(validate = false, order = 3, heading = "%nGeneral:%n")
  GeneralFlags general = new GeneralFlags();

  /** Text and merges. */
  static final class DataFlags {
    @Option(
        names = {"-i", "--input"},
        paramLabel = "FILE",
        description = "Text to learn from, plain or gzip; repeatable. Default: standard input.")
    List<Path> inputs = new ArrayList<>();

    @Option(
        names = {"-o", "--output"},
        paramLabel = "FILE",
        description = "Write the merges to this file instead of standard output.")
    Path output;

    @Option(
        names = "--write-vocabulary",
        paramLabel = "FILE",
        description =
            "Write the pieces of an input and their counts; once for each input, in their order.")
    List<Path> vocabularies = new ArrayList<>();

    @Option(
        names = "--on-invalid",
        paramLabel = "fail|replace",
        description =
            "Bytes that are not UTF-8: an error that names the place, or U+FFFD in their place."
                + " Default: fail.")
    InvalidText invalid = InvalidText.FAIL;
  }

  /** How much is learnt. */
  static final class LearningFlags {
    @Option(
        names = {"-s", "--symbols"},
        paramLabel = "N",
        description = "Number of merges. Default: 8000.")
    int symbols = 8000;

    @Option(
        names = "--min-frequency",
        paramLabel = "N",
        description = "Do not merge what was seen fewer than N times. Default: 2.")
    long minFrequency = BpeLearner.LEAST_COUNT;
  }

  /** Learns in these surroundings. */
  LearnBpeCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    check();
    List<WordCounts> counts = count();
    WordCounts all = new WordCounts();
    counts.forEach(all::addAll);
    BpeCodes codes =
        BpeLearner.learn(all.counts(), learning.symbols, learning.minFrequency, done -> {});
    for (int i = 0; i < data.vocabularies.size(); i++) {
      write(counts.get(i).pieces(codes).toBytes(), data.vocabularies.get(i));
    }
    write(codes.toBytes(), data.output);
    if (!general.quiet && codes.size() < learning.symbols) {
      shell.say(
          "truchman: learnt "
              + codes.size()
              + " merges; no pair is left that was seen "
              + learning.minFrequency
              + " times");
    }
    return ExitCode.DONE;
  }

  private void check() {
    FilterStreams.requireLines(data.invalid);
    data.inputs.forEach(InputFiles::require);
    data.vocabularies.forEach(FileSink::require);
    if (data.output != null) {
      FileSink.require(data.output);
    }
    int inputs = Math.max(1, data.inputs.size());
    if (!data.vocabularies.isEmpty() && data.vocabularies.size() != inputs) {
      throw CommandFailure.usage(
          "there are "
              + inputs
              + " inputs and "
              + data.vocabularies.size()
              + " --write-vocabulary; as many are needed, in the same order");
    }
  }

  private List<WordCounts> count() {
    List<WordCounts> counts = new ArrayList<>();
    if (data.inputs.isEmpty()) {
      counts.add(count(Utf8Lines.of(shell.in(), InputFiles.STDIN, data.invalid)));
    }
    for (Path file : data.inputs) {
      counts.add(count(Utf8Lines.open(file, data.invalid)));
    }
    return counts;
  }

  private static WordCounts count(Utf8Lines lines) {
    WordCounts counts = new WordCounts();
    try (lines) {
      lines.forEachRemaining(counts::add);
    }
    return counts;
  }

  private void write(byte[] lines, Path file) throws IOException {
    try (LineSink sink = file == null ? LineSink.standardOutput(shell) : LineSink.file(file)) {
      for (String line : new String(lines, StandardCharsets.UTF_8).split("\n")) {
        sink.line(line);
      }
      sink.complete();
    }
  }
}
