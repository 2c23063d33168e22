package org.truchman.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.truchman.cli.input.InputFiles;
import org.truchman.cli.shell.CommandFailure;
import org.truchman.cli.shell.ExitCode;
import org.truchman.cli.shell.Shell;
import org.truchman.seq2seq.ExportRequest;
import org.truchman.seq2seq.checkpoint.WeightType;
import org.truchman.text.corpus.CorpusSource;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code truchman export}: a model in fewer bits, to be passed on. */
@Command(
    name = "export",
    description = {
      "Write a model anew with its weights in fewer bits, and without the files of its training.",
      "With --valid, every way to search is scored with the weights as they are stored, so that"
          + " --precision auto takes the fastest that loses nothing. Without it the new model has"
          + " no such scores, and auto takes fp32 over all pieces."
    },
    customSynopsis = "truchman export -m MODEL -o DIR [--weights TYPE] [--valid SOURCE TARGET]",
    footer = {
      "",
      "int8 has a scale for each row of a matrix, and a quarter of the bytes of fp32; what"
          + " --precision int8 computes with is the same. The provenance says what the model was"
          + " made of; names of folders are left out."
    })
final class ExportCommand implements Callable<Integer> {
  private final Shell shell;

  /** How weights are stored. */
  enum Numbers {
    /** Exact. */
    FP32(WeightType.F32),
    /** Eleven significant bits. */
    FP16(WeightType.F16),
    /** Eight significant bits. */
    BF16(WeightType.BF16),
    /** Whole numbers with a scale for each row. */
    INT8(WeightType.I8);

    private final WeightType type;

    Numbers(WeightType type) {
      this.type = type;
    }
  }

  @Option(
      names = {"-m", "--model"},
      required = true,
      paramLabel = "MODEL",
      description = "The model to read.")
  Path model;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "DIR",
      description = "The model directory to write, which must not exist.")
  Path output;

  @Option(
      names = "--weights",
      paramLabel = "fp32|fp16|bf16|int8",
      description = "How weights are stored. Default: int8.")
  Numbers weights = Numbers.INT8;

  @Option(
      names = "--valid",
      arity = "2",
      paramLabel = "FILE",
      description =
          "Source and target text, line by line, plain or gzip: up to 1,000 lines of it are"
              + " translated in each way.")
  List<Path> valid;

  @ArgGroup(validate = false, order = 1, heading = "%nEngine:%n")
  EngineFlags engine = new EngineFlags();

  @ArgGroup(validate = false, order = 2, heading = "%nGeneral:%n")
  GeneralFlags general = new GeneralFlags();

  /** Exports in these surroundings. */
  ExportCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    if (Files.exists(output)) {
      throw CommandFailure.usage(output + ": is there already; choose another --output");
    }
    if (valid != null) {
      valid.forEach(InputFiles::require);
    }
    Optional<CorpusSource> pairs =
        Optional.ofNullable(valid)
            .map(files -> new CorpusSource.TwoFiles(files.get(0), files.get(1)));
    ExportRequest request =
        new ExportRequest(model, output, weights.type, pairs, engine.options(0));
    long bytes =
        shell
            .library()
            .export(
                request,
                line -> {
                  if (!general.quiet) {
                    shell.say(line);
                  }
                });
    shell.print(
        List.of(
            String.format(
                Locale.ROOT,
                "%s: weights in %s, %.1f MB",
                output,
                weights.name().toLowerCase(Locale.ROOT),
                bytes / 1e6)));
    return ExitCode.DONE;
  }
}
