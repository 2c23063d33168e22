package org.truchman.seq2seq;

/**
 * Thrown by {@link NeuralTranslator#translateAsync} when so many sentences wait already that there
 * is no room for more. Nothing was begun; try again later, or use a form that waits.
 */
public final class QueueFullException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /**
   * Tells what there is no room for.
   *
   * @param sentences of the line that was refused
   * @param queueSize sentences that may wait
   */
  public QueueFullException(int sentences, int queueSize) {
    super(
        "the queue has no room for "
            + sentences
            + (sentences == 1 ? " sentence" : " sentences")
            + " more; "
            + queueSize
            + " may wait (ServiceOptions.queueSize)");
  }
}
