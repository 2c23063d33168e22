#!/usr/bin/env python3
"""Writes the character tables of the metrics module.

sacreBLEU's scores depend on the Unicode tables of the Python that runs it (str.lower, str.split) and of its
`regex` package (\\p{N}, \\p{P}, \\p{S}). Java's tables change with every JDK, so the module carries these.

    python scripts/golden/metrics_unicode.py     (needs: pip install regex)
"""
import pathlib
import sys
import unicodedata

import regex

TARGET = (pathlib.Path(__file__).resolve().parents[2]
          / "metrics/src/main/resources/org/truchman/metrics/tokens/characters.txt")
CODE_POINTS = [c for c in range(0x110000) if not 0xD800 <= c <= 0xDFFF]


def ranges(member):
    """The code points for which member(text) holds, as hexadecimal ranges."""
    found, start, last = [], None, None
    for c in CODE_POINTS:
        if member(chr(c)):
            if start is None:
                start = c
            elif c != last + 1:
                found.append((start, last))
                start = c
            last = c
    if start is not None:
        found.append((start, last))
    return [f"{a:x}" if a == b else f"{a:x}-{b:x}" for a, b in found]


def is_final_sigma_after(text):
    return (text + "\u03a3").lower().endswith("\u03c2")


def is_ignorable(text):
    """Case_Ignorable as str.lower sees it: skipped between a cased letter and the sigma."""
    return is_final_sigma_after("a" + text) and not is_final_sigma_after(text)


def lower_mappings():
    """str.lower of single code points as runs first-last/step:offset (all hexadecimal)."""
    runs = []
    for c in CODE_POINTS:
        low = chr(c).lower()
        if low == chr(c):
            continue
        if c == 0x130:  # the only one that becomes two code points; written out in the Java code
            assert low == "i\u0307"
            continue
        assert len(low) == 1, hex(c)
        offset = ord(low) - c
        if runs:
            first, last, step, off = runs[-1]
            gap = c - last
            if off == offset and gap <= 2 and (first == last or gap == step):
                runs[-1] = (first, c, gap, off)
                continue
        runs.append((c, c, 1, offset))
    return [f"{a:x}-{b:x}/{s}:{'-' if o < 0 else '+'}{abs(o):x}" for a, b, s, o in runs]


def write():
    sections = {
        "space": ranges(str.isspace),
        "number": ranges(lambda t: regex.match(r"\p{N}", t)),
        "punctuation": ranges(lambda t: regex.match(r"\p{P}", t)),
        "symbol": ranges(lambda t: regex.match(r"\p{S}", t)),
        "cased": ranges(is_final_sigma_after),
        "ignorable": ranges(is_ignorable),
        "lower": lower_mappings(),
    }
    python = ".".join(map(str, sys.version_info[:3]))
    lines = [
        "# Written by scripts/golden/metrics_unicode.py. Do not edit.",
        f"# space, cased, ignorable, lower: Python {python} (Unicode {unicodedata.unidata_version});"
        f" number, punctuation, symbol: regex {regex.__version__}.",
    ]
    for name, items in sections.items():
        line = name
        for item in items:
            if len(line) + 1 + len(item) > 120:
                lines.append(line)
                line = name
            line += " " + item
        lines.append(line)
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print({name: len(items) for name, items in sections.items()})


if __name__ == "__main__":
    write()
