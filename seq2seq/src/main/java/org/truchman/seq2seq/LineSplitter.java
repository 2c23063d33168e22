package org.truchman.seq2seq;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.truchman.text.IndexedLine;
import org.truchman.text.TextPipeline;
import org.truchman.text.normalize.Normalizer;
import org.truchman.text.words.SentenceSplitter;

/**
 * Cuts a line of more pieces than a model takes into parts that it takes, so that nothing is lost:
 * at sentence ends, as many sentences in a part as fit; a single sentence that is too long, at the
 * limit.
 */
final class LineSplitter {
  /**
   * Characters that are cut into sentences and pieces at a time, so that a line of megabytes takes
   * no more memory than its parts.
   */
  private static final int BLOCK = 100_000;

  private final TextPipeline text;
  private final SentenceSplitter sentences;
  private final int limit;

  LineSplitter(TextPipeline text, int limit) {
    this(text, SentenceSplitter.of(text.language()), limit);
  }

  private LineSplitter(TextPipeline text, SentenceSplitter sentences, int limit) {
    this.text = text;
    this.sentences = sentences;
    this.limit = limit;
  }

  /** The same with another limit. */
  LineSplitter withLimit(int value) {
    return value == limit ? this : new LineSplitter(text, sentences, value);
  }

  /**
   * The ids of each part and what its placeholders stand for, in order; one part when the line is
   * short enough, none if blank.
   */
  List<IndexedLine> parts(String line) {
    String normal = Normalizer.normalize(line);
    if (normal.length() <= BLOCK) {
      IndexedLine whole = text.index(normal);
      if (whole.ids().length <= limit) {
        return whole.ids().length == 0 ? List.of() : List.of(whole);
      }
    }
    List<IndexedLine> parts = new ArrayList<>();
    Part open = new Part(parts);
    forEachSentence(normal, open::add);
    open.close();
    return parts;
  }

  /** Counts the pieces of a line; of one of more than a block, those of its sentences. */
  int count(String line) {
    String normal = Normalizer.normalize(line);
    if (normal.length() <= BLOCK) {
      return text.ids(normal).length;
    }
    int[] count = {0};
    forEachSentence(normal, sentence -> count[0] += text.ids(sentence).length);
    return count[0];
  }

  /** Hands on the sentences of a line block by block; the last one of a block may go on. */
  private void forEachSentence(String normal, Consumer<String> sink) {
    for (int from = 0; from < normal.length(); ) {
      int to = blockEnd(normal, from);
      List<String> found = sentences.split(normal.substring(from, to));
      boolean goesOn = to < normal.length() && found.size() > 1;
      int whole = goesOn ? found.size() - 1 : found.size();
      found.subList(0, whole).forEach(sink);
      from = goesOn ? to - found.get(whole).length() : to;
      while (from < normal.length() && normal.charAt(from) == ' ') {
        from++;
      }
    }
  }

  /** Where a block ends: at a blank, or, where there is none, between two characters. */
  private static int blockEnd(String normal, int from) {
    int most = from + BLOCK;
    if (most >= normal.length()) {
      return normal.length();
    }
    int blank = normal.lastIndexOf(' ', most);
    if (blank > from) {
      return blank;
    }
    return Character.isLowSurrogate(normal.charAt(most)) ? most - 1 : most;
  }

  /** The part that is being gathered. */
  private final class Part {
    private final List<IndexedLine> parts;
    private final boolean countsAlone = !text.markup().protection().isNumbered();
    private final StringBuilder open = new StringBuilder();

    /** Pieces of the sentences one by one, and of blanks that may be spelled: never too few. */
    private int most;

    Part(List<IndexedLine> parts) {
      this.parts = parts;
    }

    void add(String sentence) {
      int pieces = text.ids(sentence).length;
      if (!open.isEmpty() && !fits(sentence, pieces)) {
        close();
      }
      most += pieces + (open.isEmpty() ? 0 : 1);
      open.append(open.isEmpty() ? "" : " ").append(sentence);
    }

    /** Only what is close to the limit, or may change its placeholders, is cut anew. */
    private boolean fits(String sentence, int pieces) {
      return (countsAlone && most + 1 + pieces <= limit)
          || text.ids(open + " " + sentence).length <= limit;
    }

    void close() {
      addCut(parts, text.index(open.toString()));
      open.setLength(0);
      most = 0;
    }
  }

  private void addCut(List<IndexedLine> parts, IndexedLine line) {
    int[] ids = line.ids();
    for (int from = 0; from < ids.length; from += limit) {
      int[] part = Arrays.copyOfRange(ids, from, Math.min(ids.length, from + limit));
      parts.add(new IndexedLine(part, line.spans()));
    }
  }
}
