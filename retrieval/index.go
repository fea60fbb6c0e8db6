package retrieval

import (
	"context"
	"time"

	"footnote/retrieval/question"
)

// Query is one question as the index sees it.
type Query struct {
	Question question.Question
	// Told is the question with all that was said around it, in its order, for what
	// reads whole texts; "" if that is the question alone.
	Told string
	// Earlier are the questions before it in the conversation, the oldest first, for the
	// same; "" for none.
	Earlier string
	// Beside are texts that may help to find the passages and that need not be met:
	// what was asked before, what sets the scene.
	Beside []Beside
	// Near are documents that were cited just before: what is asked next is mostly
	// answered there.
	Near []string
	// Vector is the vector of what is asked, nil to search by words alone.
	Vector []int8
	// IsWord, if set, reports whether a word is one that people use, so that it isn't
	// taken for misspelt where no passage has it.
	IsWord func(word string) bool
	// Asked is the day on which it is asked; the zero time means today.
	Asked time.Time
	// NoReader has nothing read: passages that speak of it are looked for, and no
	// sentence that answers.
	NoReader bool
	// Limit is the number of hits wanted; 0 means DefaultLimit.
	Limit int
	// Exclude, if set, leaves out the documents for which it returns true.
	Exclude func(document string) bool
	// Collections, if set, returns false for collections of which Exclude leaves out
	// every document. An Index may save itself asking Exclude for each of them.
	Collections func(name string) bool
	// Weights are what sentences are weighed by; nil means those inside the
	// program.
	Weights *Weights
}

// Beside is a text that stands beside a question.
type Beside struct {
	Text string
	// Weight is what its words count, of those of the question.
	Weight float64
}

// DefaultLimit is the number of hits that a Query without Limit returns.
const DefaultLimit = 10

// Index keeps passages and finds candidates for a query. It is safe for use
// by several goroutines.
type Index interface {
	// Candidates returns up to n passages by first-stage score, best first,
	// ties in order of document and offset, and how the query was understood.
	Candidates(ctx context.Context, q Query, n int) (Candidates, error)
	// Facts returns a document without its text, an error matching
	// ErrNotFound if the index has none of that ID.
	Facts(ctx context.Context, id string) (*Document, error)
	// Document returns a document with its text.
	Document(ctx context.Context, id string) (*Document, error)
	// Analyzer is the one that the passages were indexed with.
	Analyzer() Analyzer
}

// Candidates are what the first stage of a search found.
type Candidates struct {
	Words    []Word
	Hits     []Candidate
	Passages int // in the whole index
	// Meant reports whether the passages were searched by Query.Vector, too: the
	// nearest are among Hits then, and all have their Cosine.
	Meant bool
}

// Word is one word of a query as the index looked it up.
type Word struct {
	Text string // as asked
	// Forms are the index terms looked up, one a language of the corpus.
	Forms []string
	// Passages is the number of passages that have any of the forms.
	Passages int
	// IDF is ln(1 + (N-n+.5)/(n+.5)) for n of N passages: Robertson and
	// Zaragoza, "The Probabilistic Relevance Framework", 2009, kept positive.
	IDF float64
	// Stop marks a function word: it was not looked up.
	Stop bool
	// Foreign marks a word that no passage has as a function word of the query's
	// language, if that is none of the corpus. It was looked up.
	Foreign bool
	// Beside marks a word of Query.Beside that the question itself doesn't have; its
	// IDF is weighted. It may be missing.
	Beside bool
	// Corrected is the word that stood in for one that no passage has. An Index
	// may leave it in the form of an index term; Search makes it a word as a
	// passage has it. If it is two words with a space between them, this Word is
	// one of them and another Word with the same Text is the other.
	Corrected string
}

// Missing reports whether a word would be in the passages if they spoke of what is
// asked.
func (w Word) Missing() bool { return w.Passages == 0 && !w.Stop && !w.Foreign && !w.Beside }

// Candidate is one passage that matched a query.
type Candidate struct {
	Document string
	Passage
	Language string
	// Title is the document's; the end of a very long one may be missing.
	Title string
	Score float64 // BM25F; 0 if none of the words is in it
	// Cosine is how near the passage is to Query.Vector, from -1 to 1; NoCosine if it
	// has no vector.
	Cosine float64
	// Parts are the contributions of Candidates.Words to Score.
	Parts []float64
	// Above tells which of Candidates.Words the passage's context has: its
	// title, headings and path.
	Above []bool
}

// NoCosine is the Cosine of a passage that has no vector.
const NoCosine = -2

// Analyzer turns text into index terms. It is safe for use by several
// goroutines.
type Analyzer interface {
	// Terms appends the terms of text, in order, to dst. language is a BCP 47
	// base language, "" for unknown.
	Terms(dst []Term, language, text string) []Term
}

// Term is one index term with the bytes of the text that gave it.
type Term struct {
	Text       string
	Start, End int  // byte range in the analyzed text
	Stop       bool // a function word: kept for proximity, not indexed
}
