"""Times our tokenizer and others on the same text; scripts/benchmark-tokenizer says how to call it."""
import argparse
import gzip
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

MERGES = 8000
SLOW_LINES = 10000  # subword-nmt with sacremoses gets the first lines only; speeds compare by character
ONE_CORE = ["taskset", "-c", "0"] if shutil.which("taskset") else []
ENVIRONMENT = dict(os.environ, TOKENIZERS_PARALLELISM="false", RAYON_NUM_THREADS="1", OMP_NUM_THREADS="1")
HERE = pathlib.Path(__file__).resolve()

# What a peer does, as a program of its own: it prints one number of seconds a round.
PEERS = {
    "pyonmttok, file to file": """
import pyonmttok
tokenizer = pyonmttok.Tokenizer("aggressive", joiner_annotate=True, bpe_model_path=codes)
def work():
    tokenizer.tokenize_file(text, out, num_threads=1)
""",
    "SentencePiece, lines to ids": """
import sentencepiece
processor = sentencepiece.SentencePieceProcessor(model_file=model)
lines = open(text, encoding="utf-8", newline="\\n").read().split("\\n")[:-1]
def work():
    processor.encode(lines, out_type=int, num_threads=1)
""",
    "sacremoses + subword-nmt, lines to pieces": """
import sacremoses
from subword_nmt import apply_bpe
lines = open(text, encoding="utf-8", newline="\\n").read().split("\\n")[:slow]
def work():
    moses = sacremoses.MosesTokenizer("en")
    bpe = apply_bpe.BPE(open(codes, encoding="utf-8"))
    for line in lines:
        bpe.process_line(moses.tokenize(line, return_str=True, escape=False))
""",
    "HF tokenizers, learning": """
import tokenizers
words = {w for l in open(text, encoding="utf-8", newline="\\n") for w in l.split(" ") for w in [w.strip("\\n")] if w}
symbols = len({c for w in words for c in w}) + len({w[-1] for w in words})
def work():
    tokenizer = tokenizers.Tokenizer(tokenizers.models.BPE(end_of_word_suffix="</w>"))
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.WhitespaceSplit()
    trainer = tokenizers.trainers.BpeTrainer(vocab_size=symbols + merges, min_frequency=2,
        end_of_word_suffix="</w>", show_progress=False)
    tokenizer.train([text], trainer)
    global learnt
    learnt = tokenizer.get_vocab_size() - symbols
""",
}
LOOP = """
import sys, time
text, out, codes, model, rounds, slow, merges = sys.argv[1:5] + [int(a) for a in sys.argv[5:8]]
%s
for _ in range(rounds):
    start = time.perf_counter()
    work()
    print("%%.4f" %% (time.perf_counter() - start))
if "learnt" in globals():
    print("merges:", learnt, file=sys.stderr)
"""


def seconds(command):
    done = subprocess.run(ONE_CORE + [str(c) for c in command], env=ENVIRONMENT,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")
    if done.returncode:
        sys.exit("failed: %s\n%s" % (" ".join(str(c)[-60:] for c in command), done.stderr))
    return [float(line) for line in done.stdout.split()]


class Bench:
    def __init__(self, arguments, folder):
        self.arguments = arguments
        self.folder = folder
        self.java = ["java", "-Xmx1g", "-XX:+UseSerialGC", "-cp", arguments.classes,
                     str(HERE.parents[1] / "BenchmarkTokenizer.java")]

    def ours(self, *more):
        return lambda: seconds(self.java + [str(m) for m in more])

    def peer(self, name, text, rounds):
        program = LOOP % PEERS[name]
        return lambda: seconds([self.arguments.python, "-c", program, text, self.folder / "out", self.folder / "rules" /
                                "bpe.codes", self.folder / "m.model", rounds, SLOW_LINES, MERGES])

    def alternate(self, *sides):
        """Runs both sides in turn: of each, the first round of its first process and the best of all."""
        found = [[] for _ in sides]
        for _ in range(self.arguments.turns):
            for results, side in zip(found, sides):
                results.append(side())
        return [(f[0][0], min(min(r) for r in f), statistics.median(x for r in f for x in r)) for f in found]

    def row(self, task, peer, characters, our_characters, mine, theirs):
        (first, best, _), (_, peer_best, _) = mine, theirs
        print("| %s | %.2f | %.2f | %s | %.2f | **%.2fx** |" % (
            task, our_characters / best / 1e6, our_characters / first / 1e6, peer, characters / peer_best / 1e6,
            (our_characters / best) / (characters / peer_best)), flush=True)


def plain(path):
    data = path.read_bytes()
    return (gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data).decode("utf-8")


def corpus(arguments, name, source, target):
    rounds = arguments.rounds
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        bench = Bench(arguments, folder)
        text = folder / "text"
        content = plain(source) + plain(target)
        text.write_text(content, encoding="utf-8", newline="\n")
        size = len(content)
        slow = sum(len(line) + 1 for line in content.split("\n")[:SLOW_LINES])
        for kind in ["rules", "trained"]:
            seconds(bench.java + ["prepare", source, target, folder / kind, kind])
        seconds(bench.java + ["words", text, folder / "words"])
        train = ("import sentencepiece,sys; sentencepiece.SentencePieceTrainer.train(input=sys.argv[1],"
                 "model_prefix=sys.argv[2],vocab_size=8000,model_type='bpe',input_sentence_size=60000,"
                 "minloglevel=2,num_threads=1)")
        seconds([arguments.python, "-c", train, text, folder / "m"])

        print("\n%s: %d lines, %d characters\n" % (name, content.count("\n"), size))
        print("| task | ours, Mchar/s | first round | peer | Mchar/s | ratio |\n|---|---|---|---|---|---|")
        for kind in ["rules", "trained"]:
            peer = "pyonmttok, file to file"
            mine, theirs = bench.alternate(bench.ours("apply", folder / kind, text, folder / "out", rounds),
                                           bench.peer(peer, text, 3))
            bench.row("file to pieces, " + kind, peer, size, size, mine, theirs)
        peer = "SentencePiece, lines to ids"
        mine, theirs = bench.alternate(bench.ours("ids", folder / "rules", text, rounds), bench.peer(peer, text, 3))
        bench.row("lines to ids, rules", peer, size, size, mine, theirs)
        peer = "sacremoses + subword-nmt, lines to pieces"
        theirs = bench.alternate(bench.peer(peer, text, 1))[0]
        bench.row("lines to ids, rules", peer, slow, size, mine, theirs)
        peer = "HF tokenizers, learning"
        words = len((folder / "words").read_text(encoding="utf-8"))
        mine, theirs = bench.alternate(bench.ours("learn", folder / "words", rounds),
                                       bench.peer(peer, folder / "words", 2))
        bench.row("learn 8,000 merges (%.2f s; %.2f s)" % (mine[1], theirs[1]), peer, words, words, mine, theirs)


def peak(process):
    """Peak resident memory in MB of a running process, and waits for it; a child's rusage would count ours, too."""
    most = 0
    while process.poll() is None:
        try:
            status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
            most = max([most] + [int(line.split()[1]) // 1024 for line in status.splitlines() if line.startswith("VmHWM")])
        except OSError:
            pass  # It has just ended.
        time.sleep(0.05)
    if process.returncode:
        sys.exit("truchman tokenize failed")
    return most


def memory(arguments, source):
    """Peak resident memory of the filter on a text and on twenty times that text."""
    if not os.path.exists("/proc/self/status"):
        print("\nno /proc here: memory is not measured")
        return
    once = plain(source)
    with tempfile.TemporaryDirectory() as folder:
        text = pathlib.Path(folder) / "text"
        print("\n| truchman tokenize, 32 MB of heap | peak resident MB | seconds |\n|---|---|---|")
        for times in [1, 20]:
            with text.open("w", encoding="utf-8", newline="\n") as file:
                for _ in range(times):
                    file.write(once)
            start = time.perf_counter()
            process = subprocess.Popen([arguments.truchman, "tokenize", "--case", "-i", text, "-o", os.devnull],
                                       env=dict(ENVIRONMENT, TRUCHMAN_OPTS="-Xmx32m"))
            most = peak(process)
            print("| %d lines | %d | %.1f |" % (once.count("\n") * times, most, time.perf_counter() - start))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--python", required=True)
    parser.add_argument("--classes", required=True)
    parser.add_argument("--truchman", required=True)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--no-memory", action="store_true")
    parser.add_argument("corpora", nargs="+", help="SOURCE,TARGET")
    arguments = parser.parse_args()
    for pair in arguments.corpora:
        source, target = [pathlib.Path(p).resolve() for p in pair.split(",")]
        corpus(arguments, source.parent.name, source, target)
    if not arguments.no_memory:
        memory(arguments, source)


if __name__ == "__main__":
    main()
