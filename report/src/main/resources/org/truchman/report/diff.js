"use strict";

/** Words of two lines that are not in both, in order: a longest common subsequence. */
const wordDiff = (() => {
  // Scripts that put no blanks between words are compared character by character; an emoji made of
  // several characters is one item, or marking a part would break it.
  const ITEM = new RegExp("\\p{Extended_Pictographic}(?:[\\p{M}\\u{1F3FB}-\\u{1F3FF}]"
    + "|\\u200D\\p{Extended_Pictographic})*|[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}"
    + "\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}]\\p{M}*|[\\p{L}\\p{M}\\p{N}_]+|\\s+|.", "gsu");
  const MOST_CELLS = 4e6;

  /** A line as words, marks and blanks, which together are the line. */
  const items = (line) => line.match(ITEM) ?? [];
  const words = (all) => all.filter((item) => item.trim() !== "");

  /** Lengths of the common subsequences of all ends of two lists. */
  function lengths(a, b) {
    const width = b.length + 1;
    const table = new Uint16Array((a.length + 1) * width);
    for (let i = a.length - 1; i >= 0; i--) {
      for (let j = b.length - 1; j >= 0; j--) {
        table[i * width + j] = a[i] === b[j]
          ? table[(i + 1) * width + j + 1] + 1
          : Math.max(table[(i + 1) * width + j], table[i * width + j + 1]);
      }
    }
    return table;
  }

  /** For each word of each list whether the other has it too; the size of what is common. */
  function common(a, b) {
    const inA = new Array(a.length).fill(false);
    const inB = new Array(b.length).fill(false);
    let size = 0;
    if (a.length * b.length <= MOST_CELLS) {
      const table = lengths(a, b);
      const width = b.length + 1;
      for (let i = 0, j = 0; i < a.length && j < b.length;) {
        if (a[i] === b[j]) {
          inA[i++] = inB[j++] = true;
          size++;
        } else if (table[(i + 1) * width + j] >= table[i * width + j + 1]) {
          i++;
        } else {
          j++;
        }
      }
    } else {
      for (; size < a.length && size < b.length && a[size] === b[size]; size++) {
        inA[size] = inB[size] = true;
      }
    }
    return { inA, inB, size };
  }

  /** Compares two lines; for each word of each whether it is common, and how many are. */
  const compare = (a, b) => common(words(items(a)), words(items(b)));

  /** The line as nodes, the words that lack marked with a class. */
  function marked(line, present, name) {
    const nodes = [];
    let word = 0;
    for (const item of items(line)) {
      const plain = item.trim() === "" || present[word];
      word += item.trim() === "" ? 0 : 1;
      nodes.push(plain ? item : truchman.element("mark", { className: name, textContent: item }));
    }
    return nodes;
  }

  return { compare, marked };
})();
