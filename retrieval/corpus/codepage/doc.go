// Package codepage guesses the legacy charset of text that names none, or a
// wrong one: files from before UTF-8 was everywhere.
//
// A guess is made by reading. The bytes are decoded in each charset, and the one
// in which they read most like a language wins: a score adds up how usual each
// letter beyond ASCII is next to its neighbours, in the best of 36 languages.
// Letters tell little alone, since most charsets have the same letters in other
// places, but "fün" is German and "fьn" is nothing. There are no lists of words.
//
// The table of pairs, pairs.txt, is counted from the Universal Declaration of
// Human Rights by TestTable. What comes of it on texts that it hasn't seen,
// paragraphs of XQuAD in ar, de, el, en, es, ro, ru, th, tr, vi and zh, each in
// up to five legacy charsets of its language and cut to some bytes, as the share
// that is decoded without a wrong letter:
//
//	bytes                                   60    200  1,000
//	this package                          .964   .965   .992
//	gogs/chardet 2021, with rules of ours .827   .876   .914
//	gogs/chardet 2021                     .649   .657   .651
//	wlynxg/chardet 1.0.5                  .625   .608   .619
//	always windows-1252                   .074   .209   .234
//
// On the 382 files in legacy charsets that python's chardet is tested with, for
// which wlynxg/chardet is made, they are .990, .788, .652, .880 and .031. The
// first line is what
//
//	go test ./retrieval/corpus/codepage -run TestXQuAD -v
//
// logs where ../shared/data/xquad is. The others were measured in the same run
// when this package took the place of gogs/chardet.
package codepage
