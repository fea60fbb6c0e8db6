// Package retrieval owns what Footnote knows about text: documents, the
// passages that tile them, the queries put to them and the ranking of what
// comes back.
//
// A [Document] is one readable unit of the corpus in canonical form: UTF-8,
// NFC, lines ended by "\n". [Split] cuts it into passages that tile it.
// An [Index] keeps the passages and finds candidates for a [Query]; [Search]
// re-ranks the best of them by proximity, folds near-duplicates together and
// returns [Hit]s whose text is verbatim.
//
// Every position in this package and in all that stands on it is a byte
// offset into Document.Text. Runes, UTF-16 units or columns appear only at the
// edge that needs them.
//
// The package holds no files and no engine. Package corpus reads files into
// documents, package blevex keeps them in bleve, package eval measures the
// whole on labelled questions.
package retrieval
