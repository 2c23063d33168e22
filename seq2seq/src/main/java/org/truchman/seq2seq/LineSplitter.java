package org.truchman.seq2seq;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.truchman.text.IndexedLine;
import org.truchman.text.TextPipeline;
import org.truchman.text.words.SentenceSplitter;

/**
 * Cuts a line of more pieces than a model takes into parts that it takes, so that nothing is lost:
 * at sentence ends, as many sentences in a part as fit; a single sentence that is too long, at the
 * limit.
 */
final class LineSplitter {
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
    IndexedLine whole = text.index(line);
    if (whole.ids().length <= limit) {
      return whole.ids().length == 0 ? List.of() : List.of(whole);
    }
    List<IndexedLine> parts = new ArrayList<>();
    StringBuilder open = new StringBuilder();
    for (String sentence : sentences.split(line)) {
      String longer = open.isEmpty() ? sentence : open + " " + sentence;
      if (!open.isEmpty() && text.ids(longer).length > limit) {
        addCut(parts, text.index(open.toString()));
        open.setLength(0);
        open.append(sentence);
      } else {
        open.setLength(0);
        open.append(longer);
      }
    }
    addCut(parts, text.index(open.toString()));
    return parts;
  }

  private void addCut(List<IndexedLine> parts, IndexedLine line) {
    int[] ids = line.ids();
    for (int from = 0; from < ids.length; from += limit) {
      int[] part = Arrays.copyOfRange(ids, from, Math.min(ids.length, from + limit));
      parts.add(new IndexedLine(part, line.spans()));
    }
  }
}
