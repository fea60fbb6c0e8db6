package opensearch

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"strings"
	"unicode"

	"footnote/retrieval"
	"footnote/retrieval/engine"
	"footnote/retrieval/meaning"
)

// passage is a passage as the cluster keeps it. Its names are short: they stand in each.
type passage struct {
	Document   string `json:"d"`
	Start      int    `json:"n"`
	Collection string `json:"g"`
	Language   string `json:"l"`
	Title      string `json:"h"`
	Text       string `json:"t"`
	Sum        uint32 `json:"s"` // CRC-32C of Text
	Key        string `json:"k"` // of its vector, hexadecimal
	Body       string `json:"b"` // terms
	Context    string `json:"c"`
	Vector     []byte `json:"v,omitempty"`
	Model      string `json:"m,omitempty"` // that made the vector
	From       int64  `json:"from"`
}

// row is the record of a document, or the state of a file.
type row struct {
	Kind string `json:"kind"`
	Key  string `json:"key"`
	Body string `json:"body"` // JSON
	From int64  `json:"from"`
}

// Kinds of rows.
const (
	recordRow = "d"
	fileRow   = "f"
)

// document is an engine.Record with the change that brought it, which is part of its
// passages' names.
type document struct {
	engine.Record
	from int64
}

// hashName returns a name for what may be longer than OpenSearch lets names be.
func hashName(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:16])
}

func passageName(document string, start int, from int64) string {
	return fmt.Sprintf("%s-%d-%d", hashName(document), start, from)
}

func rowName(kind, key string, from int64) string {
	return fmt.Sprintf("%s-%s-%d", kind, hashName(key), from)
}

func castagnoli() *crc32.Table { return crc32.MakeTable(crc32.Castagnoli) }

// encoder turns documents into passages.
type encoder struct {
	analyzer retrieval.Analyzer
	terms    []retrieval.Term // memory
}

// encodePassages returns the passages of a document and its record.
func (e *encoder) encodePassages(d *retrieval.Document, from int64) ([]passage, *document) {
	record := &document{engine.Record{Document: *d, Length: len(d.Text)}, from}
	record.Text = ""
	path := engine.PathWords(d.ID)
	var list []passage
	for p := range retrieval.Split(d) {
		language := d.LanguageAt((p.Start + p.End) / 2)
		body, inBody := e.joinTerms(language, p.Text)
		context, inContext := e.joinTerms(language, d.Title, d.HeadingPath(p.Start), path)
		key := meaning.KeyOf(retrieval.PassageText(d, p))
		list = append(list, passage{
			Document: d.ID, Start: p.Start, Collection: retrieval.CollectionOf(d.ID), Language: language, Title: engine.ShortTitle(d.Title),
			Text: p.Text, Sum: crc32.Checksum([]byte(p.Text), castagnoli()), Key: hex.EncodeToString(key[:]),
			Body: body, Context: context, From: from,
		})
		record.Starts = append(record.Starts, p.Start)
		record.BodyTerms += inBody
		record.ContextTerms += inContext
	}
	return list, record
}

// joinTerms returns the terms of texts with spaces between, function words left out,
// and their number.
func (e *encoder) joinTerms(language string, texts ...string) (joined string, n int) {
	var b strings.Builder
	for _, text := range texts {
		e.terms = e.analyzer.Terms(e.terms[:0], language, text)
		for _, t := range e.terms {
			if t.Stop {
				continue
			}
			if n > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(encodeTerm(t.Text))
			n++
		}
	}
	return b.String(), n
}

// encodeTerm makes one word of a term, as the cluster takes terms apart at spaces.
func encodeTerm(term string) string {
	if !strings.ContainsFunc(term, isSeparator) {
		return term
	}
	return strings.Map(func(r rune) rune {
		if isSeparator(r) {
			return '_'
		}
		return r
	}, term)
}

func isSeparator(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }

// countTerms counts how often each term stands in a field.
func countTerms(field string) (counts map[string]int, length int) {
	counts = make(map[string]int)
	for term := range strings.SplitSeq(field, " ") {
		if term != "" {
			counts[term]++
			length++
		}
	}
	return counts, length
}

// encodeRecord returns the row of a document.
func (d *document) encodeRecord() (row, error) {
	body, err := json.Marshal(d.Record)
	if err != nil {
		return row{}, fmt.Errorf("encode the facts of %s: %w", d.ID, err)
	}
	return row{Kind: recordRow, Key: d.ID, Body: string(body), From: d.from}, nil
}

func decodeRecord(r row) (*document, error) {
	d := &document{from: r.From}
	if err := json.Unmarshal([]byte(r.Body), &d.Record); err != nil {
		return nil, fmt.Errorf("read the facts of %s: %w", r.Key, err)
	}
	return d, nil
}
