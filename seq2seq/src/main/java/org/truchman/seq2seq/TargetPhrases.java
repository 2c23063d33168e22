package org.truchman.seq2seq;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.truchman.seq2seq.decoding.CountedPiece;
import org.truchman.seq2seq.decoding.Phrase;
import org.truchman.seq2seq.decoding.PieceEdges;
import org.truchman.text.TextPipeline;
import org.truchman.text.TextPipelines;
import org.truchman.text.protect.Placeholder;
import org.truchman.text.protect.Spans;
import org.truchman.text.subword.PieceSpelling;
import org.truchman.text.truecase.CaseMark;
import org.truchman.text.vocab.SpecialToken;

/**
 * Phrases of the target language as pieces.
 *
 * <p>A phrase is spelled as the text pipeline spells it behind and before a word, alone, and, where
 * it begins or ends with punctuation, also where it touches a word. So it is found wherever a text
 * has it that is cut as in training; the same text in other pieces is not.
 */
final class TargetPhrases {
  private static final String WORD = "a";

  private final TextPipeline target;
  private final PieceEdges edges;

  /** Each placeholder, with its id in the source and in the target. */
  private final List<Counted> placeholders = new ArrayList<>();

  private record Counted(Placeholder placeholder, int sourceId, int targetId) {}

  TargetPhrases(TextPipelines text) {
    target = text.target();
    edges = edges(target);
    for (Placeholder placeholder : Placeholder.of(target.markup().protection())) {
      int sourceId = text.source().vocabulary().id(placeholder.piece());
      int targetId = target.vocabulary().id(placeholder.piece());
      placeholders.add(new Counted(placeholder, sourceId, targetId));
    }
  }

  private static PieceEdges edges(TextPipeline target) {
    BitSet left = new BitSet();
    BitSet right = new BitSet();
    for (int id = SpecialToken.COUNT; id < target.vocabulary().size(); id++) {
      String piece = target.vocabulary().piece(id);
      CaseMark mark = target.markup().caseMark(piece);
      // A capital letter makes another word of the one behind it.
      right.set(id, mark != null && mark != CaseMark.END_UPPER);
      if (!target.markup().isMark(piece)) {
        left.set(id, PieceSpelling.mayContinueLeft(piece));
        right.set(id, PieceSpelling.mayContinueRight(piece));
      }
    }
    return new PieceEdges(left, right);
  }

  /** Where words end. */
  PieceEdges edges() {
    return edges;
  }

  /**
   * A phrase, in any of several words, as a search looks for it.
   *
   * @param texts in normal form
   * @param spans of the line that is translated
   */
  Phrase phrase(List<String> texts, Spans spans) {
    Map<List<Integer>, int[]> spellings = new LinkedHashMap<>();
    Map<List<Integer>, int[]> atStart = new LinkedHashMap<>();
    for (String text : texts) {
      addSpellings(text, spans, List.of("", WORD + " ", WORD), spellings);
      addSpellings(WholeWords.capitalised(text), spans, List.of(""), atStart);
    }
    return new Phrase(List.copyOf(spellings.values()), List.copyOf(atStart.values()));
  }

  private void addSpellings(
      String text, Spans spans, List<String> before, Map<List<Integer>, int[]> spellings) {
    for (String head : before) {
      for (String tail : List.of("", " " + WORD, WORD)) {
        boolean joinsWord =
            WholeWords.isInside(head + text, head.length())
                || WholeWords.isInside(text + tail, text.length());
        int[] ids = joinsWord ? null : between(head, text, tail, spans);
        if (ids != null && ids.length > 0) {
          spellings.putIfAbsent(IntStream.of(ids).boxed().toList(), ids);
        }
      }
    }
  }

  /** The pieces of a text between two others; null if they are not cut apart there. */
  private int[] between(String head, String text, String tail, Spans spans) {
    int[] all = target.ids(head + text + tail, spans);
    int[] first = target.ids(head);
    int[] last = target.ids(tail);
    int to = all.length - last.length;
    boolean apart =
        first.length <= to
            && Arrays.equals(first, Arrays.copyOf(all, first.length))
            && Arrays.equals(last, Arrays.copyOfRange(all, to, all.length));
    return apart ? Arrays.copyOfRange(all, first.length, to) : null;
  }

  /** How often each placeholder must come back: as often as it is in the source. */
  List<CountedPiece> counted(int[] source) {
    List<CountedPiece> counted = new ArrayList<>(placeholders.size());
    for (Counted one : placeholders) {
      int times = times(source, one.sourceId());
      counted.add(new CountedPiece(one.targetId(), times, times));
    }
    return counted;
  }

  /** The placeholders that a translation does not have as often as its source. */
  List<Placeholder> lost(int[] source, int[] translation) {
    return placeholders.stream()
        .filter(one -> times(source, one.sourceId()) != times(translation, one.targetId()))
        .map(Counted::placeholder)
        .toList();
  }

  private static int times(int[] pieces, int piece) {
    return (int) IntStream.of(pieces).filter(one -> one == piece).count();
  }
}
