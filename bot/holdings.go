package bot

import "time"

// Overview is what a place can ask about.
type Overview struct {
	Documents   int          `json:"documents"`
	Kinds       []Count      `json:"kinds,omitempty"` // of documents, the most frequent first
	Collections []Collection `json:"collections"`     // in order of name
	// Publishers are those of most documents, in order of name.
	Publishers []string `json:"-"`
	// Suggestions are questions that the documents answer.
	Suggestions []string `json:"suggestions,omitempty"`
	// Synced is when the index was last brought up to date, zero if that isn't known.
	Synced time.Time `json:"synced,omitzero"`
}

// Collection is a folder of documents.
type Collection struct {
	Name      string `json:"name"` // "" for documents at the root
	Documents int    `json:"documents"`
}

// Count is how many documents are of a kind.
type Count struct {
	Kind      DocumentKind `json:"kind"`
	Documents int          `json:"documents"`
}

// DocumentKind is what sort of file a document is from.
type DocumentKind string

// The kinds of documents.
const (
	PDF     DocumentKind = "pdf"
	Text    DocumentKind = "text"
	WebPage DocumentKind = "web_page"
	Letter  DocumentKind = "letter" // of a word processor
	Slides  DocumentKind = "slides"
	Sheet   DocumentKind = "table"
	Mail    DocumentKind = "mail"
	Other   DocumentKind = "other"
)

// Title names a document, for lists.
type Title struct {
	Document  string `json:"document"`
	Title     string `json:"title"`
	Publisher string `json:"-"`
	URL       string `json:"url,omitempty"`
	Published string `json:"published,omitempty"` // as in Citation
	MediaType string `json:"-"`
	Language  string `json:"-"` // BCP 47
}

// Listing says which documents are listed.
type Listing struct {
	Text       string // that title or path has, "" for any
	Collection string // "" for all
	Most       int    // 0 for all
}

// Suggestion is a question that a document answers.
type Suggestion struct {
	Document string `json:"document"`
	Question string `json:"question"`
}
