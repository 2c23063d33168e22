package org.truchman.text.subword;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Remembers what was computed for short strings, and forgets everything when it is full.
 *
 * <p>Meant for functions without side effects, whose result depends on the string alone: what is
 * forgotten is computed again. Thread-safe, never blocks.
 *
 * @param <V> the type of the results, which must not be changed afterwards
 */
public final class BoundedCache<V> {
  /** Longer strings hardly come twice, and would make the bound meaningless. */
  private static final int MAX_KEY_LENGTH = 64;

  private final Map<String, V> values = new ConcurrentHashMap<>();
  private final int capacity;

  /**
   * An empty cache.
   *
   * @param capacity the number of results to remember, at least 1
   */
  public BoundedCache(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("cache capacity is " + capacity + "; 1 and more allowed");
    }
    this.capacity = capacity;
  }

  /**
   * The result for a string, remembered or computed.
   *
   * @param key the string
   * @param compute computes the result
   */
  public V get(String key, Function<String, V> compute) {
    V known = values.get(key);
    if (known != null) {
      return known;
    }
    V fresh = compute.apply(key);
    if (key.length() <= MAX_KEY_LENGTH) {
      if (values.size() >= capacity) {
        values.clear();
      }
      values.put(key, fresh);
    }
    return fresh;
  }
}
