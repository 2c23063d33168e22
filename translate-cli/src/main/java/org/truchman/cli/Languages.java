package org.truchman.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads languages off file endings: {@code corpus.en.gz} is English. */
final class Languages {
  private static final Set<String> CODES =
      Arrays.stream(Locale.getISOLanguages())
          .flatMap(two -> Stream.of(two, new Locale(two).getISO3Language()))
          .collect(Collectors.toUnmodifiableSet());

  private Languages() {}

  /**
   * Gives the language that a file's ending names, after {@code .gz} is set aside.
   *
   * @return an ISO 639 code of two or three small letters; empty if the ending is none
   */
  static Optional<String> ofEnding(Path file) {
    String name = file.getFileName().toString();
    String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
    String ending = plain.substring(plain.lastIndexOf('.') + 1);
    return !ending.equals(plain) && CODES.contains(ending) ? Optional.of(ending) : Optional.empty();
  }
}
