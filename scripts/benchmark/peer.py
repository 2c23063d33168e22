"""Runs a PyTorch reference script, changed: peer.py NMT.PY [WAY...] -- ARGUMENTS

without-attention  the decoder starts from the encoder's final state and meets the output layer
                   directly: the plain delayed sequence-to-sequence
unpacked           the encoder reads padded batches as they are, which its fastest kernels want
                   (what it computes at PAD is wrong, but as much work)
compiled           the loss through torch.compile

Everything else is the script's own.
"""

import sys

WAYS = {
    "without-attention": '''
_build = NMT.__init__

def _without_attention(self, *arguments, **options):
    _build(self, *arguments, **options)
    del self.wa, self.wc

def _encode(self, x, lens):
    _, (h, c) = self.enc(pack(self.drop(self.se(x)), lens, batch_first=True, enforce_sorted=False))
    join = lambda s: torch.cat([s[0], s[1]], -1).unsqueeze(0)
    return None, None, None, (join(h), join(c))

def _decode(self, y, m, keys, mask, state):
    h, state = self.dec(self.drop(self.te(y)), state)
    return self.drop(h), state

NMT.__init__, NMT.encode, NMT.decode = _without_attention, _encode, _decode

''',
    "unpacked": '''
pack = lambda x, lens, **options: x
unpack = lambda x, **options: (x, None)

''',
    "compiled": '''
NMT.loss = torch.compile(NMT.loss, dynamic=True)

''',
}

MAIN = "if __name__ == '__main__':"

path, end = sys.argv[1], sys.argv.index("--")
ways = sys.argv[2:end]
unknown = set(ways) - set(WAYS)
if unknown:
    sys.exit(f"peer.py knows {', '.join(WAYS)}, not {', '.join(sorted(unknown))}")
sys.argv = [path] + sys.argv[end + 1:]
with open(path, encoding="utf8") as script:
    text = script.read()
if text.count(MAIN) != 1:
    sys.exit(f"{path} does not begin its program with {MAIN}")
patch = "".join(WAYS[way] for way in ways)
program = compile(text.replace(MAIN, patch + MAIN), path, "exec")
exec(program, {"__name__": "__main__", "__file__": path})
