package org.truchman.seq2seq;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.truchman.seq2seq.checkpoint.Manifest;
import org.truchman.seq2seq.checkpoint.TextModelDirectory;
import org.truchman.seq2seq.config.LanguageModelConfiguration;
import org.truchman.seq2seq.config.LanguageModelJson;
import org.truchman.seq2seq.training.TrainingListener;

/**
 * The training of a language model of a second: lines that count upwards from anywhere, one thread.
 *
 * @param folder holds the texts
 */
record TinyText(Path folder) {
  private static final List<String> WORDS =
      List.of("one", "two", "three", "four", "five", "six", "seven", "eight", "nine");

  static final int EPOCHS = 2;

  /** Writes the texts into a folder; always the same. */
  static TinyText in(Path folder) throws IOException {
    Random random = new Random(3);
    write(folder.resolve("train.txt"), 120, random);
    write(folder.resolve("valid.txt"), 20, random);
    return new TinyText(folder);
  }

  private static void write(Path file, int lines, Random random) throws IOException {
    List<String> text = new ArrayList<>();
    for (int i = 0; i < lines; i++) {
      int from = random.nextInt(WORDS.size() - 1);
      int to = from + 1 + random.nextInt(WORDS.size() - from);
      text.add(String.join(" ", WORDS.subList(from, Math.min(to, WORDS.size()))));
    }
    Files.write(file, text, StandardCharsets.UTF_8);
  }

  /** Two epochs with dropout and a moving average, and a snapshot after every update. */
  static LanguageModelConfiguration settings(String... more) {
    Map<String, String> values =
        new HashMap<>(
            Map.of(
                "model.hiddenSize", "16",
                "model.embeddingSize", "16",
                "training.batchSize", "4",
                "training.steps", "7",
                "training.dropout", "0.2",
                "training.averageDecay", "0.9",
                "training.snapshotMinutes", "0"));
    values.put("training.maxEpochs", Integer.toString(EPOCHS));
    values.put("training.flatEpochs", "1");
    for (int i = 0; i < more.length; i += 2) {
      values.put(more[i], more[i + 1]);
    }
    return LanguageModelJson.with(LanguageModelConfiguration.defaults(), values);
  }

  Path model(String name) {
    return folder.resolve("models").resolve(name);
  }

  /** Trains anew. */
  TrainingOutcome train(
      String name,
      LanguageModelConfiguration settings,
      StopSignal stop,
      TrainingListener listener) {
    return LanguageModelTrainer.train(
        new LanguageModelRequest(
            folder.resolve("train.txt"),
            folder.resolve("valid.txt"),
            model(name),
            settings,
            TinyTraining.engine(),
            false,
            stop),
        listener);
  }

  /** Trains anew until the end. */
  TrainingOutcome train(String name, LanguageModelConfiguration settings) {
    return train(name, settings, new StopSignal(), new TrainingListener() {});
  }

  /** Goes on from the newest snapshot, until the end. */
  TrainingOutcome resume(String name, LanguageModelConfiguration settings) {
    return LanguageModelTrainer.train(
        new LanguageModelRequest(
            null, null, model(name), settings, TinyTraining.engine(), true, new StopSignal()),
        new TrainingListener() {});
  }

  /** The bytes of a model's weights. */
  byte[] weights(String name) throws IOException {
    Manifest manifest =
        TextModelDirectory.open(model(name), TextModelDirectory.LANGUAGE_MODEL).manifest();
    return Files.readAllBytes(model(name).resolve(manifest.file(Manifest.Role.WEIGHTS).path()));
  }
}
