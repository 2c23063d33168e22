package org.truchman.text.corpus;

import java.lang.Character.UnicodeScript;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The scripts that a side is written in, and how much of it must be.
 *
 * @param scripts the scripts; unmodifiable
 * @param minShare least share of a side's letters that belongs to them, in [0, 1]; 0 accepts all.
 *     Digits, punctuation and marks have no script of their own and do not count; a side without
 *     letters is accepted
 */
public record ScriptRule(Set<UnicodeScript> scripts, double minShare) {
  /** Accepts every text. */
  public static final ScriptRule ANY = new ScriptRule(Set.of(), 0);

  private static final Map<String, String> SCRIPTS_OF_LANGUAGES =
      languages(
          Map.ofEntries(
              Map.entry(
                  "LATIN",
                  "af ast az bs ca ceb cs cy da de en eo es et eu fi fil fo fr fy ga gd gl ha haw ht"
                      + " hr hu id ig is it jv la lb lt lv mg mi ms mt nb nl nn no oc pl pt ro rw sk"
                      + " sl sm sn so sq st su sv sw tl tr uz vi wo xh yo zu"),
              Map.entry("CYRILLIC", "be bg ce cv kk ky mk mn ru tg tt uk"),
              Map.entry("LATIN CYRILLIC", "sr"),
              Map.entry("GREEK", "el"),
              Map.entry("ARABIC", "ar ckb fa ps sd ug ur"),
              Map.entry("HEBREW", "he yi"),
              Map.entry("DEVANAGARI", "hi mr ne sa"),
              Map.entry("BENGALI", "as bn"),
              Map.entry("GURMUKHI", "pa"),
              Map.entry("GUJARATI", "gu"),
              Map.entry("ORIYA", "or"),
              Map.entry("TAMIL", "ta"),
              Map.entry("TELUGU", "te"),
              Map.entry("KANNADA", "kn"),
              Map.entry("MALAYALAM", "ml"),
              Map.entry("SINHALA", "si"),
              Map.entry("THAI", "th"),
              Map.entry("LAO", "lo"),
              Map.entry("MYANMAR", "my"),
              Map.entry("KHMER", "km"),
              Map.entry("TIBETAN", "bo dz"),
              Map.entry("GEORGIAN", "ka"),
              Map.entry("ARMENIAN", "hy"),
              Map.entry("ETHIOPIC", "am ti"),
              Map.entry("HANGUL HAN", "ko"),
              Map.entry("HAN HIRAGANA KATAKANA", "ja"),
              Map.entry("HAN BOPOMOFO", "zh")));

  /** Checks the share. */
  public ScriptRule {
    scripts = Set.copyOf(scripts);
    if (!(minShare >= 0 && minShare <= 1)) {
      throw new IllegalArgumentException(
          "the least share of a script is " + minShare + "; 0 to 1 are allowed");
    }
    if (minShare > 0 && scripts.isEmpty()) {
      throw new IllegalArgumentException(
          "a share of " + minShare + " is asked of no script; name at least one");
    }
  }

  /**
   * The rule for a language that is written in scripts known here.
   *
   * @param language code of two or three letters
   * @param minShare least share of the letters
   * @throws IllegalArgumentException if the scripts of the language are not known
   */
  public static ScriptRule ofLanguage(String language, double minShare) {
    String scripts = SCRIPTS_OF_LANGUAGES.get(twoLetters(language));
    if (scripts == null) {
      throw new IllegalArgumentException(
          "the script of the language \""
              + language
              + "\" is not known here; name it, as in LATIN or CYRILLIC");
    }
    return ofNames(Set.of(scripts.split(" ")), minShare);
  }

  /**
   * The rule for scripts by their Unicode names.
   *
   * @param names such as {@code Latin} or {@code Hira}, in any case
   * @param minShare least share of the letters
   * @throws IllegalArgumentException if a name is none of a script
   */
  public static ScriptRule ofNames(Set<String> names, double minShare) {
    Set<UnicodeScript> scripts = new TreeSet<>();
    for (String name : names) {
      try {
        scripts.add(UnicodeScript.forName(name));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "\"" + name + "\" is no script of Unicode; Latin, Cyrillic and Han are, for example",
            e);
      }
    }
    return new ScriptRule(scripts, minShare);
  }

  /**
   * Whether enough of a text's letters belong to the scripts.
   *
   * @param text any text
   */
  public boolean accepts(String text) {
    if (minShare == 0) {
      return true;
    }
    int letters = 0;
    int expected = 0;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int codePoint = text.codePointAt(i);
      if (!Character.isLetter(codePoint)) {
        continue;
      }
      UnicodeScript script = UnicodeScript.of(codePoint);
      if (script != UnicodeScript.COMMON && script != UnicodeScript.INHERITED) {
        letters++;
        expected += scripts.contains(script) ? 1 : 0;
      }
    }
    return expected >= minShare * letters;
  }

  /** The rule in words, such as {@code at least 0.5 LATIN}. */
  @Override
  public String toString() {
    String names = scripts.stream().map(Enum::name).sorted().collect(Collectors.joining(", "));
    return minShare == 0 ? "any script" : "at least " + minShare + " " + names;
  }

  private static Map<String, String> languages(Map<String, String> byScripts) {
    return byScripts.entrySet().stream()
        .flatMap(
            entry ->
                Set.of(entry.getValue().split(" ")).stream()
                    .map(code -> Map.entry(code, entry.getKey())))
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** The code of two letters where Java knows that the one of three is the same language. */
  private static String twoLetters(String language) {
    if (language.length() == 3) {
      for (String two : Locale.getISOLanguages()) {
        if (new Locale(two).getISO3Language().equals(language)) {
          return two;
        }
      }
    }
    return language;
  }
}
