#!/usr/bin/env python3
"""Runs `truchman score` and sacreBLEU on random text with random flags, and compares all that they print.

    pip install sacrebleu==2.6.0 'numpy>=2'
    scripts/golden/fuzz_metrics.py [--cases 200] [--seed 1] [--truchman scripts/truchman] [--keep FOLDER]

Prints each case that differs, with its command line, and exits with 1 if there is one. A case that sacreBLEU
does not survive (it cannot write single-precision numbers as JSON, nor take the mean of both precisions) is
counted, but not compared; where sacreBLEU refuses, truchman must refuse, too. With --score-only and --confidence
sacreBLEU aligns lines by "=", prints those that have none first, and then pairs the rest with the wrong ones: where
some scores have an interval and others have none (a mean of 0), what it prints is not compared, either.
"""
import argparse
import os
import pathlib
import random
import shlex
import subprocess
import sys
import tempfile

import numpy
import sacrebleu
import sacrebleu.sacrebleu

assert sacrebleu.__version__ == "2.6.0", sacrebleu.__version__
assert int(numpy.__version__.split(".")[0]) >= 2, numpy.__version__

WORDS = ("the a dog cat runs sees The Dog old red house tree in under and not 7 1,5 3.14 2010-2015 - . , ! ? : ; ( ) 's don't "
         "\u00fcber Stra\u00dfe STRASSE \u0130stanbul \u039f\u0394\u039f\u03a3 \u03a3 &amp; &quot;x&quot; <skipped> a<skipped>b "
         "\u4e2d\u6587 \u5f88\u597d\u3002 \u65e5\u672c\u8a9e\u306e \u30ab\u30bf\u30ab\u30ca \u3001 \ud55c\uad6d\uc5b4 "
         "\u05e9\u05dc\u05d5\u05dd \u05de\u05d4? \u0645\u0631\u062d\u0628\u0627\u060c \u0661\u0662\u0663 "
         "\U0001f600 \U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f44d\U0001f3fd. \U0001f1e9\U0001f1ea "
         "e\u0301te\u0301 n\u0303 \u0301x \U00020000\U0002a6d6 \U00010400 \U0001d7d8,\U0001d7d9 \u00bd \u2460 \u00b2. "
         "\u201equoted\u201c \u00bbx\u00ab \u2026 \u2013 \u2014 mail@example.org https://x.y/z?a=b&c=d# 100% $5 5\u20ac 1.000,5 e.g. "
         "a.b.c ..d 1..2 ,,3 'tis x\u00a0y \u3000 \u2028 \u200b \ufeff \ufffd \x1c \x85 {curly} [square] ~ ^ _ | \\ / * + = @").split(" ")
NAMES = ["sys", "Baseline", "a_b", "50%", "x&y", "#1", "{z}", "~u", "caret^", "\u00fcber", "\u4e2d\u6587", "\U0001f600", "dir/nested", "1", "2", "3.5", "a b"]


class Case:
    """Files, flags, environment and standard input of one run."""

    def __init__(self, rng, folder):
        self.rng = rng
        self.folder = folder
        self.environment = {}
        self.stdin = None
        self.paired = False
        lines = rng.choice([1, 1, 2, 3, 5, 10, 30, 60])
        longest = rng.choice([1, 3, 8, 20, 20, 40])
        truth = [self.sentence(longest) for _ in range(lines)]
        self.truth = truth
        self.sentence_level = rng.random() < 0.2
        systems = 1 if self.sentence_level else rng.choice([1, 1, 1, 2, 2, 3])
        references = rng.choice([1, 1, 1, 2, 3])
        self.arguments = self.references(references) + self.inputs(systems) + self.metrics() + self.report()
        self.arguments += self.significance(systems)

    def sentence(self, longest):
        if self.rng.random() < 0.06:
            return ""
        return " ".join(self.rng.choice(WORDS) for _ in range(self.rng.randint(1, longest)))

    def noisy(self, line):
        rng = self.rng
        if rng.random() < 0.05:
            return rng.choice(["", " ", self.sentence(10)])
        out = line.split(" ")
        for _ in range(rng.choice([0, 1, 2, 4])):
            kind = rng.random()
            if out and kind < 0.4:
                i, k = rng.randrange(len(out)), rng.randint(1, 4)
                block, out = out[i:i + k], out[:i] + out[i + k:]
                j = rng.randint(0, len(out))
                out[j:j] = block
            elif out and kind < 0.6:
                out.pop(rng.randrange(len(out)))
            elif out and kind < 0.7:
                i = rng.randrange(len(out))
                out[i] = out[i].swapcase()
            else:
                out.insert(rng.randint(0, len(out)), rng.choice(WORDS))
        return " ".join(out)

    def write(self, name, lines):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        end = self.rng.choice(["\n", "\n", "\r\n"])
        path.write_bytes((end.join(lines) + self.rng.choice([end, end, ""])).encode("utf-8"))
        return name

    def references(self, count):
        rng = self.rng
        if self.rng.random() < 0.03:
            self.truth = self.truth + ["one line too many"]
        sets = [self.truth] + [[self.noisy(line) for line in self.truth] for _ in range(count - 1)]
        if count > 1 and rng.random() < 0.3:
            rows = ["\t".join(row) for row in zip(*sets)]
            return [self.write("refs.tsv", rows), rng.choice(["-nr", "--num-refs"]), str(count)]
        return [self.write(f"ref{i}", lines) for i, lines in enumerate(sets)]

    def inputs(self, count):
        rng = self.rng
        quality = rng.random()
        systems = [[line if rng.random() < quality * 0.3 else self.noisy(line) for line in self.truth] for _ in range(count)]
        if self.rng.random() < 0.25:
            rows = ["\t".join(cell.replace("\t", " ") for cell in row) for row in zip(*systems)]
            end = rng.choice(["\n", "\n", "\r\n", "\r"])
            self.stdin = (end.join(rows) + rng.choice([end, ""])).encode("utf-8")
            return []
        names = rng.sample(NAMES, count)
        return [rng.choice(["-i", "--input"])] + [self.write(name, lines) for name, lines in zip(names, systems)]

    def metrics(self):
        rng = self.rng
        metrics = rng.choice([["bleu"], ["chrf"], ["ter"]]) if self.sentence_level or rng.random() < 0.5 else (
            rng.sample(["bleu", "chrf", "ter"], rng.randint(2, 3)))
        flags = [rng.choice(["-m", "--metrics"]), *metrics] if metrics != ["bleu"] or rng.random() < 0.5 else []
        some = lambda share: rng.random() < share
        if "bleu" in metrics:
            if some(0.6):
                flags += [rng.choice(["-tok", "--tokenize"]), rng.choice(["13a", "intl", "char", "zh", "none"])]
            if some(0.15):
                flags += [rng.choice(["-l", "--language-pair"]), rng.choice(["en-zh", "de-en", "zh-en"])]
            if some(0.5):
                flags += [rng.choice(["-s", "--smooth-method"]), rng.choice(["exp", "floor", "add-k", "none"])]
            if some(0.3):
                flags += [rng.choice(["-sv", "--smooth-value"]), rng.choice(["0", "0.01", "0.5", "1", "1.7", "3"])]
            if some(0.3):
                flags += [rng.choice(["-lc", "--lowercase"])]
            if some(0.1):
                flags += ["--force"]
        if "chrf" in metrics:
            if some(0.3):
                flags += [rng.choice(["-cc", "--chrf-char-order"]), rng.choice("123468")]
            if some(0.4):
                flags += [rng.choice(["-cw", "--chrf-word-order"]), rng.choice("0123")]
            if some(0.3):
                flags += ["--chrf-beta", rng.choice("0123")]
            flags += [flag for flag in ("--chrf-whitespace", "--chrf-lowercase", "--chrf-eps-smoothing") if some(0.3)]
        if "ter" in metrics:
            flags += [f"--ter-{flag}" for flag in ("case-sensitive", "asian-support", "no-punct", "normalized") if some(0.35)]
        return flags + ([rng.choice(["-sl", "--sentence-level"])] if self.sentence_level else [])

    def report(self):
        rng = self.rng
        flags = []
        if rng.random() < 0.7:
            flags += [rng.choice(["-f", "--format"]), rng.choice(["text", "text", "json", "latex"])]
        if rng.random() < 0.5:
            flags += [rng.choice(["-w", "--width"]), rng.choice("0123469")]
        if rng.random() < 0.3:
            flags += [rng.choice(["-b", "--score-only"])]
        if rng.random() < 0.3:
            flags += [rng.choice(["-sh", "--short"])]
        if rng.random() < 0.05:
            self.environment["SACREBLEU_FORMAT"] = rng.choice(["text", "JSON", "latex", "xml"])
        return flags + rng.choice([[], [], ["-q"], ["-nc"]])

    def significance(self, systems):
        rng = self.rng
        flags = []
        if rng.random() < (0.03 if systems > 1 or self.sentence_level else 0.5):
            flags += [rng.choice(["-ci", "--confidence"])]
            if rng.random() < 0.8:
                flags += [rng.choice(["-cin", "--confidence-n"]), rng.choice(["0", "1", "2", "39", "40", "100", "333"])]
        if rng.random() < (0.7 if systems > 1 else 0.03):
            self.paired = True
            kind = rng.choice(["ar", "bs"])
            flags += [rng.choice([f"-p{kind}", f"--paired-{kind}"])]
            if rng.random() < 0.9:
                flags += [rng.choice([f"-p{kind}n", f"--paired-{kind}-n"]), rng.choice(["0", "1", "7", "100", "250", "1000"])]
        if rng.random() < 0.3:
            self.environment["SACREBLEU_SEED"] = rng.choice(["1", "007", "4294967295", "4294967296", str(2 ** 130 + 5), " 42 ", "+3"])
        return flags

    def command(self):
        environment = " ".join(f"{key}={shlex.quote(value)}" for key, value in self.environment.items())
        return f"{environment} score {shlex.join(self.arguments)}" + ("" if self.stdin is None else " < stdin")


def by_sacrebleu(case):
    """Runs its main function in a child process; gives exit code, output and messages."""
    outputs = [case.folder / "sacrebleu.out", case.folder / "sacrebleu.err"]
    child = os.fork()
    if child == 0:
        os.chdir(case.folder)
        os.environ.update(case.environment)
        stdin = case.folder / "stdin"
        stdin.write_bytes(case.stdin or b"")
        os.dup2(os.open(stdin, os.O_RDONLY), 0)
        for descriptor, path in enumerate(outputs, 1):
            os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT), descriptor)
        sys.argv = ["sacrebleu", *case.arguments]
        sys.stdin, sys.stderr = open(0, closefd=False), open(2, "w", closefd=False)
        sys.stdout = open(1, "w", closefd=False)
        code = 0
        try:
            sacrebleu.sacrebleu.main()
        except SystemExit as end:
            code = end.code or 0
        except BaseException as error:
            print("crashed:", type(error).__name__, error, file=sys.stderr)
            code = 99
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return status, *(path.read_text(encoding="utf-8") for path in outputs)


def by_truchman(command, case):
    done = subprocess.run(
        [command, "score", *case.arguments], cwd=case.folder, input=case.stdin or b"", capture_output=True,
        env={**os.environ, **case.environment}, check=False)
    return done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")


def misaligned(case, out):
    """Whether sacreBLEU mixes up the lines: bare scores, some of them with an interval and others without."""
    bare = {"-b", "--score-only"} & set(case.arguments)
    return bare and len({"\u03bc" in line for line in out.splitlines()}) == 2


def compare(seed, command, folder):
    """One case; gives what came of it: same, refused, crashed or different."""
    case = Case(random.Random(seed), folder)
    code, out, err = by_sacrebleu(case)
    own_code, own_out, own_err = by_truchman(command, case)
    if code == 99 and own_code == 0:
        return "crashed", case, err
    if code == 0 and own_code == 0 and misaligned(case, own_out):
        return "misaligned", case, err
    if code != 0 and own_code != 0 and own_out == "":
        return "refused", case, err
    if code == 0 and own_code == 0 and out == own_out:
        return "same", case, ""
    about = f"sacreBLEU {code}:\n{out}{err[-500:]}\ntruchman {own_code}:\n{own_out}{own_err[-500:]}"
    return "different", case, about


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--truchman", default=str(pathlib.Path(__file__).resolve().parents[1] / "truchman"))
    parser.add_argument("--keep", help="keep the files of cases that differ in this folder")
    options = parser.parse_args()
    found = {"same": 0, "refused": 0, "crashed": 0, "misaligned": 0, "different": 0}
    for seed in range(options.seed, options.seed + options.cases):
        with tempfile.TemporaryDirectory() as temporary:
            folder = pathlib.Path(temporary)
            if options.keep:
                folder = pathlib.Path(options.keep) / str(seed)
                folder.mkdir(parents=True, exist_ok=True)
            result, case, about = compare(seed, options.truchman, folder)
            found[result] += 1
            if result == "different":
                print(f"seed {seed}: {case.command()}\n{about}\n")
            elif result == "crashed":
                print(f"seed {seed}: sacreBLEU {about.strip().splitlines()[-1]}")
    print(", ".join(f"{count} {name}" for name, count in found.items()))
    sys.exit(1 if found["different"] else 0)


if __name__ == "__main__":
    main()
