package org.truchman.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.truchman.cli.shell.ExitCode;
import org.truchman.cli.shell.Interrupts;
import org.truchman.cli.shell.Library;
import org.truchman.cli.shell.Shell;
import org.truchman.cli.shell.StandardOutputSink;
import org.truchman.seq2seq.StopSignal;
import org.truchman.seq2seq.config.GenerationConfig;
import org.truchman.seq2seq.config.GenerationMethod;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code truchman lm generate}: a language model writes. */
@Command(
    name = "generate",
    description = {
      "Continue a prompt with a language model.",
      "What is written appears as it comes. The same seed writes the same text."
    },
    customSynopsis = "truchman lm generate -m MODEL [--prompt TEXT] [OPTIONS]")
final class LmGenerateCommand implements Callable<Integer> {
  private static final GenerationConfig DEFAULTS = GenerationConfig.defaults();

  private final Shell shell;

  @Option(
      names = {"-m", "--model"},
      required = true,
      paramLabel = "DIR",
      description = "A language model.")
  Path model;

  @Option(
      names = {"-p", "--prompt"},
      paramLabel = "TEXT",
      description = "What the text begins with. Default: nothing, as if a line had just ended.")
  String prompt = "";

  @Option(
      names = "--method",
      paramLabel = "sample|greedy|beam",
      description =
          "Draw at random, always take the most probable piece, or search for the most probable"
              + " line. Default: sample.")
  GenerationMethod method = DEFAULTS.method();

  @Option(
      names = {"-n", "--length"},
      paramLabel = "N",
      description = "Pieces to write at most. Default: ${DEFAULT-VALUE}.")
  int length = DEFAULTS.length();

  @Option(
      names = "--lines",
      paramLabel = "N",
      description = "Lines to finish at most; 0 for no limit. Default: ${DEFAULT-VALUE}.")
  int lines = DEFAULTS.lines();

  @Option(
      names = "--temperature",
      paramLabel = "T",
      description =
          "Of sampling: below 1 draws probable pieces more often, above 1 less often. Default:"
              + " ${DEFAULT-VALUE}.")
  double temperature = DEFAULTS.temperature();

  @Option(
      names = "--top-k",
      paramLabel = "K",
      description = "Of sampling: draw from the K most probable pieces; 0 for all. Default: 0.")
  int topK = DEFAULTS.topK();

  @Option(
      names = "--top-p",
      paramLabel = "P",
      description =
          "Of sampling: draw from the most probable pieces that have the probability P together"
              + " (nucleus). Default: 1.")
  double topP = DEFAULTS.topP();

  @Option(
      names = "--beam-size",
      paramLabel = "N",
      description = "Of beam search: lines kept open. Default: ${DEFAULT-VALUE}.")
  int beamSize = DEFAULTS.beamSize();

  @Option(names = "--seed", paramLabel = "N", description = "Of sampling. Default: 1.")
  long seed = DEFAULTS.seed();

  @ArgGroup(validate = false, order = 1, heading = "%nEngine:%n")
  EngineFlags engine = new EngineFlags();

  @ArgGroup(validate = false, order = 2, heading = "%nGeneral:%n")
  GeneralFlags general = new GeneralFlags();

  /** Writes in these surroundings. */
  LmGenerateCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    GenerationConfig config =
        new GenerationConfig(method, length, lines, temperature, topK, topP, beamSize, seed);
    StopSignal stop = new StopSignal();
    StreamedText text = new StreamedText(StandardOutputSink.watched(shell));
    Interrupts.Subscription signals = shell.interrupts().onInterrupt(stop::request);
    try (signals;
        Library.TextModel open = shell.library().languageModel(model, engine.options(0))) {
      open.write(prompt, config, text::add, stop::requested);
      text.end();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return stop.requested() ? ExitCode.INTERRUPTED : ExitCode.DONE;
  }

  /** Text that is seen at once. */
  private static final class StreamedText {
    private final OutputStream out;
    private boolean lineIsOpen;

    StreamedText(OutputStream out) {
      this.out = out;
    }

    void add(String part) {
      if (part.isEmpty()) {
        return;
      }
      try {
        out.write(part.getBytes(StandardCharsets.UTF_8));
        out.flush();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      lineIsOpen = !part.endsWith("\n");
    }

    void end() {
      if (lineIsOpen) {
        add("\n");
      }
    }
  }
}
