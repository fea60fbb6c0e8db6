package corpus

import (
	"fmt"
	"strings"
	"testing"

	"footnote/retrieval"
)

// planted are the strings that a test puts into a file, each of them unlike all
// others, with where it was put. All must come out of it, or be named.
type planted struct {
	texts []plantedText
}

type plantedText struct{ text, where string }

// put returns a string of four words to stand somewhere in a file.
func (p *planted) put(where string) string {
	n := len(p.texts)
	letters := func(n int) string { return string(rune('a'+n/26%26)) + string(rune('a'+n%26)) }
	text := fmt.Sprintf("the harbour%s lifts cranes%s", letters(n), letters(n))
	p.texts = append(p.texts, plantedText{text, where})
	return text
}

// check fails for what is neither in a document nor in the report.
func (p *planted) check(t *testing.T, documents []*retrieval.Document, problem *retrieval.ReadError) {
	t.Helper()
	var all strings.Builder
	for _, d := range documents {
		fmt.Fprintln(&all, d.ID, d.Title, d.Author, d.Publisher, d.Text)
	}
	if problem != nil {
		all.WriteString(problem.Reason)
	}
	text := oneLine(all.String())
	for _, want := range p.texts {
		if !strings.Contains(text, want.text) {
			t.Errorf("lost without a word: %s", want.where)
		}
	}
	if t.Failed() {
		t.Logf("%d documents, %v", len(documents), problem)
		for _, d := range documents {
			t.Logf("%s: %q\n%s", d.ID, d.Title, d.Text)
		}
	}
}

// completeFile is a file of some format with planted strings in it.
type completeFile struct {
	name string
	make func(t *testing.T, p *planted) []byte
	// named are words that the report must have for what is left out on purpose.
	named []string
}

// TestNothingIsLost reads a file of each format, which has a string in each place
// where its format has room for one.
func TestNothingIsLost(t *testing.T) {
	var files []completeFile
	files = append(files, completeOffice()...)
	files = append(files, completeOpenDocument()...)
	files = append(files, completeMails()...)
	files = append(files, completeTexts()...)
	files = append(files, completePDF()...)
	files = append(files, completeMarkup()...)
	files = append(files, completeRecords()...)
	files = append(files, completeFields()...)
	for _, f := range files {
		t.Run(f.name, func(t *testing.T) {
			p := &planted{}
			data := f.make(t, p)
			documents, problem := readBytes(t, f.name, data, Options{})
			checkDocuments(t, f.name, documents)
			p.check(t, documents, problem)
			for _, word := range f.named {
				if problem == nil || !strings.Contains(problem.Reason, word) {
					t.Errorf("the report doesn't say %q: %v", word, problem)
				}
			}
			if len(f.named) == 0 && problem != nil {
				t.Errorf("the report has %v", problem)
			}
		})
	}
}
