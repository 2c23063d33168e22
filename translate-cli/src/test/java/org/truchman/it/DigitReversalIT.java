package org.truchman.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Learns to say sequences of one to eight digits backwards, which takes the whole sentence: nothing
 * can be said before the last digit was read. A model without attention gets there in less than 90
 * seconds on two cores; training stops by itself after that time. The learning rate falls steadily,
 * or the last few sequences would come and go with the random numbers.
 */
@DisabledOnOs(OS.WINDOWS)
@Timeout(300)
class DigitReversalIT {
  private static final int LONGEST = 8;
  private static final int UNSEEN = 500;
  private static final Pattern EXACT = Pattern.compile("exact matches = (\\d+) of (\\d+) ");

  /** At most so many of the short ones, which would otherwise be missing in the training text. */
  private static final int[] UNSEEN_OF_LENGTH = {0, 1, 10, 60, 500, 500, 500, 500, 500};

  @TempDir private Path folder;
  private final Random random = new Random(11);

  @Test
  void digitsAreReversedThatItNeverSaw() throws Exception {
    Truchman truchman = Truchman.in(folder);
    layOutCorpora();
    truchman
        .run(
            List.of("train", "-s", "en", "-t", "de", "-m", "model", "--max-minutes", "1.5"),
            List.of("--threads", "1"), // two would wait for each other beside other work
            List.of("--train", "train.digits", "train.reversed"),
            List.of("--valid", "dev.digits", "dev.reversed"),
            List.of("--epochs", "14", "--batch-size", "64", "--set", "text.bpeMerges=0"),
            List.of("--set", "model.embeddingSize=32", "--set", "model.hiddenSize=128"),
            List.of("--set", "model.attention=none", "--set", "model.contextEveryStep=true"),
            List.of("--set", "model.tiedEmbeddings=false"),
            List.of("--set", "training.embeddingDropout=0", "--set", "training.layerDropout=0"),
            List.of("--set", "training.outputDropout=0", "--set", "training.labelSmoothing=0"),
            List.of("--set", "training.learningRate=0.004", "--set", "training.warmupUpdates=100"),
            List.of("--set", "training.schedule=exponential", "--set", "training.decayUpdates=700"),
            List.of("--set", "training.learningRateDecay=0.5"))
        .exits(0);
    Finished evaluation =
        truchman
            .run(
                "evaluate",
                "-m",
                "model",
                "--source",
                "test.digits",
                "--reference",
                "test.reversed")
            .exits(0);
    Matcher exact = EXACT.matcher(evaluation.out());
    assertTrue(exact.find(), evaluation.out());
    assertTrue(Integer.parseInt(exact.group(1)) >= 0.99 * UNSEEN, evaluation.out());
  }

  private void layOutCorpora() throws IOException {
    Set<String> unseen = new HashSet<>();
    write("test", distinct(UNSEEN, unseen));
    write("dev", distinct(200, unseen));
    List<String> train = new ArrayList<>();
    while (train.size() < 20_000) {
      String sequence = sequence(1 + random.nextInt(LONGEST));
      if (!unseen.contains(sequence)) {
        train.add(sequence);
      }
    }
    write("train", train);
  }

  /** Sequences that are not among those taken already, and now are. */
  private List<String> distinct(int count, Set<String> taken) {
    List<String> sequences = new ArrayList<>();
    int[] left = UNSEEN_OF_LENGTH.clone();
    while (sequences.size() < count) {
      int length = 1 + random.nextInt(LONGEST);
      String sequence = sequence(length);
      if (left[length] > 0 && taken.add(sequence)) {
        left[length]--;
        sequences.add(sequence);
      }
    }
    return sequences;
  }

  private String sequence(int length) {
    StringBuilder digits = new StringBuilder();
    for (int i = 0; i < length; i++) {
      digits.append(i == 0 ? "" : " ").append(random.nextInt(10));
    }
    return digits.toString();
  }

  private void write(String name, List<String> sequences) throws IOException {
    List<String> reversed =
        sequences.stream().map(line -> new StringBuilder(line).reverse().toString()).toList();
    Files.write(folder.resolve(name + ".digits"), sequences, StandardCharsets.UTF_8);
    Files.write(folder.resolve(name + ".reversed"), reversed, StandardCharsets.UTF_8);
  }
}
