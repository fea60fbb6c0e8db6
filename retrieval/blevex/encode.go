package blevex

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"iter"
	"slices"
	"strconv"
	"strings"

	index "github.com/blevesearch/bleve_index_api"

	"footnote/retrieval"
	"footnote/retrieval/engine"
	"footnote/retrieval/meaning"
)

// Fields of the bleve documents. Passages have all but factsField, the record
// of a document has only that one.
const (
	bodyField    = "b" // terms of the passage
	contextField = "c" // terms of title, headings and path
	textField    = "t" // stored: the passage, verbatim
	checkField   = "l" // stored: CRC-32C of the passage, the key of its vector, its language and title
	factsField   = "f" // stored: an engine.Record as JSON
)

// Keys of bleve documents. A passage's key ends in its offset, so that a hit
// knows its place without being loaded.
func recordKey(document string) string { return "d" + document }

func passageKey(document string, start int) string {
	return "p" + document + "\x00" + strconv.Itoa(start)
}

func parsePassageKey(key []byte) (document string, start int, err error) {
	document, offset, ok := strings.Cut(string(key), "\x00")
	if ok {
		start, err = strconv.Atoi(offset)
	}
	if !ok || err != nil || !strings.HasPrefix(document, "p") {
		return "", 0, fmt.Errorf("passage key %q is malformed", key)
	}
	return document[1:], start, nil
}

// entry is a document as bleve sees it: a passage, or the record of a document.
// Its terms are those of its worker's vocabulary. How it becomes a part of a
// segment is for [segments] to know: bleve itself asks for no more than its key
// and its size.
type entry struct {
	worker *worker
	place  int // in the batch
	key    string

	terms [contextNumber + 1]countedTerms // by field
	text  string
	check []byte
	facts []byte // nil for a passage
}

func (e *entry) ID() string                                 { return e.key }
func (e *entry) AddIDField()                                {}
func (e *entry) VisitFields(index.FieldVisitor)             {}
func (e *entry) VisitComposite(index.CompositeFieldVisitor) {}
func (e *entry) HasComposite() bool                         { return false }
func (e *entry) Indexed() bool                              { return true }

func (e *entry) Size() int                 { return len(e.key) + len(e.text) + len(e.check) + len(e.facts) }
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
			entry := &entry{worker: e.worker, key: passageKey(d.ID, p.Start), text: p.Text, check: encodeCheck(p.Text, meaning.KeyOf(retrieval.PassageText(d, p)), language, d.Title)}
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
	return &entry{worker: e.worker, key: recordKey(e.doc.ID), facts: facts}, nil
}

// encodeCheck makes the value of checkField: the checksum of the passage, the key of
// its vector, its language and, after a zero byte, its document's title.
func encodeCheck(text string, key meaning.Key, language, title string) []byte {
	title = engine.ShortTitle(title)
	value := make([]byte, 4, checkHeader+len(language)+1+len(title))
	binary.BigEndian.PutUint32(value, crc32.Checksum([]byte(text), castagnoliTable()))
	value = append(value, key[:]...)
	value = append(value, language...)
	value = append(value, 0)
	return append(value, title...)
}

// checkHeader is how many bytes of a value of checkField come before the language.
const checkHeader = 4 + len(meaning.Key{})

// decodeCheck returns the language and the title in a value of checkField, and
// whether text is the passage that it was made for.
func decodeCheck(value []byte, text string) (language, title string, ok bool) {
	if len(value) < checkHeader {
		return "", "", false
	}
	sum := binary.BigEndian.Uint32(value)
	language, title, ok = strings.Cut(string(value[checkHeader:]), "\x00")
	return language, title, ok && sum == crc32.Checksum([]byte(text), castagnoliTable())
}

// decodeKey returns the key and the language in a value of checkField.
func decodeKey(value []byte) (key meaning.Key, language string, ok bool) {
	if len(value) < checkHeader {
		return key, "", false
	}
	spoken, _, ok := bytes.Cut(value[checkHeader:], []byte{0})
	return meaning.Key(value[4:checkHeader]), string(spoken), ok
}
