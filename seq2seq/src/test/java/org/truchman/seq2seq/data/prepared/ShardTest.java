package org.truchman.seq2seq.data.prepared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truchman.seq2seq.data.IndexedPair;
import org.truchman.text.corpus.CorpusException;

class ShardTest {
  private static final String FINGERPRINT = "0123456789abcdef".repeat(4);

  @TempDir private Path folder;

  private static List<IndexedPair> pairs(int count, int vocabulary, long seed) {
    Random random = new Random(seed);
    List<IndexedPair> pairs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      pairs.add(
          new IndexedPair(
              random.ints(random.nextInt(6), 4, vocabulary).toArray(),
              random.ints(random.nextInt(7), 4, vocabulary).toArray()));
    }
    return pairs;
  }

  private MappedCorpus written(List<IndexedPair> pairs, int vocabulary, int maxPairs, int maxIds)
      throws IOException {
    List<ShardedCorpusWriter.Shard> shards;
    try (ShardedCorpusWriter writer =
        new ShardedCorpusWriter(folder, FINGERPRINT, vocabulary, maxPairs, maxIds)) {
      for (IndexedPair pair : pairs) {
        writer.add(pair);
      }
      shards = writer.finish();
    }
    return new MappedCorpus(
        shards.stream().map(shard -> MappedShard.open(folder.resolve(shard.file()))).toList());
  }

  private static List<IndexedPair> read(MappedCorpus corpus) {
    return IntStream.range(0, corpus.size()).mapToObj(corpus::pair).toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 65_536, 65_537, 1_000_000})
  void everyPairComesBackWithIdsOfTwoOrFourBytes(int vocabulary) throws IOException {
    List<IndexedPair> pairs = new ArrayList<>(pairs(500, vocabulary, 1));
    pairs.add(new IndexedPair(new int[] {vocabulary - 1}, new int[] {vocabulary - 1, 4}));
    MappedCorpus corpus = written(pairs, vocabulary, 1000, 100_000);
    assertEquals(pairs, read(corpus));
    for (int line = 0; line < pairs.size(); line++) {
      assertEquals(pairs.get(line).source().length, corpus.sourceLength(line));
      assertEquals(pairs.get(line).target().length, corpus.targetLength(line));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 499, 500, 501})
  void shardsEndAtTheirLimitOfPairs(int maxPairs) throws IOException {
    List<IndexedPair> pairs = pairs(500, 300, 2);
    assertEquals(pairs, read(written(pairs, 300, maxPairs, 100_000)));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals((500 + maxPairs - 1) / maxPairs, files.count());
    }
  }

  @Test
  void shardsEndAtTheirLimitOfIds() throws IOException {
    List<IndexedPair> pairs = pairs(500, 300, 3);
    MappedCorpus corpus = written(pairs, 300, 1000, 50);
    assertEquals(pairs, read(corpus));
    try (Stream<Path> files = Files.list(folder)) {
      assertTrue(files.count() > 10);
    }
  }

  @Test
  void aSideOfTenThousandPiecesComesBack() throws IOException {
    int[] ids = IntStream.range(4, 10_004).toArray();
    List<IndexedPair> pairs = List.of(new IndexedPair(ids, ids));
    assertEquals(pairs, read(written(pairs, 20_000, 10, 100_000)));
  }

  @Test
  void pairsOutsideAreRefused() throws IOException {
    MappedCorpus corpus = written(pairs(3, 300, 4), 300, 2, 1000);
    assertThrows(IndexOutOfBoundsException.class, () -> corpus.pair(3));
    assertThrows(IndexOutOfBoundsException.class, () -> corpus.pair(-1));
  }

  @Test
  void everyFlippedBitIsSeen() throws IOException {
    written(pairs(20, 300, 5), 300, 100, 10_000);
    Path file = folder.resolve("train-00000.ids");
    byte[] whole = Files.readAllBytes(file);
    for (int bit = 0; bit < 8 * whole.length; bit++) {
      byte[] flipped = whole.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      Files.write(file, flipped);
      CorpusException e =
          assertThrows(CorpusException.class, () -> MappedShard.open(file), "bit " + bit);
      assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
    }
  }

  @Test
  void cutOrForeignOrMissingShardsAreRefused() throws IOException {
    written(pairs(20, 300, 6), 300, 100, 10_000);
    Path file = folder.resolve("train-00000.ids");
    byte[] whole = Files.readAllBytes(file);
    for (int length : new int[] {0, 10, 63, 64, 100, whole.length - 1}) {
      Files.write(file, Arrays.copyOf(whole, length));
      String message =
          assertThrows(CorpusException.class, () -> MappedShard.open(file)).getMessage();
      assertTrue(message.contains("damaged"), message);
    }
    Files.writeString(file, "{\"this\": \"is text\"}".repeat(10));
    assertTrue(
        assertThrows(CorpusException.class, () -> MappedShard.open(file))
            .getMessage()
            .contains("no shard"));
    Files.delete(file);
    assertTrue(
        assertThrows(CorpusException.class, () -> MappedShard.open(file))
            .getMessage()
            .contains("missing"));
  }

  @Test
  void anotherVersionIsNamed() throws IOException {
    written(pairs(2, 300, 7), 300, 100, 10_000);
    Path file = folder.resolve("train-00000.ids");
    byte[] bytes = Files.readAllBytes(file);
    bytes[8] = 2;
    Files.write(file, bytes);
    String message = assertThrows(CorpusException.class, () -> MappedShard.open(file)).getMessage();
    assertTrue(message.contains("format 2") && message.contains("format 1"), message);
  }

  /** Pair i has the source {@code [i + 4]}. */
  private List<Integer> shuffled(int count, long expectedBytes, long seed) throws IOException {
    List<Integer> order = new ArrayList<>();
    try (BucketShuffle shuffle = new BucketShuffle(folder, expectedBytes, seed)) {
      for (int i = 0; i < count; i++) {
        shuffle.add(i, new IndexedPair(new int[] {i + 4}, i % 3 == 0 ? new int[0] : new int[] {5}));
      }
      shuffle.drain(pair -> order.add(pair.source()[0] - 4), done -> {});
    }
    return order;
  }

  @Test
  void shufflingIsAPermutationThatOnlyTheSeedDecides() throws IOException {
    List<Integer> one = shuffled(5000, 0, 1);
    assertEquals(IntStream.range(0, 5000).boxed().toList(), one.stream().sorted().toList());
    assertNotEquals(one.stream().sorted().toList(), one);
    assertEquals(one, shuffled(5000, 600L << 20, 1), "32 files");
    assertEquals(one, shuffled(5000, 1L << 50, 1), "512 files");
    assertNotEquals(one, shuffled(5000, 0, 2));
  }

  @Test
  void shufflingPutsEveryPairEverywhere() throws IOException {
    // The mean place of 10,000 shuffled numbers' first half: 4,999.5, with a deviation of 29.
    List<Integer> order = shuffled(10_000, 0, 3);
    double mean =
        IntStream.range(0, 10_000).filter(i -> order.get(i) < 5000).average().orElseThrow();
    assertTrue(Math.abs(mean - 4999.5) < 5 * 29, "mean place " + mean);
  }

  @Test
  void noTwoPairsShareAKey() {
    Set<Long> keys = new HashSet<>();
    for (int number = 0; number < 100_000; number++) {
      assertTrue(keys.add(BucketShuffle.key(9, number)));
    }
  }
}
