package meaning

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gofrs/flock"

	"footnote/retrieval"
	"footnote/retrieval/encoder"
	"footnote/retrieval/private"
)

// Store keeps the vectors that one model makes of an index's texts. It is safe for use
// by several goroutines.
type Store struct {
	Passages, Sentences *Folder

	dir    string // of all models
	own    string // of this one
	model  Model
	reader Reader // nil if nothing reads
	scan   func(dst []int32, query, vectors []int8)
	asked  *recent
	log    *slog.Logger
	scale  atomic.Pointer[calibration] // nil until the model was set up

	mu     sync.Mutex
	pauses time.Time // until then the model isn't asked for what is asked
}

// NewStore returns the store in dir, which need not exist yet, of vectors that the
// encoder inside the program makes. model names what it computes with: vectors of
// another one aren't used.
func NewStore(dir string, e Encoder, model string, log *slog.Logger) *Store {
	s := newStore(dir, dir, &local{Encoder: e, identity: model, languages: []string{"en"}}, model, log)
	s.scan = e.Scan
	s.setScale(&calibration{Model: model, Size: encoder.Size})
	return s
}

// NewStoreOf returns the store in dir of vectors that another model makes. They lie
// beside those of the others, in a folder of their own.
func NewStoreOf(dir string, m Model, log *slog.Logger) *Store {
	sum := sha256.Sum256([]byte(m.Identity()))
	own := filepath.Join(dir, modelsFolder, hex.EncodeToString(sum[:8]))
	s := newStore(dir, own, m, m.Identity()+" "+calibrated, log)
	s.scan = encoder.NewScan()
	s.Passages.setSize(0)
	s.Sentences.setSize(0)
	if c := readCalibration(own, m.Identity()); c != nil {
		s.setScale(c)
	}
	return s
}

// modelsFolder holds the vectors of models other than the one inside the program.
const modelsFolder = "models"

func newStore(dir, own string, m Model, name string, log *slog.Logger) *Store {
	return &Store{
		Passages:  NewFolder(filepath.Join(own, "passages"), name, log),
		Sentences: NewFolder(filepath.Join(own, "sentences"), name, log),
		dir:       dir, own: own, model: m, asked: newRecent(), log: log,
	}
}

// setScale says how vectors are kept and compared.
func (s *Store) setScale(c *calibration) {
	s.Passages.setSize(c.padded())
	s.Sentences.setSize(c.padded())
	s.scale.Store(c)
}

// SetUp readies the model for making vectors, once: it embeds a sample of 80 texts, to
// learn how large its vectors are and what their cosines mean. Only the holder of the
// lock may call it.
func (s *Store) SetUp(ctx context.Context) error {
	if s.scale.Load() != nil {
		return nil
	}
	if c := readCalibration(s.own, s.model.Identity()); c != nil { // another process was faster
		s.setScale(c)
		return nil
	}
	c, err := measureModel(ctx, s.model)
	if err != nil {
		return fmt.Errorf("set up the model %s: %w", s.model.Identity(), err)
	}
	if err := c.write(s.own); err != nil {
		return err
	}
	s.setScale(c)
	return nil
}

// Model returns what makes the vectors.
func (s *Store) Model() Model { return s.model }

// NewMark returns a vector of zeros, which is near nothing.
func (s *Store) NewMark() []int8 {
	c := s.scale.Load()
	if c == nil {
		return nil
	}
	return make([]int8, c.padded())
}

// State tells what the store holds from what it held at other times.
func (s *Store) State() string { return joinStates(s.Passages.State(), s.Sentences.State()) }

func joinStates(passages, sentences string) string { return passages + "\n" + sentences }

// IsFast reports whether vectors are made fast enough for whole corpora.
func (s *Store) IsFast() bool { return s.model.IsFast() }

// HasHalves reports whether there are files that are being written, or that a killed
// process has left: who holds the lock knows that they are the latter.
func (s *Store) HasHalves() bool { return s.Passages.hasHalves() || s.Sentences.hasHalves() }

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

const (
	// askTime is how long a model may take for a question: who asks is waiting.
	askTime = 5 * time.Second
	// failedPause is how long a model that failed isn't asked again. Questions are
	// answered by words meanwhile.
	failedPause = 30 * time.Second
)

// Embed implements retrieval.Meaning. The vector is shared: callers don't change it.
func (m *Meaning) Embed(ctx context.Context, text string) []int8 {
	return m.store.asked.get(text, func(text string) []int8 { return m.store.embed(ctx, text) })
}

// embed makes the vector of what is asked, nil if the model can't now.
func (s *Store) embed(ctx context.Context, text string) []int8 {
	scale := s.scale.Load()
	if scale == nil || !s.mayAsk() {
		return nil
	}
	within, cancel := context.WithTimeout(ctx, askTime)
	defer cancel()
	values, err := s.model.Query(within, text)
	if err == nil {
		var v []int8
		if v, err = scale.quantize(values); err == nil {
			return v
		}
	}
	if ctx.Err() == nil {
		s.mu.Lock()
		s.pauses = time.Now().Add(failedPause)
		s.mu.Unlock()
		s.log.Warn("the model that makes vectors fails; questions are answered by words meanwhile", "model", s.model.Identity(), "err", err)
	}
	return nil
}

// mayAsk reports whether the model hasn't failed just now.
func (s *Store) mayAsk() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return !time.Now().Before(s.pauses)
}

// Known implements retrieval.Meaning: those are the sentences.
func (m *Meaning) Known(text string) ([]int8, bool) { return m.Sentences.Vector(KeyOf(text)) }

// Cosine implements retrieval.Meaning.
func (m *Meaning) Cosine(a, b []int8) float64 {
	var product [1]int32
	m.store.scan(product[:], a, b)
	return m.CosineOf(product[0])
}

// CosineOf returns the cosine that a product of two vectors stands for, on the scale of
// the model inside the program.
func (m *Meaning) CosineOf(product int32) float64 {
	x := float64(product) * encoder.Cosine
	if c := m.store.scale.Load(); c != nil {
		return c.cosine(x)
	}
	return max(-1, min(1, x))
}

// Languages implements retrieval.Meaning.
func (m *Meaning) Languages() []string { return m.store.model.Languages() }

// IsWord implements retrieval.Meaning.
func (m *Meaning) IsWord(word string) bool { return m.store.model.IsWord(word) }

// Knows reports whether texts of a language are to have vectors. What has no known
// language is mostly names and figures.
func (m *Meaning) Knows(language string) bool {
	known := m.Languages()
	return language == "" || len(known) == 0 || slices.Contains(known, language)
}

// ScanPassages writes the product of a vector with that of each row of Passages to
// dst, which has room for all.
func (m *Meaning) ScanPassages(dst []int32, query []int8) {
	m.Passages.Scan(m.store.scan, dst, query)
}
