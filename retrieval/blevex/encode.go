package blevex

import (
	"encoding/json"
	"fmt"
	"iter"
	"slices"
	"strconv"

	index "github.com/blevesearch/bleve_index_api"

	"footnote/retrieval"
	"footnote/retrieval/engine"
	"footnote/retrieval/meaning"
)

// Fields of the bleve documents. The record of a document has no terms.
const (
	bodyField    = "b" // terms of the passage
	contextField = "c" // terms of title, headings and path
	headField    = "l" // stored: a head
	blockField   = "t" // stored: a block of texts, of its carrier
)

// Keys of bleve documents. A passage's key ends in its offset.
func recordKey(document string) string { return "d" + document }

func passageKey(document string, start int) string {
	return "p" + document + "\x00" + strconv.Itoa(start)
}

// entry is a document as bleve sees it: a passage, or the record of a document.
// Its terms are those of its worker's vocabulary. How it becomes a part of a
// segment is for [segments] to know: bleve itself asks for no more than its key
// and its size.
type entry struct {
	worker *worker
	of     *encoder // of its document
	place  int      // in the batch
	key    string

	terms [contextNumber + 1]countedTerms // by field
	facts string                          // an engine.Record as JSON; "" for a passage

	// Of passages only:
	text     string
	start    int
	language string
	meaning  meaning.Key
}

// stored returns what the entry has in its block.
func (e *entry) stored() string {
	if e.facts != "" {
		return e.facts
	}
	return e.text
}

func (e *entry) ID() string                                 { return e.key }
func (e *entry) AddIDField()                                {}
func (e *entry) VisitFields(index.FieldVisitor)             {}
func (e *entry) VisitComposite(index.CompositeFieldVisitor) {}
func (e *entry) HasComposite() bool                         { return false }
func (e *entry) Indexed() bool                              { return true }

func (e *entry) Size() int                 { return len(e.key) + len(e.text) + len(e.facts) }
func (e *entry) StoredFieldsBytes() uint64 { return e.NumPlainTextBytes() }
func (e *entry) NumPlainTextBytes() uint64 { return uint64(e.Size()) }

// encoder turns a document into entries, one passage at a time so that a long
// document needs little memory.
type encoder struct {
	*worker
	doc    *retrieval.Document
	record engine.Record // complete after the last entry
}

// encodePassages yields an entry for each passage of the document with where it
// begins.
func (e *encoder) encodePassages() iter.Seq2[int, *entry] {
	return func(yield func(int, *entry) bool) {
		d := e.doc
		e.record = engine.Record{Document: *d, Length: len(d.Text)}
		e.record.Text = ""
		path := engine.PathWords(d.ID)
		var context countedTerms // of passages under the same headings in the same language
		var headings, spoken string
		var in *vocabulary
		for p := range retrieval.Split(d) {
			language := d.LanguageAt((p.Start + p.End) / 2)
			above := d.HeadingPath(p.Start)
			if in != e.vocabulary || above != headings || language != spoken {
				context = e.countTerms(language, d.Title, above, path)
				context.terms = slices.Clone(context.terms)
				headings, spoken, in = above, language, e.vocabulary
			}
			entry := &entry{
				worker: e.worker, of: e, key: passageKey(d.ID, p.Start),
				text: p.Text, start: p.Start, language: language, meaning: meaning.KeyOf(retrieval.PassageText(d, p)),
			}
			entry.terms[bodyNumber] = e.bodyTerms(language, p.Text)
			entry.terms[contextNumber] = context
			e.record.Starts = append(e.record.Starts, p.Start)
			e.record.BodyTerms += entry.terms[bodyNumber].length
			e.record.ContextTerms += context.length
			if !yield(p.Start, entry) {
				return
			}
		}
	}
}

// encodeFacts returns the entry of the document's record.
func (e *encoder) encodeFacts() (*entry, error) {
	facts, err := json.Marshal(e.record)
	if err != nil {
		return nil, fmt.Errorf("encode the facts of %s: %w", e.doc.ID, err)
	}
	return &entry{worker: e.worker, of: e, key: recordKey(e.doc.ID), facts: string(facts)}, nil
}
