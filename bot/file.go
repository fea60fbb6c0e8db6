package bot

import (
	"context"
	"path"
	"strings"
)

// File is a file that came with a message.
type File struct {
	// ID is what the platform knows it by.
	ID   string `json:"id"`
	Name string `json:"name"`
	// URL is where its platform has it. Only the platform's Messenger can read it.
	URL  string `json:"url,omitempty"`
	Size int64  `json:"size,omitempty"` // in bytes; 0 if the platform doesn't say
}

// FileReader is a Messenger that can read the files that come with messages.
type FileReader interface {
	// ReadFile returns a file of a request's message, but not more than so many bytes
	// of it. The error is a *Complaint if somebody has to act first: it says what would
	// help, after the file's name.
	ReadFile(ctx context.Context, r *Request, f File, most int64) ([]byte, error)
}

// attachedPrefix begins the IDs of documents that came with messages. No path in a
// folder of documents begins so.
const attachedPrefix = "//attached/"

// AttachedID returns the ID of the document that a file is.
func AttachedID(f File) string {
	return attachedPrefix + strings.ReplaceAll(f.ID, "/", "_") + "/" + strings.ReplaceAll(f.Name, "#", "_")
}

// IsAttached reports whether a document came with a message.
func IsAttached(document string) bool { return strings.HasPrefix(document, attachedPrefix) }

// DocumentName returns the ID of a document as people know it: of a file that came with
// a message its name.
func DocumentName(document string) string {
	if IsAttached(document) {
		return path.Base(document)
	}
	return document
}
