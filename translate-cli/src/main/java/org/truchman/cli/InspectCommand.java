package org.truchman.cli;

import java.io.IOException;
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
import org.truchman.cli.shell.Version;
import org.truchman.report.InspectionPage;
import org.truchman.seq2seq.inspection.Inspection;
import org.truchman.text.corpus.Utf8Lines;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code truchman inspect}: one page on what a model does with one sentence. */
@Command(
    name = "inspect",
    description = {
      "Show what happens inside a model while it translates a sentence.",
      "One self-contained page: attention, the network unrolled through time, hidden units and gates"
          + " over the tokens, units that track something, the tree of the beam. A language model"
          + " reads the sentence instead."
    },
    customSynopsis = "truchman inspect -m MODEL [-o FILE.html] [OPTIONS] SENTENCE")
final class InspectCommand implements Callable<Integer> {
  private final Shell shell;

  @Option(
      names = {"-m", "--model"},
      required = true,
      paramLabel = "DIR",
      description = "A model that translates, or a language model.")
  Path model;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "The page to write. Default: inspection.html.")
  Path output = Path.of("inspection.html");

  @Option(
      names = "--text",
      paramLabel = "FILE",
      description =
          "Search units that track something in the lines of this file, too; one sentence alone"
              + " says little.")
  Path text;

  @Option(
      names = "--lines",
      paramLabel = "N",
      description = "Lines of --text at most, from its beginning. Default: 200.")
  Integer lines;

  @Parameters(arity = "1", paramLabel = "SENTENCE", description = "What the model is to read.")
  String sentence;

  @ArgGroup(validate = false, order = 1, heading = "%nEngine:%n")
  EngineFlags engine = new EngineFlags();

  @ArgGroup(validate = false, order = 2, heading = "%nGeneral:%n")
  GeneralFlags general = new GeneralFlags();

  /** Inspects in these surroundings. */
  InspectCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    check();
    List<String> others = text == null ? List.of() : firstLines(text, lines == null ? 200 : lines);
    Inspection seen = shell.library().inspect(model, sentence.strip(), others, engine.options(0));
    String html =
        InspectionPage.html(InspectionHtml.report(seen, model, sentence.strip(), Version.line()));
    try (LineSink sink = LineSink.file(output)) {
      sink.line(html.stripTrailing());
      sink.complete();
    }
    if (!general.quiet) {
      shell.say(output + ": written");
    }
    return ExitCode.DONE;
  }

  private void check() {
    if (sentence.isBlank()) {
      throw CommandFailure.usage("the sentence is empty; give one that the model can read");
    }
    if (sentence.indexOf('\n') >= 0) {
      throw CommandFailure.usage("the sentence has more than one line; one is looked into");
    }
    FileSink.require(output);
    if (text != null) {
      InputFiles.require(text);
    }
    if (lines != null && text == null) {
      throw CommandFailure.usage("--lines says nothing without --text FILE");
    }
    if (lines != null && lines < 1) {
      throw CommandFailure.usage("--lines is " + lines + "; allowed: at least 1");
    }
  }

  private static List<String> firstLines(Path file, int most) {
    List<String> first = new ArrayList<>();
    try (Utf8Lines all = Utf8Lines.open(file)) {
      while (first.size() < most && all.hasNext()) {
        first.add(all.next());
      }
    }
    return first;
  }
}
