package org.truchman.text.subword;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How often each piece was seen: subword-nmt's vocabulary file, one piece, a blank and its count a
 * line, the most frequent first.
 *
 * @param counts the counts by piece
 */
public record PieceCounts(Map<String, Long> counts) {
  private static final String NAME = "BPE vocabulary";

  /** Copies the counts, the most frequent first, equals by code points. */
  public PieceCounts {
    Comparator<Map.Entry<String, Long>> order =
        Map.Entry.<String, Long>comparingByValue().reversed();
    Map<String, Long> sorted = new LinkedHashMap<>();
    counts.entrySet().stream()
        .sorted(order.thenComparing(Map.Entry.comparingByKey(CodePointOrder.INSTANCE)))
        .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    counts = sorted;
  }

  /** The pieces that were seen so often, or more often. */
  public Set<String> atLeast(long threshold) {
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue() >= threshold)
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The file form; the same bytes for the same counts. */
  public byte[] toBytes() {
    StringBuilder text = new StringBuilder();
    counts.forEach((piece, count) -> text.append(piece).append(' ').append(count).append('\n'));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException if it is malformed; the message names file and line
   * @throws UncheckedIOException if it cannot be read
   */
  public static PieceCounts read(Path file) {
    return WholeFile.parsed(file, PieceCounts::parse);
  }

  /**
   * Reads the file form.
   *
   * @param bytes what {@link #toBytes()} or subword-nmt wrote
   * @throws IllegalArgumentException if that is something else; the message names the line
   */
  public static PieceCounts parse(byte[] bytes) {
    Map<String, Long> counts = new LinkedHashMap<>();
    String[] lines = StrictUtf8.decode(bytes, NAME).split("\n", -1);
    int last = lines[lines.length - 1].isEmpty() ? lines.length - 1 : lines.length;
    for (int number = 1; number <= last; number++) {
      String line = lines[number - 1];
      int blank = line.indexOf(' ');
      if (blank <= 0 || !line.substring(blank + 1).matches("[0-9]{1,18}")) {
        throw new IllegalArgumentException(
            "%s line %d is \"%s\"; a piece, one blank and a count are needed"
                .formatted(NAME, number, line));
      }
      String piece = line.substring(0, blank);
      if (counts.put(piece, Long.parseLong(line.substring(blank + 1))) != null) {
        throw new IllegalArgumentException(
            "%s line %d: \"%s\" is there already".formatted(NAME, number, piece));
      }
    }
    return new PieceCounts(counts);
  }
}
