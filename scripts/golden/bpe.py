"""Makes the golden files of byte-pair encoding with subword-nmt.

Usage: python scripts/golden/bpe.py            (needs: pip install subword-nmt==0.3.8)

Reads bpe.txt in tokenizer/src/test/resources/golden (words separated by blanks) and writes beside it
bpe.codes (merges), bpe.segmented (the text cut with them), bpe.vocabulary (its pieces and their counts),
bpe.threshold (cut with the pieces that were seen 3 times), bpe.glossaries (cut with glossaries) and
bpe.tool (tool and version).
"""
import importlib.metadata
import io
import pathlib

from subword_nmt import apply_bpe, get_vocab, learn_bpe

MERGES = 300
THRESHOLD = 3
GLOSSARIES = ["ing", r"[A-Z]\w", "de[rn]"]
FOLDER = (
    pathlib.Path(__file__).resolve().parents[2] / "tokenizer" / "src" / "test" / "resources" / "golden"
)


def main():
    text = (FOLDER / "bpe.txt").read_text(encoding="utf-8")
    codes = io.StringIO()
    learn_bpe.learn_bpe(io.StringIO(text), codes, MERGES)
    segmenter = apply_bpe.BPE(io.StringIO(codes.getvalue()))
    lines = [segmenter.process_line(line) for line in text.splitlines()]
    write("bpe.codes", codes.getvalue())
    segmented = "".join(line + "\n" for line in lines)
    write("bpe.segmented", segmented)
    vocabulary = io.StringIO()
    get_vocab.get_vocab(io.StringIO(segmented), vocabulary)
    write("bpe.vocabulary", vocabulary.getvalue())
    known = apply_bpe.read_vocabulary(io.StringIO(vocabulary.getvalue()), THRESHOLD)
    apply(text, codes, "bpe.threshold", vocab=known)
    apply(text, codes, "bpe.glossaries", glossaries=GLOSSARIES)
    write("bpe.tool", "subword-nmt " + importlib.metadata.version("subword-nmt") + "\n")


def apply(text, codes, name, **settings):
    segmenter = apply_bpe.BPE(io.StringIO(codes.getvalue()), **settings)
    write(name, "".join(segmenter.process_line(line) + "\n" for line in text.splitlines()))


def write(name, content):
    (FOLDER / name).write_bytes(content.encode("utf-8"))


if __name__ == "__main__":
    main()
