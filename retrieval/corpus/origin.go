package corpus

import (
	"encoding/json"
	"io/fs"
	"path"

	"footnote/retrieval"
)

// Origin is what is known of a file that was fetched, beside what it says itself. It
// lies beside the file as JSON, under the name that OriginName returns.
type Origin struct {
	// URL is where it is, for people to follow.
	URL       string `json:"url"`
	Title     string `json:"title,omitempty"`
	Author    string `json:"author,omitempty"`
	Publisher string `json:"publisher,omitempty"`
	Published string `json:"published,omitempty"` // ISO 8601 date
}

// OriginName returns the name of the file that the origin of a file is kept in. It is
// hidden, so that it is no document.
func OriginName(file string) string {
	return path.Join(path.Dir(file), "."+path.Base(file)+".origin")
}

// originKeeping is a tree of files of which some have an origin beside them.
type originKeeping interface{ keepsOrigin(name string) bool }

// readOrigin returns what is kept of a file's origin, nil if that is nothing.
func readOrigin(files fs.FS, name string) *Origin {
	if keeper, ok := files.(originKeeping); !ok || !keeper.keepsOrigin(name) {
		return nil
	}
	data, err := fs.ReadFile(files, OriginName(name))
	if err != nil {
		return nil
	}
	var o Origin
	if json.Unmarshal(data, &o) != nil {
		return nil
	}
	return &o
}

// key returns what the documents of a file owe to its origin, for its hash.
func (o *Origin) key() []byte {
	if o == nil {
		return nil
	}
	data, _ := json.Marshal(o) // strings can be marshalled
	return data
}

// completing gives documents on their way out what they don't say themselves.
func (o *Origin) completing(emit func(*retrieval.Document) error) func(*retrieval.Document) error {
	return func(d *retrieval.Document) error {
		o.completeFacts(d)
		return emit(d)
	}
}

// completeFacts gives a document what it doesn't say itself. The address is always
// that of the origin: a page may name any.
func (o *Origin) completeFacts(d *retrieval.Document) {
	if o == nil {
		return
	}
	d.URL = orElse(webURL(o.URL), d.URL)
	d.Title = orElse(d.Title, oneLine(o.Title))
	d.Author = orElse(d.Author, oneLine(o.Author))
	d.Publisher = orElse(d.Publisher, oneLine(o.Publisher))
	d.Published = orElse(d.Published, isoDate(o.Published))
}
