// Package seeds holds the sample corpus that comes with Footnote and the
// golden questions that are put to it.
//
// The corpus lets the program show what it does before anybody has pointed it
// at a folder, and gives tests something small and known to read. It retells
// one news article, reported by Middle East Monitor on 16 November 2017, in
// the formats that people keep: plain text under a masthead, Markdown with
// front matter (one file in French), an HTML page with navigation and footer,
// and a bundle of short records in JSON lines. The facts are the article's,
// the sentences are not. General knowledge and editorial notes are labelled as
// such in the documents, and no fact was invented.
//
// The golden questions say what a reader would expect: about two thirds of
// them have an answer in the corpus, the others must not get one. They state
// the expectation, not what the program manages today.
package seeds

import (
	"embed"
	"io/fs"
)

//go:embed documents
var documents embed.FS

// Documents returns the sample corpus, rooted so that paths in it are the IDs
// of documents: "news/morocco-80-networks.txt". A record of the bundle has the
// ID "news/briefs-november-2017.jsonl#" followed by its "_id".
//
// Embedded files have no modification time.
func Documents() fs.FS {
	// Sub fails only for a malformed name, and this one is a constant.
	root, _ := fs.Sub(documents, "documents")
	return root
}
