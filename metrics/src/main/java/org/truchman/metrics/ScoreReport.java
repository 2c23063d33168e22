package org.truchman.metrics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;

/** Prints the scores of one system as sacreBLEU's command line does, character for character. */
public final class ScoreReport {
  private ScoreReport() {}

  /**
   * One line a score, sorted by metric and aligned at the equals signs.
   *
   * @param scores one or more, of different metrics
   * @param style how they are printed
   * @return the lines, without a line feed at the end
   */
  public static String text(List<? extends Score> scores, ReportStyle style) {
    List<String> lines = sorted(scores).stream().map(score -> line(score, style)).toList();
    // As in sacreBLEU, lines without an equals sign (numbers only) come first and unaligned.
    int widest = lines.stream().mapToInt(line -> line.indexOf('=') - 1).max().orElse(0);
    List<String> aligned = new ArrayList<>();
    for (String line : lines) {
      if (line.indexOf('=') < 0) {
        aligned.add(line);
      }
    }
    for (String line : lines) {
      if (line.indexOf('=') >= 0) {
        aligned.add(" ".repeat(widest - line.indexOf('=') + 1) + line);
      }
    }
    return String.join("\n", aligned);
  }

  /**
   * One JSON object for one score, a list of them for several, sorted by metric.
   *
   * @param scores one or more, of different metrics
   * @param style how they are printed; with numbers only, numbers take the place of the objects
   * @return the JSON text, without a line feed at the end
   */
  public static String json(List<? extends Score> scores, ReportStyle style) {
    List<String> items =
        sorted(scores).stream()
            .map(score -> style.scoreOnly() ? number(score, style) : object(score, style))
            .toList();
    return items.size() == 1 ? items.get(0) : "[\n" + String.join(",\n", items) + "\n]";
  }

  /**
   * One score as one line, as sentence scores are printed.
   *
   * @param score the score
   * @param style how it is printed
   * @return for example {@code BLEU|nrefs:1|...|version:2.6.0 = 24.3 55.1/29.0/18.2/11.9 (BP =
   *     ...)}
   */
  public static String line(Score score, ReportStyle style) {
    if (style.scoreOnly()) {
      return number(score, style);
    }
    Signature signature = score.signature();
    String verbose = score.verbose().isEmpty() ? "" : " " + score.verbose();
    return (score.name() + "|")
        + (style.shortSignature() ? signature.shortText() : signature.text())
        + (" = " + number(score, style))
        + verbose;
  }

  private static List<? extends Score> sorted(List<? extends Score> scores) {
    if (scores.isEmpty()) {
      throw new IllegalArgumentException("no scores to print: give one at least");
    }
    List<Score> result = new ArrayList<>(scores);
    result.sort(Comparator.comparing(score -> score.name().toUpperCase(Locale.ROOT)));
    return result;
  }

  /** The number, and behind it in brackets how far it may be trusted. */
  private static String number(Score score, ReportStyle style) {
    String number = PythonNumbers.fixed(score.score(), style.width());
    return confidence(score).map(c -> number + " (" + c.text(style.width()) + ")").orElse(number);
  }

  /** As in sacreBLEU, an interval around nothing is not printed. */
  private static Optional<Confidence> confidence(Score score) {
    return score.confidence().filter(confidence -> confidence.mean() > 0);
  }

  private static String object(Score score, ReportStyle style) {
    StringJoiner members = new StringJoiner(",\n", "{\n", "\n}");
    members.add(member("name", quoted(score.name())));
    members.add(member("score", rounded(score.score(), style)));
    members.add(member("signature", quoted(score.signature().text())));
    confidence(score)
        .ifPresent(
            confidence -> {
              members.add(member("confidence_mean", rounded(confidence.mean(), style)));
              members.add(member("confidence_var", rounded(confidence.margin(), style)));
              members.add(member("confidence", quoted(confidence.text(style.width()))));
            });
    if (!score.verbose().isEmpty()) {
      members.add(member("verbose_score", quoted(score.verbose())));
    }
    for (Signature.Entry entry : score.signature().withVersion()) {
      members.add(member(entry.key(), quoted(entry.value())));
    }
    return members.toString();
  }

  /** The printed number, read again and written as short as possible. */
  private static String rounded(double value, ReportStyle style) {
    return PythonNumbers.repr(Double.parseDouble(PythonNumbers.fixed(value, style.width())));
  }

  private static String member(String key, String value) {
    return " " + quoted(key) + ": " + value;
  }

  /** The text in quotes; names and signatures hold nothing that would need escaping but these. */
  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
