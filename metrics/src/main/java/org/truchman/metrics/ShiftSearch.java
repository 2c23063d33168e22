package org.truchman.metrics;

/**
 * Tercom's greedy search for shifts: again and again the phrase whose move saves most edits is
 * moved, until none saves any.
 *
 * <p>The limits and the ranking of shifts follow sacreBLEU, which follows Tercom; they are
 * heuristics, and every one of them shows in the scores.
 */
final class ShiftSearch {
  private static final int MAX_SHIFT_SIZE = 10;
  private static final int MAX_SHIFT_DISTANCE = 50;
  private static final int MAX_CANDIDATES = 1000;

  private final int[] reference;
  private final BeamEditDistance distance;
  private int[] words;
  private int candidates;

  // Where each reference word stands in the hypothesis, and which words of both sides are wrong.
  private int[] alignment;
  private boolean[] wrongReference;
  private boolean[] wrongHypothesis;

  private Shift best;

  /** A move of {@code length} words from {@code start} to before {@code target}. */
  private record Shift(int gain, int length, int start, int target) {

    /** Whether it ranks higher: by gain, then longer, then earlier, then to an earlier place. */
    boolean isBetterThan(Shift other) {
      if (other == null || gain != other.gain) {
        return other == null || gain > other.gain;
      }
      if (length != other.length) {
        return length > other.length;
      }
      return start != other.start ? start < other.start : target < other.target;
    }

    int from() {
      return Math.min(start, target);
    }

    /** Behind the last word that changes its place. */
    int to() {
      return target > start + length ? target : Math.max(start, target) + length;
    }

    int[] appliedTo(int[] words) {
      int[] result = words.clone();
      if (target < start) {
        System.arraycopy(words, start, result, target, length);
        System.arraycopy(words, target, result, target + length, start - target);
      } else if (target > start + length) {
        int between = target - start - length;
        System.arraycopy(words, start + length, result, start, between);
        System.arraycopy(words, start, result, start + between, length);
      } else {
        shiftWithin(words, result);
      }
      return result;
    }

    /** A target inside the phrase counts from its start, among the words behind it. */
    private void shiftWithin(int[] words, int[] result) {
      int moved = Math.min(target - start, words.length - start - length);
      System.arraycopy(words, start + length, result, start, moved);
      System.arraycopy(words, start, result, start + moved, length);
    }
  }

  ShiftSearch(int[] hypothesis, int[] reference) {
    this.words = hypothesis;
    this.reference = reference;
    this.distance = new BeamEditDistance(hypothesis, reference);
  }

  /** The number of edits: shifts and what the edit distance is after them. */
  int edits() {
    int shifts = 0;
    while (findBest() && best != null && best.gain > 0) {
      words = best.appliedTo(words);
      distance.keep(words);
      shifts++;
    }
    return shifts + distance.distance();
  }

  /** Looks for the best shift; false if the limit of candidates is reached, which ends the search. */
  private boolean findBest() {
    best = null;
    align(distance.trace());
    for (int start = 0; start < words.length && candidates < MAX_CANDIDATES; start++) {
      int first = Math.max(0, start - MAX_SHIFT_DISTANCE);
      int last = Math.min(reference.length - 1, start + MAX_SHIFT_DISTANCE);
      for (int at = first; at <= last && candidates < MAX_CANDIDATES; at++) {
        tryPhrases(start, at);
      }
    }
    return candidates < MAX_CANDIDATES;
  }

  /** Tries the phrases that begin at {@code start} and stand in the reference at {@code at}. */
  private void tryPhrases(int start, int at) {
    boolean wrongHere = false;
    boolean wrongThere = false;
    int longest =
        Math.min(MAX_SHIFT_SIZE, Math.min(words.length - start, reference.length - at));
    for (int i = 0; i < longest && words[start + i] == reference[at + i]; i++) {
      wrongHere |= wrongHypothesis[start + i];
      wrongThere |= wrongReference[at + i];
      int length = i + 1;
      boolean inside = start <= alignment[at] && alignment[at] < start + length;
      if (wrongHere && wrongThere && !inside) {
        tryTargets(start, at, length);
        if (candidates >= MAX_CANDIDATES) {
          return;
        }
      }
    }
  }

  private void tryTargets(int start, int at, int length) {
    int previous = -1;
    for (int i = at - 1; i < at + length && i < reference.length; i++) {
      int target = i < 0 ? 0 : alignment[i] + 1;
      if (target != previous) {
        previous = target;
        consider(start, length, target);
      }
    }
  }

  private void consider(int start, int length, int target) {
    candidates++;
    Shift shift = new Shift(0, length, start, target);
    int[] shifted = shift.appliedTo(words);
    int gain = distance.distance() - distance.distance(shifted, shift.from(), shift.to());
    Shift candidate = new Shift(gain, length, start, target);
    if (candidate.isBetterThan(best)) {
      best = candidate;
    }
  }

  /** Reads the alignment and the errors out of the operations. */
  private void align(byte[] trace) {
    alignment = new int[reference.length];
    wrongReference = new boolean[reference.length];
    wrongHypothesis = new boolean[words.length];
    int here = -1;
    int there = -1;
    for (byte operation : trace) {
      boolean wrong = operation != BeamEditDistance.KEEP;
      if (operation != BeamEditDistance.INSERT) {
        here++;
        wrongHypothesis[here] = wrong;
      }
      if (operation != BeamEditDistance.DELETE) {
        there++;
        alignment[there] = here;
        wrongReference[there] = wrong;
      }
    }
  }
}
