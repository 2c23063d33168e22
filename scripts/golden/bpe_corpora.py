"""Makes the checksums of subword-nmt's output on real corpora, which are not ours to copy.

Usage: python scripts/golden/bpe_corpora.py CORPORA     (needs: pip install subword-nmt==0.3.8)

CORPORA is a folder of corpora as the tests know it (system property truchman.shared, below it corpora).
Writes bpe-corpora.tsv in tokenizer/src/test/resources/golden: for each set of files the number of merges,
and the SHA-256 of the codes learnt from all of them, of the first file cut with them, and of the same with
a vocabulary threshold of 50.
"""
import gzip
import hashlib
import io
import pathlib
import sys

from subword_nmt import apply_bpe, get_vocab, learn_bpe

SETS = [
    ("multi30k-tok/train.lc.norm.tok.en.gz,multi30k-tok/train.lc.norm.tok.de.gz", 8000),
    ("opennmt-wmt10k/train.de.gz", 3000),
    ("enja-small/train.ja.gz", 3000),
]
THRESHOLD = 50
OUTPUT = (
    pathlib.Path(__file__).resolve().parents[2]
    / "tokenizer" / "src" / "test" / "resources" / "golden" / "bpe-corpora.tsv"
)


def main():
    folder = pathlib.Path(sys.argv[1])
    rows = ["files\tmerges\tcodes\tsegmented\tthreshold"]
    for files, merges in SETS:
        texts = [gzip.open(folder / name, "rt", encoding="utf-8", newline="\n").read() for name in files.split(",")]
        codes = io.StringIO()
        learn_bpe.learn_bpe(io.StringIO("".join(texts), newline="\n"), codes, merges)
        cut = apply(texts[0], codes)
        vocabulary = io.StringIO()
        get_vocab.get_vocab(io.StringIO(cut, newline="\n"), vocabulary)
        known = apply_bpe.read_vocabulary(io.StringIO(vocabulary.getvalue(), newline="\n"), THRESHOLD)
        limited = apply(texts[0], codes, vocab=known)
        rows.append("\t".join([files, str(merges), sha(codes.getvalue()), sha(cut), sha(limited)]))
    OUTPUT.write_bytes("".join(row + "\n" for row in rows).encode("utf-8"))


def apply(text, codes, **settings):
    segmenter = apply_bpe.BPE(io.StringIO(codes.getvalue(), newline="\n"), **settings)
    return "".join(segmenter.process_line(line) + "\n" for line in text.split("\n")[:-1])


def sha(text):
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


if __name__ == "__main__":
    main()
