#!/usr/bin/env python3
"""Makes data/*.txt, the tables of package frequency, from PyPI's wordfreq 3.1.1.

    pip download wordfreq==3.1.1 --no-deps && pip install msgpack
    python3 convert.py wordfreq-3.1.1-py3-none-any.whl ../data

A line is a word, a tab and ten times its Zipf frequency; lines are sorted by
their bytes. Words of letters with a mark, a space or an apostrophe inside are kept.
"""
import gzip, hashlib, sys, zipfile
import msgpack

SHA256 = "4b1c6ecffc6198be3396d5cf871c4423ca71c907c231348d352dd54d62b97473"
# ours → wordfreq's, for the languages of which package language knows something.
LANGUAGES = dict(ar="ar", bg="bg", ca="ca", cs="cs", da="da", de="de", el="el", en="en", es="es", fa="fa", fi="fi", fr="fr",
                 hi="hi", hr="sh", hu="hu", id="id", it="it", ja="ja", ko="ko", lt="lt", lv="lv", mk="mk", nl="nl", no="nb",
                 pl="pl", pt="pt", ro="ro", ru="ru", sk="sk", sl="sl", sr="sh", sv="sv", tr="tr", uk="uk", vi="vi", zh="zh")
# The least frequency, Zipf. Where no spaces stand between words, the table cuts them, too.
LEAST, LEAST_UNSPACED = 4.2, 3.4

def main(wheel, folder):
    found = hashlib.sha256(open(wheel, "rb").read()).hexdigest()
    if found != SHA256:
        sys.exit(f"{wheel} has the SHA-256 {found}, not {SHA256}")
    archive = zipfile.ZipFile(wheel)
    for code, theirs in LANGUAGES.items():
        bins = msgpack.loads(gzip.decompress(archive.read(f"wordfreq/data/small_{theirs}.msgpack.gz")), raw=False)
        least = LEAST_UNSPACED if code in ("ja", "zh") else LEAST
        lines = []
        for centibels, words in enumerate(bins[1:]):
            zipf = 9 - centibels / 100
            if zipf < least:
                break
            for word in words:
                if any(c.isalpha() for c in word) and "\t" not in word:
                    lines.append(f"{word}\t{round(zipf * 10)}".encode())
        with open(f"{folder}/{code}.txt", "wb") as out:
            out.write(b"\n".join(sorted(lines, key=lambda l: l.split(b"\t")[0])) + b"\n")

main(*sys.argv[1:])
