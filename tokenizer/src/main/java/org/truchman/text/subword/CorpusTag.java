package org.truchman.text.subword;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What stands in front of the source sentences of a corpus, so that a model can tell where they
 * come from: one piece that no text is spelled with, {@code ｟corpus：bt｠}.
 *
 * @param name small letters, digits, {@code -} and {@code _}; at most 20
 * @see <a href="https://aclanthology.org/W19-5206/">Caswell et al. 2019, Tagged
 *     Back-Translation</a>
 */
public record CorpusTag(String name) {
  /** What a setting says that names no tags. */
  public static final String NONE = "none";

  private static final Pattern NAME = Pattern.compile("[a-z0-9_-]{1,20}");
  private static final String START = "\uFF5Fcorpus\uFF1A";
  private static final String END = "\uFF60";

  /**
   * Checks the name.
   *
   * @throws IllegalArgumentException if a piece cannot have it
   */
  public CorpusTag {
    if (!NAME.matcher(name).matches() || name.equals(NONE)) {
      throw new IllegalArgumentException(
          "a tag is named \""
              + name
              + "\"; allowed: 1 to 20 of a-z, 0-9, - and _, but not \""
              + NONE
              + "\"");
    }
  }

  /** The tag as a piece of a vocabulary. */
  public String piece() {
    return START + name + END;
  }

  /** Whether a piece is spelled as a tag is. */
  static boolean isSpelledAsTag(String piece) {
    return piece.startsWith(START)
        && piece.endsWith(END)
        && NAME.matcher(piece.substring(START.length(), piece.length() - END.length())).matches();
  }

  /**
   * The tags that a setting names.
   *
   * @param setting names with commas between them, as {@code "bt,web"}; or {@code "none"}
   * @throws IllegalArgumentException for a name that is not allowed, or is there twice
   */
  public static Set<CorpusTag> parse(String setting) {
    Set<CorpusTag> tags = new LinkedHashSet<>();
    if (!setting.equals(NONE)) {
      for (String name : setting.split(",", -1)) {
        if (!tags.add(new CorpusTag(name))) {
          throw new IllegalArgumentException("\"" + setting + "\" names " + name + " twice");
        }
      }
    }
    return tags;
  }

  /** The setting that names tags, sorted; {@code "none"} for none. */
  public static String setting(Set<CorpusTag> tags) {
    return tags.isEmpty() ? NONE : String.join(",", names(tags));
  }

  private static List<String> names(Set<CorpusTag> tags) {
    return tags.stream().map(CorpusTag::name).sorted().toList();
  }
}
