package org.truchman.seq2seq.data;

import org.truchman.text.TextPipeline;
import org.truchman.text.TextPipelines;
import org.truchman.text.subword.BpeDropout;

/**
 * A corpus whose words are cut into pieces anew in each epoch, with merges left out at random
 * (BPE-dropout), so that a network sees words in several spellings.
 *
 * <p>Ids say what the text was, so it is written out and cut again when a batch is made; nothing is
 * stored. What is left out follows from seed, epoch, line and side alone. Lengths are those of the
 * plain cut, by which batches are planned; a side that would become longer than is allowed keeps
 * its plain cut.
 *
 * @see <a href="https://aclanthology.org/2020.acl-main.170/">Provilkov et al. 2020</a>
 */
public final class RecutCorpus implements IndexedCorpus {
  private final IndexedCorpus plain;
  private final TextPipelines text;
  private final BpeDropout dropout;
  private final int maxLength;

  /**
   * Cuts a corpus anew.
   *
   * @param plain the corpus as it was indexed
   * @param text the pipelines that indexed it
   * @param dropout how often a merge is left out
   * @param maxLength pieces of a side at most
   */
  public RecutCorpus(IndexedCorpus plain, TextPipelines text, BpeDropout dropout, int maxLength) {
    this.plain = plain;
    this.text = text;
    this.dropout = dropout;
    this.maxLength = maxLength;
  }

  @Override
  public int size() {
    return plain.size();
  }

  @Override
  public IndexedPair pair(int line) {
    return plain.pair(line);
  }

  @Override
  public IndexedPair pair(int line, int epoch) {
    IndexedPair pair = plain.pair(line);
    return new IndexedPair(
        cut(text.source(), pair.source(), epoch, 2L * line),
        cut(text.target(), pair.target(), epoch, 2L * line + 1));
  }

  private int[] cut(TextPipeline pipeline, int[] ids, int epoch, long side) {
    int[] cut = pipeline.recut(ids, dropout, dropout.random(epoch, side));
    return cut.length > maxLength ? ids : cut;
  }

  @Override
  public EpochLines lines(int epoch) {
    return plain.lines(epoch);
  }

  @Override
  public int sourceLength(int line) {
    return plain.sourceLength(line);
  }

  @Override
  public int targetLength(int line) {
    return plain.targetLength(line);
  }
}
