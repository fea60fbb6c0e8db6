package corpus

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/xml"
	"regexp"
	"strings"

	"footnote/retrieval"
)

// enexReader reads the notes that Evernote and others export (ENEX), each a document,
// with the files in them.
type enexReader struct{}

var beginOfENEX = regexp.MustCompile(`(?is)^\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*|<!doctype[^>]*>\s*)*<en-export[\s>]`)

func (enexReader) sniff(in *input) bool { return beginOfENEX.MatchString(markupHead(in.data)) }

// enexNote is a note.
type enexNote struct {
	Title      string   `xml:"title"`
	Content    string   `xml:"content"`
	Created    string   `xml:"created"`
	Tags       []string `xml:"tag"`
	Attributes struct {
		Author string `xml:"author"`
		URL    string `xml:"source-url"`
	} `xml:"note-attributes"`
	Resources []struct {
		Data struct {
			Text     string `xml:",chardata"`
			Encoding string `xml:"encoding,attr"`
		} `xml:"data"`
		Type string `xml:"mime"`
		Name string `xml:"resource-attributes>file-name"`
		Text string `xml:"recognition"`
	} `xml:"resource"`
}

func (enexReader) read(ctx context.Context, in *input, emit func(*retrieval.Document) error) error {
	z := newXMLDecoder(ctx, decodeMarkup(in.data, ""))
	e := &entries{in: in, unit: "note", emit: emit}
	for {
		token, err := z.Token()
		if cerr := ctx.Err(); cerr != nil {
			return cerr
		}
		if err != nil {
			break // the end; what a damaged export has before is read
		}
		start, ok := token.(xml.StartElement)
		if !ok || start.Name.Local != "note" {
			continue
		}
		var note enexNote
		damaged := z.DecodeElement(&note, &start)
		if err := e.readNote(ctx, &note); err != nil {
			return e.finishBundle(ctx, err)
		}
		if damaged != nil {
			if cerr := ctx.Err(); cerr != nil {
				return cerr
			}
			return e.finishBundle(ctx, &damage{damaged})
		}
	}
	if e.good == 0 {
		return e.finishBundle(ctx, nil)
	}
	return e.finishDocument(ctx, nil, nil)
}

func (e *entries) readNote(ctx context.Context, note *enexNote) error {
	if err := e.in.budget.countEntry(); err != nil {
		return err
	}
	d := e.in.newDocument("text/html")
	d.Title, d.Author, d.URL = oneLine(canonicalText(note.Title)), oneLine(canonicalText(note.Attributes.Author)), webURL(note.Attributes.URL)
	if len(note.Created) >= 8 {
		d.Published = isoDate(note.Created[:4] + "-" + note.Created[4:6] + "-" + note.Created[6:8])
	}
	name := e.uniqueName(strings.ReplaceAll(orElse(d.Title, e.unit), "/", "-"))
	d.ID = e.in.id + "#" + name
	e.in.meter.countFor(d.ID, len(note.Content))
	p := &plainText{}
	p.addHeading(1, d.Title)
	root, err := parseHTML(ctx, selfClosed.ReplaceAllString(note.Content, "<$1$2></$1>"))
	if cerr := ctx.Err(); cerr != nil {
		return cerr
	}
	if err == nil {
		writeHTML(p, root, nil)
	} else {
		p.addParagraph(stripTags(note.Content))
	}
	p.endList()
	p.addField("Tags", strings.Join(note.Tags, ", "))
	if p.b.Len() > 0 {
		p.finishText(d)
		if err := e.emitGood(d); err != nil {
			return err
		}
	}
	for _, r := range note.Resources {
		if strings.HasPrefix(r.Type, "image/") || strings.HasPrefix(r.Type, "audio/") {
			continue
		}
		data, err := base64.StdEncoding.DecodeString(string(bytes.Join(bytes.Fields([]byte(r.Data.Text)), nil)))
		file := e.uniqueName(name + "/" + strings.ReplaceAll(orElse(r.Name, "file"), "/", "-"))
		if err != nil {
			err = e.noteProblem(file, e.in.failInput(err, "it is damaged"))
		} else {
			err = e.readEntry(ctx, file, data)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
