package org.truchman.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How a score was computed, in sacreBLEU's own words: scores with equal signatures compare.
 *
 * <p>The version in it is that of the sacreBLEU whose scores these are ({@value
 * #SACREBLEU_VERSION}), not Truchman's: that is the claim which a reader of the signature relies
 * on, and a score by either tool may be set beside one by the other.
 *
 * @param entries key and value pairs in the order of printing, without the version
 */
public record Signature(List<Entry> entries) {
  /** The release of sacreBLEU that every score of this module equals. */
  public static final String SACREBLEU_VERSION = "2.6.0";

  /**
   * One statement of a signature.
   *
   * @param key for example case
   * @param shortKey for example c
   * @param value for example mixed
   */
  public record Entry(String key, String shortKey, String value) {}

  /** Keeps its own copy of the list. */
  public Signature {
    entries = List.copyOf(entries);
  }

  /** The signature that every metric starts from. */
  static Signature of(Statistics sum) {
    return new Signature(List.of(new Entry("nrefs", "#", sum.references())));
  }

  /**
   * This signature with what was drawn by chance, behind the number of references.
   *
   * @param method bs for bootstrap resampling, ar for approximate randomisation
   * @param samples how many samples or trials
   * @param seed where the random numbers began
   * @return the longer signature
   */
  public Signature sampled(String method, int samples, String seed) {
    List<Entry> longer = new ArrayList<>(entries);
    longer.add(1, new Entry(method, method, Integer.toString(samples)));
    longer.add(2, new Entry("seed", "rs", seed));
    return new Signature(longer);
  }

  /** This signature with one more statement. */
  Signature with(String key, String shortKey, String value) {
    List<Entry> longer = new ArrayList<>(entries);
    longer.add(new Entry(key, shortKey, value));
    return new Signature(longer);
  }

  /** This signature with one more statement, yes or no. */
  Signature with(String key, String shortKey, boolean value) {
    return with(key, shortKey, value ? "yes" : "no");
  }

  /**
   * All statements, the version last.
   *
   * @return a new list
   */
  public List<Entry> withVersion() {
    return with("version", "v", SACREBLEU_VERSION).entries;
  }

  /**
   * The long form.
   *
   * @return for example {@code nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:2.6.0}
   */
  public String text() {
    return joined(Entry::key);
  }

  /**
   * The short form.
   *
   * @return for example {@code #:1|c:mixed|e:no|tok:13a|s:exp|v:2.6.0}
   */
  public String shortText() {
    return joined(Entry::shortKey);
  }

  @Override
  public String toString() {
    return text();
  }

  private String joined(Function<Entry, String> key) {
    return withVersion().stream()
        .map(entry -> key.apply(entry) + ":" + entry.value())
        .collect(Collectors.joining("|"));
  }
}
