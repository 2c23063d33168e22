package org.truchman.cli.translation;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.truchman.cli.input.ReadAhead;
import org.truchman.cli.shell.LineProgress;
import org.truchman.cli.shell.LineSink;
import org.truchman.seq2seq.Translation;
import org.truchman.seq2seq.UnmetConstraint;

/** Carries lines from an input through a model to a sink, in order. */
public final class TranslationRun {
  private final CountingTranslator translator;
  private final LineSink sink;
  private final ResultLines format;
  private final Consumer<String> warnings;
  private long lines;

  /**
   * Prepares.
   *
   * @param format how a translation is printed
   * @param warnings hears, in order, of what a translation does not keep to
   * @param before lines of the input that were skipped, because their results are there
   */
  public TranslationRun(
      CountingTranslator translator,
      LineSink sink,
      ResultLines format,
      Consumer<String> warnings,
      long before) {
    this.translator = translator;
    this.sink = sink;
    this.format = format;
    this.warnings = warnings;
    this.lines = before;
  }

  /** Translates a whole input, window by window. */
  public void translate(ReadAhead input, LineProgress progress)
      throws IOException, InterruptedException {
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
  public void translate(List<String> some) throws IOException {
    write(translator.translate(some, lines));
  }

  private void write(List<Translation> translations) throws IOException {
    for (Translation translation : translations) {
      lines++;
      for (String line : format.of(translation)) {
        sink.line(line);
      }
      for (UnmetConstraint unmet : translation.unmet()) {
        warnings.accept(translator.input() + ":" + lines + ": " + unmet.message());
      }
    }
    sink.flush();
  }
}
