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
  private final TargetPhrases phrases;

  LineText(TextPipelines text, LongLines longLines, int maxSourceLength) {
    this.text = text;
    this.longLines = longLines;
    this.splitter = new LineSplitter(text.source(), maxSourceLength);
    this.phrases = new TargetPhrases(text);
  }

  /** What the options of a call ask of its translations. */
  LineDemands demands(RequestOptions options) {
    return new LineDemands(text, phrases, options);
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
      int pieces = splitter.count(line);
      if (pieces > limit) {
        throw new LongLineException(Math.toIntExact(index), pieces, limit);
      }
    }
    return splitter.withLimit(limit).parts(line);
  }

  /**
   * The sentences of a line as they are searched: the first one's translation begins as is asked.
   *
   * @param options of the call: its prefix, and whether alignments are wanted
   */
  List<PlannedSentence> planned(
      List<IndexedLine> sentences, RequestOptions options, LineDemands demands) {
    List<PlannedSentence> planned = new ArrayList<>(sentences.size());
    for (IndexedLine sentence : sentences) {
      boolean forced = planned.isEmpty() && !options.prefix().isEmpty();
      SourceSentence source =
          forced
              ? new SourceSentence(
                  sentence.ids(), text.target().ids(options.prefix(), sentence.spans()))
              : SourceSentence.of(sentence.ids());
      source = source.withConstraints(demands.constraints(sentence)).withAligned(options.aligned());
      planned.add(new PlannedSentence(sentence, source));
    }
    return planned;
  }

  /**
   * The translation of a line from what was found for each of its sentences, in order.
   *
   * @param aligned whether it comes with its alignment
   */
  Translation join(
      List<PlannedSentence> sentences,
      List<List<Hypothesis>> found,
      LineDemands demands,
      boolean aligned) {
    List<UnmetConstraint> unmet = new ArrayList<>();
    List<Alignment.Part> parts = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      IndexedLine sentence = sentences.get(i).line();
      Hypothesis best = found.get(i).get(0);
      unmet.addAll(demands.unmet(sentence, best));
      if (aligned) {
        parts.add(WordAlignment.of(text, sentence, best));
      }
    }
    List<Alternative> alternatives =
        sentences.size() == 1
            ? alternatives(found.get(0), sentences.get(0).line().spans())
            : List.of(joined(sentences, found));
    Alternative best = alternatives.get(0);
    Alignment alignment = aligned ? new Alignment(parts) : null;
    return new Translation(best.text(), best.score(), alternatives, unmet, alignment);
  }

  private List<Alternative> alternatives(List<Hypothesis> hypotheses, Spans spans) {
    return hypotheses.stream().map(one -> alternative(one, spans)).toList();
  }

  /** The best of each sentence, one behind the other; nothing for a blank line. */
  private Alternative joined(List<PlannedSentence> sentences, List<List<Hypothesis>> found) {
    StringBuilder joined = new StringBuilder();
    double sum = 0;
    for (int i = 0; i < found.size(); i++) {
      Alternative best = alternative(found.get(i).get(0), sentences.get(i).line().spans());
      joined.append(joined.isEmpty() || best.text().isEmpty() ? "" : " ").append(best.text());
      sum += best.score();
    }
    return new Alternative(joined.toString(), sum / Math.max(1, found.size()));
  }

  private Alternative alternative(Hypothesis hypothesis, Spans spans) {
    return new Alternative(text.target().lineOfIds(hypothesis.pieces(), spans), hypothesis.score());
  }
}
