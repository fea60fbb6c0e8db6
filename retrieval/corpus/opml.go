package corpus

import (
	"context"
	"encoding/xml"
	"regexp"
	"strings"

	"footnote/retrieval"
)

// opmlReader reads outlines (OPML), whose text stands in attributes.
type opmlReader struct{}

var beginOfOPML = regexp.MustCompile(`(?is)^\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*|<!doctype[^>]*>\s*)*<opml[\s>]`)

func (opmlReader) sniff(in *input) bool { return beginOfOPML.MatchString(markupHead(in.data)) }

func (opmlReader) read(ctx context.Context, in *input, emit func(*retrieval.Document) error) error {
	z := newXMLDecoder(ctx, decodeMarkup(in.data, ""))
	d := in.newDocument("text/x-opml")
	p := &plainText{}
	depth := 0
	var damaged error
	for damaged == nil {
		token, err := z.RawToken()
		if cerr := ctx.Err(); cerr != nil {
			return cerr
		}
		if err != nil {
			break
		}
		switch t := token.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "title", "ownerName", "dateCreated":
				if next, err := z.RawToken(); err == nil {
					if text, ok := next.(xml.CharData); ok {
						key := map[string]string{"title": "title", "ownerName": "author", "dateCreated": "date"}[t.Name.Local]
						setFact(d, key, string(text))
						if key == "title" {
							p.addHeading(1, string(text))
						}
					}
				}
			case "outline":
				if depth++; depth > maxXMLDepth {
					damaged = errXMLDepth
				}
				writeOutline(p, t, depth)
			}
		case xml.EndElement:
			if t.Name.Local == "outline" {
				depth = max(depth-1, 0)
			}
		}
	}
	p.endList()
	if err := p.emitText(in, d, emit); err != nil || damaged == nil {
		return err
	}
	return in.failInput(damaged, "it is not valid XML to its end; what comes before the damage was read")
}

// writeOutline writes a line of the outline, with its note and where it leads.
func writeOutline(p *plainText, t xml.StartElement, depth int) {
	var text, note, link string
	for _, a := range t.Attr {
		switch a.Name.Local {
		case "text", "title":
			text = orElse(text, a.Value)
		case "_note":
			note = a.Value
		case "htmlUrl", "url":
			link = orElse(link, webURL(a.Value))
		case "xmlUrl":
			if link == "" {
				link = webURL(a.Value)
			}
		}
	}
	if link != "" {
		text = strings.TrimSpace(text + " " + link)
	}
	if strings.TrimSpace(text) != "" {
		p.beginItem(strings.Repeat("  ", min(depth, maxIndent)-1) + "- ")
		p.addParagraph(stripTags(text))
	}
	if note = strings.TrimSpace(note); note != "" {
		p.addParagraph(note)
	}
}
