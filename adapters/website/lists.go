package website

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"encoding/xml"
	"fmt"
	"html"
	"io"
	"net/url"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
	"github.com/mmcdole/gofeed/atom"
	jsonfeed "github.com/mmcdole/gofeed/json"
	"github.com/mmcdole/gofeed/rss"

	"footnote/retrieval/corpus"
)

// listed is a document that a feed or a sitemap names.
type listed struct {
	url *url.URL
	// mark tells whether it has changed, "" if the list doesn't say.
	mark string
	// origin are the facts that the list has of it.
	origin corpus.Origin
	// text is what a feed has of it itself, a page; nil if nothing.
	text []byte
}

// isFeed reports whether something reads like a feed.
func isFeed(body []byte) bool {
	return gofeed.DetectFeedType(bytes.NewReader(body)) != gofeed.FeedTypeUnknown
}

// readFeed returns what a feed lists, and where the feed goes on with what is older, nil if
// nowhere.
func readFeed(at *url.URL, body []byte) (list []listed, older *url.URL, err error) {
	parser := gofeed.NewParser()
	parser.KeepOriginalFeed = true
	feed, err := parser.Parse(bytes.NewReader(body))
	if err != nil {
		return nil, nil, fmt.Errorf("the feed can't be read: %w", err)
	}
	for _, item := range feed.Items {
		l := listed{url: resolve(at, strings.TrimSpace(item.Link))}
		if u, err := ParseAddress(item.GUID); l.url == nil && err == nil {
			l.url = u // other names are none of the web
		}
		if l.url == nil {
			continue // there is nothing to cite
		}
		l.mark = strings.Join([]string{item.Updated, item.Published, item.Title}, "\n")
		l.origin = corpus.Origin{Title: item.Title, Publisher: feed.Title}
		var names []string
		for _, author := range item.Authors {
			if author != nil && author.Name != "" {
				names = append(names, author.Name)
			}
		}
		l.origin.Author = strings.Join(names, ", ")
		if at := cmp.Or(item.PublishedParsed, item.UpdatedParsed); at != nil {
			l.origin.Published = at.Format(time.DateOnly)
		}
		if text := strings.TrimSpace(cmp.Or(item.Content, item.Description)); text != "" {
			l.text = pageOf(item.Title, text)
		}
		list = append(list, l)
	}
	return list, olderFeed(at, feed), nil
}

// olderFeed returns where a feed goes on with what is older: its next page, or the archive
// before it (RFC 5005), or what JSON Feed calls next_url; nil if nowhere.
func olderFeed(at *url.URL, feed *gofeed.Feed) *url.URL {
	links := make(map[string]string) // by relation
	switch original := feed.OriginalFeed().(type) {
	case *atom.Feed:
		for _, l := range original.Links {
			links[l.Rel] = l.Href
		}
	case *rss.Feed:
		for _, l := range original.Extensions["atom"]["link"] {
			links[l.Attrs["rel"]] = l.Attrs["href"]
		}
	case *jsonfeed.Feed:
		links["next"] = original.NextURL
	}
	return resolve(at, cmp.Or(links["next"], links["prev-archive"]))
}

// pageOf makes a page of the text of a feed's entry, which is HTML.
func pageOf(title, text string) []byte {
	title = html.EscapeString(title)
	return []byte("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>" + title + "</title></head>\n<body><article><h1>" + title + "</h1>\n" + text + "\n</article></body></html>\n")
}

// sitemap is a list of pages, or of other sitemaps (https://www.sitemaps.org/protocol.html).
type sitemap struct {
	XMLName xml.Name
	Pages   []sitemapEntry `xml:"url"`
	Maps    []sitemapEntry `xml:"sitemap"`
}

type sitemapEntry struct {
	Location string `xml:"loc"`
	Modified string `xml:"lastmod"`
}

// maxSitemap is what the protocol allows, in bytes.
const maxSitemap = 50 << 20

// isSitemap reports whether something reads like a sitemap.
func isSitemap(body []byte) bool {
	body = unzipped(body)
	head := body[:min(len(body), 2000)]
	return bytes.Contains(head, []byte("<urlset")) || bytes.Contains(head, []byte("<sitemapindex"))
}

// readSitemap returns the pages that a sitemap lists, and the sitemaps.
func readSitemap(at *url.URL, body []byte) (pages []listed, maps []*url.URL, err error) {
	var s sitemap
	if err := xml.Unmarshal(unzipped(body), &s); err != nil {
		return nil, nil, fmt.Errorf("the sitemap can't be read: %w", err)
	}
	for _, e := range s.Pages {
		if u := resolve(at, strings.TrimSpace(e.Location)); u != nil {
			pages = append(pages, listed{url: u, mark: strings.TrimSpace(e.Modified)})
		}
	}
	for _, e := range s.Maps {
		if u := resolve(at, strings.TrimSpace(e.Location)); u != nil {
			maps = append(maps, u)
		}
	}
	return pages, maps, nil
}

// unzipped returns what was packed by gzip, as sitemaps may be.
func unzipped(body []byte) []byte {
	if !bytes.HasPrefix(body, []byte("\x1f\x8b")) {
		return body
	}
	z, err := gzip.NewReader(bytes.NewReader(body))
	if err != nil {
		return body
	}
	text, err := io.ReadAll(io.LimitReader(z, maxSitemap))
	if err != nil {
		return body
	}
	return text
}
