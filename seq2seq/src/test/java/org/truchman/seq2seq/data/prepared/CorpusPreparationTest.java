package org.truchman.seq2seq.data.prepared;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truchman.seq2seq.config.Configuration;
import org.truchman.seq2seq.config.StrictJson;
import org.truchman.seq2seq.data.IndexedPair;
import org.truchman.text.TextConfig;
import org.truchman.text.TextFormatException;
import org.truchman.text.corpus.CorpusCleaning;
import org.truchman.text.corpus.CorpusException;
import org.truchman.text.corpus.CorpusSource;
import org.truchman.text.corpus.DuplicateKind;
import org.truchman.text.corpus.InvalidText;
import org.truchman.text.corpus.PairRules;

class CorpusPreparationTest {
  private static final int PAIRS = 3000;
  private static final List<String> ENGLISH = List.of("one", "two", "three", "four", "five");
  private static final List<String> GERMAN = List.of("eins", "zwei", "drei", "vier", "fünf");

  @TempDir private Path folder;
  private CorpusSource train;
  private CorpusSource valid;
  private Path output;

  @BeforeEach
  void writeText() throws IOException {
    train = corpus("train", PAIRS, 1);
    valid = corpus("dev", 20, 2);
    output = folder.resolve("prepared");
  }

  private CorpusSource corpus(String name, int pairs, long seed) throws IOException {
    Random random = new Random(seed);
    List<String> source = new ArrayList<>();
    List<String> target = new ArrayList<>();
    for (int i = 0; i < pairs; i++) {
      int[] numbers = random.ints(random.nextInt(9), 0, ENGLISH.size()).toArray();
      source.add(words(ENGLISH, numbers));
      target.add(words(GERMAN, numbers));
    }
    return new CorpusSource.TwoFiles(
        Files.write(folder.resolve(name + ".en"), source, StandardCharsets.UTF_8),
        Files.write(folder.resolve(name + ".de"), target, StandardCharsets.UTF_8));
  }

  private static String words(List<String> words, int[] numbers) {
    StringBuilder line = new StringBuilder();
    for (int number : numbers) {
      line.append(words.get(number)).append(' ');
    }
    return line.toString().strip();
  }

  private static Configuration settings() {
    Configuration defaults = Configuration.defaults();
    return defaults
        .withSourceLanguage("en")
        .withTargetLanguage("de")
        .withText(TextConfig.defaults().withBpeMerges(60))
        .withTraining(defaults.training().withMaxLength(6));
  }

  private PreparationRequest request(
      Path to, int threads, PreparationRequest.Options options, DuplicateKind... duplicates) {
    CorpusCleaning cleaning =
        new CorpusCleaning(
            List.of(train), InvalidText.FAIL, PairRules.defaults(), Set.of(duplicates), threads);
    return new PreparationRequest(cleaning, valid, to, settings(), options);
  }

  private PreparedCorpus prepare(PreparationRequest request) {
    return CorpusPreparation.run(request, CorpusPreparation.Listener.SILENT, () -> false)
        .orElseThrow();
  }

  private static List<IndexedPair> pairs(PreparedCorpus corpus) {
    return IntStream.range(0, corpus.train().size()).mapToObj(corpus.train()::pair).toList();
  }

  private static List<String> lines(PreparedCorpus corpus) {
    return pairs(corpus).stream()
        .map(
            pair ->
                corpus.text().source().lineOfIds(pair.source())
                    + "|"
                    + corpus.text().target().lineOfIds(pair.target()))
        .toList();
  }

  /** The pairs of the files that have text and at most 6 words, which are pieces here. */
  private List<String> expected() throws IOException {
    List<String> source = Files.readAllLines(folder.resolve("train.en"));
    List<String> target = Files.readAllLines(folder.resolve("train.de"));
    return IntStream.range(0, PAIRS)
        .filter(i -> !source.get(i).isEmpty() && source.get(i).split(" ").length <= 6)
        .mapToObj(i -> source.get(i) + "|" + target.get(i))
        .toList();
  }

  private static Map<String, byte[]> files(Path root) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> tree = Files.walk(root)) {
      for (Path file : tree.filter(Files::isRegularFile).toList()) {
        files.put(root.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    return files;
  }

  private static void assertSameFiles(Path one, Path other) throws IOException {
    Map<String, byte[]> first = files(one);
    Map<String, byte[]> second = files(other);
    assertEquals(first.keySet(), second.keySet());
    first.forEach((name, bytes) -> assertArrayEquals(bytes, second.get(name), name));
  }

  @Test
  void pairsComeBackInOrderAndEveryDropIsCounted() throws IOException {
    PreparedCorpus corpus = prepare(request(output, 2, PreparationRequest.Options.defaults()));
    List<String> expected = expected();
    assertEquals(expected, lines(corpus));
    JsonObject report =
        StrictJson.object(Files.readString(output.resolve("report.json")))
            .getAsJsonObject("training");
    JsonObject dropped = report.getAsJsonObject("dropped");
    int sum = dropped.entrySet().stream().mapToInt(entry -> entry.getValue().getAsInt()).sum();
    assertEquals(Set.of("EMPTY_BOTH", "TOO_LONG"), dropped.keySet());
    assertEquals(PAIRS, report.get("read").getAsInt());
    assertEquals(expected.size(), report.get("kept").getAsInt());
    assertEquals(PAIRS, expected.size() + sum);
    String table = Files.readString(output.resolve("report.txt"));
    assertTrue(table.contains("dropped: too long"), table);
  }

  @Test
  void noFileDependsOnTheNumberOfThreads() throws IOException {
    PreparationRequest.Options shuffled =
        PreparationRequest.Options.defaults().withShuffling(Shuffling.ALWAYS);
    prepare(request(output, 1, shuffled, DuplicateKind.PAIR));
    prepare(request(folder.resolve("four"), 4, shuffled, DuplicateKind.PAIR));
    assertSameFiles(output, folder.resolve("four"));
  }

  @Test
  void shufflingKeepsEveryPair() throws IOException {
    PreparationRequest.Options options = PreparationRequest.Options.defaults();
    PreparedCorpus shuffled = prepare(request(output, 2, options.withShuffling(Shuffling.ALWAYS)));
    List<String> expected = expected();
    assertNotEquals(expected, lines(shuffled));
    assertEquals(expected.stream().sorted().toList(), lines(shuffled).stream().sorted().toList());
    PreparedCorpus never =
        prepare(request(folder.resolve("never"), 2, options.withShuffling(Shuffling.NEVER)));
    assertEquals(expected, lines(never));
  }

  @Test
  void aSampleTeachesTheVocabularyAndNothingIsUnknown() throws IOException {
    PreparationRequest.Options few =
        new PreparationRequest.Options(Shuffling.AUTO, 10, false, null);
    List<String> messages = new ArrayList<>();
    CorpusPreparation.Listener listener =
        new CorpusPreparation.Listener() {
          @Override
          public void message(String line) {
            messages.add(line);
          }

          @Override
          public void reached(Stage stage, long done, long total) {}
        };
    PreparedCorpus corpus =
        CorpusPreparation.run(request(output, 2, few), listener, () -> false).orElseThrow();
    assertTrue(messages.get(0).contains("learnt from 10 of"), messages.toString());
    assertTrue(expected().containsAll(lines(corpus)));
  }

  @Test
  void rejectedPairsAndKeptOnesAreAllPairs() throws IOException {
    Path rejected = folder.resolve("rejected.tsv");
    PreparationRequest.Options options =
        new PreparationRequest.Options(Shuffling.AUTO, 1000, false, rejected);
    PreparedCorpus corpus = prepare(request(output, 2, options, DuplicateKind.PAIR));
    List<String> lines = Files.readAllLines(rejected);
    assertEquals(PAIRS, corpus.train().size() + lines.size());
    assertEquals(expected().stream().distinct().toList(), lines(corpus));
    List<String> source = Files.readAllLines(folder.resolve("train.en"));
    for (String line : lines) {
      String[] fields = line.split("\t", -1);
      assertEquals(5, fields.length, line);
      assertEquals(folder.resolve("train.en").toString(), fields[1]);
      assertEquals(source.get(Integer.parseInt(fields[2]) - 1), fields[3]);
    }
  }

  @Test
  void theValidationSetKeepsItsLinesAsTheyWere() throws IOException {
    Files.writeString(folder.resolve("dev.en"), "one\n two\u00A0\n\nfour\n");
    Files.writeString(
        folder.resolve("dev.de"),
        "eins\n zwei\t\"\\\u2028\ndrei\nvier vier vier vier vier vier vier\n");
    PreparedCorpus corpus = prepare(request(output, 1, PreparationRequest.Options.defaults()));
    assertEquals(List.of("eins", " zwei\t\"\\\u2028"), corpus.validation().references());
    assertEquals(2, corpus.validation().pairs().size());
    assertArrayEquals(
        corpus.text().source().ids("two"), corpus.validation().pairs().get(1).source());
  }

  @Test
  void settingsThatTheCorpusDecidesAreGivenAndCompared() {
    PreparedCorpus corpus = prepare(request(output, 1, PreparationRequest.Options.defaults()));
    assertEquals(settings(), PreparedCorpus.decided(output, Configuration.defaults()));
    assertEquals(Optional.empty(), corpus.disagreement(settings()));
    String message =
        corpus
            .disagreement(settings().withText(TextConfig.defaults().withBpeMerges(61)))
            .orElseThrow();
    assertTrue(message.contains(output + " was prepared with text"), message);
    assertTrue(
        corpus
            .disagreement(settings().withTraining(settings().training().withMaxLength(7)))
            .orElseThrow()
            .contains("maxLength 6, not 7"));
    assertTrue(
        corpus
            .disagreement(settings().withTargetLanguage("fr"))
            .orElseThrow()
            .contains("de, not fr"));
  }

  @Test
  void whatIsThereIsReplacedOnlyWhenAsked() throws IOException {
    PreparationRequest.Options options = PreparationRequest.Options.defaults();
    prepare(request(output, 1, options));
    Map<String, byte[]> before = files(output);
    CorpusException e =
        assertThrows(CorpusException.class, () -> prepare(request(output, 1, options)));
    assertTrue(e.getMessage().contains(output + ": is there already"), e.getMessage());
    assertEquals(before.keySet(), files(output).keySet());
    PreparedCorpus replaced =
        prepare(request(output, 1, options.withReplace(true), DuplicateKind.PAIR));
    assertEquals(expected().stream().distinct().count(), replaced.train().size());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void whoIsStoppedLeavesNothingBehind(int call) throws IOException {
    int[] calls = new int[1];
    Path rejected = folder.resolve("rejected.tsv");
    PreparationRequest.Options options =
        new PreparationRequest.Options(Shuffling.ALWAYS, 1000, false, rejected);
    List<Path> before = listing();
    assertEquals(
        Optional.empty(),
        CorpusPreparation.run(
            request(output, 2, options),
            CorpusPreparation.Listener.SILENT,
            () -> ++calls[0] == call));
    assertEquals(before, listing());
  }

  @Test
  void whatAKilledPreparationLeftIsRemovedByTheNext() throws IOException {
    Path left = Files.createDirectory(folder.resolve(".prepared.0123abcd.part"));
    Files.writeString(left.resolve("train-00000.ids"), "half");
    Path other = Files.createDirectory(folder.resolve(".other.0123abcd.part"));
    prepare(request(output, 1, PreparationRequest.Options.defaults()));
    assertFalse(Files.exists(left));
    assertTrue(Files.exists(other));
  }

  private List<Path> listing() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.sorted().toList();
    }
  }

  @Test
  void corporaWithoutAUsablePairAreRefused() throws IOException {
    Files.writeString(folder.resolve("dev.en"), "one two three four five one two\n");
    Files.writeString(folder.resolve("dev.de"), "eins\n");
    CorpusException e =
        assertThrows(
            CorpusException.class,
            () -> prepare(request(output, 1, PreparationRequest.Options.defaults())));
    assertTrue(e.getMessage().contains("no validation pair is within 6 pieces"), e.getMessage());
    Files.writeString(folder.resolve("train.en"), "\n \n");
    Files.writeString(folder.resolve("train.de"), "eins\nzwei\n");
    e =
        assertThrows(
            CorpusException.class,
            () -> prepare(request(output, 1, PreparationRequest.Options.defaults())));
    assertTrue(e.getMessage().contains("train.en and "), e.getMessage());
    assertTrue(e.getMessage().contains("hold no pair with text on both sides"), e.getMessage());
    assertFalse(Files.exists(output));
  }

  @Test
  void aFailedPreparationTakesAwayTheFoldersThatItMade() throws IOException {
    Path above = folder.resolve("models").resolve("new");
    Path there = Files.createDirectory(folder.resolve("there"));
    Files.writeString(folder.resolve("train.en"), "\n");
    Files.writeString(folder.resolve("train.de"), "\n");
    for (Path place : List.of(above.resolve("training/corpus"), there.resolve("corpus"))) {
      PreparationRequest request = request(place, 1, PreparationRequest.Options.defaults());
      assertThrows(CorpusException.class, () -> prepare(request));
    }
    assertFalse(Files.exists(folder.resolve("models")));
    assertTrue(Files.exists(there), "was there before");
  }

  @Test
  void aFlippedBitInAnyFileIsSeen() throws IOException {
    prepare(request(output, 1, PreparationRequest.Options.defaults()));
    Map<String, byte[]> files = files(output);
    files.keySet().removeIf(name -> name.startsWith("report."));
    assertEquals(
        Set.of(
            "corpus.json",
            "text/bpe.codes",
            "text/text.json",
            "text/vocabulary.txt",
            "train-00000.ids",
            "valid.json"),
        files.keySet());
    Random random = new Random(8);
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      for (int i = 0; i < 100; i++) {
        int bit = random.nextInt(8 * file.getValue().length);
        byte[] flipped = file.getValue().clone();
        flipped[bit / 8] ^= (byte) (1 << bit % 8);
        Files.write(output.resolve(file.getKey()), flipped);
        RuntimeException e =
            assertThrows(
                RuntimeException.class,
                () -> PreparedCorpus.open(output),
                "bit " + bit + " of " + file.getKey());
        assertTrue(e instanceof CorpusException || e instanceof TextFormatException, e.toString());
      }
      Files.write(output.resolve(file.getKey()), file.getValue());
    }
    assertEquals(expected().size(), PreparedCorpus.open(output).train().size());
  }

  @Test
  void aShardOfAnotherCorpusIsRefused() throws IOException {
    PreparationRequest.Options options = PreparationRequest.Options.defaults();
    prepare(request(output, 1, options));
    Path other = folder.resolve("other");
    prepare(request(other, 1, options.withShuffling(Shuffling.ALWAYS)));
    Path shard = Path.of("train-00000.ids");
    Files.write(output.resolve(shard), Files.readAllBytes(other.resolve(shard)));
    String message =
        assertThrows(CorpusException.class, () -> PreparedCorpus.open(output)).getMessage();
    assertTrue(message.contains("belongs to another corpus"), message);
    PreparationRequest.Options few = new PreparationRequest.Options(Shuffling.AUTO, 1, false, null);
    Path foreign = folder.resolve("foreign");
    prepare(request(foreign, 1, few));
    Files.write(output.resolve(shard), Files.readAllBytes(foreign.resolve(shard)));
    message = assertThrows(CorpusException.class, () -> PreparedCorpus.open(output)).getMessage();
    assertTrue(message.contains("another text pipeline"), message);
  }

  @Test
  void aFolderThatIsNoCorpusIsNamed() {
    String message =
        assertThrows(CorpusException.class, () -> PreparedCorpus.open(folder)).getMessage();
    assertTrue(message.startsWith(folder + ": is no prepared corpus"), message);
  }
}
