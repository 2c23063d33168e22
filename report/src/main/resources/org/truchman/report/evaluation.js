"use strict";

(() => {
  const { chart, choice, data, element } = truchman;
  const { extremes: EXTREMES, testSets: SETS } = data("evaluation");
  const BIN = 5;
  const PAUSE_MS = 150;
  const state = {
    set: SETS[0], metric: 0, a: 0, b: 1, extremesOf: 0,
    mark: "reference", search: "", show: "all", least: 0, sort: "line", page: 0, size: 25,
  };

  const place = (id) => document.getElementById(id);
  const outputs = () => state.set.outputs;
  const paired = () => outputs().length > 1;
  const shown = () => paired() && state.a !== state.b ? [state.a, state.b] : [state.a];
  const both = () => shown().length === 2;
  const scores = (system) => outputs()[system].scores[state.metric].values;
  const metricName = () => outputs()[0].scores[state.metric].metric;
  const systemName = (system) => outputs()[system].system;
  const number = (value, digits = 1) =>
    value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const gain = (line) => Math.round((scores(state.b)[line] - scores(state.a)[line]) * 100) / 100;

  // What stands where.

  function swatch(system) {
    const made = element("span", { className: "swatch", "aria-hidden": "true" });
    made.style.background = `var(--series-${system % 6 + 1})`;
    return made;
  }

  function text(nodes) {
    const empty = nodes.length === 0 || nodes.every((node) => typeof node === "string" && !node.trim());
    return empty
      ? element("dd", { className: "text" }, element("span", { className: "blank", textContent: "empty" }))
      : element("dd", { className: "text", dir: "auto" }, ...nodes);
  }

  function row(label, name, nodes, score = "") {
    return element("div", { className: `row ${name}` },
      element("dt", {}, ...[label].flat()), text(nodes), element("dd", { className: "score", textContent: score }));
  }

  /** The reference that shares most with a translation, and what they share. */
  function closest(line, translation) {
    const all = state.set.references.map((set, index) => {
      const compared = wordDiff.compare(translation, set[line]);
      const words = compared.inA.length + compared.inB.length;
      return { index, ...compared, share: words === 0 ? 1 : 2 * compared.size / words };
    });
    return all.reduce((best, one) => one.share > best.share ? one : best);
  }

  /** Each shown translation's words that count as found, and each reference's. */
  function presence(line, systems) {
    const texts = systems.map((system) => outputs()[system].translations[line]);
    if (state.mark === "systems" && systems.length === 2) {
      const { inA, inB } = wordDiff.compare(texts[0], texts[1]);
      return { translations: [inA, inB], references: [] };
    }
    if (state.mark === "none") {
      return { translations: [], references: [] };
    }
    const found = [];
    const translations = texts.map((translation) => {
      const near = closest(line, translation);
      found[near.index] = found[near.index]?.map((had, i) => had || near.inB[i]) ?? near.inB;
      return near.inA;
    });
    return { translations, references: found };
  }

  function nodes(line, present, name) {
    return present ? wordDiff.marked(line, present, name) : line === "" ? [] : [line];
  }

  function card(line, systems, label = systemName) {
    const { translations, references } = presence(line, systems);
    const rows = [row("Source", "source", nodes(state.set.sources[line]))];
    state.set.references.forEach((set, index) => rows.push(
      row(state.set.references.length > 1 ? `Reference ${index + 1}` : "Reference", "reference",
        nodes(set[line], references[index], "missing"))));
    systems.forEach((system, index) => rows.push(
      row([swatch(system), element("span", { textContent: label(system) })], "system",
        nodes(outputs()[system].translations[line], translations[index], "other"),
        number(scores(system)[line]))));
    const facts = element("p", { className: "facts" },
      element("span", { textContent: `Line ${(line + 1).toLocaleString("en")}` }));
    if (systems.length === 2) {
      const won = gain(line) > 0 ? state.b : state.a;
      facts.append(gain(line) === 0
        ? element("span", { textContent: "equal scores" })
        : element("span", {}, swatch(won), `${systemName(won)} `,
          element("strong", { textContent: `+${number(Math.abs(gain(line)))}` })));
    }
    facts.append(element("span", { className: "metric", textContent: metricName() }));
    return element("li", { className: "sentence" }, facts, element("dl", { className: "texts" }, ...rows));
  }

  // Charts.

  function median(values) {
    const sorted = [...values].sort((x, y) => x - y);
    const middle = sorted.length >> 1;
    return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  function histogram() {
    const bins = 100 / BIN;
    const spread = (system) => {
      const counts = new Array(bins).fill(0);
      scores(system).forEach((value) => counts[Math.min(bins - 1, Math.floor(value / BIN))]++);
      return { name: `${systemName(system)} (median ${number(median(scores(system)))})`, x: [], y: counts };
    };
    return {
      kind: "BARS",
      title: `How the sentences' ${metricName()} is spread`,
      xLabel: `sentence ${metricName()} (0 to 100, in steps of ${BIN})`,
      yLabel: "sentences",
      categories: Array.from({ length: bins }, (_, i) => `${BIN * i}–${BIN * (i + 1)}`),
      series: outputs().map((_, system) => spread(system)),
    };
  }

  function byLength() {
    const filled = state.set.lengths.map((_, i) => i).filter((i) => state.set.lengths[i].sentences > 0);
    return {
      kind: "BARS",
      title: "BLEU by source length",
      xLabel: "source tokens; below them the number of sentences",
      yLabel: "BLEU (0 to 100)",
      yMax: 100,
      categories: filled.map((i) =>
        `${state.set.lengths[i].label}\n${state.set.lengths[i].sentences.toLocaleString("en")}`),
      series: outputs().map((output) =>
        ({ name: output.system, x: [], y: filled.map((i) => output.byLength[i]) })),
    };
  }

  function drawCharts() {
    const [spread, length] = place("charts").children;
    chart(spread, histogram());
    chart(length, byLength());
  }

  // Worst and best.

  function drawExtremes() {
    const values = scores(state.extremesOf);
    const order = values.map((_, line) => line).sort((x, y) => values[x] - values[y] || x - y);
    const half = Math.min(EXTREMES, Math.ceil(order.length / 2));
    const list = (title, lines) => element("div", {},
      element("h3", { textContent: title }),
      element("ol", { className: "sentences" }, ...lines.map((line) => card(line, [state.extremesOf], () => "Translation"))));
    const worst = order.slice(0, half);
    const best = order.slice(half).slice(-half).reverse();
    const content = [element("div", { className: "pair" },
      list(`Worst ${worst.length} by ${metricName()}`, worst),
      ...best.length ? [list(`Best ${best.length} by ${metricName()}`, best)] : [])];
    place("extremes-list").replaceChildren(...content);
  }

  function buildExtremes() {
    const chooser = paired()
      ? [element("div", { className: "controls" }, choice("System", systemOptions(), String(state.extremesOf),
        (value) => { state.extremesOf = Number(value); drawExtremes(); }))]
      : [];
    place("extremes-content").replaceChildren(...chooser, element("div", { id: "extremes-list" }));
    drawExtremes();
  }

  // All sentences.

  const isExact = (system, line) =>
    state.set.references.some((set) => set[line] === outputs()[system].translations[line]);
  const differ = (line) =>
    outputs()[state.a].translations[line] !== outputs()[state.b].translations[line];
  const folded = (line) => line.normalize("NFC").toLowerCase();

  const SHOW = {
    all: () => true,
    differ,
    same: (line) => !differ(line),
    better: (line) => gain(line) < 0,
    worse: (line) => gain(line) > 0,
    exact: (line) => isExact(state.a, line),
    inexact: (line) => !isExact(state.a, line),
  };

  const SORT = {
    line: (x, y) => x - y,
    better: (x, y) => gain(x) - gain(y),
    worse: (x, y) => gain(y) - gain(x),
    difference: (x, y) => Math.abs(gain(y)) - Math.abs(gain(x)),
    worst: (x, y) => scores(state.a)[x] - scores(state.a)[y],
    best: (x, y) => scores(state.a)[y] - scores(state.a)[x],
    longest: (x, y) => state.set.sources[y].length - state.set.sources[x].length,
  };

  function found(line, wanted) {
    return [state.set.sources[line], ...state.set.references.map((set) => set[line]),
      ...shown().map((system) => outputs()[system].translations[line])]
      .some((one) => folded(one).includes(wanted));
  }

  function selected() {
    const wanted = folded(state.search.trim());
    return state.set.sources.map((_, line) => line)
      .filter((line) => SHOW[state.show](line))
      .filter((line) => !both() || Math.abs(gain(line)) >= state.least)
      .filter((line) => wanted === "" || found(line, wanted))
      .sort((x, y) => SORT[state.sort](x, y) || x - y);
  }

  function pager(pages, where) {
    const to = (page) => { state.page = Math.max(0, Math.min(pages - 1, page)); drawSentences(where); };
    const field = element("input", { type: "number", min: 1, max: pages, value: state.page + 1,
      "aria-label": "Page" });
    field.addEventListener("change", () => to((Number(field.value) || 1) - 1));
    const step = (label, name, by, possible) => {
      const button = element("button", { type: "button", className: name, textContent: label, disabled: !possible });
      button.addEventListener("click", () => to(state.page + by));
      return button;
    };
    return element("div", { className: "pages" },
      step("Previous", "previous", -1, state.page > 0), field, ` of ${pages.toLocaleString("en")} `,
      step("Next", "next", 1, state.page < pages - 1));
  }

  function count(lines) {
    const total = state.set.sources.length.toLocaleString("en");
    return element("span", { role: "status",
      textContent: `${lines.length.toLocaleString("en")} of ${total} sentences` });
  }

  /** Draws the chosen page; the button that was pressed keeps the focus. */
  function drawSentences(focus) {
    const lines = selected();
    const pages = Math.max(1, Math.ceil(lines.length / state.size));
    state.page = Math.min(state.page, pages - 1);
    const from = state.page * state.size;
    const cards = lines.slice(from, from + state.size).map((line) => card(line, shown()));
    place("sentences-list").replaceChildren(
      element("div", { className: "bar top" }, count(lines), pager(pages, ".top")),
      cards.length
        ? element("ol", { className: "sentences" }, ...cards)
        : element("p", { className: "empty", textContent: "No sentence is like that. Widen the search or the filter." }),
      ...pages > 1 ? [element("div", { className: "bar bottom" }, "", pager(pages, ".bottom"))] : []);
    if (focus) {
      place("sentences-list").querySelector(focus)?.querySelector("input").focus({ preventScroll: focus === ".top" });
      if (focus === ".bottom") {
        place("sentences-list").scrollIntoView();
      }
    }
  }

  function anew(change) {
    return (value) => { change(value); state.page = 0; drawSentences(); };
  }

  function field(label, name, properties, change) {
    const input = element("input", properties);
    let waiting = 0;
    input.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => change(input.value), PAUSE_MS);
    });
    return element("label", { className: name }, label, input);
  }

  function showOptions(a, b) {
    const pair = [["differ", "translations differ"], ["same", "translations are the same"],
      ["better", `${a} scores higher`], ["worse", `${b} scores higher`]];
    return [["all", "all"], ...both() ? pair : [],
      ["exact", `${a} equals a reference`], ["inexact", `${a} equals no reference`]];
  }

  function sortOptions(a, b) {
    const pair = [["difference", "largest difference"], ["better", `${a} ahead most`], ["worse", `${b} ahead most`]];
    return [["line", "line number"], ...both() ? pair : [],
      ["worst", `${a}: worst first`], ["best", `${a}: best first`], ["longest", "longest source first"]];
  }

  function markOptions() {
    return [["reference", "from the reference"], ...both() ? [["systems", "between the two systems"]] : [],
      ["none", "not at all"]];
  }

  /** What the marks mean, in the way that was chosen. */
  function drawLegend() {
    const other = element("mark", { className: "other", textContent: "Underlined" });
    const missing = element("mark", { className: "missing", textContent: "dotted" });
    place("legend").replaceChildren(...{
      reference: [other, ": not in the reference; ", missing, " in the reference: in no translation shown"],
      systems: [other, ": not in the other translation"],
      none: [],
    }[state.mark]);
  }

  function buildSentences() {
    const [a, b] = [systemName(state.a), both() ? systemName(state.b) : ""];
    const kept = (options, value) => options.some(([key]) => key === value) ? value : options[0][0];
    state.show = kept(showOptions(a, b), state.show);
    state.sort = kept(sortOptions(a, b), state.sort);
    state.mark = kept(markOptions(), state.mark);
    const least = field("Difference at least", "least", { type: "number", min: 0, max: 100, step: 1, value: state.least },
      anew((value) => { state.least = Number(value) || 0; }));
    place("sentences-content").replaceChildren(
      element("div", { className: "controls" },
        field("Search", "search", { type: "search", value: state.search }, anew((value) => { state.search = value; })),
        choice("Show", showOptions(a, b), state.show, anew((value) => { state.show = value; })),
        ...both() ? [least] : [],
        choice("Sort by", sortOptions(a, b), state.sort, anew((value) => { state.sort = value; })),
        choice("Mark differences", markOptions(), state.mark, (value) => { state.mark = value; drawLegend(); drawExtremes(); drawSentences(); }),
        choice("Per page", ["10", "25", "50", "100"].map((size) => [size, size]), String(state.size),
          anew((value) => { state.size = Number(value); }))),
      element("p", { id: "legend" }),
      element("div", { id: "sentences-list" }));
    drawLegend();
    drawSentences();
  }

  // What all of it is about.

  const systemOptions = () => outputs().map((output, i) => [String(i), output.system]);

  function drawAll() {
    drawCharts();
    buildExtremes();
    buildSentences();
  }

  function buildChoices() {
    const metrics = outputs()[0].scores.map((one, i) => [String(i), one.metric]);
    const system = (label, key) => choice(label, systemOptions(), String(state[key]),
      (value) => { state[key] = Number(value); state.page = 0; buildSentences(); });
    place("choices-rest").replaceChildren(
      choice("Sentence score", metrics, String(state.metric), (value) => { state.metric = Number(value); drawAll(); }),
      ...paired() ? [system("Compare", "a"), system("With", "b")] : []);
  }

  function chooseSet(index) {
    state.set = SETS[index];
    const last = outputs().length - 1;
    Object.assign(state, { metric: 0, page: 0, a: Math.min(state.a, last), b: Math.min(state.b, last),
      extremesOf: Math.min(state.extremesOf, last) });
    buildChoices();
    drawAll();
  }

  function start() {
    const sets = SETS.map((set, i) => [String(i), set.name]);
    const setChoice = SETS.length > 1 ? [choice("Test set", sets, "0", (value) => chooseSet(Number(value)))] : [];
    place("choices").append(element("div", { className: "controls" }, ...setChoice,
      element("div", { id: "choices-rest", className: "controls" })));
    place("charts").append(element("figure", { className: "chart" }), element("figure", { className: "chart" }));
    chooseSet(0);
  }

  start();
})();
