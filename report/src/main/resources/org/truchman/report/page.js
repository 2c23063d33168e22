"use strict";

/** What the scripts of every page share: making elements, colours, charts. */
const truchman = (() => {
  const THEMES = { system: "System colours", light: "Light", dark: "Dark" };
  const SERIES = 6;
  const drawn = new Map();

  /** An element; properties are set, never parsed, so that text stays text. */
  function element(name, properties = {}, ...content) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(properties)) {
      if (key.includes("-") || key === "role" || key === "for" || key === "scope") {
        made.setAttribute(key, value);
      } else {
        made[key] = value;
      }
    }
    made.append(...content);
    return made;
  }

  /** A labelled choice; options are [value, text] pairs. */
  function choice(text, options, value, change) {
    const select = element("select", {}, ...options.map(([key, shown]) =>
      element("option", { value: key, textContent: shown, selected: key === value })));
    select.addEventListener("change", () => change(select.value));
    return element("label", {}, text, select);
  }

  /** The colour that a variable of the style sheet has now, light or dark. */
  function colour(variable) {
    const probe = element("span", { hidden: true });
    probe.style.color = `var(${variable})`;
    document.body.append(probe);
    const resolved = getComputedStyle(probe).color;
    probe.remove();
    return resolved;
  }

  const seriesColour = (index) => colour(`--series-${index % SERIES + 1}`);

  function axis(label, extra) {
    const muted = colour("--muted");
    return {
      title: { display: true, text: label, color: muted },
      ticks: { color: muted, maxRotation: 0, ...extra.ticks },
      grid: { color: colour("--line"), display: extra.grid },
      border: { color: colour("--control") },
      ...extra.scale,
    };
  }

  function dataset(spec, one, index) {
    const shade = seriesColour(index);
    const lines = spec.kind === "LINES";
    return {
      label: one.name,
      data: lines ? one.y.map((y, i) => ({ x: one.x[i], y })) : one.y,
      backgroundColor: shade,
      borderColor: shade,
      borderWidth: lines ? 2 : 0,
      borderRadius: lines ? 0 : 2,
      pointRadius: lines && one.y.length <= 60 ? 2.5 : 0,
      pointStyle: lines ? "line" : "rect",
      categoryPercentage: .82,
      barPercentage: .92,
    };
  }

  const places = (spec) => spec.series.flatMap((one) => one.x);
  const values = (spec) => spec.series.flatMap((one) => one.y).filter((y) => y !== null);
  const whole = (spec) => values(spec).every(Number.isInteger);

  /** On a logarithmic axis only the powers of ten are named, and what is between where they are few. */
  function logarithmic(found) {
    const tens = Math.log10(Math.max(...found)) - Math.log10(Math.min(...found));
    const named = (value) => {
      const digits = value / 10 ** Math.floor(Math.log10(value) + 1e-9);
      const is = (digit) => Math.abs(digits - digit) < 1e-6;
      return tens < 1 || is(1) || (tens < 3 && (is(2) || is(5)));
    };
    const text = (value) => value >= 1e-3 && value < 1e5 ? String(Number(value.toPrecision(3))) : value.toExponential(0);
    return { ticks: { callback: (value) => named(value) ? text(value) : "" }, scale: { type: "logarithmic" } };
  }

  /** Bars start at zero; where a highest value is known, the axis does not go beyond it. */
  function yScale(spec) {
    const nearTop = spec.yMax !== undefined && Math.max(...values(spec)) > .8 * spec.yMax;
    return { beginAtZero: spec.kind === "BARS", ...nearTop ? { max: spec.yMax } : {} };
  }

  function options(spec) {
    const lines = spec.kind === "LINES";
    const logX = spec.logX ? logarithmic(places(spec)) : {};
    const logY = spec.logY ? logarithmic(values(spec)) : {};
    return {
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      interaction: { mode: "index", intersect: false },
      scales: {
        x: axis(spec.xLabel, {
          ticks: {
            autoSkip: lines || spec.categories.length > 12,
            ...places(spec).every(Number.isInteger) ? { precision: 0 } : {},
            ...logX.ticks,
          },
          grid: false,
          scale: logX.scale ?? (lines ? { type: "linear" } : {}),
        }),
        y: axis(spec.yLabel, {
          ticks: logY.ticks ?? (whole(spec) ? { precision: 0 } : {}),
          grid: true,
          scale: logY.scale ?? yScale(spec),
        }),
      },
      plugins: {
        legend: {
          align: "start",
          labels: { color: colour("--text"), usePointStyle: true, boxWidth: 10, boxHeight: 10 },
        },
        tooltip: { usePointStyle: true, callbacks: { title: (items) => tooltipTitle(spec, items) } },
      },
    };
  }

  const inOneLine = (category) => category.replaceAll("\n", ", ");

  const tooltipTitle = (spec, [item]) =>
    item && spec.kind === "BARS" ? inOneLine(spec.categories[item.dataIndex]) : item?.label ?? "";

  /** Two decimals; where that would leave little or nothing, three digits that count. */
  const figure = (value) =>
    String(Math.abs(value) < 1 ? Number(value.toPrecision(3)) : Math.round(value * 100) / 100);

  /** The figures of a chart as a table, closed at first. */
  function figures(spec) {
    const places = spec.kind === "BARS"
      ? spec.categories.map(inOneLine)
      : [...new Set(spec.series.flatMap((one) => one.x))].sort((a, b) => a - b);
    const value = (one, place, row) => {
      const found = spec.kind === "BARS" ? one.y[row] : one.y[one.x.indexOf(place)];
      return found === null || found === undefined ? "–" : figure(found);
    };
    const rows = places.map((place, row) => element("tr", {},
      element("th", { scope: "row", textContent: place }),
      ...spec.series.map((one) =>
        element("td", { className: "number", textContent: value(one, place, row) }))));
    const head = element("tr", {}, element("th", { scope: "col", textContent: spec.xLabel }),
      ...spec.series.map((one) =>
        element("th", { scope: "col", className: "number", textContent: one.name })));
    return element("details", {},
      element("summary", { textContent: "Figures as a table" }),
      element("div", { className: "scroll", tabIndex: 0 },
        element("table", {}, element("thead", {}, head), element("tbody", {}, ...rows))));
  }

  /** Draws a chart, or draws it anew, in a figure. */
  function chart(figure, spec) {
    drawn.get(figure)?.chart.destroy();
    const canvas = element("canvas", { role: "img", "aria-label": spec.title });
    const open = figure.querySelector("details")?.open ?? false;
    figure.replaceChildren(
      element("figcaption", { textContent: spec.title }),
      element("div", { className: "plot" }, canvas),
      figures(spec));
    figure.querySelector("details").open = open;
    // Under many bars there is room for a word, not for a line.
    const crowded = spec.categories.length > 8;
    const wrapped = (line) => crowded && line.length > 9 ? line.split(" ") : line;
    const labels = spec.categories.map((category) => category.split("\n").flatMap(wrapped));
    drawn.set(figure, {
      spec,
      chart: new Chart(canvas, {
        type: spec.kind === "LINES" ? "line" : "bar",
        data: { labels, datasets: spec.series.map((one, i) => dataset(spec, one, i)) },
        options: options(spec),
      }),
    });
  }

  function redraw() {
    for (const [figure, { spec }] of drawn) {
      chart(figure, spec);
    }
  }

  /** A browser may forbid pages from a file to remember anything. */
  function remembered() {
    try {
      return localStorage.getItem("truchman-theme");
    } catch {
      return null;
    }
  }

  function setTheme(theme) {
    document.documentElement.dataset.theme = theme;
    try {
      localStorage.setItem("truchman-theme", theme);
    } catch {
      // Then the choice holds for this page only.
    }
    redraw();
  }

  function start() {
    Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
    const wanted = remembered();
    const theme = wanted in THEMES ? wanted : "system";
    document.documentElement.dataset.theme = theme;
    const select = choice("", Object.entries(THEMES), theme, setTheme);
    select.querySelector("select").setAttribute("aria-label", "Colours of this page");
    document.getElementById("theme").append(select);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
    for (const figure of document.querySelectorAll("figure.chart")) {
      chart(figure, JSON.parse(figure.querySelector("script").textContent));
    }
  }

  const data = (id) => JSON.parse(document.getElementById(id).textContent);

  start();
  return { chart, choice, colour, data, element, seriesColour };
})();
