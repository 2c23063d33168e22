package org.truchman.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** English and German sentences that count; always the same for the same name. */
final class CountingCorpus {
  /** Flags of a training that takes seconds. */
  static final List<String> TINY_MODEL =
      List.of(
          "--batch-size=16",
          "--set=text.bpeMerges=60",
          "--set=model.embeddingSize=16",
          "--set=model.hiddenSize=16",
          "--set=training.learningRate=0.01",
          "--set=training.averageDecay=0.9",
          "--set=training.stoppingPatience=100");

  private static final List<String> ENGLISH =
      List.of("one", "two", "three", "four", "five", "six", "seven", "eight");
  private static final List<String> GERMAN =
      List.of("eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht");

  private CountingCorpus() {}

  /** Writes {@code train} (240 pairs), {@code dev} and {@code test} (20 each), .en and .de. */
  static void write(Path folder) throws IOException {
    write(folder, "train", 240, 1);
    write(folder, "dev", 20, 2);
    write(folder, "test", 20, 3);
  }

  private static void write(Path folder, String name, int pairs, long seed) throws IOException {
    Random random = new Random(seed);
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

  /** The command line of a training on these files, relative to their folder. */
  static List<String> training(String model, String... more) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("train", "--train", "train.en", "train.de"));
    arguments.addAll(List.of("--valid", "dev.en", "dev.de", "--model", model));
    arguments.addAll(TINY_MODEL);
    arguments.addAll(List.of(more));
    return arguments;
  }
}
