package block

import (
	"path"
	"strings"
	"unicode"
)

// WriteComment says before a comment whose it is: "Comment by Mara Quill: …". A
// comment is no part of what the author wrote, so that it must not read like it.
func WriteComment(author string, comment Blocks) Blocks {
	if comment.Size() == 0 {
		return nil
	}
	head := "Comment"
	if author = OneLine(author); author != "" {
		head += " by " + author
	}
	out := append(Blocks(nil), comment...)
	for i := range out {
		out[i].Level, out[i].Page = 0, 0
	}
	for i := range out {
		if !out[i].IsEmpty() {
			out[i].Text = head + ": " + strings.TrimSpace(out[i].Text)
			break
		}
	}
	return out
}

// WritePicture returns what stands for a picture in the text: how its author
// describes it. A single word is a file's name or a number, and a path says nothing
// either.
func WritePicture(description string) Blocks {
	description = OneLine(description)
	ext := strings.TrimPrefix(path.Ext(description), ".")
	if !strings.Contains(description, " ") || strings.Contains(description, `:\`) || len(ext) >= 3 && len(ext) <= 4 && !strings.Contains(ext, " ") {
		return nil
	}
	return Blocks{{Text: "Picture: " + description}}
}

// Margins are the texts of page headers and footers, each once.
type Margins struct {
	texts Blocks
	seen  map[string]bool
}

// AddMargin adds a header or footer. What has no letters numbers pages.
func (m *Margins) AddMargin(margin Blocks) {
	line := margin.Line()
	if m.seen[line] || !strings.ContainsFunc(line, unicode.IsLetter) {
		return
	}
	if m.seen == nil {
		m.seen = make(map[string]bool)
	}
	m.seen[line] = true
	m.texts.Add(Block{})
	for _, b := range margin {
		b.Level, b.Page = 0, 0 // of the page, not of the document
		m.texts.Add(b)
	}
}

// Texts returns what was added, to stand at the document's end.
func (m *Margins) Texts() Blocks { return m.texts }
