package org.truchman.djl;

import ai.djl.ndarray.NDList;
import ai.djl.translate.Batchifier;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorContext;
import java.util.List;

/**
 * A translator that keeps what it got in the context instead of in arrays, and does all its work
 * when the outputs are asked for. DJL calls no network where there are no arrays.
 *
 * @param <I> what comes in
 * @param <O> what goes out
 */
abstract class BatchOfText<I, O> implements Translator<I, O> {
  private static final String INPUTS = "org.truchman.djl.inputs";

  /** Translates inputs of one batch, in order. */
  abstract List<O> translate(List<I> inputs);

  /** Any: DJL asks for whole batches only where there is one, and both ways are our own. */
  @Override
  public final Batchifier getBatchifier() {
    return Batchifier.STACK;
  }

  @Override
  public final NDList processInput(TranslatorContext context, I input) {
    return batchProcessInput(context, List.of(input));
  }

  @Override
  public final O processOutput(TranslatorContext context, NDList nothing) {
    return batchProcessOutput(context, nothing).get(0);
  }

  @Override
  public final NDList batchProcessInput(TranslatorContext context, List<I> inputs) {
    context.setAttachment(INPUTS, List.copyOf(inputs));
    return new NDList();
  }

  @Override
  @SuppressWarnings("unchecked") // what batchProcessInput put there
  public final List<O> batchProcessOutput(TranslatorContext context, NDList nothing) {
    return translate((List<I>) context.getAttachment(INPUTS));
  }
}
