package retrieval

import (
	"context"
	"slices"

	"footnote/retrieval/question"
)

// Meaning makes vectors of texts, which lie near each other where the texts mean
// nearly the same. Vectors are of one length, in the fixed steps in which their
// products are cosines. It is safe for use by several goroutines.
type Meaning interface {
	// Embed returns the vector of what is asked, nil if there is none now: a server that
	// makes them may fail.
	Embed(ctx context.Context, text string) []int8
	// Known returns the vector of a text that was made before and kept, and whether
	// there is one.
	Known(text string) ([]int8, bool)
	// Cosine returns the cosine of two vectors, from -1 to 1.
	Cosine(a, b []int8) float64
	// Read returns how well each of some texts answers a question, as a logit: it reads
	// them one by one with the question. It returns nil if nothing can read, or ctx has
	// ended.
	Read(ctx context.Context, question string, texts []string) []float32
	// IsWord reports whether a word is one that people use, as far as it knows.
	IsWord(word string) bool
	// Languages are those that vectors are made of, none for very many.
	Languages() []string
}

// isAskedIn reports whether a question may be in one of the languages.
func isAskedIn(q question.Question, languages []string) bool {
	return len(languages) == 0 || slices.ContainsFunc(languages, q.MayBeIn)
}

// Meant is an Index that knows the meaning of its passages.
type Meant interface {
	Index
	// Meaning returns what its vectors were made with, nil if it has none.
	Meaning() Meaning
}

// meaningOf returns the meaning of an index, nil if it has none.
func meaningOf(x Index) Meaning {
	if v, ok := x.(*View); ok {
		x = v.Index
	}
	if m, ok := x.(Meant); ok {
		return m.Meaning()
	}
	return nil
}

// PassageText is the text of which the vector of a passage is made: its title and the
// headings above it say what it is about.
func PassageText(d *Document, p Passage) string {
	return Headed(d.Title, d.HeadingsAt(p.Start), MeantText(p.Text))
}

// Headed returns a text below what stands above it, as vectors are made of it.
func Headed(title string, headings []Heading, text string) string {
	above := title
	for _, h := range headings {
		if h.Text != title && h.Text != "" {
			if above != "" {
				above += " › "
			}
			above += h.Text
		}
	}
	if above == "" {
		return text
	}
	return above + "\n" + text
}
