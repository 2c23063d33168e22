package org.truchman.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truchman.text.corpus.SentencePair;
import org.truchman.text.subword.BpeDropout;
import org.truchman.text.subword.CorpusTag;

/** Tags in front of source sentences, from setting to piece and back. */
class CorpusTagTest {
  private static final CorpusTag BT = new CorpusTag("bt");
  private static final String PIECE = "｟corpus：bt｠";

  @TempDir Path folder;

  private static TextPipelines learn(String tags) {
    return TextPipelines.learn(
        List.of(
            new SentencePair("the house ｟corpus：bt｠", "das haus", 1),
            new SentencePair("the house the house", "das haus", 2)),
        TextConfig.defaults().withBpeMerges(20).withTags(tags),
        "en",
        "de",
        LearningProgress.SILENT);
  }

  @Test
  void aTagIsOnePieceInFrontThatHasNoText() {
    TextPipeline source = learn("web,bt").source();
    int[] ids = source.ids("the house");
    int[] tagged = source.tagged(BT, ids);
    assertEquals(source.vocabulary().id(PIECE), tagged[0]);
    assertArrayEquals(ids, Arrays.copyOfRange(tagged, 1, tagged.length));
    assertEquals("the house", source.lineOfIds(tagged));
    assertTrue(source.vocabulary().contains("｟corpus：web｠"));
  }

  @Test
  void noTextLeadsToATag() {
    TextPipeline source = learn("bt").source();
    for (String text : List.of(PIECE, "x" + PIECE, PIECE + " the house", "￭" + PIECE, "｟ ｠")) {
      assertFalse(source.pieces(text).contains(PIECE), text);
      assertEquals(text, source.lineOfIds(source.ids(text)));
    }
  }

  @Test
  void withoutTagsTheSpellingIsText() {
    TextPipeline source = learn("none").source();
    assertEquals("the " + PIECE, source.lineOfIds(source.ids("the " + PIECE)));
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> source.tagged(BT, new int[0]));
    assertTrue(e.getMessage().contains("\"bt\""), e.getMessage());
    assertTrue(e.getMessage().contains("text.tags"), e.getMessage());
  }

  @Test
  void aTagStaysWhereALineIsCutAnew() {
    TextPipeline source = learn("bt").source();
    int[] tagged = source.tagged(BT, source.ids("the house"));
    BpeDropout all = new BpeDropout(0.999, 1);
    int[] cut = source.recut(tagged, all, all.random(0, 0));
    assertEquals(tagged[0], cut[0]);
    assertTrue(cut.length > tagged.length, Arrays.toString(cut));
    assertEquals("the house", source.lineOfIds(cut));
  }

  @Test
  void savedPipelinesKnowTheirTags() {
    learn("web,bt").save(folder);
    TextPipelines loaded = TextPipelines.load(folder);
    assertEquals("bt,web", loaded.config().tags());
    assertEquals(
        PIECE, loaded.source().vocabulary().piece(loaded.source().tagged(BT, new int[0])[0]));
  }

  @Test
  void settingsNameTagsInAnyOrder() {
    assertEquals(Set.of(BT, new CorpusTag("a-1")), CorpusTag.parse("bt,a-1"));
    assertEquals("a-1,bt", CorpusTag.setting(CorpusTag.parse("bt,a-1")));
    assertEquals(Set.of(), CorpusTag.parse("none"));
    assertEquals("none", CorpusTag.setting(Set.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "BT", "b t", "bt,", "bt,bt", "none,bt", "ü", "aaaaaaaaaaaaaaaaaaaaa"})
  void otherNamesAreRefused(String setting) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> TextConfig.defaults().withTags(setting));
    assertTrue(e.getMessage().startsWith("tags: "), e.getMessage());
  }
}
