package org.truchman.seq2seq.inspection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UnitSearchTest {
  private static UnitSearch.Finding finding(UnitSearch search, Feature feature) {
    return search.findings(2).stream()
        .filter(finding -> finding.feature() == feature)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aUnitThatCountsIsFoundAmongNoise() {
    Random random = new Random(11);
    UnitSearch search = new UnitSearch();
    for (int line = 0; line < 20; line++) {
      int length = 3 + random.nextInt(9);
      float[][] hidden = new float[length][6];
      for (int t = 0; t < length; t++) {
        for (int u = 0; u < 6; u++) {
          hidden[t][u] = u == 4 ? -0.05f * t : random.nextFloat();
        }
      }
      search.add("layer 1", Collections.nCopies(length, "a"), hidden);
    }
    UnitSearch.Finding position = finding(search, Feature.POSITION);
    assertTrue(position.isTracked());
    assertEquals("layer 1", position.units().get(0).layer());
    assertEquals(4, position.units().get(0).unit());
    assertEquals(-1, position.units().get(0).correlation(), 1e-6);
    assertEquals(2, position.units().size());
  }

  /** u = (1, 2, 3, 5) against the positions: cov 1.625, var 1.25 and 2.1875. */
  @Test
  void theCorrelationIsPearsons() {
    UnitSearch search = new UnitSearch();
    search.add("l", List.of("a", "b", "c", "d"), new float[][] {{1}, {2}, {3}, {5}});
    double expected = 1.625 / Math.sqrt(1.25 * 2.1875);
    assertEquals(expected, finding(search, Feature.POSITION).units().get(0).correlation(), 1e-12);
    assertEquals(-expected, finding(search, Feature.REMAINING).units().get(0).correlation(), 1e-12);
  }

  @Test
  void ofNoiseNothingIsSaidToTrackAnything() {
    Random random = new Random(12);
    UnitSearch search = new UnitSearch();
    float[][] hidden = new float[12][300];
    for (float[] row : hidden) {
      for (int u = 0; u < row.length; u++) {
        row[u] = (float) random.nextGaussian();
      }
    }
    search.add("l", Collections.nCopies(12, "a"), hidden);
    UnitSearch.Finding position = finding(search, Feature.POSITION);
    assertFalse(position.units().isEmpty());
    assertTrue(
        Math.abs(position.units().get(0).correlation()) > UnitSearch.STRONG,
        "with so many units one is strong by chance");
    assertFalse(position.isTracked());
  }

  @Test
  void whatDoesNotOccurIsTrackedByNobody() {
    UnitSearch search = new UnitSearch();
    search.add("l", List.of("a", "b", "c", "d"), new float[][] {{1}, {2}, {3}, {5}});
    assertEquals(List.of(), finding(search, Feature.QUOTES).units());
    assertFalse(finding(search, Feature.QUOTES).isTracked());
  }
}
