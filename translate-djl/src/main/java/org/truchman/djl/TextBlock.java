package org.truchman.djl;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/**
 * What stands where DJL keeps a model's network. It has no parameters of its own: a model directory
 * is read and searched by the translator, which hands no arrays to it.
 */
public final class TextBlock extends AbstractBlock {
  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> parameters) {
    throw new UnsupportedOperationException(
        "this model takes text and no arrays; use newPredictor() with its own translator");
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    throw new UnsupportedOperationException("this model gives text and no arrays");
  }
}
