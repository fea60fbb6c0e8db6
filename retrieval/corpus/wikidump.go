package corpus

import (
	"context"
	"encoding/xml"
	"fmt"
	"net/url"
	"path"
	"regexp"
	"strings"

	"footnote/retrieval"
	"footnote/retrieval/corpus/markup"
)

// wikiDumpReader reads the dump of a wiki (MediaWiki's export), page by page as they
// stream by: each page of the wiki's own text is a document. Pages about pages, such
// as talks and templates, are left out with a word about it.
type wikiDumpReader struct{}

var beginOfWikiDump = regexp.MustCompile(`(?is)^\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<mediawiki[\s>]`)

func (wikiDumpReader) sniff(in *input) bool { return beginOfWikiDump.MatchString(markupHead(in.data)) }

// wikiPage is a page with its revisions, of which the last one counts.
type wikiPage struct {
	Title     string `xml:"title"`
	Namespace int    `xml:"ns"`
	Redirect  *struct {
		Title string `xml:"title,attr"`
	} `xml:"redirect"`
	Revisions []struct {
		Timestamp string `xml:"timestamp"`
		User      string `xml:"contributor>username"`
		Text      string `xml:"text"`
	} `xml:"revision"`
}

// The namespaces of MediaWiki that hold text for readers: articles, the project's own
// pages, help, categories; from 100 those of the wiki. Odd ones are talks.
const (
	wikiArticles, wikiProject, wikiHelp, wikiCategories = 0, 4, 12, 14
	wikiOwnSpaces                                       = 100
)

func (p *wikiPage) isText() bool {
	switch p.Namespace {
	case wikiArticles, wikiProject, wikiHelp, wikiCategories:
		return true
	}
	return p.Namespace >= wikiOwnSpaces && p.Namespace%2 == 0
}

func (wikiDumpReader) read(ctx context.Context, in *input, emit func(*retrieval.Document) error) error {
	z := newXMLDecoder(ctx, decodeMarkup(in.data, ""))
	e := &entries{in: in, unit: "page", emit: emit}
	site, base, other := "", "", 0
	finish := func(err error) error {
		if err != nil || e.good == 0 {
			return e.finishBundle(ctx, err)
		}
		var omitted []string
		if other > 0 {
			omitted = []string{fmt.Sprintf("%s about pages (talks, users, templates)", formatCount(other, "page"))}
		}
		return e.finishDocument(ctx, nil, omitted)
	}
	for {
		token, err := z.Token()
		if cerr := ctx.Err(); cerr != nil {
			return cerr
		}
		if err != nil {
			return finish(nil) // the end; what a damaged dump has before is read
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		switch start.Name.Local {
		case "sitename":
			_ = z.DecodeElement(&site, &start)
		case "base":
			_ = z.DecodeElement(&base, &start)
		case "page":
			var page wikiPage
			damaged := z.DecodeElement(&page, &start)
			if cerr := ctx.Err(); cerr != nil {
				return cerr
			}
			switch {
			case damaged != nil && len(page.Revisions) == 0:
				return finish(&damage{damaged})
			case page.Redirect != nil || len(page.Revisions) == 0:
			case !page.isText():
				other++
			default:
				if err := e.readWikiPage(ctx, &page, site, base); err != nil {
					return finish(err)
				}
			}
			if damaged != nil {
				return finish(&damage{damaged})
			}
		}
	}
}

// readWikiPage emits the last revision of a page.
func (e *entries) readWikiPage(ctx context.Context, page *wikiPage, site, base string) error {
	if err := e.in.budget.countEntry(); err != nil {
		return err
	}
	last := page.Revisions[len(page.Revisions)-1]
	d := e.in.newDocument("text/x-wiki")
	d.Title, d.Author, d.Publisher = oneLine(canonicalText(page.Title)), oneLine(canonicalText(last.User)), oneLine(site)
	d.Published = isoDate(last.Timestamp)
	if u := webURL(base); u != "" { // that of the main page
		d.URL = webURL(u[:strings.LastIndex(u, "/")+1] + url.PathEscape(strings.ReplaceAll(page.Title, " ", "_")))
	}
	name := e.uniqueName(path.Clean(strings.ReplaceAll(orElse(d.Title, e.unit), "/", "-")))
	d.ID = e.in.id + "#" + name
	e.in.meter.countFor(d.ID, len(last.Text))
	err := e.in.emitMarkup(ctx, d, markup.MediaWiki(canonicalText(last.Text)), e.emitGood)
	return e.noteProblem(name, err)
}
