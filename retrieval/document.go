package retrieval

import (
	"cmp"
	"path"
	"slices"
	"strings"
	"time"
	"unicode"
)

// Document is one readable unit of a corpus with the facts that it states
// about itself. A file holds one document, or several if it is a bundle.
type Document struct {
	// ID is stable over runs: the slash-separated path below the corpus root,
	// or "path#record" for a record inside a bundle.
	ID string `json:"document"`
	// Collection is the first folder of the path, "" for a file at the root.
	Collection string `json:"collection,omitempty"`

	Title  string `json:"title,omitempty"`
	Author string `json:"author,omitempty"`
	// Publisher is the publication, site or masthead that the document names.
	Publisher string `json:"publisher,omitempty"`
	// URL is where the document says it came from (http or https only).
	URL string `json:"url,omitempty"`
	// Published is an ISO 8601 date, "2017-11-16", reduced to "2017-11" or
	// "2017" where the document says no more.
	Published string `json:"published,omitempty"`
	// Modified is the file's modification time, zero if there is none.
	Modified time.Time `json:"modified,omitzero"`
	// Language is a BCP 47 base language such as "en", "" if unknown.
	Language string `json:"language,omitempty"`
	// Languages tells where the text changes to another language, in order of
	// Offset; empty if all of it is in one.
	Languages []LanguageSpan `json:"languages,omitempty"`
	MediaType string         `json:"media_type,omitempty"`

	// Text is the canonical text: valid UTF-8 in NFC, lines ended by "\n".
	Text string `json:"text"`
	// Headings and Pages are in order of Offset.
	Headings []Heading `json:"headings,omitempty"`
	Pages    []Page    `json:"pages,omitempty"`
}

// CollectionOf returns the collection of the document of that ID: the folder
// directly below the corpus that it lies in, "" if there is none.
//
// "mail.mbox#a/b" is a record of a bundle that lies in no folder, and "C#
// notes/b" lies in a folder: the former has the ending of a file's name before
// the "#". A folder with one, "mail.mbox#old", can't be told from a bundle; that
// none is read is up to whoever lists the documents.
func CollectionOf(id string) string {
	folder, _, nested := strings.Cut(id, "/")
	if name, _, record := strings.Cut(folder, "#"); !nested || record && hasEnding(name) {
		return ""
	}
	return folder
}

// hasEnding reports whether a file's name ends as those of bundles do: in letters
// and digits after a dot.
func hasEnding(name string) bool {
	ending := path.Ext(name)
	return strings.ContainsFunc(ending, unicode.IsLetter) &&
		!strings.ContainsFunc(ending[1:], func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// LanguageSpan marks where a part of Document.Text in one language begins.
type LanguageSpan struct {
	Offset   int    `json:"offset"`
	Language string `json:"language"`
}

// Heading marks where a section of Document.Text begins. The heading's own
// line belongs to its section.
type Heading struct {
	Offset int    `json:"offset"`
	Level  int    `json:"level"` // 1 is the outermost
	Text   string `json:"text"`
}

// Page marks where a page of Document.Text begins.
type Page struct {
	Offset int `json:"offset"`
	Number int `json:"number"` // counted from 1
}

// PageAt returns the number of the page that holds the byte at offset, 0 if
// the document has no pages.
func (d *Document) PageAt(offset int) int {
	if i := lastAt(d.Pages, offset, func(p Page) int { return p.Offset }); i >= 0 {
		return d.Pages[i].Number
	}
	return 0
}

// LanguageAt returns the language of the text at offset, "" if unknown.
func (d *Document) LanguageAt(offset int) string {
	if i := lastAt(d.Languages, offset, func(l LanguageSpan) int { return l.Offset }); i >= 0 {
		return d.Languages[i].Language
	}
	return d.Language
}

// HeadingsAt returns the headings above the byte at offset, outermost first.
func (d *Document) HeadingsAt(offset int) []Heading {
	last := lastAt(d.Headings, offset, func(h Heading) int { return h.Offset })
	var path []Heading
	for i := last; i >= 0; i-- {
		if len(path) == 0 || d.Headings[i].Level < path[len(path)-1].Level {
			path = append(path, d.Headings[i])
		}
	}
	slices.Reverse(path)
	return path
}

// lastAt returns the index of the last mark that starts at or before offset,
// -1 if there is none.
func lastAt[M any](marks []M, offset int, at func(M) int) int {
	i, found := slices.BinarySearchFunc(marks, offset, func(m M, o int) int { return cmp.Compare(at(m), o) })
	if !found {
		return i - 1
	}
	for i+1 < len(marks) && at(marks[i+1]) == offset {
		i++
	}
	return i
}
