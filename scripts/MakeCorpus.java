import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * Makes a parallel corpus of any size, for scripts/benchmark-prepare; always the same for the same
 * number of pairs.
 *
 * <p>Arguments: folder, pairs. Writes train.en and train.de, and dev.en and dev.de with 500 pairs.
 * A sentence has 3 to 25 words of 20,000, the frequent ones as often as Zipf's law says; the target
 * has a word for each, and now and then one more. One pair in 50 comes twice, one in 100 has the
 * same text on both sides, one in 200 has an empty side: so that filters have something to do.
 */
public final class MakeCorpus {
  private static final int WORDS = 20_000;
  private static final int DEV_PAIRS = 500;
  private static final String[] ONSETS = "b d f g h k l m n p r s t w st tr pl".split(" ");
  private static final String[] VOWELS = "a e i o u ai ou".split(" ");

  private final byte[][] source = new byte[WORDS][];
  private final byte[][] target = new byte[WORDS][];
  private final double[] cumulative = new double[WORDS];

  private MakeCorpus() {
    double sum = 0;
    for (int i = 0; i < WORDS; i++) {
      source[i] = word(i, 17).getBytes(StandardCharsets.UTF_8);
      target[i] = (word(i, 101) + (i % 3 == 0 ? "\u00FC" : "en")).getBytes(StandardCharsets.UTF_8);
      sum += 1.0 / (i + 2.7);
      cumulative[i] = sum;
    }
  }

  /** A word of its own for each number: its digits in a base of syllables. */
  private static String word(int number, int step) {
    StringBuilder word = new StringBuilder();
    int syllables = ONSETS.length * VOWELS.length;
    for (int rest = number + step; rest > 0; rest /= syllables) {
      int syllable = rest % syllables;
      word.append(ONSETS[syllable % ONSETS.length]).append(VOWELS[syllable / ONSETS.length]);
    }
    return word.toString();
  }

  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    MakeCorpus corpus = new MakeCorpus();
    corpus.write(folder, "train", Long.parseLong(arguments[1]), 1);
    corpus.write(folder, "dev", DEV_PAIRS, 2);
  }

  private void write(Path folder, String name, long pairs, long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    try (OutputStream en = open(folder.resolve(name + ".en"));
        OutputStream de = open(folder.resolve(name + ".de"))) {
      long sentence = 0;
      for (long pair = 0; pair < pairs; pair++) {
        if (pair % 50 != 49) {
          sentence = random.nextLong();
        }
        SplittableRandom words = new SplittableRandom(sentence);
        boolean copy = pair % 100 == 42;
        boolean empty = pair % 200 == 13;
        write(words, en, de, copy, empty);
      }
    }
  }

  private static OutputStream open(Path file) throws IOException {
    return new BufferedOutputStream(Files.newOutputStream(file), 1 << 20);
  }

  private void write(
      SplittableRandom random, OutputStream en, OutputStream de, boolean copy, boolean empty)
      throws IOException {
    int count = 3 + random.nextInt(23);
    for (int i = 0; i < count; i++) {
      int word = draw(random);
      byte[] left = source[word];
      byte[] right = copy ? source[word] : target[word];
      en.write(left);
      en.write(i + 1 < count ? ' ' : '.');
      if (!empty) {
        de.write(right);
        if (!copy && word % 11 == 0) {
          de.write(' ');
          de.write(target[(word + 1) % WORDS]);
        }
        de.write(i + 1 < count ? ' ' : '.');
      }
    }
    en.write('\n');
    de.write('\n');
  }

  private int draw(SplittableRandom random) {
    double at = random.nextDouble() * cumulative[WORDS - 1];
    int low = 0;
    int high = WORDS - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (cumulative[middle] < at) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
