package org.truchman.cli;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.truchman.cli.shell.CommandFailure;
import org.truchman.cli.shell.Library;
import org.truchman.cli.shell.Shell;
import org.truchman.seq2seq.EngineOptions;
import org.truchman.seq2seq.LongLines;
import org.truchman.seq2seq.RequestOptions;
import org.truchman.seq2seq.TranslatorOptions;
import org.truchman.seq2seq.config.Configuration;
import org.truchman.seq2seq.config.ConfigurationJson;
import org.truchman.seq2seq.config.SearchConfig;
import org.truchman.seq2seq.service.ServiceOptions;

/** What translate and evaluate have in common: settings laid over a model's own. */
final class ModelOpening {
  private final Shell shell;
  private final Library.Models models;
  private final ConfigurationFlags changes;
  private final Map<String, String> flags;

  /**
   * Prepares.
   *
   * @param models one, or several that translate together
   * @param changes from {@code --config} and {@code --set}
   * @param flags search settings that have a flag of their own, by dotted key
   */
  ModelOpening(
      Shell shell, Library.Models models, ConfigurationFlags changes, Map<String, String> flags) {
    this.shell = shell;
    this.models = models;
    this.changes = changes;
    this.flags = flags;
  }

  /** Prints the effective configuration. */
  void dump() throws IOException {
    shell.print(List.of(ConfigurationJson.write(effective()).stripTrailing()));
  }

  /** Opens the model; nothing but its search may differ from how it was trained. */
  Library.LineTranslator open(EngineOptions engine, LongLines longLines, ServiceOptions service) {
    return open(engine, longLines, service, RequestOptions.defaults());
  }

  /** The same, with something that is asked of every line. */
  Library.LineTranslator open(
      EngineOptions engine, LongLines longLines, ServiceOptions service, RequestOptions request) {
    SearchConfig search = changes.isGiven() || !flags.isEmpty() ? effective().search() : null;
    TranslatorOptions options = new TranslatorOptions(engine, search, longLines, service);
    return shell.library().open(models, options, request);
  }

  private Configuration effective() {
    Configuration own = shell.library().configuration(models.folders().get(0));
    Configuration wanted = changes.apply(own, flags);
    if (!wanted.withSearch(own.search()).equals(own)) {
      throw CommandFailure.usage(
          "a trained model keeps its languages, text, model and training settings;"
              + " only search settings can be changed (--set search.KEY=VALUE)");
    }
    return wanted;
  }
}
