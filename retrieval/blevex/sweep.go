package blevex

import (
	"context"
	"errors"

	"footnote/retrieval/meaning"
)

// deadShare says when vectors that no passage needs any more are dropped: when they
// are one of so many. That rewrites the others, which isn't worth it for a few; and
// what was removed may come back, as a folder that was moved.
const deadShare = 3

// sweep drops vectors that nothing in the index needs, when there are many.
func (m *maker) sweep(ctx context.Context) error {
	return errors.Join(m.sweepPassages(), m.sweepSentences(ctx))
}

// sweepPassages drops vectors of passages that are gone.
func (m *maker) sweepPassages() error {
	now := m.store.Meaning() // with the vectors made since
	defer now.Close()
	x := &meant{Meaning: now, keys: m.meant.keys}
	x.findRows(m.segments)
	live := make(map[int32]bool)
	for _, rows := range x.rows {
		for _, row := range rows {
			if row >= 0 {
				live[row] = true
			}
		}
	}
	if !areManyDead(x.Passages.Rows(), len(live)) {
		return nil
	}
	return m.store.Passages.Keep(func(k meaning.Key) bool { return live[int32(x.Passages.Row(k))] })
}

// areManyDead reports whether it is time to drop vectors, of which so many are needed
// at most.
func areManyDead(all, needed int) bool { return all > needed && (all-needed)*deadShare >= all }

// isSweepDue reports whether many vectors are needed no more, for certain.
func (m *maker) isSweepDue() bool {
	return areManyDead(m.meant.Passages.Rows(), m.meant.have) || areManyDead(m.meant.Sentences.Rows(), m.mostSentences())
}

// mostSentences is the most vectors of sentences that can be needed.
func (m *maker) mostSentences() (n int) {
	if m.hasManySentences() {
		return 0
	}
	for _, id := range m.meant.ids {
		n += m.done[id]
	}
	return n
}

// sweepSentences drops vectors of sentences that are gone. How many those are is
// known by number, not by name: to find out, all are read.
func (m *maker) sweepSentences(ctx context.Context) error {
	known := m.store.Sentences.Snapshot()
	defer known.Close()
	if !areManyDead(known.Rows(), m.mostSentences()) {
		return nil
	}
	live := make(map[meaning.Key]bool)
	if !m.hasManySentences() {
		if err := m.collectSentences(ctx, live); err != nil {
			return err
		}
	}
	if err := m.store.Sentences.Keep(func(k meaning.Key) bool { return live[k] }); err != nil {
		return err
	}
	if m.hasManySentences() {
		m.done = sentenceRecord{}
	}
	return m.done.write(m.store)
}

// collectSentences adds the keys of all sentences.
func (m *maker) collectSentences(ctx context.Context, keys map[meaning.Key]bool) error {
	reader := &passageReader{Index: m.Index}
	for seg, rows := range m.meant.rows {
		for num, row := range rows {
			if row == unwanted {
				continue
			}
			d, p, err := reader.read(ctx, seg, uint64(num))
			if err != nil {
				return err
			}
			for text := range sentenceTexts(d, p) {
				keys[meaning.KeyOf(text)] = true
			}
		}
	}
	return nil
}

// onlyOf returns what is remembered of some segments.
func (r sentenceRecord) onlyOf(ids []string) sentenceRecord {
	kept := make(sentenceRecord)
	for _, id := range ids {
		if n, ok := r[id]; ok {
			kept[id] = n
		}
	}
	return kept
}
