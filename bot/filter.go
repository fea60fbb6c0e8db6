package bot

import "slices"

// Filter narrows the documents down that a request is answered from, beside what its place
// may see. A document has to meet all that is set, one of each list.
type Filter struct {
	Collections []string       `json:"collections,omitempty"`
	Kinds       []DocumentKind `json:"kinds,omitempty"`
	Publishers  []string       `json:"publishers,omitempty"`
	// Since and Until are days, such as "2024-01-31", both included. A document that
	// doesn't say when it is of is left out.
	Since string `json:"since,omitempty"`
	Until string `json:"until,omitempty"`
}

// IsEmpty reports whether nothing is narrowed down; a nil one is empty.
func (f *Filter) IsEmpty() bool {
	return f == nil || len(f.Collections) == 0 && !f.NamesDocuments()
}

// NamesDocuments reports whether it takes more than a document's place to tell whether it
// meets the filter.
func (f *Filter) NamesDocuments() bool {
	return f != nil && (len(f.Kinds) > 0 || len(f.Publishers) > 0 || f.Since != "" || f.Until != "")
}

// Keeps reports whether a document of a kind meets the filter but for its collection. One
// that says no more than its month or year meets a day in it.
func (f *Filter) Keeps(t Title, kind DocumentKind) bool {
	if len(f.Kinds) > 0 && !slices.Contains(f.Kinds, kind) || len(f.Publishers) > 0 && !slices.Contains(f.Publishers, t.Publisher) {
		return false
	}
	if (f.Since != "" || f.Until != "") && t.Published == "" {
		return false
	}
	return (f.Since == "" || t.Published >= f.Since[:min(len(f.Since), len(t.Published))]) &&
		(f.Until == "" || t.Published <= f.Until)
}
