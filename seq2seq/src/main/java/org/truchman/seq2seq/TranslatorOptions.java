package org.truchman.seq2seq;

import org.truchman.seq2seq.config.SearchConfig;
import org.truchman.seq2seq.service.ServiceOptions;

/**
 * How a translator is opened.
 *
 * @param engine where it computes; its threads are those of each worker, and 0 divides the
 *     processors among the workers
 * @param search settings of the search, the size of a batch included; null means the model's own
 * @param longLines what happens to lines of too many pieces
 * @param service workers, batches and the queue
 */
public record TranslatorOptions(
    EngineOptions engine, SearchConfig search, LongLines longLines, ServiceOptions service) {
  /** The automatic engine, the model's search, long lines split, workers chosen by the machine. */
  public static TranslatorOptions defaults() {
    return new TranslatorOptions(
        EngineOptions.defaults(), null, LongLines.SPLIT, ServiceOptions.defaults());
  }

  /** The same with another engine. */
  public TranslatorOptions withEngine(EngineOptions value) {
    return new TranslatorOptions(value, search, longLines, service);
  }

  /** The same with another search. */
  public TranslatorOptions withSearch(SearchConfig value) {
    return new TranslatorOptions(engine, value, longLines, service);
  }

  /** The same with another way for long lines. */
  public TranslatorOptions withLongLines(LongLines value) {
    return new TranslatorOptions(engine, search, value, service);
  }

  /** The same with other workers, batches and queue. */
  public TranslatorOptions withService(ServiceOptions value) {
    return new TranslatorOptions(engine, search, longLines, value);
  }
}
