package org.truchman.cli;

import java.util.LinkedHashSet;
import java.util.Set;
import org.truchman.seq2seq.config.Configuration;
import org.truchman.text.corpus.DuplicateKind;
import org.truchman.text.corpus.InvalidText;
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
