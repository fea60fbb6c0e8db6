package weights

import "footnote/retrieval/encoder/kernel"

// Model holds the parts of a packed model. Big tables are views of the file;
// nothing of them is copied or unpacked.
type Model struct {
	Info       Info
	Dims       Dims
	Vocabulary Vocabulary // of WordPieces; empty where Unigram is set
	Unigram    *Unigram   // of the pieces of SentencePiece, nil for WordPieces
	Words      Table      // one row of Dims.Hidden values for each piece
	Positions  FloatView  // [Dims.Positions][Dims.Hidden]; the type of the first segment is added in
	Norm       Norm       // of the sum of word and position
	Layers     []Layer
}

// Info is what a file says of its model besides the sizes.
type Info struct {
	Name string `json:"name"`
	// Query and Passage are what texts of either kind begin with, as in the model's
	// training.
	Query   string `json:"query"`
	Passage string `json:"passage"`
	// Languages are those that the model knows; none for very many.
	Languages []string `json:"languages,omitempty"`
	// Longest is the length in bytes of the longest piece of a Unigram vocabulary.
	Longest int `json:"longest,omitempty"`
}

// Dims are the sizes of a model.
type Dims struct {
	Pieces    int // entries of the vocabulary
	Hidden    int // width of a token's state
	Inner     int // width of the feed-forward step
	Heads     int // heads of attention; each has Hidden/Heads values
	Depth     int // layers
	Positions int // the most tokens of a text, both marks included
}

// Layer is one block of the transformer.
type Layer struct {
	QKV      kernel.Linear // query, key and value side by side; 1/sqrt(head width) is in the query
	Out      kernel.Linear // from the heads' results back to the state
	OutNorm  Norm
	Up       kernel.Linear // Hidden to Inner
	Down     kernel.Linear // Inner to Hidden
	DownNorm Norm
}

// Norm is a layer normalisation. What leaves it is multiplied by Channel before it
// is rounded for the next linear step, whose weights were divided by it: a few
// channels are ten times as large as the others, and would cost them their digits.
type Norm struct{ Gain, Bias, Channel []float32 }

// Table is a table of signed bytes with a scale for each row.
type Table struct {
	Width int
	bytes []byte
	scale FloatView
}

// Row returns the bytes of a row, to be read as int8, and their scale.
func (t Table) Row(i int) ([]byte, float32) {
	return t.bytes[i*t.Width : (i+1)*t.Width], t.scale.At(i)
}
