package org.truchman.text.subword;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.truchman.text.words.JoinerMarks;
import org.truchman.text.words.MarkedWord;

/**
 * The pieces of marked words, spelled with what a vocabulary has.
 *
 * <p>A piece that is not in the vocabulary is spelled in the first of these ways that works: with
 * its marks as lone marks beside it; as the two pieces that were merged into it, each by the same
 * rules; byte by byte. So no piece is ever unknown, provided that the vocabulary has {@linkplain
 * PieceSpelling#bytes() every byte} and the {@linkplain PieceSpelling#LONE_MARK lone mark}.
 * Thread-safe.
 */
public final class PieceEncoder {
  private final BpeSegmenter segmenter;
  private final Predicate<String> known;

  /**
   * An encoder that uses only known pieces.
   *
   * @param segmenter cuts words
   * @param known whether the vocabulary has a piece
   */
  public PieceEncoder(BpeSegmenter segmenter, Predicate<String> known) {
    this.segmenter = segmenter;
    this.known = known;
  }

  /**
   * The pieces of words that touch one another.
   *
   * @param words what stands between two blanks
   * @return pieces as {@link PieceSpelling} defines them
   */
  public List<String> encode(List<MarkedWord> words) {
    List<String> pieces = new ArrayList<>();
    for (MarkedWord word : words) {
      if (word.text().indexOf(JoinerMarks.JOINER) >= 0) {
        pieces.addAll(PieceSpelling.ofBytes(word.text()));
      } else {
        add(word, pieces);
      }
    }
    return pieces;
  }

  private void add(MarkedWord word, List<String> pieces) {
    List<String> segments = segmenter.segment(word.text());
    int last = segments.size() - 1;
    for (int i = 0; i <= last; i++) {
      boolean joinsLeft = i == 0 && word.joinsLeft();
      boolean joinsRight = i < last || word.joinsRight();
      spell(new MarkedWord(segments.get(i), joinsLeft, joinsRight), i == last, pieces);
    }
  }

  private void spell(MarkedWord segment, boolean isEnd, List<String> pieces) {
    String piece = segment.toString();
    if (known.test(piece)) {
      pieces.add(piece);
    } else if (!spellWithLoneMarks(segment, pieces)) {
      String symbol = segment.text() + (isEnd ? BpeMerge.END : "");
      Optional<BpeMerge> origin = segmenter.origin(symbol);
      if (origin.isPresent()) {
        spellParts(segment, origin.get().left().length(), isEnd, pieces);
      } else {
        pieces.addAll(PieceSpelling.ofBytes(segment.text()));
      }
    }
  }

  private boolean spellWithLoneMarks(MarkedWord segment, List<String> pieces) {
    boolean left = segment.joinsLeft();
    boolean right = segment.joinsRight();
    String text = segment.text();
    List<MarkedWord> lesser =
        List.of(
            new MarkedWord(text, left, false),
            new MarkedWord(text, false, right),
            new MarkedWord(text, false, false));
    for (MarkedWord candidate : lesser) {
      if (known.test(candidate.toString())) {
        addLoneMark(left && !candidate.joinsLeft(), pieces);
        pieces.add(candidate.toString());
        addLoneMark(right && !candidate.joinsRight(), pieces);
        return true;
      }
    }
    return false;
  }

  private static void addLoneMark(boolean wanted, List<String> pieces) {
    if (wanted) {
      pieces.add(PieceSpelling.LONE_MARK);
    }
  }

  private void spellParts(MarkedWord segment, int cut, boolean isEnd, List<String> pieces) {
    String text = segment.text();
    spell(new MarkedWord(text.substring(0, cut), segment.joinsLeft(), true), false, pieces);
    spell(new MarkedWord(text.substring(cut), false, segment.joinsRight()), isEnd, pieces);
  }
}
