package org.truchman.seq2seq;

import org.truchman.seq2seq.checkpoint.ModelDirectory;
import org.truchman.seq2seq.model.ParameterLayout;
import org.truchman.seq2seq.model.Seq2SeqModel;
import org.truchman.text.TextPipelines;

/**
 * A model directory with its network on an engine.
 *
 * @param directory verified
 * @param text from lines to pieces and back
 * @param network closed on the engine's thread
 */
record LoadedModel(ModelDirectory directory, TextPipelines text, Seq2SeqModel network)
    implements AutoCloseable {

  /**
   * Loads a model.
   *
   * @throws org.truchman.seq2seq.checkpoint.ModelFormatException if a file of it is damaged
   */
  static LoadedModel load(ModelDirectory directory, EngineRuntime engine) {
    TextPipelines text = TextPipelines.load(directory.textFolder());
    ParameterLayout layout =
        ParameterLayout.of(
            directory.configuration().model(),
            text.source().vocabulary().size(),
            text.target().vocabulary().size());
    float[] values = ModelTensors.flat(layout, directory.weights(ModelTensors.specs(layout)));
    Seq2SeqModel network =
        engine.call(
            () ->
                new Seq2SeqModel(
                    engine.manager(), directory.configuration().model(), layout, values));
    return new LoadedModel(directory, text, network);
  }

  /** Closes the network; on the engine's thread. */
  @Override
  public void close() {
    network.close();
  }
}
