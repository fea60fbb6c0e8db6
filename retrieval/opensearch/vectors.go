package opensearch

import (
	"context"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"iter"

	"footnote/retrieval"
	"footnote/retrieval/engine"
	"footnote/retrieval/meaning"
)

// meant is what an index knows of the meaning of its passages.
type meant struct {
	*meaning.Meaning
	model      string // as passages name it
	have, want int
}

// modelName names a model as passages do.
func modelName(v *meaning.Store) string { return hashName(v.Model().Identity()) }

// openMeant counts the passages of a state that have vectors.
func (s *Store) openMeant(ctx context.Context, now *state) (*meant, error) {
	m := &meant{Meaning: s.options.Vectors.Meaning(), model: modelName(s.options.Vectors)}
	for language, n := range now.Languages {
		if m.Knows(language) {
			m.want += n
		}
	}
	if m.want == 0 {
		return m, nil
	}
	counts, err := (&Index{client: s.client, state: now}).countMatches(ctx, []any{term("m", m.model)})
	if err != nil {
		m.Close()
		return nil, err
	}
	m.have = min(counts[0], m.want)
	return m, nil
}

// Coverage returns how many passages have a vector, of those that are to have one.
func (x *Index) Coverage() (have, want int) {
	if x.meant == nil {
		return 0, 0
	}
	return x.meant.have, x.meant.want
}

// IsMeantByFormer reports whether the vectors of the model before serve: never here.
func (x *Index) IsMeantByFormer() bool { return false }

// Meaning implements retrieval.Meant.
func (x *Index) Meaning() retrieval.Meaning {
	if x.meant == nil || x.meant.have == 0 {
		return nil
	}
	return x.meant.Meaning
}

// inherit takes over what another index of the same state has learned.
func (x *Index) inherit(old *Index) {
	old.counts.mu.Lock()
	x.counts.known = old.counts.known
	old.counts.known = nil
	old.counts.mu.Unlock()
}

// isMeant reports whether a query is compared with the vectors of passages.
func (x *Index) isMeant(q *retrieval.Query) bool {
	return q.Vector != nil && x.meant != nil && x.meant.have > 0
}

// cosineOf returns how near a passage is to a query.
func (m *meant) cosineOf(q *retrieval.Query, p *passage) float64 {
	if p.Model != m.model || len(p.Vector) != len(q.Vector) {
		return retrieval.NoCosine
	}
	return m.Cosine(q.Vector, decodeVector(p.Vector))
}

// giveVector gives a passage the vector that its text is known to have.
func (c *change) giveVector(p *passage) {
	if c.known == nil || !c.known.Knows(p.Language) {
		return
	}
	if v, ok := c.known.Passages.Vector(decodeKey(p.Key)); ok {
		p.Vector, p.Model = encodeVector(v), modelName(c.store.options.Vectors)
	}
}

func decodeKey(text string) (k meaning.Key) {
	data, err := hex.DecodeString(text)
	if err == nil && len(data) == len(k) {
		k = meaning.Key(data)
	}
	return k
}

func encodeVector(v []int8) []byte {
	data := make([]byte, len(v))
	for i, value := range v {
		data[i] = byte(value)
	}
	return data
}

func decodeVector(data []byte) []int8 {
	v := make([]int8, len(data))
	for i, value := range data {
		v[i] = int8(value)
	}
	return v
}

// Lacking returns the number of an index's passages that lack a vector; 0 where none
// are made.
func (s *Store) Lacking(x *Index) int {
	if s.options.Vectors == nil || x.meant == nil || !s.options.Vectors.IsFast() {
		return 0
	}
	return x.meant.want - x.meant.have
}

// MakeVectors makes the vectors that the passages of the current state lack, beside
// this program first, and gives them to the cluster.
func (s *Store) MakeVectors(ctx context.Context, o engine.MakeOptions) (made engine.Made, err error) {
	v := s.options.Vectors
	if v == nil || !v.IsFast() {
		return made, nil
	}
	x, err := s.Open(ctx)
	if err != nil {
		return made, err
	}
	defer x.Close()
	if x.meant.have == x.meant.want {
		return made, nil
	}
	unlock, got, err := v.Lock()
	if err != nil || !got {
		return engine.Made{Busy: err == nil}, err
	}
	defer func() { err = errors.Join(err, unlock()) }()
	if err := v.SetUp(ctx); err != nil {
		return made, err
	}
	l, _, err := s.takeLease(ctx, vectorsLease, 0) // other servers would make the same
	if errors.Is(err, retrieval.ErrLocked) {
		return engine.Made{Busy: true}, nil
	}
	if err != nil {
		return made, err
	}
	defer func() { err = errors.Join(err, l.giveBack(context.WithoutCancel(ctx))) }()
	return (&maker{Index: x, vectors: v, options: o, total: x.meant.want - x.meant.have}).makeAll(ctx)
}

// maker makes the vectors of one state.
type maker struct {
	*Index
	vectors *meaning.Store
	options engine.MakeOptions
	total   int
	made    engine.Made
}

// makerBatch is how many passages are read, embedded and written at a time.
const makerBatch = 256

// makeAll makes the vectors batch by batch. One that was ended goes on where it was.
func (m *maker) makeAll(ctx context.Context) (engine.Made, error) {
	var batch []passage
	flush := func() error {
		if len(batch) == 0 {
			return nil
		}
		err := m.makeBatch(ctx, batch)
		batch = batch[:0]
		return err
	}
	lacking := m.state.filtered(query{"bool": query{"must_not": []any{term("m", m.meant.model)}}})
	err := m.eachHit(ctx, "list passages without a vector", m.state.Index, page{
		query: lacking, order: []string{"d", "n", "from"}, fields: []string{"d", "n", "l", "t", "s", "k", "from"}, size: makerBatch,
	}, func(_ string, source json.RawMessage) error {
		var p passage
		if err := json.Unmarshal(source, &p); err != nil {
			return err
		}
		if !m.meant.Knows(p.Language) {
			return nil
		}
		if batch = append(batch, p); len(batch) == makerBatch {
			return flush()
		}
		return nil
	})
	if err == nil {
		err = flush()
	}
	if m.made.Passages > 0 || err == nil {
		err = errors.Join(err, m.refresh(ctx, m.state))
	}
	return m.made, err
}

// makeBatch makes the vectors of some passages that this program doesn't know yet, and
// writes all of them.
func (m *maker) makeBatch(ctx context.Context, batch []passage) error {
	before := m.vectors.Meaning()
	err := m.vectors.Make(ctx, m.vectors.Passages, m.unknownTexts(ctx, before, batch), meaning.MakeOptions{Share: m.options.Share})
	before.Close()
	if err != nil {
		return err
	}
	known := m.vectors.Meaning()
	defer known.Close()
	writer := newBulk(m.client)
	for i := range batch {
		p := &batch[i]
		v, ok := known.Passages.Vector(decodeKey(p.Key))
		if !ok {
			continue
		}
		fields := query{"v": base64.StdEncoding.EncodeToString(encodeVector(v)), "m": m.meant.model}
		if err := writer.add(ctx, action{"update", m.state.Index, passageName(p.Document, p.Start, p.From), fields}); err != nil {
			return err
		}
		m.made.Passages++
	}
	if m.options.Progress != nil {
		m.options.Progress(engine.MakeProgress{Done: m.made.Passages, Total: max(m.total, m.made.Passages)})
	}
	return writer.flush(ctx)
}

// unknownTexts yields the texts of passages that this program has no vector of, each
// once.
func (m *maker) unknownTexts(ctx context.Context, known *meaning.Meaning, batch []passage) iter.Seq2[meaning.Text, error] {
	return func(yield func(meaning.Text, error) bool) {
		seen := make(map[meaning.Key]bool)
		for i := range batch {
			p := &batch[i]
			key := decodeKey(p.Key)
			if _, ok := known.Passages.Vector(key); ok || seen[key] {
				continue
			}
			seen[key] = true
			d, err := m.record(ctx, p.Document)
			if err == nil {
				err = p.check()
			}
			if err != nil {
				yield(meaning.Text{}, fmt.Errorf("read a passage: %w", err))
				return
			}
			text := retrieval.PassageText(&d.Document, retrieval.Passage{Start: p.Start, End: p.Start + len(p.Text), Text: p.Text})
			if !yield(meaning.Text{Key: key, Text: text}, nil) {
				return
			}
		}
	}
}
