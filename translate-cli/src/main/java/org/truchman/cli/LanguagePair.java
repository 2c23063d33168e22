package org.truchman.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.truchman.cli.shell.CommandFailure;
import org.truchman.seq2seq.config.Configuration;

/**
 * The languages of a corpus.
 *
 * @param source code of the source language
 * @param target code of the target language
 */
record LanguagePair(String source, String target) {

  /**
   * Gives the pair that the endings of the files name.
   *
   * @param train source and target of the training corpus
   * @param valid source and target of the validation corpus; null if there is none
   * @throws CommandFailure with exit code 2 if the endings name no language, the same language
   *     twice, or another pair for the validation corpus
   */
  static LanguagePair ofEndings(List<Path> train, List<Path> valid) {
    LanguagePair pair =
        new LanguagePair(
            required(train.get(0), "source", "-s"), required(train.get(1), "target", "-t"));
    if (pair.source().equals(pair.target())) {
      throw CommandFailure.usage(
          String.format(
              "both %s and %s end in .%s; say which languages they are: -s CODE -t CODE",
              train.get(0), train.get(1), pair.source()));
    }
    if (valid != null) {
      pair.requireAgreement(valid);
    }
    return pair;
  }

  /**
   * Gives the pair of a known source language and the language that the target file's ending names.
   */
  static LanguagePair withSource(String source, Path target) {
    return new LanguagePair(source, required(target, "target", "-t"));
  }

  /**
   * Gives the pair of a known target language and the language that the source file's ending names.
   */
  static LanguagePair withTarget(Path source, String target) {
    return new LanguagePair(required(source, "source", "-s"), target);
  }

  /**
   * Fills in the languages that settings leave open, by the endings of the files, and says so.
   *
   * @param settings what flags and files of settings say
   * @param train source and target of the training corpus
   * @param valid source and target of the validation corpus; null if there is none
   * @param say is told the languages that were read off
   * @throws CommandFailure with exit code 2 as {@link #ofEndings}
   */
  static Configuration complete(
      Configuration settings, List<Path> train, List<Path> valid, Consumer<String> say) {
    String undetermined = Configuration.defaults().sourceLanguage();
    boolean sourceKnown = !settings.sourceLanguage().equals(undetermined);
    boolean targetKnown = !settings.targetLanguage().equals(undetermined);
    if (sourceKnown && targetKnown) {
      return settings;
    }
    LanguagePair found;
    if (sourceKnown) {
      found = withSource(settings.sourceLanguage(), train.get(1));
    } else if (targetKnown) {
      found = withTarget(train.get(0), settings.targetLanguage());
    } else {
      found = ofEndings(train, valid);
    }
    say.accept(
        String.format(
            "languages: %s to %s, from the endings of the training files (-s and -t say"
                + " otherwise)",
            found.source(), found.target()));
    return settings.withSourceLanguage(found.source()).withTargetLanguage(found.target());
  }

  /**
   * Demands that the endings of files, where they name languages, name those of a model.
   *
   * @param inherited the model's settings
   * @param files source and target
   * @param model named in messages
   * @throws CommandFailure with exit code 2 if they name others
   */
  static void requireFits(Configuration inherited, List<Path> files, Path model) {
    Optional<String> source = Languages.ofEnding(files.get(0));
    Optional<String> target = Languages.ofEnding(files.get(1));
    boolean fits =
        source.map(inherited.sourceLanguage()::equals).orElse(true)
            && target.map(inherited.targetLanguage()::equals).orElse(true);
    if (!fits) {
      throw CommandFailure.usage(
          String.format(
              "%s and %s go from %s to %s by their endings, but the model %s goes from %s to %s;"
                  + " give texts of these languages, source first, or another --from",
              files.get(0),
              files.get(1),
              source.orElse("?"),
              target.orElse("?"),
              model,
              inherited.sourceLanguage(),
              inherited.targetLanguage()));
    }
  }

  private static String required(Path file, String side, String flag) {
    return Languages.ofEnding(file)
        .orElseThrow(
            () ->
                CommandFailure.usage(
                    String.format(
                        "the ending of %s names no language; give the %s language: %s CODE"
                            + " (--%s-language), as in %s %s",
                        file, side, flag, side, flag, side.equals("source") ? "en" : "de")));
  }

  private void requireAgreement(List<Path> valid) {
    Optional<String> validSource = Languages.ofEnding(valid.get(0));
    Optional<String> validTarget = Languages.ofEnding(valid.get(1));
    boolean agrees =
        validSource.map(source::equals).orElse(true)
            && validTarget.map(target::equals).orElse(true);
    if (!agrees) {
      throw CommandFailure.usage(
          String.format(
              "--train goes from %s to %s by its endings, but --valid from %s to %s; put them in"
                  + " the same order, or give -s and -t",
              source, target, validSource.orElse("?"), validTarget.orElse("?")));
    }
  }
}
