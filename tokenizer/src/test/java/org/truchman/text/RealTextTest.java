package org.truchman.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truchman.text.corpus.SentencePair;
import org.truchman.text.normalize.Normalizer;

/** The promises of the pipeline on real corpora, where they are present. */
class RealTextTest {
  private static final int LINES = 3_000;

  @ParameterizedTest
  @CsvSource({
    "RULES, multi30k",
    "TRAINED, multi30k",
    "RULES, tatoeba-en-de",
    "TRAINED, tatoeba-en-de"
  })
  void everyLineComesBackAndIsShort(WordTokenizerType type, String corpus) {
    List<String> english = SharedCorpora.lines(corpus + "/train.en.gz", LINES);
    List<String> german = SharedCorpora.lines(corpus + "/train.de.gz", LINES);
    List<SentencePair> pairs = new ArrayList<>();
    for (int i = 0; i < english.size(); i++) {
      pairs.add(new SentencePair(english.get(i), german.get(i), i + 1));
    }
    TextConfig config = TextConfig.defaults().withWordTokenizer(type).withBpeMerges(2_000);
    TextPipelines pipelines =
        TextPipelines.learn(pairs, config, "en", "de", LearningProgress.SILENT);
    long pieces = 0;
    long characters = 0;
    for (SentencePair pair : pairs) {
      for (String line : List.of(pair.source(), pair.target())) {
        pieces += pipelines.target().ids(line).length;
        characters += line.length();
        assertEquals(
            Normalizer.normalize(line), pipelines.target().lineOfIds(pipelines.target().ids(line)));
      }
    }
    assertTrue(pieces * 2 < characters, pieces + " pieces for " + characters + " characters");
  }

  @ParameterizedTest
  @CsvSource({
    "ud-tokenizer/en_ewt-ud-dev.par.txt.gz, en",
    "ud-tokenizer/de_gsd-ud-dev.par.txt.gz, de"
  })
  void everyParagraphComesBackInBothWays(String file, String language) {
    for (WordTokenizerType type : WordTokenizerType.values()) {
      List<SentencePair> pairs = List.of(new SentencePair("abc", "def", 1));
      TextConfig config = TextConfig.defaults().withWordTokenizer(type);
      TextPipeline pipeline =
          TextPipelines.learn(pairs, config, language, language, LearningProgress.SILENT).source();
      for (String line : SharedCorpora.lines(file, LINES)) {
        assertEquals(Normalizer.normalize(line), pipeline.line(pipeline.pieces(line)));
      }
    }
  }
}
