package org.truchman.seq2seq;

import java.util.ArrayList;
import java.util.List;
import org.truchman.seq2seq.config.SearchConfig;
import org.truchman.seq2seq.decoding.Hypothesis;
import org.truchman.seq2seq.decoding.SourceSentence;
import org.truchman.text.IndexedLine;
import org.truchman.text.TextPipelines;
import org.truchman.text.protect.Spans;

/** Lines into the sentences that a model takes, and what was found for them into lines again. */
final class LineText {
  private final TextPipelines text;
  private final LongLines longLines;
  private final LineSplitter splitter;

  LineText(TextPipelines text, LongLines longLines, int maxSourceLength) {
    this.text = text;
    this.longLines = longLines;
    this.splitter = new LineSplitter(text.source(), maxSourceLength);
  }

  /**
   * The sentences of a line: one if it is short enough, none if blank.
   *
   * @param index of the line in what the caller gave, for the message
   * @throws LongLineException if it is too long, where that is not allowed
   */
  List<IndexedLine> sentences(String line, long index, SearchConfig search) {
    int limit = search.maxSourceLength();
    if (longLines == LongLines.FAIL) {
      int pieces = text.source().ids(line).length;
      if (pieces > limit) {
        throw new LongLineException(Math.toIntExact(index), pieces, limit);
      }
    }
    return splitter.withLimit(limit).parts(line);
  }

  /**
   * The sentences of a line as they are searched: the first one's translation begins as is asked.
   *
   * @param prefix whole words; empty for none
   */
  List<SourceSentence> searched(List<IndexedLine> sentences, String prefix) {
    List<SourceSentence> searched = new ArrayList<>(sentences.size());
    for (IndexedLine sentence : sentences) {
      boolean forced = searched.isEmpty() && !prefix.isEmpty();
      searched.add(
          forced
              ? new SourceSentence(sentence.ids(), text.target().ids(prefix, sentence.spans()))
              : SourceSentence.of(sentence.ids()));
    }
    return searched;
  }

  /** The translation of a line from what was found for each of its sentences, in order. */
  Translation join(List<IndexedLine> sentences, List<List<Hypothesis>> found) {
    if (sentences.isEmpty()) {
      return new Translation("", 0, List.of(new Alternative("", 0)));
    }
    if (sentences.size() == 1) {
      Spans spans = sentences.get(0).spans();
      List<Alternative> alternatives =
          found.get(0).stream().map(one -> alternative(one, spans)).toList();
      Alternative best = alternatives.get(0);
      return new Translation(best.text(), best.score(), alternatives);
    }
    StringBuilder joined = new StringBuilder();
    double sum = 0;
    for (int i = 0; i < found.size(); i++) {
      Alternative best = alternative(found.get(i).get(0), sentences.get(i).spans());
      joined.append(joined.isEmpty() || best.text().isEmpty() ? "" : " ").append(best.text());
      sum += best.score();
    }
    double score = sum / found.size();
    String line = joined.toString();
    return new Translation(line, score, List.of(new Alternative(line, score)));
  }

  private Alternative alternative(Hypothesis hypothesis, Spans spans) {
    return new Alternative(text.target().lineOfIds(hypothesis.pieces(), spans), hypothesis.score());
  }
}
