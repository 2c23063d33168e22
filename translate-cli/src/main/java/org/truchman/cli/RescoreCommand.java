package org.truchman.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.truchman.cli.input.InputFiles;
import org.truchman.cli.shell.CommandFailure;
import org.truchman.cli.shell.ExitCode;
import org.truchman.cli.shell.Library;
import org.truchman.cli.shell.LineSink;
import org.truchman.cli.shell.Shell;
import org.truchman.cli.translation.NBestLists;
import org.truchman.seq2seq.ScoredTranslation;
import org.truchman.text.corpus.ParallelCorpus;
import org.truchman.text.corpus.SentencePair;
import org.truchman.text.corpus.Utf8Lines;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code truchman rescore}: how probable a model finds given translations. */
@Command(
    name = "rescore",
    description = {
      "Say how probable a model finds given translations.",
      "Line N of TARGET is a translation of line N of SOURCE; line N of the output is the natural"
          + " logarithm of its probability, 0 at best."
    },
    customSynopsis = {
      "truchman rescore -m MODEL -s SOURCE -t TARGET [--tokens]",
      "       truchman rescore -m MODEL -s SOURCE -t LISTS --n-best [--tokens]"
    },
    footer = {
      "",
      "With --tokens each line goes on, behind a tab, with its pieces and their shares of the sum,"
          + " \"piece:log\", separated by blanks; the last one, </s>, is the end of the sentence.",
      "With --n-best TARGET has lists as 'translate --n-best' writes them. Each line \"text |||"
          + " score\" comes out with the logarithm behind it: \"text ||| score ||| log\".",
      "A line is scored as a whole, whatever its length."
    })
final class RescoreCommand implements Callable<Integer> {
  /** Pairs that are scored at a time. */
  static final int WINDOW = 512;

  private final Shell shell;

  @ArgGroup(validate = false, order = 1, heading = "%nInput and output:%n")
  DataFlags data = new DataFlags();

  @ArgGroup(validate = false, order = 2, heading = "%nEngine:%n")
  EngineFlags engine = new EngineFlags();

  @ArgGroup(validate = false, order = 3, heading = "%nGeneral:%n")
  GeneralFlags general = new GeneralFlags();

  /** Model, input and output. */
  static final class DataFlags {
    @Option(
        names = {"-m", "--model"},
        paramLabel = "DIR",
        description = "The model directory (required).")
    Path model;

    @Option(
        names = {"-s", "--source"},
        paramLabel = "FILE",
        description = "The source lines, plain or gzip (required).")
    Path source;

    @Option(
        names = {"-t", "--target"},
        paramLabel = "FILE",
        description = "Their translations, plain or gzip (required).")
    Path target;

    @Option(names = "--tokens", description = "Tell the share of each piece, too.")
    boolean tokens;

    @Option(names = "--n-best", description = "The translations are n-best lists.")
    boolean lists;
  }

  /** Scores in these surroundings. */
  RescoreCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    if (data.model == null || data.source == null || data.target == null) {
      throw CommandFailure.usage("rescore needs --model DIR, --source FILE and --target FILE");
    }
    InputFiles.require(data.source);
    InputFiles.require(data.target);
    try (LineSink sink = LineSink.standardOutput(shell);
        Library.PairScorer scorer = shell.library().scorer(data.model, engine.options(0))) {
      if (data.lists) {
        rescoreLists(scorer, sink);
      } else {
        rescorePairs(scorer, sink);
      }
      sink.complete();
    }
    return ExitCode.DONE;
  }

  private void rescorePairs(Library.PairScorer scorer, LineSink sink) throws IOException {
    try (ParallelCorpus corpus = ParallelCorpus.open(data.source, data.target)) {
      Iterator<SentencePair> pairs = corpus.iterator();
      List<SentencePair> window = new ArrayList<>();
      while (pairs.hasNext()) {
        window.add(pairs.next());
        if (window.size() == WINDOW || !pairs.hasNext()) {
          for (ScoredTranslation scored : scorer.score(window)) {
            sink.line(number(scored.logProbability()) + tokens(scored));
          }
          sink.flush();
          window.clear();
        }
      }
    }
  }

  private void rescoreLists(Library.PairScorer scorer, LineSink sink) throws IOException {
    try (Utf8Lines sources = Utf8Lines.open(data.source);
        NBestLists lists = new NBestLists(data.target)) {
      long count = 0;
      for (; sources.hasNext() && lists.hasNext(); count++) {
        String source = sources.next();
        long line = sources.lineNumber();
        List<NBestLists.Entry> entries = lists.next();
        List<SentencePair> pairs =
            entries.stream().map(entry -> new SentencePair(source, entry.text(), line)).toList();
        List<ScoredTranslation> scored = scorer.score(pairs);
        for (int i = 0; i < scored.size(); i++) {
          String log = number(scored.get(i).logProbability());
          sink.line(entries.get(i).line() + NBestLists.BARS + log + tokens(scored.get(i)));
        }
        sink.line("");
        sink.flush();
      }
      requireSameCount(sources, lists, count);
    }
  }

  private static void requireSameCount(Utf8Lines sources, NBestLists lists, long count) {
    if (!sources.hasNext() && !lists.hasNext()) {
      return;
    }
    while (sources.hasNext()) {
      sources.next();
    }
    throw CommandFailure.badInput(
        String.format(
            Locale.ROOT,
            "%s has %d lines, but %s has %d lists; each line needs its list",
            sources.name(),
            sources.lineNumber(),
            lists.name(),
            lists.countRest(count)));
  }

  private String tokens(ScoredTranslation scored) {
    if (!data.tokens) {
      return "";
    }
    return scored.pieces().stream()
        .map(piece -> piece.text() + ":" + number(piece.logProbability()))
        .collect(Collectors.joining(" ", "\t", ""));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.6f", value);
  }
}
