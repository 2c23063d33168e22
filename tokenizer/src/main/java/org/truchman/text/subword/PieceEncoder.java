package org.truchman.text.subword;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.truchman.text.truecase.CaseForm;
import org.truchman.text.truecase.CaseMark;
import org.truchman.text.truecase.CaseSplitter;
import org.truchman.text.truecase.CasedWord;
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
  private final Markup markup;

  /**
   * An encoder that uses only known pieces, without markup of case and placeholders.
   *
   * @param segmenter cuts words
   * @param known whether the vocabulary has a piece
   */
  public PieceEncoder(BpeSegmenter segmenter, Predicate<String> known) {
    this(segmenter, known, Markup.NONE);
  }

  /**
   * An encoder that uses only known pieces.
   *
   * @param segmenter cuts words
   * @param known whether the vocabulary has a piece
   * @param markup which pieces are no text; the vocabulary has all of them
   */
  public PieceEncoder(BpeSegmenter segmenter, Predicate<String> known, Markup markup) {
    this.segmenter = segmenter;
    this.known = known;
    this.markup = markup;
  }

  /**
   * The pieces of words that touch one another.
   *
   * @param words what stands between two blanks
   * @return pieces as {@link PieceSpelling} defines them
   */
  public List<String> encode(List<MarkedWord> words) {
    Output output = new Output(segmenter::segment);
    words.forEach(output::add);
    return output.finish();
  }

  /**
   * The pieces of words that touch one another, cut by a given cutter.
   *
   * @param words what stands between two blanks
   * @param cutter cuts a word without marks, such as {@link BpeSegmenter#segment(String)}
   * @return pieces as {@link PieceSpelling} defines them, and marks
   */
  public List<String> encode(List<ChunkWord> words, Function<String, List<String>> cutter) {
    Output output = new Output(cutter);
    words.forEach(output::add);
    return output.finish();
  }

  /**
   * Gives the words that merges are learnt from: without marks, in lower case where case is marked.
   *
   * @param word a word of a chunk
   * @param markup which pieces are no text
   * @param words takes the words; none of a placeholder or of what is spelled in bytes
   */
  public static void bareWords(ChunkWord word, Markup markup, Consumer<String> words) {
    MarkedWord marked = word.word();
    if (word.kind() == ChunkWord.Kind.PLACEHOLDER || markup.isReserved(marked.text())) {
      return;
    }
    if (word.kind() == ChunkWord.Kind.WORD && markup.caseMarks()) {
      List<CasedWord> parts = new ArrayList<>();
      CaseSplitter.split(marked, parts);
      parts.forEach(part -> words.accept(part.word().text()));
    } else {
      words.accept(marked.text());
    }
  }

  /** Gathers the pieces of one chunk. */
  private final class Output {
    private final List<String> pieces = new ArrayList<>();
    private final List<CasedWord> parts = new ArrayList<>();
    private final Function<String, List<String>> cutter;
    private boolean inUpper;

    Output(Function<String, List<String>> cutter) {
      this.cutter = cutter;
    }

    List<String> finish() {
      upper(false);
      return pieces;
    }

    void add(ChunkWord word) {
      switch (word.kind()) {
        case WORD -> add(word.word());
        case PROTECTED -> addAsItIs(word.word());
        case PLACEHOLDER -> {
          upper(false);
          addLoneMark(word.word().joinsLeft(), pieces);
          pieces.add(word.word().text());
          addLoneMark(word.word().joinsRight(), pieces);
        }
      }
    }

    void add(MarkedWord word) {
      if (!markup.caseMarks() || markup.isReserved(word.text())) {
        addAsItIs(word);
        return;
      }
      parts.clear();
      CaseSplitter.split(word, parts);
      for (CasedWord part : parts) {
        upper(part.form() == CaseForm.UPPER);
        if (part.form() == CaseForm.CAPITAL) {
          pieces.add(CaseMark.CAPITAL.piece());
        }
        cut(part.word());
      }
    }

    private void addAsItIs(MarkedWord word) {
      upper(false);
      if (markup.isReserved(word.text())) {
        pieces.addAll(PieceSpelling.ofBytes(word.text()));
      } else {
        cut(word);
      }
    }

    /** Two parts in capitals, one behind the other, share one region. */
    private void upper(boolean wanted) {
      if (wanted != inUpper) {
        pieces.add((wanted ? CaseMark.BEGIN_UPPER : CaseMark.END_UPPER).piece());
        inUpper = wanted;
      }
    }

    private void cut(MarkedWord word) {
      List<String> segments = cutter.apply(word.text());
      int last = segments.size() - 1;
      for (int i = 0; i <= last; i++) {
        boolean joinsLeft = i == 0 && word.joinsLeft();
        boolean joinsRight = i < last || word.joinsRight();
        spell(new MarkedWord(segments.get(i), joinsLeft, joinsRight), i == last, pieces);
      }
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
