package org.truchman.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LanguagesTest {
  @ParameterizedTest
  @CsvSource({
    "train.en,en",
    "corpus.en.gz,en",
    "x.de,de",
    "deep/folder.fr/train.en-de.cs,cs",
    "x.deu,deu",
    ".ja,ja"
  })
  void endingNamesTheLanguage(Path file, String code) {
    assertEquals(Optional.of(code), Languages.ofEnding(file));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "en",
        "train.txt",
        "train.src",
        "a.tgt",
        "x.EN",
        "x.gz",
        "de.gz",
        "train.",
        "x.xx",
        "folder.en/train"
      })
  void otherEndingsNameNone(Path file) {
    assertEquals(Optional.empty(), Languages.ofEnding(file));
  }
}
