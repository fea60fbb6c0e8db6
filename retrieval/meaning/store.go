package meaning

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"sync"

	"github.com/gofrs/flock"

	"footnote/retrieval"
	"footnote/retrieval/encoder"
	"footnote/retrieval/private"
)

// Encoder makes vectors, as encoder.Encoder does.
type Encoder interface {
	Embed(dst []float32, text string)
	EmbedAll(ctx context.Context, texts []string) ([][]float32, error)
	Scan(dst []int32, query, vectors []int8)
	IsFast() bool
}

// Store keeps the vectors of an index's texts. It is safe for use by several
// goroutines.
type Store struct {
	Passages, Sentences *Folder

	dir     string
	encoder Encoder
	asked   *recent
}

// NewStore returns the store in dir, which need not exist yet. model names what the
// encoder computes with: vectors of another one aren't used.
func NewStore(dir string, e Encoder, model string, log *slog.Logger) *Store {
	return &Store{
		Passages:  NewFolder(filepath.Join(dir, "passages"), model, log),
		Sentences: NewFolder(filepath.Join(dir, "sentences"), model, log),
		dir:       dir, encoder: e, asked: newRecent(),
	}
}

// State tells what the store holds from what it held at other times.
func (s *Store) State() string { return joinStates(s.Passages.State(), s.Sentences.State()) }

func joinStates(passages, sentences string) string { return passages + "\n" + sentences }

// IsFast reports whether vectors are made fast enough for whole corpora.
func (s *Store) IsFast() bool { return s.encoder.IsFast() }

// HasDamage reports whether there are files that can't be used, as far as is known.
func (s *Store) HasDamage() bool { return s.Passages.hasDamage() || s.Sentences.hasDamage() }

// Lock keeps other processes, and other callers in this one, from changing the
// store. got is false if one of them is at it.
func (s *Store) Lock() (unlock func() error, got bool, err error) {
	if err := private.MakeFolder(s.dir); err != nil {
		return nil, false, unwritableError("make the folder of vectors", s.dir, err)
	}
	path := filepath.Join(s.dir, "LOCK")
	f, err := os.OpenFile(path, os.O_RDONLY|os.O_CREATE, 0o600)
	if err != nil {
		return nil, false, unwritableError("lock the vectors", s.dir, err)
	}
	_ = f.Close()
	lock := flock.New(path)
	if got, err = lock.TryLock(); err != nil {
		return nil, false, unwritableError("lock the vectors", s.dir, err)
	}
	return lock.Unlock, got, nil
}

// Meaning is what a store knows at one moment. It is safe for use by several
// goroutines until it is closed.
type Meaning struct {
	Passages, Sentences *Snapshot
	store               *Store
}

var _ retrieval.Meaning = (*Meaning)(nil)

// Meaning returns what the store knows now, for the caller to close.
func (s *Store) Meaning() *Meaning {
	return &Meaning{s.Passages.Snapshot(), s.Sentences.Snapshot(), s}
}

// State is what Store.State was when the meaning was taken.
func (m *Meaning) State() string { return joinStates(m.Passages.State(), m.Sentences.State()) }

// Close lets go of the files.
func (m *Meaning) Close() {
	m.Passages.Close()
	m.Sentences.Close()
}

// Embed implements retrieval.Meaning. The vector is shared: callers don't change it.
func (m *Meaning) Embed(text string) []int8 {
	return m.store.asked.get(text, m.store.embed)
}

// embed makes the vector of a text.
func (s *Store) embed(text string) []int8 {
	var values [encoder.Size]float32
	s.encoder.Embed(values[:], text)
	v := make([]int8, encoder.Size)
	encoder.Quantize(v, values[:])
	return v
}

// Known implements retrieval.Meaning: those are the sentences.
func (m *Meaning) Known(text string) ([]int8, bool) { return m.Sentences.Vector(KeyOf(text)) }

// Cosine implements retrieval.Meaning.
func (m *Meaning) Cosine(a, b []int8) float64 {
	var product [1]int32
	m.store.encoder.Scan(product[:], a, b)
	return CosineOf(product[0])
}

// CosineOf is the cosine that a product of two vectors stands for.
func CosineOf(product int32) float64 {
	return max(-1, min(1, float64(product)*encoder.Cosine))
}

// ScanPassages writes the product of a vector with that of each row of Passages to
// dst, which has room for all.
func (m *Meaning) ScanPassages(dst []int32, query []int8) {
	m.Passages.Scan(m.store.encoder.Scan, dst, query)
}

// mostRecent bounds the questions whose vectors are kept, for a question is asked
// again: by the search and the answer, by a page that is loaded anew.
const mostRecent = 256

// recent keeps the vectors of the texts last asked for.
type recent struct {
	mu      sync.Mutex
	clock   int
	vectors map[string]*used
}

type used struct {
	vector []int8
	at     int // by clock
}

func newRecent() *recent { return &recent{vectors: make(map[string]*used)} }

// get returns the vector of a text, made by embed if it isn't kept.
func (r *recent) get(text string, embed func(string) []int8) []int8 {
	r.mu.Lock()
	r.clock++
	if u := r.vectors[text]; u != nil {
		u.at = r.clock
		r.mu.Unlock()
		return u.vector
	}
	r.mu.Unlock()
	v := embed(text)
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.vectors) >= mostRecent {
		r.forgetOldest()
	}
	r.vectors[text] = &used{v, r.clock}
	return v
}

func (r *recent) forgetOldest() {
	oldest, at := "", r.clock+1
	for text, u := range r.vectors {
		if u.at < at {
			oldest, at = text, u.at
		}
	}
	delete(r.vectors, oldest)
}
