#!/usr/bin/env python3
"""Writes the golden files of the metrics module with sacreBLEU; all text in them is made here.

    pip install sacrebleu==2.6.0 regex numpy
    python scripts/golden/metrics.py [--characters]     (the latter file only)

metrics-golden.json      tokens, lower case, scores, and printed reports of invented sentences
metrics-characters.json  SHA-256 over the code points in use: each tokenizer, lower case, white space
"""
import hashlib
import json
import logging
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import unicodedata

import regex
import sacrebleu
from sacrebleu.metrics import BLEU, CHRF, TER
from sacrebleu.metrics.bleu import _get_tokenizer
from sacrebleu.tokenizers.tokenizer_ter import TercomTokenizer

assert sacrebleu.__version__ == "2.6.0", sacrebleu.__version__
RESOURCES = pathlib.Path(__file__).resolve().parents[2] / "metrics/src/test/resources"
TOOL = (f"sacrebleu {sacrebleu.__version__}, Python {'.'.join(map(str, sys.version_info[:3]))}"
        f" (Unicode {unicodedata.unidata_version}), regex {regex.__version__}")
SCRIPT = "scripts/golden/metrics.py"
TOKENIZERS = ["13a", "intl", "char", "zh", "none"]
TERCOM = [dict(normalized=n, no_punct=p, asian_support=a, case_sensitive=c)
          for n in (False, True) for p in (False, True) for a in (False, True) for c in (False, True)]

LINES = [
    "",
    "   ",
    "Hello, world!",
    "a <skipped> b<skipped>c",
    "She said &quot;no&quot; &amp; left &lt;here&gt; &amp;lt;twice&amp;gt; &apos;",
    "It cost 1,000.5 dollars, or 1.000,5; about 3.14.",
    "I can't, won't and don't: it's John's.",
    "2010\u20132015 \u2013 a dash \u2014 another",
    "pages 10-20, well-known 5-year-old -7 x-9",
    "e.g. this... and that,, ,a ,b. .c ..d 1..2 ,,3",
    "(round) [square] {curly} <angle> `tick` ~tilde~ ^hat^ under_score a|b c\\d",
    "mail@example.org https://example.org/a?b=c&d=e#f 100% $5 \u20ac6 5\u20ac",
    "\u201eEin Hund\u201c, sagte er, \u00bbrennt\u00ab \u2026",
    "Stra\u00dfe STRASSE \u00c4\u00d6\u00dc \u1e9e \u0130stanbul I\u0131\u0130i",
    "\u039f\u0394\u039f\u03a3 \u03a3 \u039f\u03a3. \u039f\u03a3\u0391 \u0391\u03a3\u0301 \u0391\u03a3\u2019\u0391 \u03a3\u0391\u03a3-\u03a3\u0391\u03a3 \u0391.\u03a3",
    "\u4eca\u5929\u5929\u6c14\u5f88\u597d\uff0c\u6211\u4eec\u53bb\u516c\u56ed3.5\u6b21\u3002ABC\u516c\u53f8,OK.",
    "\u65e5\u672c\u8a9e\u306e\u30c6\u30b9\u30c8\u3001\u30ab\u30bf\u30ab\u30ca\u3072\u3089\u304c\u306a\u300c\u5f15\u7528\u300d\u30fb\uff76\uff77\uff78",
    "\ud55c\uad6d\uc5b4 \ubb38\uc7a5\uc785\ub2c8\ub2e4. 123\uba85",
    "\u0645\u0631\u062d\u0628\u0627\u060c \u0643\u064a\u0641 \u062d\u0627\u0644\u0643\u061f \u0661\u0662\u0663\u066b\u0664",
    "\u05e9\u05dc\u05d5\u05dd, \u05de\u05d4 \u05e9\u05dc\u05d5\u05de\u05da?",
    "\u0928\u092e\u0938\u094d\u0924\u0947\u0964 \u0967\u0968\u0969 \u0905\u092c",
    "\U0001f600\U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f1e9\U0001f1ea emoji! \u2764\ufe0f,\U0001f44d\U0001f3fd.",
    "e\u0301te\u0301 n\u0303 a\u0308. \u0301x",
    "\U00020000\U0002a6d6\U0002f800 \U00010400\U0001d7d8,\U0001d7d9 \U0001e900\U0001e922",
    "tab\there\u00a0nbsp\u2003em\u3000wide\u200bzero\u2028line\x1cfs\x85nel ",
    "soft-\nhyphen\nnewline \n-dash",
    "\u2160\u2161 \u00bd.5 \u00b2, \u2460. x\u00b2.y 3\u00bd,a",
    "'s it's 's' 's. dog's",
    ".", ",", "-", "1-", "&", "\u3002", "\u00bf?", "5.", ".5", "a.", ".a", "5,", "\U0001f600",
]

ALPHABET = (list("ab zA  Z09.,-'&;!?/()<>$^_\"") + list("&;") + ["<skipped>", "&amp;", "&lt;", "'s ", "\n", "-\n", "\u00a0"]
            + list("\u03a3\u0391\u03c3\u0301\u0130\u00df\u00c4\u00bd\u0661\u060c\u061f\u2013\u2019\u2026\u20ac\u00b7")
            + list("\u4e2d\u3002\u3001\uff0c\uff08\u30ab\u3072\u30fb\u3200\u2f81\u2fe0\u2a6e\u4dbf\ufa6b")
            + list("\U0001f600\U0001d7d8\U00020000\U0001e900\u200d\ufe0f"))


def random_lines(seed, count, longest):
    rng = random.Random(seed)
    return ["".join(rng.choice(ALPHABET) for _ in range(rng.randint(0, longest))) for _ in range(count)]


def joined(line):
    """The tokens with one space between them: no token holds white space."""
    return " ".join(line.split())


def tokens():
    lines = LINES + random_lines(7, 120, 40)
    return [{
        "line": line,
        "lower": line.lower(),
        "tokens": {name: joined(_get_tokenizer(name)()(line.rstrip())) for name in TOKENIZERS},
        "tercom": [joined(TercomTokenizer(**options)(line.rstrip())) for options in TERCOM if not options["case_sensitive"]],
    } for line in lines]


def corpora():
    """Named corpora: hypotheses, sets of references (None: missing)."""
    words = "the a dog cat runs sees old red house tree in under and not 7 1,5 - . , ! \u00fcber \u4e2d \U0001f600".split()
    rng = random.Random(11)

    def sentence(longest):
        return " ".join(rng.choice(words) for _ in range(rng.randint(0, longest)))

    def noisy(line):
        out = line.split()
        for _ in range(rng.randint(0, 4)):
            if out and rng.random() < 0.5:
                i = rng.randrange(len(out))
                j = rng.randrange(len(out))
                k = rng.randint(1, 3)
                block, out = out[i:i + k], out[:i] + out[i + k:]
                out[j:j] = block
            elif out and rng.random() < 0.4:
                out.pop(rng.randrange(len(out)))
            else:
                out.insert(rng.randint(0, len(out)), rng.choice(words))
        return " ".join(out)

    def made(count, longest):
        refs = [sentence(longest) for _ in range(count)]
        return [noisy(r) for r in refs], refs

    result = {
        "one sentence": (["The dog runs across the old bridge."], [["The dog ran over the old bridge."]]),
        "equal": (["A dog runs.", "Zwei K\u00fche stehen da!"], [["A dog runs.", "Zwei K\u00fche stehen da!"]]),
        "nothing shared": (["x y z"], [["a b c d"]]),
        "one match": (["the x y z w"], [["a b the d e"]]),
        "short": (["Ja.", "Nein"], [["Ja.", "Nein!"]]),
        "empty hypothesis": ([""], [["A dog runs."]]),
        "empty reference": (["A dog runs."], [[""]]),
        "both empty": ([""], [[""]]),
        "some empty": (["", "A dog runs fast today.", "x"], [["A cat.", "A dog runs fast.", ""]]),
        "two references": (["The cat sat on the mat.", "It is cold"],
                           [["The cat is on the mat.", "It's cold today."],
                            ["There is a cat on the mat.", "It is very cold outside"]]),
        "three references": (["A man is riding a red horse", "Two dogs play", "No"],
                             [["A man rides a red horse", "Two dogs are playing", "No!"],
                              ["A man on a red horse", "A couple of dogs play", "None"],
                              ["One man is riding the red horse", "Two dogs play outside", "No, no"]]),
        "missing references": (["The cat sat on the mat.", "It is cold", "Good day"],
                               [["The cat is on the mat.", None, "Good morning"],
                                ["There is a cat on the mat.", "It is very cold outside", None]]),
        "scripts": (LINES[12:25], [[line[::-1] if i % 3 == 0 else line[1:] + "!" for i, line in enumerate(LINES[12:25])]]),
        "shifts": (["down the street the old dog runs slowly today", "b c a", "1 2 3 4 5 6 7 8 9 10 11 12 13 14"],
                   [["today the old dog runs slowly down the street", "a b c", "8 9 10 11 12 13 14 1 2 3 4 5 6 7"]]),
        "random": made(60, 25),
        "random, long": made(4, 150),
        "very unequal": (["a " * 200 + "dog", "dog", "a b " * 60], [["a dog", "a " * 300 + "dog", "b a " * 55 + "c d e"]]),
    }
    # sacreBLEU's TER tokenizes references twice, which shows where it normalises.
    twice = ["the dog 's red", "x &amp;quot;y&amp;quot; z", "- 's", "1-2-3 a-1- b", "a.b.,c 1.,2 ., ,.", "he's 's's it 's"]
    result["normalised twice"] = (twice, [twice])
    hyps, refs = result["random"]
    result["random"] = (hyps, [refs])
    hyps, refs = result["random, long"]
    result["random, long"] = (hyps, [refs])
    hyps, refs = made(30, 15)
    result["random, two references"] = (hyps, [refs, [noisy(r) for r in refs]])
    return result


BLEU_OPTIONS = (
    [dict(tokenize=t) for t in TOKENIZERS]
    + [dict(lowercase=True), dict(tokenize="intl", lowercase=True), dict(effective_order=True)]
    + [dict(smooth_method=m, smooth_value=v) for m, v in (
        ("none", None), ("floor", None), ("floor", 0.01), ("floor", 0), ("add-k", None), ("add-k", 2), ("add-k", 0.5))]
    + [dict(smooth_method="add-k", effective_order=True), dict(smooth_method="none", effective_order=True),
       dict(max_ngram_order=1), dict(max_ngram_order=2), dict(max_ngram_order=7)])
CHRF_OPTIONS = [dict(), dict(word_order=2), dict(word_order=1), dict(eps_smoothing=True),
                dict(eps_smoothing=True, word_order=2), dict(whitespace=True), dict(lowercase=True), dict(beta=1),
                dict(beta=3, char_order=4), dict(char_order=0, word_order=3), dict(char_order=1), dict(beta=0)]
TER_OPTIONS = TERCOM


def attributes(score):
    names = ("counts", "totals", "precisions", "bp", "sys_len", "ref_len", "num_edits", "ref_length")
    return {name: getattr(score, name) for name in names if hasattr(score, name)}


def scores():
    cases = []
    for corpus, (hyps, refs) in corpora().items():
        for kind, metric_of, all_options in (("bleu", BLEU, BLEU_OPTIONS), ("chrf", CHRF, CHRF_OPTIONS), ("ter", TER, TER_OPTIONS)):
            for options in all_options:
                metric = metric_of(**options)
                score = metric.corpus_score(hyps, refs)
                signature = metric.get_signature()
                sentences = [metric.sentence_score(h, list(r)).score for h, *r in zip(hyps, *refs)]
                sentences = sentences[:20 if options == all_options[0] else 3]
                cases.append({
                    "corpus": corpus, "metric": kind, "options": options, "name": score.name, "score": score.score,
                    "signature": signature.format(), "short": signature.format(short=True),
                    "line": score.format(4, False, signature.format()),
                    **attributes(score), "sentences": sentences})
    return cases


def reports():
    """What the command line prints for a corpus with two references."""
    hyps, refs = corpora()["two references"]
    result = []
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for name, lines in [("hyp", hyps)] + [(f"ref{i}", r) for i, r in enumerate(refs)]:
            path = os.path.join(folder, name)
            pathlib.Path(path).write_text("".join(line + "\n" for line in lines), encoding="utf-8")
            paths.append(path)
        for metrics in (["bleu"], ["chrf"], ["ter"], ["ter", "bleu", "chrf"]):
            for flags in ([], ["-b"], ["-f", "text"], ["-f", "text", "-b"], ["-f", "text", "--short"]):
                for width in (None, 4) if len(metrics) == 1 else (None, 0, 20):
                    arguments = ["-m", *metrics, *flags] + ([] if width is None else ["-w", str(width)])
                    command = [sys.executable, "-m", "sacrebleu", *paths[1:], "-i", paths[0], "--no-color", *arguments]
                    done = subprocess.run(command, capture_output=True, check=True, encoding="utf-8")
                    result.append({"arguments": arguments, "output": done.stdout})
    return {"hypotheses": hyps, "references": refs, "runs": result}


def numbers():
    values = [0.0, 1.0, 100.0, 0.5, 1.5, 2.5, 0.05, 0.15, 0.25, 0.125, 24.305, 24.315, 1e-5, 5e-05, 1.25e-7, 0.0001, 123456.789,
              1e15, 1e16, 1.5e16, 1e22, 1e23, 100.00000000000004, 2.0 ** -44, 1 / 3, 2 / 3, 0.1 + 0.2, 99.99999]
    return [{"value": v.hex(), "repr": repr(v), "fixed": [f"{v:.{w}f}" for w in range(0, 20)]} for v in values]


def characters():
    """One digest for each rule over the code points that Unicode uses, each in a telling context."""
    every = [chr(c) for c in (*range(0xD800), *range(0xE000, 0x33000), *range(0xE0000, 0xE1000))]
    rules = {"lower": lambda t: t.lower(), "sigma": lambda t: f"A\u03a3{t}B\u03a3 {t}\u03a3 A{t}\u03a3 A\u03a3{t}".lower(),
             "space": lambda t: "x" if t.isspace() else ""}
    for name in TOKENIZERS:
        rules[name] = lambda t, tok=_get_tokenizer(name)(): tok(f"a{t}1 1{t}a 1{t}2".rstrip()).strip()
    tercom = TercomTokenizer(normalized=True, no_punct=True, asian_support=True)
    rules["tercom"] = lambda t: tercom(f"a{t}1 1{t}a 1{t}2".rstrip())
    result = {}
    for name, rule in rules.items():
        digest = hashlib.sha256()
        for text in every:
            answer = rule(text)
            if name in TOKENIZERS:
                answer = " ".join(answer.split())
            digest.update(answer.encode("utf-8") + b"\n")
        result[name] = digest.hexdigest()
    return result


def one_item_a_line(value):
    if isinstance(value, list):
        return "[\n" + ",\n".join(map(json.dumps, value)) + "\n]"
    return json.dumps(value)


def write(name, value):
    RESOURCES.mkdir(parents=True, exist_ok=True)
    members = {"tool": TOOL, "script": SCRIPT, **value}
    text = ",\n".join(f"{json.dumps(key)}: {one_item_a_line(member)}" for key, member in members.items())
    (RESOURCES / name).write_text("{\n" + text + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    logging.disable(logging.WARNING)  # that effective order is recommended for sentences
    write("metrics-characters.json", {"sha256": characters()})
    if "--characters" in sys.argv:
        sys.exit()
    write("metrics-golden.json", {
        "numbers": numbers(), "tokens": tokens(), "scores": scores(),
        "corpora": {k: {"hypotheses": h, "references": r} for k, (h, r) in corpora().items()}, "reports": reports()})
