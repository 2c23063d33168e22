package org.truchman.recipes;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.truchman.architecture.Repository;
import org.truchman.seq2seq.config.Configuration;
import org.truchman.seq2seq.config.ConfigurationJson;
import org.truchman.seq2seq.config.LanguageModelConfiguration;
import org.truchman.seq2seq.config.LanguageModelJson;

/** Reads the recipes that are shipped, so that no renamed key is left behind in one. */
class RecipesTest {
  private static final Path FOLDER = Repository.root().resolve("data/recipes");

  static List<Path> recipes() throws IOException {
    return recipes(FOLDER);
  }

  static List<Path> languageModels() throws IOException {
    return recipes(FOLDER.resolve("lm"));
  }

  private static List<Path> recipes(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  @Test
  void theQuickstartHasItsRecipe() {
    assertTrue(Files.isRegularFile(FOLDER.resolve("phrasebook.json")));
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void everyRecipeIsAConfigurationOfItsOwn(Path recipe) {
    assertNotEquals(Configuration.defaults(), ConfigurationJson.read(recipe));
  }

  @ParameterizedTest
  @MethodSource("languageModels")
  void everyRecipeOfALanguageModelIsAConfigurationOfItsOwn(Path recipe) {
    LanguageModelConfiguration defaults = LanguageModelConfiguration.defaults();
    assertNotEquals(defaults, LanguageModelJson.read(recipe, defaults));
  }
}
