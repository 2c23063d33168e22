package org.truchman.text.words;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes the missing blanks between words as marks on the words.
 *
 * <p>The mark is U+FFED, as in OpenNMT's tokenizer. Where two words touch, one of them is marked on
 * that side, and it is the punctuation whenever one side is punctuation, so that a word is spelled
 * alike wherever it stands:
 *
 * <pre>
 * ("Well-known", 3,5 %)   (  ￭"￭  Well  ￭-￭  known  ￭"  ￭,  3  ￭,￭  5  %  ￭)
 * </pre>
 *
 * <p>Between two words, or two marks of punctuation, the second is marked on its left.
 *
 * @see <a href="https://github.com/OpenNMT/Tokenizer">OpenNMT Tokenizer, joiner_annotate</a>
 */
public final class JoinerMarks {
  /** The code point of the mark. */
  public static final char JOINER = '\uFFED';

  /** The mark as text. */
  public static final String MARK = String.valueOf(JOINER);

  private JoinerMarks() {}

  /**
   * The words with marks instead of the knowledge of blanks.
   *
   * @param words the words of a line, in order
   * @return as many marked words; the first has no mark on its left, the last none on its right
   */
  public static List<MarkedWord> mark(List<Word> words) {
    List<MarkedWord> marked = new ArrayList<>(words.size());
    boolean joinsLeft = false;
    for (int i = 0; i < words.size(); i++) {
      String text = words.get(i).text();
      boolean touchesNext = i + 1 < words.size() && !words.get(i + 1).afterBlank();
      boolean joinsRight =
          touchesNext && !endsAsWord(text) && startsAsWord(words.get(i + 1).text());
      marked.add(new MarkedWord(text, joinsLeft, joinsRight));
      joinsLeft = touchesNext && !joinsRight;
    }
    return marked;
  }

  /** Whether text, which is not empty, begins with a letter or digit. */
  public static boolean startsAsWord(String text) {
    return Character.isLetterOrDigit(text.codePointAt(0));
  }

  /** Whether text ends with a letter or digit, and what belongs to it. */
  public static boolean endsAsWord(String text) {
    int end = text.length();
    while (end > 0 && Attached.isAttached(text.codePointBefore(end))) {
      end -= Character.charCount(text.codePointBefore(end));
    }
    return end > 0 && Character.isLetterOrDigit(text.codePointBefore(end));
  }
}
