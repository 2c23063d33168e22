"use strict";

/** Draws what a model did with one sentence. */
(() => {
  const { element, choice, colour } = truchman;
  const data = truchman.data("inspection");
  const SVG = "http://www.w3.org/2000/svg";
  const place = (id) => document.getElementById(id + "-content");

  function svg(name, attributes = {}, ...content) {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) {
      made.setAttribute(key, value);
    }
    made.append(...content);
    return made;
  }

  const title = (text) => {
    const made = svg("title");
    made.textContent = text;
    return made;
  };
  const label = (text, attributes) => {
    const made = svg("text", attributes);
    made.textContent = text;
    return made;
  };
  const short = (text, most = 11) => {
    const all = [...text];
    return all.length > most ? all.slice(0, most - 1).join("") + "…" : text;
  };
  const drawing = (width, height, name, ...content) => element("div", { className: "drawing", tabIndex: 0 },
    svg("svg", { width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": name }, ...content));
  const fixed = (value, digits = 2) => value.toFixed(digits);

  /** The numbers of a part, (tokens, units). */
  function numbers(part) {
    if (!part.rows) {
      const raw = atob(part.bytes);
      const all = Int8Array.from(raw, (c) => c.charCodeAt(0));
      part.rows = [];
      for (let at = 0; at < all.length; at += part.units) {
        part.rows.push(Array.from(all.subarray(at, at + part.units), (level) => level * part.unit));
      }
      part.most = part.gate ? 1 : Math.max(1e-9, 127 * part.unit);
    }
    return part.rows;
  }

  const tokensOf = (layer) => layer.ofSource ? data.source : data.read;

  function drawAttention() {
    if (!data.attention) {
      return;
    }
    const cell = 26;
    const left = 110;
    const top = 84;
    const all = svg("g", { class: "heat" });
    data.source.forEach((token, s) => {
      const x = left + s * cell + cell / 2;
      all.append(label(short(token), { x, y: top - 8, transform: `rotate(-50 ${x} ${top - 8})` }));
    });
    data.said.forEach((token, t) => {
      const y = top + t * cell;
      all.append(label(short(token, 14), { x: left - 8, y: y + cell * .65, "text-anchor": "end" }));
      data.attention[t].forEach((weight, s) => {
        const square = { x: left + s * cell, y, width: cell, height: cell };
        all.append(svg("rect", { ...square, "fill-opacity": weight },
          title(`${token} looked at ${data.source[s]}: ${fixed(weight, 3)}`)));
        all.append(svg("rect", { ...square, class: "frame", "pointer-events": "none" }));
      });
    });
    place("attention").append(drawing(left + data.source.length * cell + 70,
      top + data.said.length * cell + 8, "Attention of each step over the source", all));
  }

  /** How active a layer is at a token, from 0 to 1. */
  function activity(layer, token) {
    const part = layer.parts[0];
    const row = numbers(part)[token];
    return Math.sqrt(row.reduce((sum, value) => sum + value * value, 0) / row.length) / part.most;
  }

  function drawUnrolled() {
    const wiring = data.wiring;
    const column = 74;
    const box = { width: 46, height: 24 };
    const rowHeight = 58;
    const directions = wiring.bidirectional ? 2 : 1;
    const encoderRows = wiring.encoderLayers * directions;
    const rows = Math.max(encoderRows, wiring.decoderLayers);
    const sourceColumns = data.source.length;
    const gap = sourceColumns ? .6 : 0;
    const arcs = data.attention ? 96 : 24;
    const top = arcs + 40;
    const bottom = top + rows * rowHeight;
    const x = (index) => 58 + index * column;
    const readX = (t) => x(sourceColumns + gap + t);
    const y = (row) => bottom - row * rowHeight - 20;
    const layersOfSource = data.layers.filter((layer) => layer.ofSource);
    const layersOfTarget = data.layers.filter((layer) => !layer.ofSource);
    const wires = svg("g");
    const states = svg("g");
    const words = svg("g");

    const wire = (from, to, kind = "", extra = {}) => wires.append(svg("path", {
      class: `wire ${kind}`, "marker-end": "url(#arrow)", d: `M${from[0]} ${from[1]} L${to[0]} ${to[1]}`, ...extra }));
    const arc = (from, to, height, kind, extra = {}) => wires.append(svg("path", {
      class: `wire ${kind}`, "marker-end": "url(#arrow)",
      d: `M${from[0]} ${from[1]} C${from[0]} ${from[1] - height}, ${to[0]} ${to[1] - height}, ${to[0]} ${to[1]}`, ...extra }));
    const up = (at, row) => [at, y(row) - box.height / 2];
    const down = (at, row) => [at, y(row) + box.height / 2];
    const state = (layer, at, row, token) => {
      const active = activity(layer, token);
      states.append(svg("rect", { class: "state", x: at - box.width / 2, y: y(row) - box.height / 2,
        ...box, rx: 6, "fill-opacity": Math.min(1, .04 + active) },
      title(`${layer.name} at ${tokensOf(layer)[token]}: activity ${fixed(active)} of the greatest`)));
    };

    layersOfSource.forEach((layer, row) => {
      const backward = wiring.bidirectional && row % 2 === 1;
      data.source.forEach((_, s) => {
        state(layer, x(s), row, s);
        if (s > 0) {
          const ends = [[x(s - 1) + box.width / 2, y(row)], [x(s) - box.width / 2, y(row)]];
          wire(backward ? ends[1] : ends[0], backward ? ends[0] : ends[1]);
        }
      });
      words.append(label(wiring.bidirectional ? (backward ? "←" : "→") : "→", { x: 8, y: y(row) + 4, class: "quiet" }));
    });
    for (let layer = 0; layer < wiring.encoderLayers; layer++) {
      data.source.forEach((_, s) => {
        const first = layer * directions;
        const from = layer === 0 ? [x(s), bottom + 14] : up(x(s), first - 1);
        wire(from, down(x(s), first));
        if (directions === 2) {
          wire([x(s) - 8, from[1]], [x(s) - 14, y(first + 1) + box.height / 2]);
        }
      });
    }
    layersOfTarget.forEach((layer, row) => {
      data.read.forEach((_, t) => {
        state(layer, readX(t), row, t);
        wire(row === 0 ? [readX(t), bottom + 14] : up(readX(t), row - 1), down(readX(t), row));
        if (t > 0) {
          wire([readX(t - 1) + box.width / 2, y(row)], [readX(t) - box.width / 2, y(row)]);
        }
      });
    });
    const topRow = wiring.decoderLayers - 1;
    const outputY = y(topRow) - 38;
    data.read.forEach((_, t) => {
      wire(up(readX(t), topRow), [readX(t), outputY + 6]);
      words.append(label(short(data.said[t], 10), { x: readX(t), y: outputY, "text-anchor": "middle" }));
      words.append(label(short(data.read[t], 10), { x: readX(t), y: bottom + 28, "text-anchor": "middle" }));
      if (wiring.inputFeeding && t > 0) {
        wire([readX(t - 1) + box.width / 2, y(topRow) - 6], [readX(t) - 10, y(0) + box.height / 2], "fed");
      }
    });
    data.source.forEach((token, s) =>
      words.append(label(short(token, 10), { x: x(s), y: bottom + 28, "text-anchor": "middle" })));
    if (sourceColumns) {
      words.append(label("source", { x: 30, y: bottom + 50, class: "quiet" }));
      words.append(label("translation, piece by piece", { x: readX(0) - 22, y: bottom + 50, class: "quiet" }));
      drawBridges();
    }

    function drawBridges() {
      const last = sourceColumns - 1;
      if (wiring.bridged) {
        for (let layer = 0; layer < wiring.decoderLayers; layer++) {
          const skipped = Math.max(0, wiring.encoderLayers - wiring.decoderLayers);
          const from = Math.min(layer + skipped, wiring.encoderLayers - 1) * directions;
          wire([x(last) + box.width / 2, y(from)], [readX(0) - box.width / 2, y(layer)]);
        }
      }
      if (wiring.contextEveryStep) {
        data.read.forEach((_, t) => {
          const from = wiring.delay < 0 ? last : Math.min(t + wiring.delay, last);
          arc(up(x(from), encoderRows - 1), [readX(t) - 12, y(0) - box.height / 2], 26, "context");
        });
      }
      (data.attention ?? []).forEach((weights, t) => weights.forEach((weight, s) => {
        if (weight > .1) {
          const from = up(x(s), encoderRows - 1);
          const height = 30 + Math.min(70, 8 * (sourceColumns + t - s));
          arc(from, [readX(t) + 10, y(topRow) - box.height / 2], height, "looks",
            { "stroke-width": 1 + 3 * weight, "stroke-opacity": .25 + .6 * weight });
        }
      }));
    }

    const arrow = svg("defs", {}, svg("marker", { id: "arrow", viewBox: "0 0 8 8", refX: 7, refY: 4,
      markerWidth: 7, markerHeight: 7, markerUnits: "userSpaceOnUse", orient: "auto-start-reverse" },
    svg("path", { d: "M0 0 L8 4 L0 8 z", fill: "context-stroke" })));
    place("unrolled").append(drawing(readX(data.read.length - 1) + 60, bottom + 60,
      "The network unrolled through time", arrow, wires, states, words));
  }

  function drawNext() {
    const row = (step, t) => {
      const said = data.said[t];
      const chips = step.pieces.map((piece, i) => element("span", {
        className: piece === said ? "chip said" : "chip",
        textContent: `${piece} ${fixed(100 * step.probabilities[i], 1)} %` }));
      return element("tr", {},
        element("td", { textContent: data.read[t] }),
        element("th", { scope: "row", textContent: said }),
        element("td", { className: "number", textContent: fixed(100 * step.said, 1) + " %" }),
        element("td", {}, ...chips));
    };
    const head = element("tr", {}, ...["read", data.beam ? "said" : "came next", "held probable", "the most probable"]
      .map((name) => element("th", { scope: "col", textContent: name })));
    place("next").append(element("div", { className: "scroll drawing", tabIndex: 0 },
      element("table", { className: "probable" }, element("thead", {}, head),
        element("tbody", {}, ...data.next.map(row)))));
  }

  /** The colour of an activation: one for above, one for below zero. */
  function shade(value, most) {
    const strength = Math.min(1, Math.abs(value) / most);
    return `color-mix(in srgb, var(--series-${value < 0 ? 2 : 1}) ${Math.round(100 * strength)}%, transparent)`;
  }

  const shown = { layer: 0, part: 0, unit: 0 };

  function showUnit(layer, unit) {
    shown.layer = layer;
    shown.part = 0;
    shown.unit = unit;
    drawStates();
    document.getElementById("states").scrollIntoView({ block: "start" });
  }

  function drawStates() {
    const layer = data.layers[shown.layer];
    const part = layer.parts[shown.part];
    shown.unit = Math.min(shown.unit, part.units - 1);
    const controls = element("div", { className: "controls" },
      choice("Layer", data.layers.map((one, i) => [String(i), one.name]), String(shown.layer), (value) => {
        shown.layer = Number(value);
        shown.part = Math.min(shown.part, data.layers[shown.layer].parts.length - 1);
        drawStates();
      }),
      choice("What", layer.parts.map((one, i) => [String(i), one.name]), String(shown.part), (value) => {
        shown.part = Number(value);
        drawStates();
      }),
      unitField(part));
    place("states").replaceChildren(controls, sentence(layer, part), field(layer, part));
  }

  function unitField(part) {
    const input = element("input", { type: "number", min: 0, max: part.units - 1, value: shown.unit });
    input.addEventListener("change", () => {
      shown.unit = Math.max(0, Math.min(part.units - 1, Math.round(Number(input.value)) || 0));
      drawStates();
    });
    return element("label", {}, `Unit, 0 to ${part.units - 1}`, input);
  }

  /** The sentence in the colours of one unit. */
  function sentence(layer, part) {
    const rows = numbers(part);
    return element("div", { className: "tokens" }, ...tokensOf(layer).map((token, t) => {
      const value = rows[t][shown.unit];
      const made = element("span", { className: "token" }, token, element("small", { textContent: fixed(value) }));
      made.style.background = shade(value, part.most);
      return made;
    }));
  }

  /** All units over all tokens. */
  function field(layer, part) {
    const rows = numbers(part);
    const wide = Math.max(2, Math.min(24, Math.floor(1000 / part.units)));
    const high = 18;
    const canvas = element("canvas", { width: part.units * wide, height: rows.length * high,
      role: "img", "aria-label": `${part.name} of ${layer.name}, all units` });
    const draw = canvas.getContext("2d");
    const above = colour("--series-1");
    const below = colour("--series-2");
    rows.forEach((row, t) => row.forEach((value, u) => {
      draw.globalAlpha = Math.min(1, Math.abs(value) / part.most);
      draw.fillStyle = value < 0 ? below : above;
      draw.fillRect(u * wide, t * high, wide, high - 1);
    }));
    draw.globalAlpha = 1;
    draw.strokeStyle = colour("--text");
    draw.strokeRect(shown.unit * wide - .5, .5, wide + 1, rows.length * high - 1);
    const at = (event) => [Math.floor(event.offsetX / wide), Math.floor(event.offsetY / high)];
    canvas.addEventListener("mousemove", (event) => {
      const [u, t] = at(event);
      const value = rows[t]?.[u];
      canvas.title = value === undefined ? "" : `unit ${u} at ${tokensOf(layer)[t]}: ${fixed(value)}`;
    });
    canvas.addEventListener("click", (event) => {
      shown.unit = Math.min(part.units - 1, at(event)[0]);
      drawStates();
    });
    const names = tokensOf(layer).map((token) => element("div", { textContent: token }));
    return element("div", { className: "states" }, element("div", { className: "names" }, ...names),
      element("div", { className: "field", tabIndex: 0 }, canvas));
  }

  function drawTracking() {
    const rows = data.findings.map((finding) => element("tr", {},
      element("th", { scope: "row", textContent: finding.feature }),
      element("td", { textContent: finding.verdict }),
      element("td", {}, ...finding.units.map((unit) => {
        const pick = element("button", { className: "pick", type: "button",
          textContent: `${unit.layer}, unit ${unit.unit}: ${fixed(unit.correlation)}` });
        pick.addEventListener("click", () =>
          showUnit(data.layers.findIndex((layer) => layer.name === unit.layer), unit.unit));
        return pick;
      }))));
    const head = element("tr", {}, ...["what", "is tracked", "units and correlations, best first"]
      .map((name) => element("th", { scope: "col", textContent: name })));
    place("tracking").append(element("div", { className: "scroll", tabIndex: 0 },
      element("table", { className: "probable" }, element("thead", {}, head), element("tbody", {}, ...rows))));
  }

  /** For each token, how many of the units have a gate open, shut or between. */
  function strip(layer, part) {
    const wide = 40;
    const high = 72;
    const left = 10;
    const group = svg("g", { class: "gate" });
    const rows = numbers(part);
    rows.forEach((row, t) => {
      const open = row.filter((value) => value > .9).length / row.length;
      const shut = row.filter((value) => value < .1).length / row.length;
      const mean = row.reduce((sum, value) => sum + value, 0) / row.length;
      const x = left + t * wide;
      const bars = [["shut", 0, shut], ["between", shut, 1 - shut - open], ["open", 1 - open, open]];
      const token = tokensOf(layer)[t];
      group.append(...bars.map(([kind, from, share]) => svg("rect", { class: kind, x: x + 3, width: wide - 6,
        y: 4 + high * (1 - from - share), height: high * share },
      title(`${token}: ${fixed(100 * share, 0)} % ${kind}; mean ${fixed(mean)}`))));
      const height = 4 + high * (1 - mean);
      group.append(svg("line", { class: "mean", x1: x + 3, x2: x + wide - 3, y1: height, y2: height }));
      group.append(label(short(token, 6), { x: x + wide / 2, y: high + 20, "text-anchor": "middle", class: "quiet" }));
    });
    return element("div", {}, element("h3", { textContent: `${layer.name}: ${part.name}` }),
      drawing(left * 2 + rows.length * wide, high + 28, `${part.name} of ${layer.name} over the tokens`, group));
  }

  function drawGates() {
    if (!place("gates")) {
      return;
    }
    const gated = data.layers.filter((layer) => layer.parts.some((part) => part.gate));
    const strips = element("div", { className: "gates" });
    const show = (name) => {
      const layer = gated.find((one) => one.name === name);
      strips.replaceChildren(...layer.parts.filter((part) => part.gate).map((part) => strip(layer, part)));
    };
    const first = gated[gated.length - 1].name;
    place("gates").append(
      element("div", { className: "controls" },
        choice("Layer", gated.map((layer) => [layer.name, layer.name]), first, show),
        element("div", { className: "key" }, ...["open", "between", "shut", "mean"].map((kind) =>
          element("span", { className: kind, textContent: kind })))),
      strips);
    show(first);
  }

  function drawBeam() {
    if (!data.beam) {
      return;
    }
    const tree = element("div");
    const box = element("input", { type: "checkbox" });
    const redraw = () => tree.replaceChildren(beam(box.checked));
    box.addEventListener("change", redraw);
    place("beam").append(
      element("div", { className: "controls" }, element("label", { className: "check" }, box, "Show what was passed over, too")), tree);
    redraw();
  }

  const WORDS = { "pruned": "pruned in step ", "passed over": "passed over in step ", "left open": "open at the end" };

  function beam(all) {
    const children = new Map();
    data.beam.forEach((node, id) => {
      if (all || node.fate !== "passed over") {
        children.set(node.parent, [...children.get(node.parent) ?? [], id]);
      }
    });
    const column = 128;
    const line = 28;
    const positions = new Map();
    let leaves = 0;
    const settle = (id) => {
      const below = (children.get(id) ?? []).sort((a, b) => data.beam[b].logProbability - data.beam[a].logProbability);
      const heights = below.map(settle);
      const height = heights.length ? (heights[0] + heights[heights.length - 1]) / 2 : leaves++ * line + 16;
      positions.set(id, height);
      return height;
    };
    settle(-1);
    const x = (step) => 24 + step * column;
    const drawn = svg("g", { class: "beam" });
    drawn.append(label("⇥", { x: 8, y: positions.get(-1) + 4 }));
    for (const [parent, ids] of children) {
      for (const id of ids) {
        const node = data.beam[id];
        const [fromX, fromY] = [parent < 0 ? 24 : x(data.beam[parent].step) + 92, positions.get(parent)];
        const [toX, toY] = [x(node.step) - 10, positions.get(id)];
        const kind = [node.fate.split(" ")[0], node.best ? "best" : ""].join(" ");
        const when = { "pruned": node.step + 1, "passed over": node.step }[node.fate] ?? "";
        const score = fixed(node.logProbability) + (node.fate === "finished" ? ` → ${fixed(node.score)}`
          : when ? ` ✕ ${when}` : "");
        drawn.append(svg("g", { class: kind },
          svg("path", { class: "edge", d: `M${fromX} ${fromY} C${fromX + 14} ${fromY}, ${toX - 14} ${toY}, ${toX} ${toY}` }),
          svg("circle", { class: "mark", cx: toX, cy: toY, r: 3.5 }),
          label(short(node.piece, 9), { x: toX + 8, y: toY + 2 }),
          label(score, { x: toX + 8, y: toY + 15, class: "quiet" }),
          title(`step ${node.step}: ${node.piece}; log p ${fixed(node.logProbability, 4)}`
            + (node.fate === "finished" ? `; finished with score ${fixed(node.score, 4)}`
              : `; ${(WORDS[node.fate] ?? node.fate) + when}`))));
      }
    }
    const steps = Math.max(...data.beam.map((node) => node.step));
    return drawing(x(steps) + 140, leaves * line + 32, "The tree of the beam", drawn);
  }

  drawAttention();
  drawUnrolled();
  drawNext();
  drawStates();
  drawTracking();
  drawGates();
  drawBeam();
})();
