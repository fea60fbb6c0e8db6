package blevex

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"footnote/retrieval"
	"footnote/retrieval/meaning"
)

// MakeOptions say how vectors are made.
type MakeOptions struct {
	// Share is the share of the processors that is used, 0 for all.
	Share float64
	// Progress, if set, is told how far it is. It is never called at once by two
	// goroutines.
	Progress func(MakeProgress)
}

// MakeProgress is how far the making of vectors is.
type MakeProgress struct {
	Done, Total int  // passages
	Sentences   bool // it is about those inside the passages
}

// Made says what the making of vectors did.
type Made struct {
	Passages, Sentences int // vectors made
	// Busy says that another process is at it, and that this one did nothing.
	Busy bool
}

// MakeVectors makes the vectors that the passages of the current generation lack, and
// then those of their sentences, if they are few enough. On a processor that is too
// slow for that it makes none. Of several callers and processes one makes them.
// Ended at any moment, it goes on with the next call where it was.
func (s *Store) MakeVectors(ctx context.Context, o MakeOptions) (made Made, err error) {
	if s.vectors == nil || !s.vectors.IsFast() {
		return made, nil
	}
	m, err := s.openMaker(ctx, o)
	if err != nil || !m.hasWork() {
		return made, errors.Join(err, m.close())
	}
	unlock, got, err := s.vectors.Lock()
	if err != nil || !got {
		return Made{Busy: err == nil}, errors.Join(err, m.close())
	}
	if s.vectors.State() != m.vectorsState() { // somebody else has made some meanwhile
		err = m.close()
		if err == nil {
			m, err = s.openMaker(ctx, o)
		}
		if err != nil {
			return made, errors.Join(err, unlock())
		}
	}
	err = m.makeAll(ctx)
	return m.made, errors.Join(err, m.close(), unlock())
}

// openMaker opens the current generation for making its vectors.
func (s *Store) openMaker(ctx context.Context, o MakeOptions) (*maker, error) {
	x, err := s.Open(ctx)
	if err != nil {
		return nil, err
	}
	return &maker{Index: x, store: s.vectors, options: o, done: readSentenceRecord(s.vectors)}, nil
}

// maker makes the vectors of one generation.
type maker struct {
	*Index
	store   *meaning.Store
	options MakeOptions
	made    Made
	done    sentenceRecord
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
	return m.countLacking() > 0 || m.store.HasDamage() || m.isSweepDue()
}

// Lacking returns the number of an index's passages that lack a vector, or whose
// sentences may; 0 without vectors.
func (s *Store) Lacking(x *Index) int {
	if s.vectors == nil || x.meant == nil || !s.vectors.IsFast() {
		return 0
	}
	m := &maker{Index: x, store: s.vectors, done: readSentenceRecord(s.vectors)}
	return m.countLacking()
}

func (m *maker) countLacking() (n int) {
	for seg, rows := range m.meant.rows {
		_, done := m.done[m.meant.ids[seg]]
		done = done || m.hasManySentences()
		for _, row := range rows {
			if row == unmade || row >= 0 && !done {
				n++
			}
		}
	}
	return n
}

// mostSentencePassages is the number of passages up to which sentences have vectors,
// too: 25,000 have about 200,000 sentences, which take 77 MB on disk and, on one
// processor, ten minutes. Among more, the passages themselves have to tell.
const mostSentencePassages = 25_000

func (m *maker) hasManySentences() bool { return m.meant.want > mostSentencePassages }

func (m *maker) makeAll(ctx context.Context) error {
	if err := m.tidy(); err != nil {
		return err
	}
	if err := m.makePassages(ctx); err != nil {
		return err
	}
	if !m.hasManySentences() {
		if err := m.makeSentences(ctx); err != nil {
			return err
		}
	}
	return m.sweep(ctx)
}

// tidy removes what can't be used.
func (m *maker) tidy() error {
	if _, err := m.store.Passages.Tidy(); err != nil {
		return err
	}
	dropped, err := m.store.Sentences.Tidy()
	if err == nil && dropped {
		m.done = sentenceRecord{}
		err = m.done.write(m.store)
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
			m.report(MakeProgress{Done: m.made.Passages, Total: total})
		},
	})
}

func (m *maker) report(p MakeProgress) {
	if m.options.Progress != nil {
		m.options.Progress(p)
	}
}

// unmadePassages yields the texts of passages that lack a vector, each once.
func (m *maker) unmadePassages(ctx context.Context) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		seen := make(map[meaning.Key]bool)
		reader := &passageReader{Index: m.Index}
		for seg, rows := range m.meant.rows {
			for num, row := range rows {
				if row != unmade {
					continue
				}
				d, p, err := reader.read(ctx, seg, uint64(num))
				if err != nil {
					yield("", err)
					return
				}
				text := retrieval.PassageText(d, p)
				key := meaning.KeyOf(text)
				if !seen[key] && !yield(text, nil) {
					return
				}
				seen[key] = true
			}
		}
	}
}

// makeSentences makes the vectors of sentences, segment by segment.
func (m *maker) makeSentences(ctx context.Context) error {
	known := m.store.Sentences.Snapshot()
	defer known.Close()
	passages := 0 // looked at
	for seg := range m.segments {
		id := m.meant.ids[seg]
		if _, ok := m.done[id]; ok {
			passages += m.passagesIn(seg)
			continue
		}
		sentences := 0
		texts := m.sentencesOf(ctx, seg, known, &sentences, &passages)
		err := m.store.Make(ctx, m.store.Sentences, texts, meaning.MakeOptions{
			Share: m.options.Share,
			Made: func(n int) {
				m.made.Sentences += n
				m.report(MakeProgress{Done: passages, Total: m.meant.want, Sentences: true})
			},
		})
		if err != nil {
			return err
		}
		m.done[id] = sentences
		if err := m.done.write(m.store); err != nil {
			return err
		}
	}
	m.done = m.done.onlyOf(m.meant.ids)
	return m.done.write(m.store)
}

// passagesIn returns the number of a segment's passages that are to have vectors.
func (m *maker) passagesIn(seg int) (n int) {
	for _, row := range m.meant.rows[seg] {
		if row != unwanted {
			n++
		}
	}
	return n
}

// sentencesOf yields the texts of a segment's sentences that lack a vector, each once.
// It counts all sentences, and the passages looked at.
func (m *maker) sentencesOf(ctx context.Context, seg int, known *meaning.Snapshot, sentences, passages *int) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		seen := make(map[meaning.Key]bool)
		reader := &passageReader{Index: m.Index}
		for num, row := range m.meant.rows[seg] {
			if row == unwanted {
				continue
			}
			d, p, err := reader.read(ctx, seg, uint64(num))
			if err != nil {
				yield("", err)
				return
			}
			for text := range sentenceTexts(d, p) {
				key := meaning.KeyOf(text)
				if seen[key] {
					continue
				}
				seen[key] = true
				*sentences++
				if known.Row(key) < 0 && !yield(text, nil) {
					return
				}
			}
			*passages++
		}
	}
}

// sentenceTexts yields the texts that the vectors of a passage's sentences are made
// of.
func sentenceTexts(d *retrieval.Document, p retrieval.Passage) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, s := range retrieval.Sentences(p.Text) {
			at := p.Start + s.Start
			if isMeant(d.LanguageAt(at)) && !yield(retrieval.Headed(d.Title, d.HeadingsAt(at), p.Text[s.Start:s.End])) {
				return
			}
		}
	}
}

// passageReader reads passages with the facts of their documents, which are mostly
// those of the one before.
type passageReader struct {
	*Index
	record *docRecord
}

func (r *passageReader) read(ctx context.Context, seg int, num uint64) (d *retrieval.Document, p retrieval.Passage, err error) {
	defer guardAgainstFaults(&err)()
	if err := ctx.Err(); err != nil {
		return nil, p, err
	}
	var c retrieval.Candidate
	if err := r.loadCandidate(seg, num, &c); err != nil {
		return nil, p, fmt.Errorf("read a passage: %w", err)
	}
	if r.record == nil || r.record.ID != c.Document {
		if r.record, err = loadRecord(r.reader, c.Document); err != nil {
			return nil, p, err
		}
	}
	return &r.record.Document, c.Passage, nil
}
