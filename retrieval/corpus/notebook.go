package corpus

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"path"
	"strings"

	"footnote/retrieval"
)

// notebookReader reads Jupyter's notebooks: their notes as Markdown, their code,
// and what it printed. Pictures among the results are left out.
type notebookReader struct {
	markdown markdownReader
}

func (notebookReader) sniff(in *input) bool {
	if !strings.EqualFold(path.Ext(in.name), ".ipynb") {
		return false
	}
	return bytes.HasPrefix(bytes.TrimLeft(bytes.TrimPrefix(in.data, []byte("\xEF\xBB\xBF")), " \t\r\n"), []byte("{"))
}

// notebook is a file of any version; before version 4 its cells stood in
// worksheets.
type notebook struct {
	Cells      []notebookCell
	Worksheets []struct{ Cells []notebookCell }
	Metadata   struct {
		Title   string
		Authors []notebookAuthor
	}
}

// notebookAuthor is an object with a name or, since the format says nothing of
// it, that name itself.
type notebookAuthor string

func (a *notebookAuthor) UnmarshalJSON(data []byte) error {
	var object struct{ Name string }
	var name string
	if json.Unmarshal(data, &object) != nil && json.Unmarshal(data, &name) == nil {
		object.Name = name
	}
	*a = notebookAuthor(object.Name)
	return nil
}

type notebookCell struct {
	Type    string `json:"cell_type"`
	Source  notebookText
	Input   notebookText // of code, before version 4
	Level   int          // of a heading, before version 4
	Outputs []notebookOutput
}

type notebookOutput struct {
	Type  string `json:"output_type"`
	Text  notebookText
	Data  map[string]notebookText
	Name  string `json:"ename"` // of an error
	Value string `json:"evalue"`
}

// notebookText is a string, or a list of its lines. Of what is neither, such as
// a result in JSON, it is empty.
type notebookText string

func (t *notebookText) UnmarshalJSON(data []byte) error {
	var text string
	var lines []string
	if json.Unmarshal(data, &text) != nil && json.Unmarshal(data, &lines) == nil {
		text = strings.Join(lines, "")
	}
	*t = notebookText(text)
	return nil
}

func (r notebookReader) read(ctx context.Context, in *input, emit func(*retrieval.Document) error) error {
	var n notebook
	err := json.Unmarshal(bytes.TrimPrefix(in.data, []byte("\xEF\xBB\xBF")), &n)
	if other := (*json.UnmarshalTypeError)(nil); err != nil && !errors.As(err, &other) { // the rest is read
		return in.failInput(err, "it is not a valid notebook")
	}
	d := in.newDocument("application/x-ipynb+json")
	setFact(d, "title", n.Metadata.Title)
	var authors []string
	for _, a := range n.Metadata.Authors {
		authors = append(authors, string(a))
	}
	setFact(d, "author", strings.Join(authors, ", "))
	p := &plainText{}
	for _, sheet := range append(n.Worksheets, struct{ Cells []notebookCell }{n.Cells}) {
		for _, cell := range sheet.Cells {
			if err := ctx.Err(); err != nil {
				return err
			}
			r.writeCell(p, cell)
		}
	}
	return p.emitText(in, d, emit)
}

func (r notebookReader) writeCell(p *plainText, cell notebookCell) {
	source := string(cell.Source)
	switch cell.Type {
	case "markdown":
		r.markdown.writeText(p, canonicalMarkdown(source))
	case "heading":
		p.addHeading(max(cell.Level, 1), source)
	default:
		p.addParagraph(orElse(source, string(cell.Input)))
		for _, out := range cell.Outputs {
			p.addParagraph(out.outputText())
		}
	}
}

// outputText returns what an output says in words.
func (o *notebookOutput) outputText() string {
	switch {
	case o.Name != "":
		return o.Name + ": " + o.Value
	case o.Text != "":
		return string(o.Text)
	case o.Data["text/markdown"] != "":
		return string(o.Data["text/markdown"])
	}
	if plain := string(o.Data["text/plain"]); !strings.HasPrefix(plain, "<") { // <Figure size 640x480 with 1 Axes>
		return plain
	}
	return ""
}
