package org.truchman.text.subword;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CodePointOrderTest {
  @Test
  void emojiComesAfterFullwidthForms() {
    assertEquals(1, CodePointOrder.INSTANCE.compare("😀", "！"));
    assertEquals(-1, CodePointOrder.INSTANCE.compare("a！", "a😀"));
    assertEquals(-1, CodePointOrder.INSTANCE.compare("a", "ab"));
    assertEquals(0, CodePointOrder.INSTANCE.compare("ab", "ab"));
  }

  @Test
  void ordersAsTheArraysOfCodePoints() {
    Random random = new Random(7);
    int[] pool = {'a', 'b', 0xD7FF, 0xE000, 0xFFFF, 0x10000, 0x1F600, 0x1F601, 0x10FFFF};
    for (int i = 0; i < 20_000; i++) {
      int[] a = random.ints(random.nextInt(4), 0, pool.length).map(k -> pool[k]).toArray();
      int[] b = random.ints(random.nextInt(4), 0, pool.length).map(k -> pool[k]).toArray();
      int order =
          CodePointOrder.INSTANCE.compare(new String(a, 0, a.length), new String(b, 0, b.length));
      assertEquals(Integer.signum(Arrays.compare(a, b)), Integer.signum(order));
    }
  }
}
