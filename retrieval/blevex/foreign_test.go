package blevex

import (
	"slices"
	"testing"

	"footnote/retrieval"
	"footnote/retrieval/language"
	"footnote/retrieval/question"
)

// TestForeignFunctionWordsAreNotMissing asks an English corpus in other
// languages: what it lacks are the words that say what is asked about.
func TestForeignFunctionWordsAreNotMissing(t *testing.T) {
	store := NewStore(t.TempDir(), "test", quiet())
	commit(t, store, []*retrieval.Document{{ID: "boat.txt", Language: "en", Text: "The boat of the harbour master has a green colour. It lies at the pier."}})
	x := open(t, store)
	for query, want := range map[string][]string{
		"Was ist ein Griffin?":           {"Griffin"},
		"Wer ist Zerouali?":              {"Zerouali"},
		"Quel est le prix du griffin ?":  {"prix", "griffin"},
		"¿Cuál es el griffin?":           {"griffin"},
		"Quem é o griffin?":              {"griffin"},
		"Hvor er griffin?":               {"griffin"},
		"Что это и где griffin?":         {"griffin"},
		"Which griffin was at the pier?": {"griffin"},
		// English words, and names, that are function words elsewhere.
		"Did the griffin die in the war?": {"griffin", "die", "war"},
		"griffin die":                     {"griffin", "die"},
		"Mit admission":                   {"Mit", "admission"},
		"Who is Juan de la Cruz?":         {"Juan", "de", "la", "Cruz"},
	} {
		found, err := x.Candidates(t.Context(), retrieval.Query{Question: question.Parse(query)}, 1)
		if err != nil {
			t.Fatal(err)
		}
		var missing []string
		for _, w := range found.Words {
			if w.Missing() {
				missing = append(missing, w.Text)
			}
		}
		if !slices.Equal(missing, want) {
			t.Errorf("%s: missing are %q, want %q", query, missing, want)
		}
	}
}

// TestStopLists has every language's stop words and filters be bleve's.
func TestStopLists(t *testing.T) {
	for _, l := range language.All() {
		stop, filters, err := buildFolding(l.Index)
		if err != nil {
			t.Errorf("%s: %v", l.Code, err)
		}
		if (l.Index.Stop != "") != (len(stop) > 0) || len(filters) != len(l.Index.Filters) {
			t.Errorf("%s has %d stop words and %d filters", l.Code, len(stop), len(filters))
		}
	}
}
