package org.truchman.cli.evaluation;

import java.util.List;

/**
 * Sentences and what they should become.
 *
 * @param name unique in an evaluation
 * @param sources one line a sentence, at least one
 * @param references one list for each set of references, as long as the sources
 */
public record TestSet(String name, List<String> sources, List<List<String>> references) {
  /** Keeps its own copies. */
  public TestSet {
    sources = List.copyOf(sources);
    references = references.stream().map(List::copyOf).toList();
  }
}
