package org.truchman.seq2seq.checkpoint;

import com.google.gson.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * All that a training needs to go on exactly where it was: numbers by name and what the trainer
 * knows besides.
 *
 * @param update the updates done so far, at least 0
 * @param state the trainer's own state; numbers in it are finite
 * @param tensors parameters, moments and whatever else is float32; distinct names, finite values
 */
public record TrainingSnapshot(long update, JsonObject state, List<NamedTensor> tensors) {

  /**
   * Checks the snapshot.
   *
   * @throws IllegalArgumentException if the update is negative or a name stands twice
   */
  public TrainingSnapshot {
    if (update < 0) {
      throw new IllegalArgumentException("update is " + update + "; allowed: at least 0");
    }
    state = state.deepCopy();
    tensors = List.copyOf(tensors);
    Set<String> names = new HashSet<>();
    for (NamedTensor tensor : tensors) {
      if (!names.add(tensor.name())) {
        throw new IllegalArgumentException(
            "tensor \"" + tensor.name() + "\" stands twice; allowed: distinct names");
      }
    }
  }

  /**
   * Gives the trainer's own state.
   *
   * @return a copy
   */
  @Override
  public JsonObject state() {
    return state.deepCopy();
  }

  /**
   * Gives the values of a tensor.
   *
   * @param name its name
   * @return the values, not copied
   * @throws ModelFormatException if the snapshot has no such tensor
   */
  public float[] values(String name) {
    return tensors.stream()
        .filter(tensor -> tensor.name().equals(name))
        .findFirst()
        .map(NamedTensor::values)
        .orElseThrow(
            () ->
                new ModelFormatException(
                    "the snapshot of update %d has no tensor \"%s\"; it was written by another version: train again"
                        .formatted(update, name)));
  }

  /**
   * Says whether the snapshot has a tensor.
   *
   * @param name its name
   * @return whether {@link #values} gives it
   */
  public boolean has(String name) {
    return tensors.stream().anyMatch(tensor -> tensor.name().equals(name));
  }
}
