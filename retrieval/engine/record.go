package engine

import (
	"errors"
	"maps"
	"strings"

	"footnote/retrieval"
)

// ErrNoIndex is matched by errors about a store that holds no index yet.
var ErrNoIndex = errors.New("there is no index yet")

// Record is what an index keeps of a document beside its passages.
type Record struct {
	retrieval.Document       // without Text
	Starts             []int `json:"starts"` // where its passages begin
	Length             int   `json:"length"` // bytes of text
	BodyTerms          int   `json:"body_terms"`
	ContextTerms       int   `json:"context_terms"`
}

// Totals are what scoring needs to know of the whole index.
type Totals struct {
	Documents    int            `json:"documents"`
	Passages     int            `json:"passages"`
	TextBytes    int64          `json:"text_bytes"`
	BodyTerms    int64          `json:"body_terms"`
	ContextTerms int64          `json:"context_terms"`
	Languages    map[string]int `json:"languages"` // passages by language
}

// AddRecord counts a document in, or out with sign -1.
func (t *Totals) AddRecord(r *Record, sign int) {
	t.Documents += sign
	t.Passages += sign * len(r.Starts)
	t.TextBytes += int64(sign * r.Length)
	t.BodyTerms += int64(sign * r.BodyTerms)
	t.ContextTerms += int64(sign * r.ContextTerms)
	if t.Languages == nil {
		t.Languages = make(map[string]int)
	}
	for i, start := range r.Starts {
		end := r.Length
		if i+1 < len(r.Starts) {
			end = r.Starts[i+1]
		}
		language := r.LanguageAt((start + end) / 2) // as the passage was analyzed
		if t.Languages[language] += sign; t.Languages[language] == 0 {
			delete(t.Languages, language)
		}
	}
}

// Stats counts what an index holds.
type Stats struct {
	Documents int            `json:"documents"`
	Passages  int            `json:"passages"`
	TextBytes int64          `json:"text_bytes"`
	Languages map[string]int `json:"languages"` // passages by language, "" unknown
}

// Stats returns the totals that are for people.
func (t *Totals) Stats() Stats {
	return Stats{t.Documents, t.Passages, t.TextBytes, maps.Clone(t.Languages)}
}

// PathWords makes the words of a path searchable: folders and file names
// often name the product, the year or the sender that the text does not.
func PathWords(path string) string {
	if i := strings.LastIndexByte(path, '.'); i > strings.LastIndexByte(path, '/') {
		path = path[:i]
	}
	return strings.NewReplacer("/", " ", "_", " ", "#", " ").Replace(path)
}

// MaxTitleBytes bounds what each passage keeps of its document's title.
const MaxTitleBytes = 200

// ShortTitle returns a title as passages keep it.
func ShortTitle(title string) string {
	if len(title) > MaxTitleBytes {
		return strings.ToValidUTF8(title[:MaxTitleBytes], "")
	}
	return title
}
