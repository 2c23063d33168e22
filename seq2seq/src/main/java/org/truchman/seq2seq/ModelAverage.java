package org.truchman.seq2seq;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.truchman.seq2seq.checkpoint.Manifest;
import org.truchman.seq2seq.checkpoint.ModelContents;
import org.truchman.seq2seq.checkpoint.ModelDirectory;
import org.truchman.seq2seq.checkpoint.WeightType;
import org.truchman.seq2seq.model.ParameterLayout;
import org.truchman.text.TextPipelines;

/** Makes one model of several states of a training: the mean of each parameter. */
public final class ModelAverage {
  private ModelAverage() {}

  /**
   * Averages models. The engine is not started.
   *
   * @param models model directories, at least two, of one shape and with the same pieces
   * @param output the model directory to write
   * @throws IllegalArgumentException naming the model that does not fit to the first
   * @throws org.truchman.seq2seq.checkpoint.ModelFormatException if a model cannot be read
   */
  public static void save(List<Path> models, Path output) {
    if (models.size() < 2) {
      throw new IllegalArgumentException(models.size() + " models to average; allowed: at least 2");
    }
    ModelDirectory first = ModelDirectory.open(models.get(0));
    TextPipelines text = TextPipelines.load(first.textFolder());
    ParameterLayout layout =
        ParameterLayout.of(
            first.configuration().model(),
            text.source().vocabulary().size(),
            text.target().vocabulary().size());
    double[] sum = new double[layout.size()];
    JsonArray averaged = new JsonArray();
    for (Path path : models) {
      ModelDirectory model = ModelDirectory.open(path);
      requireSame(first, model);
      add(sum, ModelTensors.flat(layout, model.weights(ModelTensors.specs(layout))));
      averaged.add(origin(model));
    }
    ModelDirectory.save(
        output,
        new ModelContents(
            first.configuration(),
            text::save,
            ModelTensors.named(layout, mean(sum, models.size())),
            WeightType.F32,
            provenance(first, averaged),
            first.lexicon()));
  }

  private static void requireSame(ModelDirectory first, ModelDirectory other) {
    if (!first.configuration().model().equals(other.configuration().model())) {
      throw new IllegalArgumentException(
          other.path()
              + " is of another shape (model.* in config.json) than "
              + first.path()
              + "; only models of one training can be averaged");
    }
    if (!textDigests(first).equals(textDigests(other))) {
      throw new IllegalArgumentException(
          other.path()
              + " has other pieces than "
              + first.path()
              + "; only models of one training can be averaged");
    }
  }

  /** SHA-256 of each text file, by its name. */
  private static Map<String, String> textDigests(ModelDirectory model) {
    Map<String, String> digests = new TreeMap<>();
    for (Manifest.Entry entry : model.manifest().files()) {
      if (entry.role() == Manifest.Role.TEXT) {
        digests.put(entry.path().substring(entry.path().indexOf('/') + 1), entry.sha256());
      }
    }
    return digests;
  }

  private static void add(double[] sum, float[] values) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += values[i];
    }
  }

  private static float[] mean(double[] sum, int count) {
    float[] mean = new float[sum.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (float) (sum[i] / count);
    }
    return mean;
  }

  private static JsonObject origin(ModelDirectory model) {
    JsonObject json = new JsonObject();
    json.addProperty("model", model.path().getFileName().toString());
    for (String key : List.of("updates", "scores")) {
      if (model.provenance().has(key)) {
        json.add(key, model.provenance().get(key));
      }
    }
    return json;
  }

  /** The first model's, but for what is not true of the mean. */
  private static JsonObject provenance(ModelDirectory first, JsonArray averaged) {
    JsonObject json = first.provenance();
    for (String key : List.of("scores", "updates", "targetTokens", "seconds")) {
      json.remove(key);
    }
    json.add("averaged", averaged);
    return json;
  }
}
