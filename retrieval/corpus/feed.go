package corpus

import (
	"context"
	"encoding/xml"
	"strconv"

	"golang.org/x/net/html"

	"footnote/retrieval"
)

// feedItem is an item of RSS or an entry of Atom.
type feedItem struct {
	Title       string     `xml:"title"`
	Links       []feedLink `xml:"link"`
	Encoded     string     `xml:"encoded"`
	Description string     `xml:"description"`
	Content     feedText   `xml:"content"`
	Summary     feedText   `xml:"summary"`
	Creator     string     `xml:"creator"`
	Authors     []struct {
		Text string `xml:",chardata"`
		Name string `xml:"name"`
	} `xml:"author"`
	PubDate   string `xml:"pubDate"`
	Date      string `xml:"date"`
	Published string `xml:"published"`
	Updated   string `xml:"updated"`
}

type feedLink struct {
	Rel  string `xml:"rel,attr"`
	Href string `xml:"href,attr"`
	Text string `xml:",chardata"`
}

// feedText is a text with markup, escaped or not.
type feedText struct {
	Text   string `xml:",chardata"`
	Markup string `xml:",innerxml"`
	Type   string `xml:"type,attr"`
}

func (t feedText) renderMarkup() string {
	if t.Type == "xhtml" {
		return t.Markup
	}
	return t.Text
}

// readFeed emits each item of a feed. It returns how many it found.
func readFeed(ctx context.Context, in *input, source string, emit func(*retrieval.Document) error) (int, error) {
	z := newXMLDecoder(ctx, source)
	feed := &retrieval.Document{}
	n, depth := 0, 0
	for {
		token, err := z.Token()
		if cerr := ctx.Err(); cerr != nil {
			return n, cerr
		}
		if err != nil { // the end; what a damaged feed has before is read
			return n, nil
		}
		start, ok := token.(xml.StartElement)
		if _, end := token.(xml.EndElement); end {
			depth--
		}
		if !ok {
			continue
		}
		if depth++; depth > maxXMLDepth {
			return n, in.failInput(nil, "its elements are nested too deep")
		}
		switch start.Name.Local {
		case "title":
			var title string
			if z.DecodeElement(&title, &start) == nil {
				setFact(feed, "publisher", html.UnescapeString(title))
			}
			depth--
		case "language":
			var language string
			if z.DecodeElement(&language, &start) == nil {
				setFact(feed, "language", language)
			}
			depth--
		case "item", "entry":
			var item feedItem
			err := z.DecodeElement(&item, &start)
			depth--
			n++
			d := item.makeDocument(ctx, in, n)
			d.Publisher, d.Language = feed.Publisher, feed.Language
			if d.Text != "" {
				if err := emit(d); err != nil {
					return n, err
				}
			}
			if err != nil {
				return n, in.failInput(err, "item %d is not valid XML; those before it were read", n)
			}
		}
	}
}

// makeDocument makes a document of an item: its title and its text.
func (item *feedItem) makeDocument(ctx context.Context, in *input, n int) *retrieval.Document {
	d := in.newDocument("application/xml")
	d.ID += "#" + strconv.Itoa(n)
	setFact(d, "title", html.UnescapeString(item.Title))
	for _, link := range item.Links {
		if link.Rel == "" || link.Rel == "alternate" {
			setFact(d, "url", orElse(link.Href, link.Text))
		}
	}
	setFact(d, "author", item.Creator)
	for _, author := range item.Authors {
		setFact(d, "author", orElse(author.Name, author.Text))
	}
	for _, date := range []string{item.PubDate, item.Published, item.Date, item.Updated} {
		setFact(d, "date", date)
	}
	p := &plainText{}
	p.addHeading(1, d.Title)
	text := item.Description
	for _, longer := range []string{item.Encoded, item.Content.renderMarkup(), item.Summary.renderMarkup()} {
		if len(longer) > len(text) {
			text = longer
		}
	}
	if root, err := parseHTML(ctx, text); err == nil {
		writeHTML(p, root, nil)
	} else {
		p.addParagraph(stripTags(text))
	}
	p.finishText(d)
	return d
}
