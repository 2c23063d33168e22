package org.truchman.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.truchman.text.normalize.Normalizer;
import org.truchman.text.protect.Placeholder;
import org.truchman.text.protect.Protection;
import org.truchman.text.subword.BoundedCache;
import org.truchman.text.subword.ChunkWord;
import org.truchman.text.subword.ChunkWord.Kind;
import org.truchman.text.truecase.CaseForm;
import org.truchman.text.truecase.CaseMark;
import org.truchman.text.truecase.CaseRestorer;
import org.truchman.text.truecase.CaseSplitter;
import org.truchman.text.truecase.CasedWord;
import org.truchman.text.words.Escapes;
import org.truchman.text.words.JoinerMarks;
import org.truchman.text.words.MarkedWord;
import org.truchman.text.words.WordTokenizer;

/**
 * Lines as words with blanks between them, and back, for whoever wants tokens and no subwords.
 *
 * <p>With joiner marks no text is lost: for every string {@code s}, {@code line(tokens(s))} is
 * {@code Normalizer.normalize(s)}. Characters that markup uses are {@linkplain Escapes escaped}, so
 * no text is taken for markup. The marks are those of OpenNMT's tokenizer, which reads these files.
 * Without joiner marks and marks of case the words are bare. Thread-safe.
 */
public final class TokenText {
  /** Chunks whose words are remembered; natural text repeats them. */
  private static final int CACHED_CHUNKS = 1 << 16;

  private final LineCutter cutter;
  private final Style style;
  private final BoundedCache<List<MarkedWord>> cache = new BoundedCache<>(CACHED_CHUNKS);

  /**
   * What is marked.
   *
   * @param joiners whether words that touch are marked
   * @param caseMarks whether words are written in lower case beside marks of case
   * @param protection the spans that are not split
   */
  public record Style(boolean joiners, boolean caseMarks, Protection protection) {
    /** Checks that nothing is missing. */
    public Style {
      Objects.requireNonNull(protection, "protection");
      if (protection.isNumbered() && !joiners) {
        throw new IllegalArgumentException(
            "placeholders come back only where joiners are marked; mark them, or keep spans"
                + " unsplit");
      }
    }

    /** Joiner marks only. */
    public static Style defaults() {
      return new Style(true, false, Protection.NONE);
    }

    private boolean isMarked() {
      return joiners || caseMarks;
    }
  }

  /**
   * Tokens of these words.
   *
   * @param words cuts lines into words
   * @param style what is marked
   */
  public TokenText(WordTokenizer words, Style style) {
    this.cutter = new LineCutter(words, style.protection(), style.isMarked());
    this.style = style;
  }

  /**
   * The tokens of a line.
   *
   * @param line any text
   * @return tokens without blanks; none for a blank line
   */
  public List<String> tokens(String line) {
    String normal = Normalizer.normalize(line);
    Output output = new Output();
    cutter.cut(normal, cutter.number(normal), output);
    output.upper(false);
    return output.tokens;
  }

  /**
   * The text of tokens with joiner marks, of whatever style.
   *
   * @param tokens tokens in any order
   * @return one line in normal form
   */
  public static String line(List<String> tokens) {
    StringBuilder line = new StringBuilder();
    CaseRestorer restorer = new CaseRestorer();
    boolean touches = true;
    for (String token : tokens) {
      CaseMark mark = CaseMark.of(token);
      if (mark != null) {
        restorer.obey(mark);
        continue;
      }
      boolean joinsLeft = token.startsWith(JoinerMarks.MARK);
      boolean joinsRight = token.endsWith(JoinerMarks.MARK);
      String bare =
          token.equals(JoinerMarks.MARK)
              ? ""
              : token.substring(joinsLeft ? 1 : 0, token.length() - (joinsRight ? 1 : 0));
      line.append(touches || joinsLeft ? "" : " ");
      String carried = Placeholder.parse(bare) == null ? null : Placeholder.text(bare);
      if (carried == null) {
        restorer.append(Escapes.unescape(bare), line);
      } else {
        line.append(carried);
      }
      touches = joinsRight;
    }
    return Normalizer.normalize(line.toString());
  }

  /** Gathers the tokens of a line. */
  private final class Output implements LineCutter.Sink {
    private final List<String> tokens = new ArrayList<>();
    private final List<CasedWord> parts = new ArrayList<>();
    private boolean inUpper;

    @Override
    public void plain(String chunk) {
      cache.get(chunk, cutter::words).forEach(this::addWord);
    }

    @Override
    public void words(List<ChunkWord> words) {
      for (ChunkWord word : words) {
        if (word.kind() == Kind.WORD) {
          addWord(word.word());
        } else {
          upper(false);
          add(word.word(), word.word().text());
        }
      }
    }

    private void addWord(MarkedWord word) {
      if (!style.caseMarks()) {
        add(word, style.isMarked() ? Escapes.escape(word.text()) : word.text());
        return;
      }
      parts.clear();
      CaseSplitter.split(word, parts);
      for (CasedWord part : parts) {
        upper(part.form() == CaseForm.UPPER);
        if (part.form() == CaseForm.CAPITAL) {
          tokens.add(CaseMark.CAPITAL.piece());
        }
        add(part.word(), Escapes.escape(part.word().text()));
      }
    }

    private void add(MarkedWord word, String text) {
      boolean marked = style.joiners();
      tokens.add(
          new MarkedWord(text, marked && word.joinsLeft(), marked && word.joinsRight()).toString());
    }

    private void upper(boolean wanted) {
      if (wanted != inUpper) {
        tokens.add((wanted ? CaseMark.BEGIN_UPPER : CaseMark.END_UPPER).piece());
        inUpper = wanted;
      }
    }
  }
}
