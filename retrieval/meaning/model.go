package meaning

import (
	"context"
	"slices"

	"footnote/retrieval/encoder"
)

// Model makes vectors of texts. It is safe for use by several goroutines.
type Model interface {
	// Identity names the model and all that its vectors depend on: those of another
	// identity can't be compared with them.
	Identity() string
	// Languages are those that the model knows, as BCP 47 base languages; none for
	// very many.
	Languages() []string
	// IsFast reports whether whole corpora can be embedded.
	IsFast() bool
	// IsRemote reports whether a server does the work, and not this processor.
	IsRemote() bool
	// Batch is how many texts of passages are best embedded by one call.
	Batch() int
	// IsWord reports whether the model knows a word as a whole, which misspelt ones
	// hardly ever are; false if it can't tell.
	IsWord(word string) bool
	// Query returns the vector of what is asked, of whichever length but always the
	// same.
	Query(ctx context.Context, text string) ([]float32, error)
	// Passages returns the vectors of passages, or of sentences, in their order.
	Passages(ctx context.Context, texts []string) ([][]float32, error)
}

// Encoder makes vectors on this processor, as encoder.Encoder does.
type Encoder interface {
	Embed(dst []float32, text string)
	EmbedAll(ctx context.Context, texts []string) ([][]float32, error)
	Scan(dst []int32, query, vectors []int8)
	IsWord(word string) bool
	IsFast() bool
}

// unitTexts are embedded by one call of an encoder.
const unitTexts = 16

// local is a Model that runs on this processor.
type local struct {
	Encoder
	identity       string
	query, passage string // what texts begin with
	languages      []string
}

// NewLocal returns the model of an encoder. identity names its weights.
func NewLocal(e *encoder.Encoder, identity string) Model {
	i := e.Info()
	return &local{e, identity, i.Query, i.Passage, i.Languages}
}

func (l *local) Identity() string    { return l.identity }
func (l *local) Languages() []string { return l.languages }
func (*local) IsRemote() bool        { return false }
func (*local) Batch() int            { return unitTexts }

// Query implements Model.
func (l *local) Query(_ context.Context, text string) ([]float32, error) {
	v := make([]float32, encoder.Size)
	l.Embed(v, l.query+text)
	return v, nil
}

// Passages implements Model.
func (l *local) Passages(ctx context.Context, texts []string) ([][]float32, error) {
	if l.passage != "" {
		texts = slices.Clone(texts)
		for i := range texts {
			texts[i] = l.passage + texts[i]
		}
	}
	return l.EmbedAll(ctx, texts)
}
