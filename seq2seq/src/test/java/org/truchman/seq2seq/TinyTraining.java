package org.truchman.seq2seq;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.truchman.seq2seq.checkpoint.Manifest;
import org.truchman.seq2seq.checkpoint.ModelDirectory;
import org.truchman.seq2seq.config.Configuration;
import org.truchman.seq2seq.config.ModelConfig;
import org.truchman.seq2seq.config.TrainingConfig;
import org.truchman.seq2seq.training.TrainingListener;
import org.truchman.text.TextConfig;

/**
 * A training of a second: 200 sentence pairs that count in English and German, a model of 16 units,
 * one thread. An epoch has 13 batches of 16 pairs.
 *
 * @param folder holds the corpora
 */
record TinyTraining(Path folder) {
  static final int EPOCHS = 2;
  static final int BATCHES = 13;
  static final int UPDATES = EPOCHS * BATCHES;

  private static final List<String> ENGLISH =
      List.of("one", "two", "three", "four", "five", "six", "seven", "eight");
  private static final List<String> GERMAN =
      List.of("eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht");

  /** Writes the corpora into a folder; always the same. */
  static TinyTraining in(Path folder) throws IOException {
    Random random = new Random(3);
    write(folder, "train", 200, random);
    write(folder, "dev", 20, random);
    return new TinyTraining(folder);
  }

  private static void write(Path folder, String name, int pairs, Random random) throws IOException {
    List<String> source = new ArrayList<>();
    List<String> target = new ArrayList<>();
    for (int i = 0; i < pairs; i++) {
      int[] numbers = random.ints(1 + random.nextInt(5), 0, ENGLISH.size()).toArray();
      source.add(sentence("Count", ENGLISH, numbers));
      target.add(sentence("Zähle", GERMAN, numbers));
    }
    Files.write(folder.resolve(name + ".en"), source, StandardCharsets.UTF_8);
    Files.write(folder.resolve(name + ".de"), target, StandardCharsets.UTF_8);
  }

  private static String sentence(String verb, List<String> words, int[] numbers) {
    StringBuilder line = new StringBuilder(verb);
    for (int number : numbers) {
      line.append(' ').append(words.get(number));
    }
    return line.append('.').toString();
  }

  /** An English sentence of so many numbers, such as {@code "Count two one."}. */
  static String english(int numbers, Random random) {
    return sentence("Count", ENGLISH, random.ints(numbers, 0, ENGLISH.size()).toArray());
  }

  /** Two epochs, with dropout and a moving average, and a snapshot after every update. */
  static Configuration settings() {
    ModelConfig model = ModelConfig.delayed().withEmbeddingSize(16).withHiddenSize(16);
    TrainingConfig training =
        TrainingConfig.defaults()
            .withBatchSize(16)
            .withMaxEpochs(EPOCHS)
            .withLearningRate(0.01)
            .withAverageDecay(0.9)
            .withSnapshotMinutes(0);
    return Configuration.defaults()
        .withSourceLanguage("en")
        .withTargetLanguage("de")
        .withText(TextConfig.defaults().withBpeMerges(60))
        .withModel(model)
        .withTraining(training);
  }

  /** As many epochs as it takes to count, without a moving average. */
  static Configuration learnt() {
    TrainingConfig training = settings().training().withMaxEpochs(12).withAverageDecay(0);
    return settings().withTraining(training);
  }

  /** One thread on the CPU. */
  static EngineOptions engine() {
    return EngineOptions.defaults().withDevice("cpu").withThreads(1);
  }

  Path model(String name) {
    return folder.resolve("models").resolve(name);
  }

  /** Trains anew. */
  TrainingOutcome train(
      String name, Configuration settings, StopSignal stop, TrainingListener listener) {
    return Trainer.train(
        new TrainingRequest(
            folder.resolve("train.en"),
            folder.resolve("train.de"),
            folder.resolve("dev.en"),
            folder.resolve("dev.de"),
            model(name),
            settings,
            engine(),
            false,
            stop),
        listener);
  }

  /** Trains anew until the end. */
  TrainingOutcome train(String name, Configuration settings) {
    return train(name, settings, new StopSignal(), new TrainingListener() {});
  }

  /** Goes on from the newest snapshot, until the end. */
  TrainingOutcome resume(String name, TrainingListener listener) {
    return Trainer.train(resuming(name, null, engine()), listener);
  }

  /** What asks to go on. */
  TrainingRequest resuming(String name, Configuration settings, EngineOptions engine) {
    StopSignal never = new StopSignal();
    return new TrainingRequest(null, null, null, null, model(name), settings, engine, true, never);
  }

  /** The bytes of a model's weights. */
  byte[] weights(String name) throws IOException {
    Manifest manifest = ModelDirectory.open(model(name)).manifest();
    return Files.readAllBytes(model(name).resolve(manifest.file(Manifest.Role.WEIGHTS).path()));
  }
}
