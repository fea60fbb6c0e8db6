package retrieval

import "context"

// Query is one question as the index sees it.
type Query struct {
	Text string
	// Limit is the number of hits wanted; 0 means DefaultLimit.
	Limit int
	// Exclude, if set, leaves out the documents for which it returns true.
	Exclude func(document string) bool
}

// DefaultLimit is the number of hits that a Query without Limit returns.
const DefaultLimit = 10

// Index keeps passages and finds candidates for a query. It is safe for use
// by several goroutines.
type Index interface {
	// Candidates returns up to n passages by first-stage score, best first,
	// and how the index understood the query.
	Candidates(ctx context.Context, q Query, n int) (Candidates, error)
	// Document returns the whole document, an error matching ErrNotFound if the
	// index has none of that ID.
	Document(ctx context.Context, id string) (*Document, error)
	// Analyzer is the one that the passages were indexed with.
	Analyzer() Analyzer
}

// Analyzer turns text into index terms.
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
