"use strict";

/** Sample translations over time: what the reference lacks is marked, the newest stands first. */
(() => {
  const SHOWN = 4;

  function translation(text, reference) {
    if (text === "") {
      return [truchman.element("em", { textContent: "(nothing)" })];
    }
    const { inA } = wordDiff.compare(text, reference);
    return wordDiff.marked(text, inA, "other");
  }

  const row = (term, name, content) => [
    truchman.element("dt", { textContent: term }),
    truchman.element("dd", { className: name, dir: "auto" }, ...content),
  ];

  const rows = (stages, reference) =>
    stages.flatMap(({ when, text }) => row(when, "translation", translation(text, reference)));

  function sample({ source, reference, translations }) {
    const newest = [...translations].reverse();
    const older = newest.slice(SHOWN);
    const list = truchman.element("dl", { className: "stages" },
      ...row("source", "source", [source]),
      ...row("reference", "reference", [reference]),
      ...rows(newest.slice(0, SHOWN), reference));
    const more = older.length === 0 ? [] : [truchman.element("details", {},
      truchman.element("summary", { textContent: `Before that (${older.length})` }),
      truchman.element("dl", { className: "stages" }, ...rows(older, reference)))];
    return truchman.element("div", { className: "sample" }, list, ...more);
  }

  const samples = truchman.data("samples-data");
  const content = samples.length > 0
    ? samples.map(sample)
    : [truchman.element("p", { className: "notice", textContent: "The first validation is still to come." })];
  document.getElementById("samples-content").append(...content);
})();
