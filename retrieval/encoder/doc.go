// Package encoder turns texts into vectors that lie near each other where the texts
// mean alike, also where they share no word. It is all-MiniLM-L6-v2, a sentence
// encoder of six layers that knows English, run inside the program: no service, no
// library, no cgo. Open runs other weights: multilingual-e5-small, of twelve layers.
//
// A text becomes WordPieces (tokenizer.go), or pieces of SentencePiece (unigram.go);
// these run through the transformer (forward.go), and the mean of their states, scaled
// to length 1, is the vector. Package weights carries the weights. The arithmetic is in
// package kernel, in plain Go and in the vector instructions of current processors.
// Weights have seven bits and activations eight: vectors have a cosine of about .998
// with those of the model in fp32 (testdata/golden.py).
//
// Embed and EmbedAll give vectors, Quantize makes 384 bytes of one, to be stored,
// and Scan compares a stored one with many. A Reader reads a text together with the
// question and says how well it answers; it is made of the encoder's first layers and
// of some of its own.
package encoder
