package blevex

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"iter"
	"slices"
	"strconv"
	"strings"
	"sync"

	index "github.com/blevesearch/bleve_index_api"

	"footnote/retrieval"
)

// Fields of the bleve documents. Passages have all but factsField, the record
// of a document has only that one.
const (
	bodyField    = "b" // terms of the passage
	contextField = "c" // terms of title, headings and path
	textField    = "t" // stored: the passage, verbatim
	checkField   = "l" // stored: CRC-32C of the passage, then its language
	factsField   = "f" // stored: a docRecord as JSON
)

// docRecord is what the index keeps of a document beside its passages.
type docRecord struct {
	retrieval.Document       // without Text
	Starts             []int `json:"starts"` // where its passages begin
	Length             int   `json:"length"` // bytes of text
	BodyTerms          int   `json:"body_terms"`
	ContextTerms       int   `json:"context_terms"`
}

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

// entry is a bleve document whose fields are analyzed already: the terms come
// from our Analyzer, in the goroutine that read the file.
type entry struct {
	key    string
	fields []index.Field
	body   *counts // of the passage; to be used again
}

func (e *entry) ID() string                                 { return e.key }
func (e *entry) VisitComposite(index.CompositeFieldVisitor) {}
func (e *entry) HasComposite() bool                         { return false }
func (e *entry) Indexed() bool                              { return true }

func (e *entry) VisitFields(visit index.FieldVisitor) {
	for _, f := range e.fields {
		visit(f)
	}
}

func (e *entry) AddIDField() {
	key := []byte(e.key)
	id := &field{name: "_id", options: index.IndexField | index.StoreField, value: key, length: 1}
	id.terms = index.TokenFrequencies{e.key: new(index.TokenFreq)}
	id.terms[e.key].SetFrequency(1)
	e.fields = append(e.fields, id)
}

func (e *entry) Size() int                 { return int(e.NumPlainTextBytes()) }
func (e *entry) StoredFieldsBytes() uint64 { return e.NumPlainTextBytes() }

func (e *entry) NumPlainTextBytes() uint64 {
	n := 0
	for _, f := range e.fields {
		n += len(f.Value())
	}
	return uint64(n)
}

// field is a bleve field with its terms counted.
type field struct {
	name    string
	options index.FieldIndexingOptions
	value   []byte
	terms   index.TokenFrequencies
	length  int // number of terms
}

func (f *field) Name() string                                     { return f.name }
func (f *field) Value() []byte                                    { return f.value }
func (f *field) ArrayPositions() []uint64                         { return nil }
func (f *field) EncodedFieldType() byte                           { return 't' }
func (f *field) Analyze()                                         {}
func (f *field) Options() index.FieldIndexingOptions              { return f.options }
func (f *field) AnalyzedLength() int                              { return f.length }
func (f *field) AnalyzedTokenFrequencies() index.TokenFrequencies { return f.terms }
func (f *field) NumPlainTextBytes() uint64                        { return uint64(len(f.value)) }

// counter counts the terms of texts. Not for concurrent use.
type counter struct {
	analyzer *Analyzer
	terms    []retrieval.Term
}

// counts is the memory that the counted terms of a text lie in.
type counts struct {
	terms index.TokenFrequencies
	slab  []index.TokenFreq // one allocation for all
}

func newCounts() *counts { return &counts{terms: make(index.TokenFrequencies)} }

func (c *counts) reset() {
	clear(c.terms)
	c.slab = c.slab[:0]
}

// count returns the indexed field of texts, function words left out, in the
// empty memory into.
func (c *counter) count(into *counts, name, language string, texts ...string) *field {
	c.terms = c.terms[:0]
	for _, text := range texts {
		c.terms = c.analyzer.Terms(c.terms, language, text)
	}
	f := &field{name: name, options: index.IndexField, terms: into.terms}
	into.slab = slices.Grow(into.slab, len(c.terms))
	for _, t := range c.terms {
		if t.Stop {
			continue
		}
		f.length++
		tf := f.terms[t.Text]
		if tf == nil {
			// bleve needs no TokenFreq.Term where there are no doc values.
			into.slab = append(into.slab, index.TokenFreq{})
			tf = &into.slab[len(into.slab)-1]
			f.terms[t.Text] = tf
		}
		tf.SetFrequency(tf.Frequency() + 1)
	}
	return f
}

func stored(name string, value []byte) *field {
	return &field{name: name, options: index.StoreField, value: value}
}

// encoder turns a document into entries, one passage at a time so that a long
// document needs little memory.
type encoder struct {
	*counter
	doc    *retrieval.Document
	bodies *sync.Pool // of *counts: half of what indexing would else allocate
	record docRecord  // complete after the last entry
}

type passageEntry struct {
	*entry
	start int // -1 for the document's record
}

// entries yields the passages of the document, then its record.
func (e *encoder) entries() iter.Seq2[passageEntry, error] {
	return func(yield func(passageEntry, error) bool) {
		d := e.doc
		e.record = docRecord{Document: *d, Length: len(d.Text)}
		e.record.Text = ""
		path := pathWords(d.ID)
		var context *field // of passages under the same headings in the same language
		var headings, spoken string
		for p := range retrieval.Split(d) {
			language := d.LanguageAt((p.Start + p.End) / 2)
			terms := e.bodies.Get().(*counts)
			body := e.count(terms, bodyField, language, p.Text)
			if above := d.HeadingPath(p.Start); context == nil || above != headings || language != spoken {
				context = e.count(newCounts(), contextField, language, d.Title, above, path)
				headings, spoken = above, language
			}
			e.record.Starts = append(e.record.Starts, p.Start)
			e.record.BodyTerms += body.length
			e.record.ContextTerms += context.length
			fields := []index.Field{body, context, stored(textField, []byte(p.Text)), stored(checkField, encodeCheck(p.Text, language))}
			if !yield(passageEntry{&entry{passageKey(d.ID, p.Start), fields, terms}, p.Start}, nil) {
				return
			}
		}
		facts, err := json.Marshal(e.record)
		if err != nil {
			err = fmt.Errorf("encode the facts of %s: %w", d.ID, err)
		}
		yield(passageEntry{&entry{key: recordKey(d.ID), fields: []index.Field{stored(factsField, facts)}}, -1}, err)
	}
}

// encodeCheck makes the value of checkField.
func encodeCheck(text, language string) []byte {
	sum := crc32.Checksum([]byte(text), castagnoli())
	return append(binary.BigEndian.AppendUint32(nil, sum), language...)
}

// decodeCheck returns the passage's language in a value of checkField, and whether text
// is the passage that it was made for.
func decodeCheck(value []byte, text string) (language string, ok bool) {
	if len(value) < 4 {
		return "", false
	}
	sum := binary.BigEndian.Uint32(value)
	return string(value[4:]), sum == crc32.Checksum([]byte(text), castagnoli())
}

// pathWords makes the words of a path searchable: folders and file names
// often name the product, the year or the sender that the text does not.
func pathWords(path string) string {
	if i := strings.LastIndexByte(path, '.'); i > strings.LastIndexByte(path, '/') {
		path = path[:i]
	}
	return strings.NewReplacer("/", " ", "_", " ", "#", " ").Replace(path)
}
