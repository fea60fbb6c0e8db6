package website

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
)

// TestOddSitemaps: one that is packed, one that has moved to the host with www, one of
// which a part is missing, one of another host, and one that unpacks to far more than
// a sitemap may have.
func TestOddSitemaps(t *testing.T) {
	const head = `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`
	packed := func(text string) string {
		var out bytes.Buffer
		z := gzip.NewWriter(&out)
		_, err := z.Write([]byte(text))
		if err = errors.Join(err, z.Close()); err != nil {
			t.Fatal(err)
		}
		return out.String()
	}
	h := newHost(t)
	h.put("/a", "A")
	h.put("/b", "B")
	h.set("/map.xml.gz", typed("application/gzip", packed(head+"<url><loc>"+h.URL+"/a</loc></url></urlset>")))
	h.set("/index.xml", typed("text/xml", `<sitemapindex><sitemap><loc>/none.xml</loc></sitemap><sitemap><loc>/map.xml.gz</loc></sitemap><sitemap><loc>/index.xml</loc></sitemap></sitemapindex>`))
	f := newFetching(t, h.URL+"/index.xml")
	if r := f.mustSync(1, 0, 0, 0, 1); len(r.Problems) != 1 || !strings.HasSuffix(r.Problems[0], "/none.xml: the server answers 404") {
		t.Errorf("problems %q", r.Problems)
	}
	f.wantFiles("a.html")

	// localhost leads to 127.0.0.1, as a bare host does to www.
	u, err := url.Parse(h.URL)
	if err != nil {
		t.Fatal(err)
	}
	h.set("/moved.xml", moved(h.URL+"/map.xml.gz"))
	f = newFetching(t, "http://localhost:"+u.Port()+"/moved.xml")
	f.options.Allow = append(f.options.Allow, "localhost")
	f.mustSync(1, 0, 0, 0, 0)
	f.wantFiles("a.html")

	h.set("/other.xml", typed("text/xml", head+"<url><loc>https://www.example.com/a</loc></url><url><loc>https://example.com/b</loc></url><url><loc>b</loc></url></urlset>"))
	f = newFetching(t, h.URL+"/other.xml")
	if r := f.mustSync(1, 0, 0, 0, 1); len(r.Problems) != 1 || !strings.Contains(r.Problems[0], "2 of the pages that it lists are of other hosts, such as example.com") && !strings.Contains(r.Problems[0], "2 of the pages that it lists are of other hosts, such as www.example.com") {
		t.Errorf("problems %q", r.Problems)
	}

	if got := len(unzipped([]byte(packed(head + strings.Repeat(" ", maxSitemap))))); got != maxSitemap {
		t.Errorf("a sitemap that unpacks to too much has %d bytes", got)
	}
}

// TestOddFeeds: relative links, links by xml:base, names that are no links, and a feed
// that its server calls a page.
func TestOddFeeds(t *testing.T) {
	h := newHost(t)
	h.put("/news/1", "One")
	h.put("/news/2", "Two")
	h.set("/news/rss", typed("text/html", `<?xml version="1.0"?><rss version="2.0"><channel><title>T</title><item><title>One</title><link> 1
</link></item><item><title>Named</title><guid isPermaLink="false">abc-1</guid><description>Text</description></item><item><guid>`+h.URL+`/news/2</guid></item></channel></rss>`))
	f := newFetching(t, h.URL+"/news/rss")
	f.mustSync(2, 0, 0, 0, 0)
	f.wantFiles("news/1.html", "news/2.html")
	h.set("/atom", typed("application/atom+xml", `<feed xmlns="http://www.w3.org/2005/Atom" xml:base="/news/"><title>T</title><entry><id>tag:x,1</id><title>a</title><link href="1"/></entry></feed>`))
	f = newFetching(t, h.URL+"/atom")
	f.mustSync(1, 0, 0, 0, 0)
	title, err := charmap.Windows1251.NewEncoder().String("Привет")
	if err != nil {
		t.Fatal(err)
	}
	h.set("/old", typed("application/rss+xml; charset=windows-1251", `<rss version="2.0"><channel><title>T</title><item><title>`+title+`</title><link>/news/1</link></item></channel></rss>`))
	f = newFetching(t, h.URL+"/old")
	f.mustSync(1, 0, 0, 0, 0)
	if o := f.origin("news/1.html"); !strings.Contains(o, "Привет") {
		t.Errorf("the origin is %s", o)
	}
}

// TestOlderPagesOfFeeds are read the first time, and after that only where the pages
// before them bring anything new; a circle of them ends.
func TestOlderPagesOfFeeds(t *testing.T) {
	const entry = `<link href="/news/%d"/><id>%d</id>`
	for name, c := range map[string]struct {
		mediaType string
		page      func(n int, next string) string
	}{
		"atom": {"application/atom+xml", func(n int, next string) string {
			return fmt.Sprintf(`<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><link rel="self" href="x"/><link rel="next" href="%s"/><entry>`+entry+`</entry></feed>`, next, n, n)
		}},
		"archive": {"application/atom+xml", func(n int, next string) string {
			return fmt.Sprintf(`<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><link rel="prev-archive" href="%s"/><entry>`+entry+`</entry></feed>`, next, n, n)
		}},
		"rss": {"application/rss+xml", func(n int, next string) string {
			return fmt.Sprintf(`<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>T</title><atom:link rel="next" href="%s"/><item><link>/news/%d</link></item></channel></rss>`, next, n)
		}},
		"json": {"application/feed+json", func(n int, next string) string {
			return fmt.Sprintf(`{"version":"https://jsonfeed.org/version/1.1","title":"T","next_url":"%s","items":[{"id":"%d","url":"/news/%d"}]}`, next, n, n)
		}},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHost(t)
			for n := range 4 {
				h.put(fmt.Sprintf("/news/%d", n), fmt.Sprintf("Article %d", n))
			}
			h.set("/feed", typed(c.mediaType, c.page(1, "/feed?page=2")))
			h.set("/feed?page=2", typed(c.mediaType, c.page(2, "/feed?page=3")))
			h.set("/feed?page=3", typed(c.mediaType, c.page(3, "/feed?page=2")))
			f := newFetching(t, h.URL+"/feed")
			f.mustSync(3, 0, 0, 0, 0)
			f.wantFiles("news/1.html", "news/2.html", "news/3.html")
			h.takeAsked()
			f.mustSync(0, 0, 1, 0, 0)
			if asked := h.takeAsked(); !slices.Equal(asked, []string{"/feed"}) {
				t.Errorf("asked for %q", asked)
			}
			h.set("/feed", typed(c.mediaType, c.page(0, "/feed?page=2")))
			f.mustSync(1, 0, 1, 0, 0)
			h.remove("/feed?page=2")
			h.set("/feed", typed(c.mediaType, strings.ReplaceAll(c.page(4, "/feed?page=2"), "/news/4", "/news/0?new")))
			h.put("/news/0?new", "Article 0, new")
			f.mustSync(1, 0, 0, 0, 1)
		})
	}
}
