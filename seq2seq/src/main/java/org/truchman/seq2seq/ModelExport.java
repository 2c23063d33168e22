package org.truchman.seq2seq;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.truchman.seq2seq.checkpoint.ModelContents;
import org.truchman.seq2seq.checkpoint.ModelDirectory;
import org.truchman.seq2seq.data.IndexedPair;
import org.truchman.seq2seq.data.PairIndexer;
import org.truchman.seq2seq.files.PartFiles;
import org.truchman.seq2seq.model.ParameterLayout;
import org.truchman.text.TextPipelines;
import org.truchman.text.corpus.CorpusException;
import org.truchman.text.corpus.CorpusSource;
import org.truchman.text.corpus.InvalidText;
import org.truchman.text.corpus.ParallelCorpus;
import org.truchman.text.corpus.SentencePair;

/** Writes a model anew, so that it can be passed on: weights in fewer bits, and nothing else. */
public final class ModelExport {
  private static final String SCORES = "scores";
  private static final String CORPORA = "corpora";

  private final ExportRequest request;
  private final ModelDirectory from;
  private final TextPipelines text;
  private final ParameterLayout layout;

  private ModelExport(ExportRequest request) {
    this.request = request;
    this.from = ModelDirectory.open(request.model());
    this.text = TextPipelines.load(from.textFolder());
    this.layout =
        ParameterLayout.of(
            from.configuration().model(),
            text.source().vocabulary().size(),
            text.target().vocabulary().size());
  }

  /**
   * Writes the model. Snapshots and kept states of its training stay behind. The old scores go into
   * the provenance's {@code exported}, as they are those of other weights.
   *
   * @param listener hears what is done
   * @return bytes of the new model directory
   * @throws org.truchman.seq2seq.checkpoint.ModelFormatException if the model cannot be read
   * @throws IllegalArgumentException if a value does not fit into the type, or the output is there
   * @throws CorpusException if no pair is short enough to be scored
   */
  public static long save(ExportRequest request, Consumer<String> listener) {
    if (Files.exists(request.output())) {
      throw new IllegalArgumentException(
          request.output() + ": is there already; choose another place for the model");
    }
    ModelExport export = new ModelExport(request);
    JsonObject provenance = export.provenance();
    if (request.valid().isPresent()) {
      List<SentencePair> pairs = read(request.valid().get());
      export.tried(pairs, listener).forEach(provenance.getAsJsonObject(SCORES)::addProperty);
    }
    export.write(request.output(), provenance);
    return size(request.output());
  }

  private static List<SentencePair> read(CorpusSource source) {
    List<SentencePair> pairs = new ArrayList<>();
    try (ParallelCorpus corpus = source.open(InvalidText.FAIL)) {
      corpus.forEach(pairs::add);
    }
    return pairs;
  }

  private void write(Path directory, JsonObject provenance) {
    ModelDirectory.save(
        directory,
        new ModelContents(
            from.configuration(),
            text::save,
            ModelTensors.named(layout, ModelTensors.flat(layout, weights())),
            request.weights(),
            provenance,
            from.lexicon()));
  }

  private Map<String, float[]> weights() {
    return from.weights(ModelTensors.specs(layout));
  }

  /** BLEU of every way to search with the weights as they are stored. */
  private Map<String, Double> tried(List<SentencePair> pairs, Consumer<String> listener) {
    SearchTrial trial = trial(pairs);
    // A save of the output removes what a killed export left here.
    Path temporary = PartFiles.beside(request.output().toAbsolutePath());
    try (EngineRuntime engine = EngineRuntime.open(request.engine())) {
      write(temporary, provenance());
      LoadedModel model = LoadedModel.load(ModelDirectory.open(temporary), engine);
      try {
        return engine
            .call(() -> trial.run(model.network(), engine.isGpu(), () -> false, listener))
            .orElseThrow();
      } finally {
        engine.call(
            () -> {
              model.network().close();
              return null;
            });
      }
    } finally {
      delete(temporary);
    }
  }

  private SearchTrial trial(List<SentencePair> pairs) {
    int limit = from.configuration().training().maxLength();
    PairIndexer indexer = new PairIndexer(text, limit);
    List<IndexedPair> indexed = new ArrayList<>();
    List<String> references = new ArrayList<>();
    for (SentencePair pair : pairs) {
      indexer
          .index(pair)
          .ifPresent(
              found -> {
                indexed.add(found);
                references.add(pair.target());
              });
    }
    if (indexed.isEmpty()) {
      throw new CorpusException(
          "no pair of the validation set has at most "
              + limit
              + " pieces on each side; give shorter sentences, one on each line");
    }
    return SearchTrial.of(text, indexed, references, from.configuration().search(), from.lexicon());
  }

  /** The model's own, but for what is true of its old weights only, and for names of folders. */
  private JsonObject provenance() {
    JsonObject json = from.provenance();
    JsonObject exported = new JsonObject();
    exported.addProperty("model", from.path().toAbsolutePath().getFileName().toString());
    exported.addProperty("weights", request.weights().name());
    if (json.has(SCORES)) {
      exported.add(SCORES, json.get(SCORES));
    }
    json.add("exported", exported);
    json.add(SCORES, new JsonObject());
    if (json.has(CORPORA)) {
      json.add(CORPORA, TrainingFiles.withoutFolders(json.getAsJsonObject(CORPORA)));
    }
    return json;
  }

  private static void delete(Path folder) {
    try {
      PartFiles.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(folder + ": cannot be removed; remove it by hand", e);
    }
  }

  private static long size(Path directory) {
    return ModelDirectory.open(directory).manifest().files().stream()
        .mapToLong(file -> file.size())
        .sum();
  }
}
