package org.truchman.cli;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.truchman.cli.shell.CommandFailure;
import org.truchman.cli.shell.Library;
import org.truchman.seq2seq.config.Configuration;
import org.truchman.text.corpus.DuplicateKind;
import org.truchman.text.corpus.InvalidText;
import org.truchman.text.corpus.LanguageRule;
import org.truchman.text.corpus.PairRules;
import org.truchman.text.corpus.ScriptRule;
import picocli.CommandLine.Option;

/** Which pairs of a training corpus are kept. */
final class FilterFlags {
  @Option(
      names = "--on-invalid",
      paramLabel = "fail|replace|drop",
      description =
          "Bytes that are not UTF-8: an error that names the place, U+FFFD in their place, or the"
              + " pair is dropped. Default: fail.")
  InvalidText invalid = InvalidText.FAIL;

  @Option(
      names = "--max-length",
      paramLabel = "N",
      description = "Drop pairs with a side of more than N pieces (training.maxLength).")
  Integer maxLength;

  @Option(
      names = "--max-characters",
      paramLabel = "N",
      description = "Drop pairs with a side of more than N characters.")
  int maxCharacters;

  @Option(
      names = "--max-words",
      paramLabel = "N",
      description = "Drop pairs with a side of more than N words between blanks.")
  int maxWords;

  @Option(
      names = "--max-ratio",
      paramLabel = "R",
      description = "Drop pairs with a side of more than R times as many characters as the other.")
  double maxRatio;

  @Option(names = "--drop-copies", description = "Drop pairs with the same text on both sides.")
  boolean dropCopies;

  @Option(
      names = "--drop-duplicates",
      split = ",",
      paramLabel = "pair|source|target",
      description =
          "Keep only the first of all pairs that are the same, or have the same source or target"
              + " side; several joined by commas are applied in this order.")
  Set<DuplicateKind> duplicates = new LinkedHashSet<>();

  @Option(
      names = "--min-script-share",
      paramLabel = "S",
      description =
          "Drop pairs with a side of whose letters less than S (0 to 1) belong to the script of its"
              + " language.")
  double scriptShare;

  @Option(
      names = "--source-script",
      split = ",",
      paramLabel = "NAME",
      description = "Unicode scripts of the source side, where the language does not tell.")
  Set<String> sourceScripts = new LinkedHashSet<>();

  @Option(
      names = "--target-script",
      split = ",",
      paramLabel = "NAME",
      description = "Unicode scripts of the target side, where the language does not tell.")
  Set<String> targetScripts = new LinkedHashSet<>();

  @Option(
      names = "--detector",
      paramLabel = "DIR",
      description =
          "Drop pairs with a side in another language, as this model of 'truchman language train'"
              + " tells.")
  Path detector;

  @Option(
      names = "--detector-min-characters",
      paramLabel = "N",
      description = "Sides of fewer characters are not asked about. Default: 20.")
  Integer detectorMinCharacters;

  @Option(
      names = "--detector-min-probability",
      paramLabel = "P",
      description =
          "Drop a side only when another language has at least this probability. Default: 0.5.")
  Double detectorMinProbability;

  /** Demands that the flags of the detector come with one. */
  void requireDetector() {
    if (detector == null && (detectorMinCharacters != null || detectorMinProbability != null)) {
      throw CommandFailure.usage(
          "--detector-min-characters and --detector-min-probability need --detector DIR");
    }
  }

  /**
   * The demand on languages.
   *
   * @param open the detector; null where none is asked
   * @throws CommandFailure with exit code 2 if it does not know a language
   * @throws IllegalArgumentException if a number is out of range
   */
  LanguageRule language(Configuration settings, Library.LineDetector open) {
    if (open == null) {
      return null;
    }
    for (String wanted : List.of(settings.sourceLanguage(), settings.targetLanguage())) {
      if (!open.languages().contains(wanted)) {
        throw CommandFailure.usage(
            detector
                + ": does not know the language "
                + wanted
                + "; it knows "
                + String.join(", ", open.languages()));
      }
    }
    return new LanguageRule(
        lines ->
            open.detect(lines).stream()
                .map(one -> new LanguageRule.Answer(one.language(), one.probability()))
                .toList(),
        settings.sourceLanguage(),
        settings.targetLanguage(),
        detectorMinCharacters == null ? 20 : detectorMinCharacters,
        detectorMinProbability == null ? 0.5 : detectorMinProbability);
  }

  /**
   * The rules for pairs of these languages.
   *
   * @throws CommandFailure with exit code 2 if scripts are named and nothing is asked of them
   * @throws IllegalArgumentException if a number is out of range or a script is not known
   */
  PairRules rules(Configuration settings) {
    boolean named = !sourceScripts.isEmpty() || !targetScripts.isEmpty();
    if (named && scriptShare == 0) {
      throw CommandFailure.usage(
          "--source-script and --target-script need --min-script-share S, as in 0.5");
    }
    return new PairRules(
        maxCharacters,
        maxWords,
        maxRatio,
        dropCopies,
        script(settings.sourceLanguage(), sourceScripts),
        script(settings.targetLanguage(), targetScripts));
  }

  private ScriptRule script(String language, Set<String> names) {
    if (scriptShare == 0) {
      return ScriptRule.ANY;
    }
    return names.isEmpty()
        ? ScriptRule.ofLanguage(language, scriptShare)
        : ScriptRule.ofNames(names, scriptShare);
  }
}
