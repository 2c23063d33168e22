package org.truchman.seq2seq.data.prepared;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.truchman.text.corpus.CorpusException;

/**
 * Any bytes in the place of a shard or manifest are read whole or refused in words. The inputs are
 * beside the test; with {@code JAZZER_FUZZ=1} Jazzer looks for new ones.
 */
class PreparedFilesFuzzTest {
  @TempDir static Path folder;

  private static Path file(String name, byte[] bytes) {
    try {
      return Files.write(folder.resolve(name), bytes);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @FuzzTest
  void manifestIsReadOrRefused(byte[] bytes) {
    try {
      PreparedManifest manifest = PreparedManifest.read(file(PreparedManifest.FILE, bytes));
      assertArrayEquals(bytes, manifest.toBytes());
    } catch (CorpusException e) {
      assertTrue(e.getMessage().contains(PreparedManifest.FILE), e.getMessage());
    }
  }

  @FuzzTest
  void shardIsReadOrRefused(byte[] bytes) {
    try {
      MappedShard shard = MappedShard.open(file("shard", bytes));
      for (int pair = 0; pair < shard.header().pairs(); pair++) {
        shard.pair(pair);
      }
    } catch (CorpusException e) {
      assertTrue(e.getMessage().contains("shard"), e.getMessage());
    }
  }
}
