package org.truchman.seq2seq.data.prepared;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.truchman.seq2seq.data.IndexedCorpus;
import org.truchman.seq2seq.data.IndexedPair;

/** Several shards as one corpus. */
final class MappedCorpus implements IndexedCorpus {
  private final List<MappedShard> shards;
  private final int[] firstPair;

  /** The pairs of these shards, one shard after the other; fewer than 2^31 in all. */
  MappedCorpus(List<MappedShard> shards) {
    this.shards = List.copyOf(shards);
    this.firstPair = new int[shards.size() + 1];
    for (int i = 0; i < shards.size(); i++) {
      firstPair[i + 1] = Math.addExact(firstPair[i], shards.get(i).header().pairs());
    }
  }

  @Override
  public int size() {
    return firstPair[shards.size()];
  }

  @Override
  public IndexedPair pair(int line) {
    int shard = shardOf(line);
    return shards.get(shard).pair(line - firstPair[shard]);
  }

  @Override
  public int sourceLength(int line) {
    int shard = shardOf(line);
    return shards.get(shard).sourceLength(line - firstPair[shard]);
  }

  @Override
  public int targetLength(int line) {
    int shard = shardOf(line);
    return shards.get(shard).targetLength(line - firstPair[shard]);
  }

  private int shardOf(int line) {
    Objects.checkIndex(line, size());
    int place = Arrays.binarySearch(firstPair, line);
    return place < 0 ? -place - 2 : place;
  }
}
