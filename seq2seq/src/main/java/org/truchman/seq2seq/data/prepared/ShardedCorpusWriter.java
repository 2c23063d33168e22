package org.truchman.seq2seq.data.prepared;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.truchman.seq2seq.data.IndexedPair;

/** Writes a corpus as shards of a million pairs, each well below 2 GiB. */
final class ShardedCorpusWriter implements AutoCloseable {
  /** Greatest number of pairs; their index is 8 MB. */
  static final int PAIRS = 1 << 20;

  /** Greatest number of ids; 1 GiB where ids have 4 bytes. */
  static final int IDS = 1 << 28;

  private final Path folder;
  private final String fingerprint;
  private final int idBytes;
  private final int maxPairs;
  private final int maxIds;
  private final List<Shard> shards = new ArrayList<>();
  private ShardWriter current;

  /**
   * A finished shard.
   *
   * @param file its name in the folder
   */
  record Shard(String file, ShardHeader header) {}

  /**
   * Begins with no shard.
   *
   * @param folder where the shards go
   * @param fingerprint of the text pipelines
   * @param vocabularySize of the larger vocabulary
   */
  ShardedCorpusWriter(Path folder, String fingerprint, int vocabularySize) {
    this(folder, fingerprint, vocabularySize, PAIRS, IDS);
  }

  ShardedCorpusWriter(
      Path folder, String fingerprint, int vocabularySize, int maxPairs, int maxIds) {
    this.folder = folder;
    this.fingerprint = fingerprint;
    this.idBytes = vocabularySize <= 1 << Short.SIZE ? Short.BYTES : Integer.BYTES;
    this.maxPairs = maxPairs;
    this.maxIds = maxIds;
  }

  void add(IndexedPair pair) throws IOException {
    int more = pair.source().length + pair.target().length;
    if (current != null && (current.pairs() == maxPairs || current.ids() + more > maxIds)) {
      finishShard();
    }
    if (current == null) {
      current = new ShardWriter(folder.resolve(name(shards.size())), idBytes);
    }
    current.add(pair);
  }

  private static String name(int shard) {
    return String.format(Locale.ROOT, "train-%05d.ids", shard);
  }

  private void finishShard() throws IOException {
    ShardHeader header = current.finish(fingerprint);
    current.close();
    shards.add(new Shard(name(shards.size()), header));
    current = null;
  }

  /** Finishes the last shard; gives all, in order. */
  List<Shard> finish() throws IOException {
    if (current != null) {
      finishShard();
    }
    return List.copyOf(shards);
  }

  @Override
  public void close() throws IOException {
    if (current != null) {
      current.close();
    }
  }
}
