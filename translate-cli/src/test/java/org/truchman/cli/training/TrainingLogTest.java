package org.truchman.cli.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.truchman.cli.Stage;
import org.truchman.seq2seq.training.UpdateReport;

final class TrainingLogTest {
  @Test
  void updatesAreLoggedEveryThirtySeconds() {
    Stage stage = new Stage();
    AtomicLong now = new AtomicLong(-5);
    TrainingLog log = new TrainingLog(stage.shell(), now::get);
    for (int second = 0; second <= 90; second++) {
      log.updated(new UpdateReport(second, -1, 1, 2, 1, 100, 0.001, 0, second, Double.NaN));
      now.addAndGet(TimeUnit.SECONDS.toNanos(1));
    }
    assertEquals(
        "epoch 1, update 0: loss 2.000, 100 tokens/s, learning rate 0.00100\n"
            + "epoch 1, update 30: loss 2.000, 100 tokens/s, learning rate 0.00100\n"
            + "epoch 1, update 60: loss 2.000, 100 tokens/s, learning rate 0.00100\n"
            + "epoch 1, update 90: loss 2.000, 100 tokens/s, learning rate 0.00100\n",
        stage.err());
  }
}
