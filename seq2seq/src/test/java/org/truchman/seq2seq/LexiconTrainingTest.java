package org.truchman.seq2seq;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truchman.seq2seq.checkpoint.ModelDirectory;
import org.truchman.seq2seq.config.Configuration;
import org.truchman.seq2seq.lexicon.Lexicon;
import org.truchman.seq2seq.lexicon.Shortlist;
import org.truchman.text.TextPipelines;

/** The lexicon on its way from a training to the models that it leaves. */
class LexiconTrainingTest {
  private static final Configuration SETTINGS =
      TinyTraining.settings()
          .withTraining(TinyTraining.settings().training().withKeepCheckpoints(2).withMaxEpochs(2));

  @TempDir private Path folder;
  private TinyTraining tiny;

  @BeforeEach
  void writeCorpora() throws IOException {
    tiny = TinyTraining.in(folder);
  }

  private Optional<Lexicon> lexicon(String model) {
    return ModelDirectory.open(tiny.model(model)).lexicon();
  }

  @Test
  void everyModelOfATrainingHasTheSameLexicon() {
    Messages messages = new Messages();
    tiny.train("model", SETTINGS, new StopSignal(), messages);
    assertTrue(messages.contain("lexicon: ", "200 of 200 pairs"), messages.lines.toString());
    Lexicon learnt = lexicon("model").orElseThrow();
    List<Path> kept = new KeptCheckpoints(tiny.model("model")).last(2);
    assertEquals(2, kept.size());
    for (Path checkpoint : kept) {
      assertEquals(Optional.of(learnt), ModelDirectory.open(checkpoint).lexicon());
    }
    ModelAverage.save(kept, tiny.model("average"));
    assertEquals(Optional.of(learnt), lexicon("average"));
  }

  @Test
  void translationsOfAWordAreAmongItsCandidates() {
    tiny.train("model", SETTINGS);
    TextPipelines text = TextPipelines.load(ModelDirectory.open(tiny.model("model")).textFolder());
    Shortlist shortlist =
        Shortlist.of(
            lexicon("model").orElseThrow(), text.source().vocabulary(), text.target().vocabulary());
    int[] candidates = shortlist.candidates(text.source().ids("Count two five."));
    for (int piece : text.target().ids("Zähle zwei fünf.")) {
      assertTrue(Arrays.binarySearch(candidates, piece) >= 0, "piece " + piece);
    }
  }

  @Test
  void aTrainingThatGoesOnLearnsTheSameLexiconAgain() throws IOException {
    tiny.train("whole", SETTINGS);
    StopSignal stop = new StopSignal();
    Messages stopping = Messages.stopAfter(3, stop);
    assertTrue(tiny.train("stopped", SETTINGS, stop, stopping).interrupted());
    assertFalse(tiny.resume("stopped", new Messages()).interrupted());
    assertEquals(lexicon("whole"), lexicon("stopped"));
    assertTrue(Arrays.equals(tiny.weights("whole"), tiny.weights("stopped")));
  }

  @Test
  void withoutALexiconTheWeightsAreTheSame() throws IOException {
    tiny.train("with", SETTINGS);
    tiny.train("without", SETTINGS.withTraining(SETTINGS.training().withLexicon(false)));
    assertEquals(Optional.empty(), lexicon("without"));
    assertTrue(Arrays.equals(tiny.weights("with"), tiny.weights("without")));
  }

  @Test
  void aTrainingThatIsStoppedWhileItLearnsTheLexiconLeavesNoModel() {
    StopSignal stop = new StopSignal();
    Messages stopping =
        new Messages() {
          @Override
          public void message(String line) {
            if (line.startsWith("vocabulary: ")) {
              stop.request();
            }
          }
        };
    assertTrue(tiny.train("stopped", SETTINGS, stop, stopping).interrupted());
    assertFalse(ModelDirectory.isPresent(tiny.model("stopped")));
  }
}
