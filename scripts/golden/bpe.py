"""Makes the golden files of byte-pair encoding with subword-nmt.

Usage: python scripts/golden/bpe.py            (needs: pip install subword-nmt==0.3.8)

Reads bpe.txt in tokenizer/src/test/resources/golden (words separated by blanks) and writes beside it
bpe.codes (merges), bpe.segmented (the text cut with them) and bpe.tool (tool and version).
"""
import importlib.metadata
import io
import pathlib

from subword_nmt import apply_bpe, learn_bpe

MERGES = 300
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
    write("bpe.segmented", "".join(line + "\n" for line in lines))
    write("bpe.tool", "subword-nmt " + importlib.metadata.version("subword-nmt") + "\n")


def write(name, content):
    (FOLDER / name).write_bytes(content.encode("utf-8"))


if __name__ == "__main__":
    main()
