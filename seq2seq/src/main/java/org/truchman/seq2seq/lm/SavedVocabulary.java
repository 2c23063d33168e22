package org.truchman.seq2seq.lm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.truchman.text.TextFormatException;
import org.truchman.text.vocab.Vocabulary;

/** The only file of a text of words or characters: {@code vocabulary.txt}. */
final class SavedVocabulary {
  private static final String FILE = "vocabulary.txt";

  private SavedVocabulary() {}

  static void write(Path folder, Vocabulary vocabulary) {
    try {
      Files.write(folder.resolve(FILE), vocabulary.toBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(folder.resolve(FILE) + ": cannot be written", e);
    }
  }

  static Vocabulary read(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      return Vocabulary.parse(Files.readAllBytes(file));
    } catch (IllegalArgumentException damage) {
      throw new TextFormatException(file + ": " + damage.getMessage(), damage);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be read", e);
    }
  }
}
