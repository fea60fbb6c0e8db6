package blevex

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"footnote/retrieval"
	"footnote/retrieval/engine"
	"footnote/retrieval/meaning"
)

// MakeVectors makes the vectors that the passages of the current generation lack, and
// then those of their sentences, if they are few enough. On a processor that is too
// slow for that it makes none. Of several callers and processes one makes them.
// Ended at any moment, it goes on with the next call where it was.
func (s *Store) MakeVectors(ctx context.Context, o engine.MakeOptions) (made engine.Made, err error) {
	if s.vectors == nil || !s.vectors.IsFast() {
		return made, nil
	}
	m, err := s.openMaker(ctx, o)
	if err != nil || !m.hasWork() {
		if err == nil {
			err = s.leaveFormer(m)
		}
		return made, errors.Join(err, m.close())
	}
	unlock, got, err := s.vectors.Lock()
	if err != nil || !got {
		return engine.Made{Busy: err == nil}, errors.Join(err, m.close())
	}
	defer func() { err = errors.Join(err, unlock()) }()
	if err := s.vectors.SetUp(ctx); err != nil {
		return made, errors.Join(err, m.close())
	}
	if err := tidyVectors(s.vectors); err != nil {
		return made, errors.Join(err, m.close())
	}
	if s.vectors.State() != m.vectorsState() { // by that, or somebody else has made some meanwhile
		if err := m.close(); err != nil {
			return made, err
		}
		if m, err = s.openMaker(ctx, o); err != nil {
			return made, err
		}
	}
	if err = m.makeAll(ctx); err == nil {
		err = s.vectors.NoteMade()
	}
	return m.made, errors.Join(err, m.close())
}

// leaveFormer notes that all vectors of the model that is set were made before, so that
// those of others may go.
func (s *Store) leaveFormer(m *maker) error {
	if s.vectors.IsNoted() || m.wanted.want == 0 {
		return nil
	}
	unlock, got, err := s.vectors.Lock()
	if err != nil || !got {
		return err
	}
	return errors.Join(s.vectors.NoteMade(), unlock())
}

// openMaker opens the current generation for making its vectors.
func (s *Store) openMaker(ctx context.Context, o engine.MakeOptions) (*maker, error) {
	x, err := s.Open(ctx)
	if err != nil {
		return nil, err
	}
	x.wanted.Passages.Verify()
	x.wanted.Sentences.Verify()
	return &maker{Index: x, meant: x.wanted, store: s.vectors, options: o}, nil
}

// maker makes the vectors of one generation.
type maker struct {
	*Index
	meant   *meant // what is made, and not what serves meanwhile
	store   *meaning.Store
	options engine.MakeOptions
	made    engine.Made
}

// close closes the generation, if there is one.
func (m *maker) close() error {
	if m == nil {
		return nil
	}
	return m.Close()
}

// hasWork reports whether there is anything to make or to drop.
func (m *maker) hasWork() bool {
	return m.countLacking() > 0 || m.store.HasDamage() || m.store.HasHalves() || m.isSweepDue()
}

// Lacking returns the number of an index's passages that lack a vector, or the
// vectors of their sentences; 0 where none are made.
func (s *Store) Lacking(x *Index) int {
	if s.vectors == nil || x.wanted == nil || !s.vectors.IsFast() {
		return 0
	}
	m := &maker{Index: x, meant: x.wanted, store: s.vectors}
	return m.countLacking()
}

func (m *maker) countLacking() int {
	unread := m.listUnread()
	n := len(unread)
	for _, p := range unread {
		if m.meant.rows[p.segment][p.num] == unmade {
			n-- // counted below
		}
	}
	return n + m.meant.want - m.meant.have
}

func (m *maker) makeAll(ctx context.Context) error {
	if err := m.makePassages(ctx); err != nil {
		return err
	}
	if err := m.makeSentences(ctx); err != nil {
		return err
	}
	return m.sweep(ctx)
}

// tidyVectors removes what can't be used. Where vectors of sentences are lost, it isn't
// known of which passages they were: all are made again.
func tidyVectors(v *meaning.Store) error {
	if _, err := v.Passages.Tidy(); err != nil {
		return err
	}
	dropped, err := v.Sentences.Tidy()
	if err == nil && dropped {
		err = v.Sentences.Keep(func(meaning.Key) bool { return false })
	}
	return err
}

// makePassages makes the vectors of passages.
func (m *maker) makePassages(ctx context.Context) error {
	total := m.meant.want - m.meant.have
	return m.store.Make(ctx, m.store.Passages, m.unmadePassages(ctx), meaning.MakeOptions{
		Share: m.options.Share,
		Made: func(n int) {
			m.made.Passages += n
			m.report(engine.MakeProgress{Done: m.made.Passages, Total: total})
		},
	})
}

func (m *maker) report(p engine.MakeProgress) {
	if m.options.Progress != nil {
		m.options.Progress(p)
	}
}

// unmadePassages yields the texts of passages that lack a vector, each once.
func (m *maker) unmadePassages(ctx context.Context) iter.Seq2[meaning.Text, error] {
	return func(yield func(meaning.Text, error) bool) {
		seen := make(map[meaning.Key]bool)
		reader := &passageReader{Index: m.Index}
		for seg, rows := range m.meant.rows {
			for num, row := range rows {
				key := m.meant.keys[seg].key(num)
				if row != unmade || seen[key] {
					continue
				}
				seen[key] = true
				d, p, err := reader.read(ctx, passageNumber{seg, uint64(num)})
				if err != nil {
					yield(meaning.Text{}, err)
					return
				}
				if !yield(meaning.Text{Key: key, Text: retrieval.PassageText(d, p)}, nil) {
					return
				}
			}
		}
	}
}

// passageReader reads passages with the facts of their documents, which are mostly
// those of the one before.
type passageReader struct {
	*Index
	record *engine.Record
}

func (r *passageReader) read(ctx context.Context, n passageNumber) (d *retrieval.Document, p retrieval.Passage, err error) {
	defer r.guardAgainstFaults(&err)()
	if err := ctx.Err(); err != nil {
		return nil, p, err
	}
	var c retrieval.Candidate
	if err := r.stored.readPassage(n.segment, n.num, &c); err != nil {
		return nil, p, fmt.Errorf("read a passage: %w", err)
	}
	if r.record == nil || r.record.ID != c.Document {
		if r.record, err = r.stored.readRecord(c.Document); err != nil {
			return nil, p, err
		}
	}
	return &r.record.Document, c.Passage, nil
}
