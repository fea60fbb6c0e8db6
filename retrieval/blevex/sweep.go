package blevex

import (
	"context"

	"footnote/retrieval/meaning"
)

// deadShare says when vectors that no passage needs any more are dropped: when they
// are one of so many. That rewrites the others, which isn't worth it for a few; and
// what was removed may come back, as a folder that was moved.
const deadShare = 3

// areManyDead reports whether it is time to drop vectors, of which so many are needed
// at most.
func areManyDead(all, needed int) bool { return all > needed && (all-needed)*deadShare >= all }

// isSweepDue reports whether many vectors are needed no more, for certain.
func (m *maker) isSweepDue() bool {
	return areManyDead(m.meant.Passages.Rows(), m.meant.have) || m.hasManySentences() && m.meant.Sentences.Rows() > 0
}

// sweep drops vectors that nothing in the index needs, when there are many. Of
// sentences that isn't known by number: they go with their passages.
func (m *maker) sweep(ctx context.Context) error {
	dropped, err := m.sweepPassages()
	if err != nil {
		return err
	}
	if m.hasManySentences() {
		return m.store.Sentences.Keep(func(meaning.Key) bool { return false })
	}
	if !dropped {
		return nil
	}
	needed, err := m.collectSentences(ctx)
	if err != nil {
		return err
	}
	return m.store.Sentences.Keep(func(k meaning.Key) bool { return needed[k] })
}

// sweepPassages drops vectors of passages that are gone, and reports whether it did.
func (m *maker) sweepPassages() (dropped bool, err error) {
	now := m.store.Meaning() // with the vectors made since
	defer now.Close()
	x := &meant{Meaning: now, keys: m.meant.keys}
	x.findRows(m.segments)
	needed := make(map[int]bool)
	for _, rows := range x.rows {
		for _, row := range rows {
			if row >= 0 {
				needed[int(row)] = true
			}
		}
	}
	if !areManyDead(x.Passages.Rows(), len(needed)) {
		return false, nil
	}
	return true, m.store.Passages.Keep(func(k meaning.Key) bool { return needed[x.Passages.Row(k)] })
}

// collectSentences returns the keys of all sentences and of the marks of passages.
func (m *maker) collectSentences(ctx context.Context) (map[meaning.Key]bool, error) {
	keys := make(map[meaning.Key]bool)
	reader := &passageReader{Index: m.Index}
	for seg, rows := range m.meant.rows {
		for num, row := range rows {
			if row == unwanted {
				continue
			}
			d, p, err := reader.read(ctx, passageNumber{seg, uint64(num)})
			if err != nil {
				return nil, err
			}
			keys[markOf(m.meant.keys[seg].key(num))] = true
			for text := range m.sentenceTexts(d, p) {
				keys[meaning.KeyOf(text)] = true
			}
		}
	}
	return keys, nil
}
