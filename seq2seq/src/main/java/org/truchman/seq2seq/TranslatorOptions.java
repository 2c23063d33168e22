package org.truchman.seq2seq;

import org.truchman.seq2seq.config.SearchConfig;

/** How a translator is opened; a null search means the model's own. */
public record TranslatorOptions(EngineOptions engine, SearchConfig search, LongLines longLines) {
  /** The automatic engine, the model's search, long lines split. */
  public static TranslatorOptions defaults() {
    return new TranslatorOptions(EngineOptions.defaults(), null, LongLines.SPLIT);
  }

  /** The same with another engine. */
  public TranslatorOptions withEngine(EngineOptions value) {
    return new TranslatorOptions(value, search, longLines);
  }

  /** The same with another search. */
  public TranslatorOptions withSearch(SearchConfig value) {
    return new TranslatorOptions(engine, value, longLines);
  }

  /** The same with another way for long lines. */
  public TranslatorOptions withLongLines(LongLines value) {
    return new TranslatorOptions(engine, search, value);
  }
}
