package org.truchman.seq2seq.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.truchman.seq2seq.config.AttentionType;
import org.truchman.seq2seq.config.BridgeType;
import org.truchman.seq2seq.config.ModelConfig;
import org.truchman.seq2seq.config.ReadingMode;

class ReadingShapesTest {
  private static final ModelConfig DELAYED = ReadingShapes.delayed(64, 128);

  @Test
  void allHaveTheGivenSizesAndOneDirection() {
    for (ModelConfig shape :
        List.of(DELAYED, ReadingShapes.inStep(64, 128, 3), ReadingShapes.attentive(64, 128))) {
      assertEquals(64, shape.embeddingSize());
      assertEquals(128, shape.hiddenSize());
      assertFalse(shape.bidirectional());
    }
  }

  @Test
  void aDelayedDecoderBeginsWithTheEncodersStateAndSeesItAtEveryStep() {
    assertEquals(ReadingMode.WHOLE_SENTENCE, DELAYED.reading());
    assertEquals(BridgeType.DENSE, DELAYED.bridge());
    assertEquals(AttentionType.NONE, DELAYED.attention());
    assertTrue(DELAYED.contextEveryStep());
  }

  @Test
  void oneInStepDiffersByItsReadingItsDelayAndItsStart() {
    assertEquals(
        DELAYED.withBridge(BridgeType.ZERO).withReading(ReadingMode.IN_STEP).withDelay(3),
        ReadingShapes.inStep(64, 128, 3));
  }

  @Test
  void anAttentiveOneDiffersByWhatItSeesOfTheSource() {
    assertEquals(
        DELAYED.withAttention(AttentionType.GENERAL).withContextEveryStep(false),
        ReadingShapes.attentive(64, 128));
  }
}
