package blevex

import (
	"slices"
	"testing"

	"footnote/retrieval"
)

// TestForeignFunctionWordsAreNotMissing asks an English corpus in other
// languages: what it lacks are the words that say what is asked about.
func TestForeignFunctionWordsAreNotMissing(t *testing.T) {
	store := NewStore(t.TempDir(), "test", quiet())
	commit(t, store, []*retrieval.Document{{ID: "boat.txt", Language: "en", Text: "The boat of the harbour master has a green colour. It lies at the pier."}})
	x := open(t, store)
	for query, want := range map[string][]string{
		"Was ist ein Griffin?":           {"Griffin"},
		"Wer ist Zerouali?":              {"Wer", "Zerouali"}, // package bot leaves out what questions are asked with
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
		found, err := x.Candidates(t.Context(), retrieval.Query{Text: query}, 1)
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

// TestStopLanguages has the list name exactly the languages with stop words.
func TestStopLanguages(t *testing.T) {
	x := &Index{analyzer: NewAnalyzer()}
	for a := 'a'; a <= 'z'; a++ {
		for b := 'a'; b <= 'z'; b++ {
			language := string([]rune{a, b})
			r, _ := recipeFor(language)
			if variety := language == "nb" || language == "nn"; variety {
				continue // of "no"
			}
			if listed := slices.Contains(stopLanguages, language); listed != (r.stop != "") {
				t.Errorf("%s is listed: %t, its stop words are %q", language, listed, r.stop)
			}
			if r.stop != "" && len(x.analyzer.folder(language).stop) == 0 {
				t.Errorf("%s has no stop words", language)
			}
		}
	}
}
