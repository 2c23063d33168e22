#!/usr/bin/env python3
"""Text as most published Multi30k scores see it: Moses-normalised, tokenised, lowercased.

    moses.py LANGUAGE < text > tokens

The order is that of the corpus's own scripts/task1-tokenize.sh: lowercase, normalise punctuation,
tokenise. Needs sacremoses. Applied to the raw references it gives those of the corpus's tokenised
release back, but for the lines that moses.py --compare LANGUAGE RAW TOKENISED names.
"""
import sys

from sacremoses import MosesPunctNormalizer, MosesTokenizer


def tokens(language):
    normalise = MosesPunctNormalizer(lang=language).normalize
    tokenise = MosesTokenizer(lang=language).tokenize
    return lambda line: tokenise(normalise(line.strip().lower()), return_str=True, escape=True)


def lines(path):
    with open(path, encoding="utf-8") as file:
        return [line.rstrip("\n") for line in file]


def compare(language, raw, released):
    of = tokens(language)
    pairs = [(of(line), known) for line, known in zip(lines(raw), lines(released), strict=True)]
    unlike = [(i, ours, known) for i, (ours, known) in enumerate(pairs, 1) if ours != known]
    for number, ours, known in unlike:
        print(f"{number}\n  {ours}\n  {known}")
    print(f"{len(unlike)} of {len(pairs)} lines differ")


if __name__ == "__main__":
    sys.stdin.reconfigure(encoding="utf-8")
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    if sys.argv[1] == "--compare":
        compare(*sys.argv[2:])
    else:
        of = tokens(sys.argv[1])
        for line in sys.stdin:
            print(of(line))
