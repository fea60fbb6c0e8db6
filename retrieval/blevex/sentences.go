package blevex

import (
	"context"
	"iter"

	"footnote/retrieval"
	"footnote/retrieval/engine"
	"footnote/retrieval/meaning"
)

// mostSentencePassages is the number of passages up to which sentences have vectors,
// too: 25,000 have about 200,000 sentences, which take 77 MB on disk and, on one
// processor, ten minutes. Among more, the passages themselves have to tell.
const mostSentencePassages = 25_000

func (m *maker) hasManySentences() bool { return m.meant.want > mostSentencePassages }

// markOf is the key under which the folder of sentences has a mark, a vector of zeros,
// for a passage all of whose sentences have vectors. To find that out from their texts
// would take seconds.
func markOf(passage meaning.Key) (mark meaning.Key) {
	for i, b := range passage {
		mark[i] = ^b
	}
	return mark
}

// listUnread returns the passages whose sentences may lack vectors.
func (m *maker) listUnread() (unread []passageNumber) {
	if m.hasManySentences() {
		return nil
	}
	for seg, rows := range m.meant.rows {
		marked := make([]bool, len(rows))
		m.meant.Sentences.FindRows(len(rows), func(i int) (k meaning.Key) {
			if rows[i] != unwanted {
				k = markOf(m.meant.keys[seg].key(i))
			}
			return k
		}, func(i, _ int) { marked[i] = true })
		for num, row := range rows {
			if row != unwanted && !marked[num] {
				unread = append(unread, passageNumber{seg, uint64(num)})
			}
		}
	}
	return unread
}

// sentenceBatch is the number of sentences that are embedded before their passages are
// marked.
const sentenceBatch = 512

// makeSentences makes the vectors of sentences, some passages at a time.
func (m *maker) makeSentences(ctx context.Context) error {
	unread := m.listUnread()
	reader := &passageReader{Index: m.Index}
	seen := make(map[meaning.Key]bool)
	for done := 0; done < len(unread); {
		var texts []meaning.Text
		var marks []meaning.Vector
		for done < len(unread) && len(texts) < sentenceBatch {
			n := unread[done]
			d, p, err := reader.read(ctx, n)
			if err != nil {
				return err
			}
			for text := range m.sentenceTexts(d, p) {
				key := meaning.KeyOf(text)
				if !seen[key] && m.meant.Sentences.Row(key) < 0 {
					texts = append(texts, meaning.Text{Key: key, Text: text})
				}
				seen[key] = true
			}
			marks = append(marks, meaning.Vector{Key: markOf(m.meant.keys[n.segment].key(int(n.num))), Values: m.store.NewMark()})
			done++
		}
		if err := m.makeMarked(ctx, texts, marks, done-len(marks), len(unread)); err != nil {
			return err
		}
	}
	return nil
}

// makeMarked makes the vectors of some sentences and marks their passages, of which so
// many of all were done before.
func (m *maker) makeMarked(ctx context.Context, texts []meaning.Text, marks []meaning.Vector, done, all int) error {
	made := 0
	err := m.store.Make(ctx, m.store.Sentences, textsOf(texts), meaning.MakeOptions{
		Share: m.options.Share,
		Made: func(n int) {
			made += n
			m.made.Sentences += n
			m.report(engine.MakeProgress{Done: done + len(marks)*made/len(texts), Total: all, Sentences: true})
		},
	})
	if err != nil {
		return err
	}
	return m.store.Sentences.Add(marks)
}

// textsOf yields texts without an error.
func textsOf(texts []meaning.Text) iter.Seq2[meaning.Text, error] {
	return func(yield func(meaning.Text, error) bool) {
		for _, text := range texts {
			if !yield(text, nil) {
				return
			}
		}
	}
}

// sentenceTexts yields the texts that the vectors of a passage's sentences are made
// of.
func (m *maker) sentenceTexts(d *retrieval.Document, p retrieval.Passage) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, s := range retrieval.Sentences(p.Text) {
			at := p.Start + s.Start
			if m.meant.Knows(d.LanguageAt(at)) && !yield(retrieval.Headed(d.Title, d.HeadingsAt(at), retrieval.MeantText(p.Text[s.Start:s.End]))) {
				return
			}
		}
	}
}
