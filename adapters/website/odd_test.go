package website

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"

	"footnote/retrieval"
	"footnote/retrieval/corpus"
	"footnote/retrieval/mirror"
)

// typed is what is served with a media type.
func typed(mediaType, body string) served {
	return served{body: body, header: map[string]string{"Content-Type": mediaType}}
}

// moved is what is served for what lies elsewhere.
func moved(to string) served {
	return served{status: http.StatusFound, header: map[string]string{"Location": to}}
}

// text returns what a corpus reads from a file of the mirror.
func (f *fetching) text(file string) string {
	f.Helper()
	c, err := corpus.Open(f.dir, corpus.Options{})
	if err != nil {
		f.Fatal(err)
	}
	defer c.Close()
	for found, err := range c.Files(f.Context()) {
		if err != nil || found.Path != file {
			continue
		}
		content, err := c.Load(f.Context(), found)
		text := ""
		if err == nil {
			err = content.Documents(f.Context(), func(d *retrieval.Document) error { text = d.Text; return nil })
		}
		if err != nil {
			f.Fatal(err)
		}
		return text
	}
	f.Fatalf("no %s among %q", file, f.files())
	return ""
}

// TestRedirects: loops end, pages that send their reader elsewhere are followed, and one
// that leads to itself until its cookie comes back is read.
func TestRedirects(t *testing.T) {
	h := newHost(t)
	h.put("/", "Start", "/loop", "/refresh", "/slow", "/lost", "/script")
	h.set("/loop", moved("/pool"))
	h.set("/pool", moved("/loop"))
	h.set("/refresh", served{body: `<html><head><noscript><meta http-equiv="refresh" content="0; url=/no-scripts"></noscript><meta http-equiv="Refresh" content="0; URL='there/'"></head><body>Moved</body></html>`})
	h.put("/there/", "There")
	h.set("/slow", served{body: `<html><head><meta http-equiv="refresh" content="600"><title>Live</title></head><body><p>It reads itself again.</p></body></html>`})
	h.set("/lost", moved("javascript:alert(1)"))
	h.set("/script", served{body: `<html><head><noscript><meta http-equiv="refresh" content="0;url=/no-scripts"></noscript></head><body><p>With scripts.</p></body></html>`})
	f := newFetching(t, h.URL)
	r := f.mustSync(4, 0, 0, 0, 2)
	f.wantFiles("index.html", "script.html", "slow.html", "there/index.html")
	for _, want := range []string{"/loop: it redirects more than 10 times", `/lost: it redirects to "javascript:alert(1)", which is no address of the web`} {
		if !slices.ContainsFunc(r.Problems, func(p string) bool { return strings.HasSuffix(p, want) }) {
			t.Errorf("no %q among %q", want, r.Problems)
		}
	}

	// The start may be such a page, and then it is the place that it leads to that counts.
	h.set("/docs", moved("/docs/"))
	h.set("/docs/", served{body: `<head><meta http-equiv=refresh content="0;url=en/latest/"></head>`})
	h.put("/docs/en/latest/", "Latest", "a", "/")
	h.put("/docs/en/latest/a", "A")
	f = newFetching(t, h.URL+"/docs")
	f.mustSync(2, 0, 0, 0, 0)
	f.wantFiles("docs/en/latest/a.html", "docs/en/latest/index.html")
}

// TestCookies: a page that leads to itself until its cookie comes back is read.
func TestCookies(t *testing.T) {
	h := newHost(t)
	h.put("/", "Start")
	h.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := r.Cookie("seen"); err != nil && r.URL.Path == "/" {
			http.SetCookie(w, &http.Cookie{Name: "seen", Value: "1"})
			http.Redirect(w, r, "/", http.StatusFound)
			return
		}
		h.serve(w, r)
	})
	newFetching(t, h.URL).mustSync(1, 0, 0, 0, 0)
}

// TestAuthorization is for its host alone, wherever that leads.
func TestAuthorization(t *testing.T) {
	other := newHost(t)
	other.put("/article", "Article")
	h := newHost(t)
	h.set("/feed", typed("application/rss+xml", `<rss version="2.0"><channel><title>T</title><item><link>/own</link></item><item><link>/away</link></item></channel></rss>`))
	h.put("/own", "Own")
	h.set("/away", moved(other.URL+"/article"))
	guard := func(h *host, want string) {
		h.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if got := r.Header.Get("Authorization"); got != want {
				t.Errorf("%s is told %q, want %q", r.URL, got, want)
			}
			h.serve(w, r)
		})
	}
	guard(h, "Bearer hush")
	guard(other, "")
	f := newFetching(t, h.URL+"/feed")
	f.options.Authorization = func(u *url.URL) string {
		return map[bool]string{true: "Bearer hush"}["http://"+u.Host == h.URL]
	}
	f.mustSync(2, 0, 0, 0, 0)
}

// TestPagesThatAreNot: what a server says of pages that it hasn't got is no document,
// though it says 200, and takes the document with it that was there.
func TestPagesThatAreNot(t *testing.T) {
	sorry := func(path string) served {
		return served{body: `<html><head><title>Harbour</title><style>p{color:red}</style></head><body><nav>Home Berths Cranes</nav><p>Sorry, we can't find ` + path + `. Request 7f3a` + fmt.Sprint(len(path)) + `</p></body></html>`}
	}
	for name, handle := range map[string]func(path string) served{
		"said": sorry,
		"moved": func(path string) served {
			return map[bool]served{true: sorry(path), false: moved("/sorry")}[path == "/sorry"]
		},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHost(t)
			h.set("/robots.txt", typed("text/plain", ""))
			h.put("/", "Start", "/berths", "/gone/a", "/gone/b?x=y", "/short")
			h.put("/berths", "Berths get dearer by a tenth.")
			h.put("/short", "Home: closed.") // one word that the other page hasn't
			serve := h.serve
			h.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				h.mu.Lock()
				if _, ok := h.pages[r.URL.RequestURI()]; !ok {
					h.pages[r.URL.RequestURI()] = handle(r.URL.Path)
					defer h.remove(r.URL.RequestURI())
				}
				h.mu.Unlock()
				serve(w, r)
			})
			f := newFetching(t, h.URL)
			f.mustSync(3, 0, 0, 0, 0)
			f.wantFiles("berths.html", "index.html", "short.html")
			h.remove("/berths")
			f.mustSync(0, 0, 2, 1, 0)
			h.put("/", "Start without links")
			h.remove("/short")
			f.now = f.now.Add(mirror.RecheckUnnamed)
			f.mustSync(0, 1, 0, 1, 0)
			f.wantFiles("index.html")
		})
	}
}

// TestAHostThatIsDown is left alone after a few pages, and the next pass goes on; pages
// that alone fail are no reason to.
func TestAHostThatIsDown(t *testing.T) {
	h := newHost(t)
	var links []string
	for n := range 20 {
		links = append(links, fmt.Sprint("/", n))
		h.set(links[n], served{status: http.StatusBadGateway})
	}
	h.put("/19", "The last one")
	h.put("/", "Start", links...)
	f := newFetching(t, h.URL)
	f.mustSync(2, 0, 0, 0, 19)
	h.takeAsked()
	serve := h.serve
	starts := 0
	h.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h.mu.Lock()
		if r.URL.Path == "/" {
			if starts++; starts > 1 {
				h.pages["/"] = served{status: http.StatusBadGateway}
			}
		}
		h.mu.Unlock()
		serve(w, r)
	})
	r, err := f.sync()
	if err == nil || !strings.Contains(err.Error(), "has failed 5 requests in a row; the rest is left for the next pass") || r.Failed != mostFailures-1 {
		t.Errorf("a host that is down: %+v, %v", r, err)
	}
	f.wantFiles("19.html", "index.html")
	if asked := h.takeAsked(); len(asked) > 1+3*(mostFailures+1) {
		t.Errorf("asked %d times", len(asked))
	}
	h.Config.Handler = http.HandlerFunc(serve)
	h.put("/", "Start", links...)
	for _, link := range links {
		h.put(link, "Page "+link)
	}
	f.mustSync(19, 1, 1, 0, 0)
}

// TestCharsets: what only the server says of how a text is written is not lost.
func TestCharsets(t *testing.T) {
	h := newHost(t)
	const text = "Марокко ликвидировало сети. "
	cyrillic, err := charmap.KOI8R.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	h.put("/", "Start", "/said", "/wrong", "/lied", "/plain", "/unknown")
	h.set("/said", typed("text/html; charset=koi8-r", "<html><head><title>x</title></head><body><p>"+cyrillic+"</p></body></html>"))
	h.set("/wrong", typed("text/html; charset=koi8-r", `<html><head><meta charset="iso-8859-1"><title>x</title></head><body><p>`+cyrillic+"</p></body></html>"))
	h.set("/lied", typed("text/html; charset=iso-8859-1", "<html><head><title>x</title></head><body><p>"+text+"</p></body></html>"))
	h.set("/plain", typed(`text/plain; charset="KOI8-R"`, cyrillic))
	h.set("/unknown", typed("text/html; charset=martian", "<html><body><p>"+text+"</p></body></html>"))
	f := newFetching(t, h.URL)
	f.mustSync(6, 0, 0, 0, 0)
	for _, file := range []string{"said.html", "wrong.html", "lied.html", "plain.txt", "unknown.html"} {
		if got := f.text(file); !strings.Contains(got, strings.TrimSpace(text)) {
			t.Errorf("%s reads %q", file, got)
		}
	}
}

// TestABomb: a body that a server packs small is bounded by what it unpacks to.
func TestABomb(t *testing.T) {
	var bomb bytes.Buffer
	z := gzip.NewWriter(&bomb)
	for range 1000 {
		if _, err := z.Write(make([]byte, 10_000)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	h := newHost(t)
	h.put("/", "Start", "/bomb")
	h.set("/bomb", served{body: bomb.String(), header: map[string]string{"Content-Encoding": "gzip"}})
	f := newFetching(t, h.URL)
	f.options.MaxSize = 1 << 20
	if r := f.mustSync(1, 0, 0, 0, 1); len(r.Problems) != 1 || !strings.HasSuffix(r.Problems[0], "/bomb: it is too large: more than 1 MB") {
		t.Errorf("problems %q", r.Problems)
	}
}

// TestOddFiles: stores of files call all of them bytes, and what is for one robot alone
// is not for all.
func TestOddFiles(t *testing.T) {
	h := newHost(t)
	h.put("/", "Start", "/a.pdf", "/b.dat", "/c", "/d", "/e")
	h.set("/a.pdf", typed("binary/octet-stream", "%PDF-1.4"))
	h.set("/b.dat", typed("application/octet-stream", "bytes"))
	robots := func(directives string) served {
		return served{body: "<p>Text</p>", header: map[string]string{"X-Robots-Tag": directives}}
	}
	h.set("/c", robots("otherbot: noindex, nofollow"))
	h.set("/d", robots("footnote: noindex"))
	h.set("/e", robots("max-snippet: 20, noindex"))
	f := newFetching(t, h.URL)
	f.mustSync(3, 0, 0, 0, 0)
	f.wantFiles("a.pdf", "c.html", "index.html")
	if _, err := os.Stat(filepath.Join(f.dir, "a.pdf")); err != nil {
		t.Error(err)
	}
}

// TestOddRobots: of a robots.txt the lines count that can be understood.
func TestOddRobots(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want []string // that may be asked for of /, /x and /y
	}{
		"a page":              {"<!DOCTYPE html>\n<style>a{color:red}</style><p>Disallow: all", []string{"/", "/x", "/y"}},
		"a number that isn't": {"User-agent: *\nCrawl-delay: many\nDisallow: /x\n", []string{"/", "/y"}},
		"rules for nobody":    {"Disallow: /y\nUser-agent: *\nDisallow: /x\n", []string{"/", "/y"}},
		"a mark, comments":    {"\ufeffUser-agent: * # all\r\nDisallow: /x # that\r\nFoo: bar\r\n", []string{"/", "/y"}},
		"ours among others":   {"User-agent: a\nUser-agent: Footnote\nDisallow: /x\n\nUser-agent: *\nDisallow: /\n", []string{"/", "/y"}},
		"for another":         {"User-agent: footnotebot\nDisallow: /x\n", []string{"/", "/x", "/y"}},
		"none":                {"\x00\x01", []string{"/", "/x", "/y"}},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHost(t)
			h.set("/robots.txt", typed("text/plain", c.text))
			h.put("/", "Start", "/x", "/y")
			h.put("/x", "X")
			h.put("/y", "Y")
			f := newFetching(t, h.URL)
			if _, err := f.sync(); err != nil {
				t.Fatal(err)
			}
			if asked := h.takeAsked(); !slices.Equal(asked, c.want) {
				t.Errorf("asked for %q, want %q", asked, c.want)
			}
		})
	}
}
