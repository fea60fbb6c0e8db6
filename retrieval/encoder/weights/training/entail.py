"""Trains a head that says whether an excerpt bears a claim out, as an experiment.

    venv/bin/python entail.py --epochs 3 claims/en-[1-5].tsv ../../../../bot/grounding/testdata/edits/en.tsv ... --test claims/en-6.tsv ...

The model and its needs are those of train.py: "claim [SEP] title — headings: excerpt", in
at most 160 pieces. Files are sets of claims as bot/grounding/testdata/edits has them; the
loss is the binary cross entropy. After each epoch it writes, of the files of --test, the
AUC of true claims against false ones, what share of the true ones is accepted where .05 of
the false ones are, and the AUC by kind of edit. About 15 claims a second on one core. README.md says what came
out, and why the program has no such head.
"""
import argparse, math, os, random, time

import torch
import torch.nn.functional as F
from torch import nn

from train import PIECES, Reader, area, tokenizer


class Entailment(Reader):
    def forward(self, claims, excerpts):
        b = tokenizer(claims, excerpts, padding=True, truncation="only_second", max_length=PIECES,
                      return_tensors="pt", return_token_type_ids=True)
        states = self.body(**b).last_hidden_state
        mask = b["attention_mask"].float()
        second = b["token_type_ids"].float() * mask
        mean = lambda m: (states * m[..., None]).sum(1) / m.sum(1, keepdim=True)
        q, t = mean(mask - second), mean(second)
        return self.cosine * F.cosine_similarity(q, t) + (10 * q * t) @ self.product + 10 * t @ self.text + self.bias


def load(paths):
    items = []
    for path in paths:
        with open(path, encoding="utf-8") as f:
            for line in f:
                kind, tab, text = line.strip().partition("\t")
                if not tab:
                    continue  # between two sources
                if kind == "source":
                    source, about = " ".join(text.replace("\\n", " ").replace("\\t", " ").split()), []
                elif kind in ("title", "heading"):
                    about.append(text)
                else:
                    excerpt = (" — ".join(about) + ": " if about else "") + source
                    items.append({"claim": text, "excerpt": excerpt, "kind": kind, "true": kind == "true"})
    return items


def length(item):
    return len(item["claim"]) + len(item["excerpt"])


def read(model, batch):
    with torch.autocast("cpu", dtype=torch.bfloat16):
        return model([i["claim"] for i in batch], [i["excerpt"] for i in batch]).float()


def measure(model, name, items):
    model.eval()
    items, good, bad = sorted(items, key=length), [], {}
    with torch.no_grad():
        for at in range(0, len(items), 32):
            batch = items[at:at + 32]
            for item, score in zip(batch, read(model, batch).tolist()):
                if item["true"]:
                    good.append(score)
                else:
                    bad.setdefault(item["kind"], []).append(score)
    worse = sorted((s for list in bad.values() for s in list), reverse=True)
    line = worse[len(worse) // 20]
    print(f"{name}: {len(good)} true, {len(worse)} false, AUC {area(good, worse):.3f}, {sum(s > line for s in good) / len(good):.2f} accepted;",
          *(f"{k} {area(good, bad[k]):.2f}" for k in sorted(bad, key=lambda k: -len(bad[k])) if len(bad[k]) >= 10), flush=True)


def train(model, items, epochs, rate, after, size=16):
    free = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(free, lr=rate, weight_decay=0.01)
    steps, done, began = epochs * math.ceil(len(items) / size), 0, time.time()
    for epoch in range(epochs):
        random.shuffle(items)
        model.train()
        batches = []  # of claims of much the same length
        for at in range(0, len(items), size * 16):
            pool = sorted(items[at:at + size * 16], key=length)
            batches += [pool[k:k + size] for k in range(0, len(pool), size)]
        random.shuffle(batches)
        for batch in batches:
            done += 1
            for group in optimizer.param_groups:
                group["lr"] = rate * min(1, done / (0.1 * steps)) * max(0.03, 1 - done / steps)
            F.binary_cross_entropy_with_logits(read(model, batch), torch.tensor([float(i["true"]) for i in batch])).backward()
            nn.utils.clip_grad_norm_(free, 1.0)
            optimizer.step()
            optimizer.zero_grad()
        print(f"epoch {epoch + 1}, {time.time() - began:.0f} s", flush=True)
        after()


if __name__ == "__main__":
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("files", nargs="+")
    p.add_argument("--test", nargs="+", required=True)
    p.add_argument("--epochs", type=int, default=3)
    p.add_argument("--rate", type=float, default=2e-4)
    p.add_argument("--share", type=float, default=1, help="of the claims to train on")
    p.add_argument("--threads", type=int, default=1)
    p.add_argument("--seed", type=int, default=1)
    o = p.parse_args()
    random.seed(o.seed)
    torch.manual_seed(o.seed)
    torch.set_num_threads(o.threads)
    items, tests = load(o.files), {path: load([path]) for path in o.test}
    items = random.sample(items, int(o.share * len(items)))
    print(f"{len(items)} claims, {sum(i['true'] for i in items)} of them true", flush=True)
    model = Entailment()

    def after():
        for path, list in tests.items():
            measure(model, os.path.basename(path), list)

    train(model, items, o.epochs, o.rate, after)
