package org.truchman.cli;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.truchman.seq2seq.Alternative;
import org.truchman.seq2seq.Translation;

/** Carries lines from an input through a model to a sink, in order. */
final class TranslationRun {
  private final CountingTranslator translator;
  private final LineSink sink;
  private final int nBest;
  private long lines;

  /**
   * Prepares.
   *
   * @param nBest translations printed for each line; 0 prints the best one without its score
   * @param before lines of the input that were skipped, because their results are there
   */
  TranslationRun(CountingTranslator translator, LineSink sink, int nBest, long before) {
    this.translator = translator;
    this.sink = sink;
    this.nBest = nBest;
    this.lines = before;
  }

  /** Translates a whole input, window by window. */
  void translate(ReadAhead input, LineProgress progress) throws IOException, InterruptedException {
    try (WindowPipeline pipeline = new WindowPipeline(input, translator, lines)) {
      progress.reached(lines);
      List<Translation> window = pipeline.next();
      while (!window.isEmpty()) {
        write(window);
        progress.reached(lines);
        window = pipeline.next();
      }
    }
  }

  /** Translates some lines and hands the results on at once. */
  void translate(List<String> some) throws IOException {
    write(translator.translate(some, lines));
  }

  private void write(List<Translation> translations) throws IOException {
    for (Translation translation : translations) {
      write(translation);
    }
    lines += translations.size();
    sink.flush();
  }

  private void write(Translation best) throws IOException {
    if (nBest == 0) {
      sink.line(best.text());
      return;
    }
    List<Alternative> list = best.alternatives(); // the best one opens it
    for (Alternative entry : list.subList(0, Math.min(nBest, list.size()))) {
      sink.line(String.format(Locale.ROOT, "%s ||| %.4f", entry.text(), entry.score()));
    }
    sink.line("");
  }
}
