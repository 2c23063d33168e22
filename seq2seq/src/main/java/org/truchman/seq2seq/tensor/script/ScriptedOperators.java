package org.truchman.seq2seq.tensor.script;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import org.truchman.seq2seq.tensor.Products;

/**
 * Operators that run as one TorchScript call each, without recording gradients; {@link
 * #halfProducts} are those that record them.
 *
 * <p>One instance belongs to one device; its methods may be called from any thread, and their
 * results live on the manager that is given.
 */
public final class ScriptedOperators implements AutoCloseable {
  private static final String METHODS =
      LossScript.METHODS + UpdateScript.METHODS + HalfScript.METHODS;

  /** The engine's numbers of the number formats. */
  private static final int FLOAT = 6;

  private static final int DOUBLE = 7;
  private static final int HALF = 15;

  private final ScriptModule module;
  private final Products half;
  private final Products halfButRecurrences;

  private ScriptedOperators(ScriptModule module) {
    this.module = module;
    this.half = new HalfProducts(module, true);
    this.halfButRecurrences = new HalfProducts(module, false);
  }

  /** Compiles the operators for the device of {@code parent}; close them before it. */
  public static ScriptedOperators open(NDManager parent) {
    return new ScriptedOperators(ScriptModule.open(parent, METHODS));
  }

  /** What the output layer gives for one batch of rows. */
  public record CrossEntropy(
      NDArray loss,
      NDArray nll,
      NDArray rowGradient,
      NDArray weightGradient,
      NDArray biasGradient) {}

  /**
   * How the output layer's loss is taken.
   *
   * @param smoothing eps of label smoothing
   * @param scale factor of the sum over rows; 1/N gives the mean
   * @param chunks how many rows at a time, and where
   * @param half whether products and softmax are taken in bfloat16, of float32 arguments; the
   *     label's logit, the loss, and what comes out are float32
   */
  public record LossForm(double smoothing, double scale, OutputChunks chunks, boolean half) {}

  /**
   * An output layer.
   *
   * @param weight {@code (V, D)}
   * @param bias {@code (V)}
   */
  public record OutputLayer(NDArray weight, NDArray bias) {}

  /**
   * Label-smoothed cross-entropy of the output layer with its gradients, in chunks of rows, so that
   * no N x V matrix is kept; the logits of a chunk lie in one place, which becomes their
   * probabilities.
   *
   * <p>With q = (1 - eps) onehot(t) + eps / V (Szegedy et al. 2016, section 7) the loss of a row is
   * the cross-entropy of q and softmax(x W' + b).
   *
   * @param rows {@code (N, D)}
   * @param labels {@code (N)}, int64
   * @return {@code scale} times the summed loss, the plain summed negative log-likelihood, and the
   *     gradients of the former
   */
  public CrossEntropy crossEntropy(
      NDManager to, NDArray rows, OutputLayer layer, NDArray labels, LossForm form) {
    int chunk = form.chunks().rows(labels.getShape().get(0));
    int type = form.half() ? HALF : exact(rows);
    NDList r =
        module.call(
            to,
            form.half() ? "cross_entropy_half" : "cross_entropy",
            rows,
            layer.weight(),
            layer.bias(),
            labels,
            form.smoothing(),
            form.scale(),
            chunk,
            form.chunks().room(chunk, (owner, most) -> room(owner, layer.bias(), most, type)));
    return new CrossEntropy(r.get(0), r.get(1), r.get(2), r.get(3), r.get(4));
  }

  /**
   * The loss of R-Drop (Liang et al. 2021, equation 4, halved, so that it is a mean over both
   * passes): label-smoothed cross-entropy of two passes over the same labels, plus how far their
   * distributions p and q are apart, weight (KL(p, q) + KL(q, p)) / 4; in chunks, as {@link
   * #crossEntropy}.
   *
   * @param rows of the first pass, then of the second, {@code (2 N, D)}
   * @param labels the same twice, {@code (2 N)}, int64
   * @param form its scale is that of the sum over the N rows of one pass
   * @param weight alpha, the divergence's weight
   * @return as {@link #crossEntropy}; the negative log-likelihood is the mean of both passes
   */
  public CrossEntropy crossEntropyTwice(
      NDManager to, NDArray rows, OutputLayer layer, NDArray labels, LossForm form, double weight) {
    NDList r =
        module.call(
            to,
            "cross_entropy_twice",
            rows,
            layer.weight(),
            layer.bias(),
            labels,
            form.smoothing(),
            form.scale() / 2,
            form.scale() * weight / 4,
            Math.toIntExact(labels.getShape().get(0) / 2),
            Math.max(1, form.chunks().rows(labels.getShape().get(0)) / 2),
            form.half() ? HALF : exact(rows));
    return new CrossEntropy(r.get(0), r.get(1), r.get(2), r.get(3), r.get(4));
  }

  private static int exact(NDArray rows) {
    return rows.getDataType() == DataType.FLOAT64 ? DOUBLE : FLOAT;
  }

  /**
   * Room for as many logits as there are biases, for each of {@code rows}; anything is in it. Rows
   * of float32 are as wide as the next multiple of 16: where they begin at 64 bytes, the engine
   * writes the product of 400 rows of 200 and 10,003 pieces in 18 ms, else in 30.
   */
  private NDArray room(NDManager owner, NDArray bias, int rows, int type) {
    return module.call(owner, "room", bias, rows, type).get(0);
  }

  /** Negative log-likelihood of each label, {@code (N)}; arguments as in {@link #crossEntropy}. */
  public NDArray negativeLogLikelihood(
      NDManager to, NDArray rows, OutputLayer layer, NDArray labels) {
    return module.call(to, "nll", rows, layer.weight(), layer.bias(), labels).get(0);
  }

  /**
   * Looks whether an update can be made.
   *
   * @param gradients of ranges of the parameters
   * @param loss scalar
   * @return the norm of all gradients together, and 1 if it or the loss is not finite (else 0),
   *     {@code (2)}
   */
  public NDArray inspect(NDManager to, NDList gradients, NDArray loss) {
    return module.call(to, "inspect", gradients, loss).get(0);
  }

  /**
   * What an update reads and changes in place: the same ranges of the flat vectors in each list.
   *
   * @param parameters what is trained
   * @param gradients may be scaled in place
   * @param firstMoments Adam's m; the momentum of SGD
   * @param secondMoments Adam's v; SGD does not touch it
   * @param steps count of updates done, float32 scalar
   * @param found what {@link #inspect} gave: where it says so, nothing changes
   */
  public record UpdateVectors(
      NDList parameters,
      NDList gradients,
      NDList firstMoments,
      NDList secondMoments,
      NDArray steps,
      NDArray found) {
    /** The count of updates, once for each range. */
    private NDList allSteps() {
      NDList all = new NDList();
      parameters.forEach(range -> all.add(steps));
      return all;
    }
  }

  /**
   * One step of Adam (Kingma and Ba 2015; beta 0.9 and 0.999, epsilon 1e-8), after the gradient was
   * scaled down to the norm {@code clip}.
   *
   * @param learningRate step size
   * @param clip greatest norm; infinity for none
   */
  public void adam(NDManager to, UpdateVectors vectors, double learningRate, double clip) {
    module.call(
        to,
        "adam",
        vectors.parameters(),
        vectors.gradients(),
        vectors.firstMoments(),
        vectors.secondMoments(),
        vectors.allSteps(),
        vectors.found(),
        learningRate,
        clip);
  }

  /**
   * One step of stochastic gradient descent, after the gradient was scaled down to the norm {@code
   * clip}: m = momentum m + g, w = w - rate m.
   *
   * @param learningRate step size
   * @param clip greatest norm; infinity for none
   * @param momentum share of m that stays, in [0, 1)
   */
  public void gradientDescent(
      NDManager to, UpdateVectors vectors, double learningRate, double clip, double momentum) {
    module.call(
        to,
        "sgd",
        vectors.parameters(),
        vectors.gradients(),
        vectors.firstMoments(),
        vectors.allSteps(),
        vectors.found(),
        learningRate,
        clip,
        momentum);
  }

  /**
   * Writes rows of a matrix, in place.
   *
   * @param matrix {@code (M, D)}
   * @param numbers which rows, {@code (R)}, int64, each once
   * @param values {@code (R, D)}
   */
  public void putRows(NDArray matrix, NDArray numbers, NDArray values) {
    module.call(matrix.getManager(), "put_rows", matrix, numbers, values);
  }

  /**
   * Decoupled weight decay (Loshchilov and Hutter 2019): w = w - share w where the mask is 1.
   *
   * @param mask 1 or 0 for each parameter
   * @param found what {@link #inspect} gave: where it says so, nothing changes
   */
  public void shrink(NDManager to, NDArray parameters, NDArray mask, NDArray found, double share) {
    module.call(to, "shrink", parameters, mask, found, share);
  }

  /**
   * One update, for the running sums.
   *
   * @param nll summed negative log-likelihood, one element
   * @param found what {@link #inspect} gave
   * @param tokens target tokens
   * @param update its number, from 1
   * @param limit skipped updates in a row that are too many
   */
  public record Tally(NDArray nll, NDArray found, int tokens, long update, int limit) {}

  /**
   * Adds an update to the running sums, in place: negative log-likelihood, tokens, gradient norm
   * and number of skipped updates; then the updates skipped in a row so far, and the number of the
   * update that made them too many (0 while there is none).
   *
   * @param sums {@code (6)}
   */
  public void tally(NDManager to, NDArray sums, Tally tally) {
    module.call(
        to,
        "tally",
        sums,
        tally.nll(),
        tally.found(),
        (double) tally.tokens(),
        (double) tally.update(),
        (double) tally.limit());
  }

  /** Moves {@code average} towards {@code values} by the share {@code share}, in place. */
  public void moveTowards(NDManager to, NDArray average, NDArray values, double share) {
    module.call(to, "lerp", average, values, share);
  }

  /**
   * Products in bfloat16, with gradients; to be used on the thread that trains.
   *
   * @param recurrences whether those of recurrences, too
   */
  public Products halfProducts(boolean recurrences) {
    return recurrences ? half : halfButRecurrences;
  }

  @Override
  public void close() {
    module.close();
  }
}
