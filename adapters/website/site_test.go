package website

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"footnote/retrieval/corpus"
	"footnote/retrieval/mirror"
)

// host is a server of the tests' own, whose pages change.
type host struct {
	*httptest.Server
	mu    sync.Mutex
	pages map[string]served // by path with query
	asked []string
}

// served is what is served for an address.
type served struct {
	status int
	header map[string]string
	body   string
}

func newHost(t *testing.T) *host {
	t.Helper()
	h := &host{pages: make(map[string]served)}
	h.Server = httptest.NewServer(http.HandlerFunc(h.serve))
	t.Cleanup(h.Close)
	return h
}

func (h *host) serve(w http.ResponseWriter, r *http.Request) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.asked = append(h.asked, r.URL.RequestURI())
	p, ok := h.pages[r.URL.RequestURI()]
	if !ok {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	tag := fmt.Sprintf("%q", fmt.Sprint(len(p.body), p.body[:min(len(p.body), 9)]))
	w.Header().Set("ETag", tag)
	for name, value := range p.header {
		w.Header().Set(name, value)
	}
	if r.Header.Get("If-None-Match") == tag && p.status == 0 {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	if p.status != 0 {
		w.WriteHeader(p.status)
	}
	_, _ = w.Write([]byte(p.body))
}

// put puts a page with a body and links.
func (h *host) put(path, text string, links ...string) {
	body := "<html><head><title>" + text + "</title></head><body><p>" + text + "</p>"
	for _, link := range links {
		body += `<a href="` + link + `">more</a>`
	}
	h.set(path, served{body: body + "</body></html>"})
}

func (h *host) set(path string, p served) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.pages[path] = p
}

func (h *host) remove(path string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.pages, path)
}

// takeAsked returns what was asked for since it was last called, but for robots.txt and
// for what tells how a server answers for pages that it hasn't got.
func (h *host) takeAsked() []string {
	h.mu.Lock()
	defer h.mu.Unlock()
	asked := slices.DeleteFunc(h.asked, func(s string) bool { return s == "/robots.txt" || strings.HasSuffix(s, "/"+missingName) })
	h.asked = nil
	return asked
}

// fetching is a mirror of a host.
type fetching struct {
	*testing.T
	dir, address string
	options      Options
	now          time.Time
}

func newFetching(t *testing.T, address string) *fetching {
	f := &fetching{T: t, dir: t.TempDir(), address: address, now: time.Now()}
	f.options = Options{Depth: 4, PerSecond: 1e6, Pause: time.Microsecond, Allow: []string{"127.0.0.1"}, Now: func() time.Time { return f.now }}
	return f
}

func (f *fetching) sync() (mirror.Report, error) { return f.syncUntil(f.Context(), nil) }

func (f *fetching) syncUntil(ctx context.Context, progress func(mirror.Report)) (mirror.Report, error) {
	f.Helper()
	f.now = f.now.Add(time.Minute)
	s, err := New(f.address, f.options)
	if err != nil {
		f.Fatal(err)
	}
	return mirror.Sync(ctx, f.dir, s, mirror.Options{Now: f.options.Now, Progress: progress})
}

// mustSync fetches and compares the counts: new, changed, same, gone, failed.
func (f *fetching) mustSync(want ...int) mirror.Report {
	f.Helper()
	r, err := f.sync()
	if err != nil {
		f.Fatal(err)
	}
	if got := []int{r.New, r.Changed, r.Same, r.Gone, r.Failed}; !slices.Equal(got, want) {
		f.Errorf("new, changed, same, gone, failed: %v, want %v: %v", got, want, r.Problems)
	}
	return r
}

// files lists the files of the mirror that a corpus reads.
func (f *fetching) files() (list []string) {
	f.Helper()
	c, err := corpus.Open(f.dir, corpus.Options{})
	if err != nil {
		f.Fatal(err)
	}
	defer c.Close()
	for file, err := range c.Files(f.Context()) {
		if err != nil {
			f.Fatal(err)
		}
		list = append(list, file.Path)
	}
	return list
}

func (f *fetching) wantFiles(want ...string) {
	f.Helper()
	if got := f.files(); !slices.Equal(got, want) {
		f.Errorf("files %q, want %q", got, want)
	}
}

// origin returns what lies beside a file.
func (f *fetching) origin(file string) string {
	f.Helper()
	data, err := os.ReadFile(filepath.Join(f.dir, filepath.FromSlash(corpus.OriginName(file))))
	if err != nil {
		f.Fatal(err)
	}
	return string(data)
}

// TestACrawl follows links within its part of a site, keeps to what it may, and notices
// what changes and what goes.
func TestACrawl(t *testing.T) {
	h := newHost(t)
	h.put("/guide/", "Start", "a", "/guide/b?x=1#part", "/other/", "https://example.com/", "c.png", "/guide/private/", "sub/deep", "mailto:x@y", "a?utm_source=x")
	h.put("/guide/a", "Page A", "/guide/")
	h.put("/guide/b?x=1", "Page B")
	h.put("/guide/sub/deep", "Deep", "deeper")
	h.put("/guide/sub/deeper", "Deeper")
	h.put("/guide/private/", "Private")
	h.put("/other/", "Other")
	h.set("/robots.txt", served{body: "User-agent: *\nDisallow: /guide/private/\n", header: map[string]string{"Content-Type": "text/plain"}})
	f := newFetching(t, h.URL+"/guide/")
	f.mustSync(5, 0, 0, 0, 0)
	if asked := h.takeAsked(); slices.Contains(asked, "/guide/private/") || slices.Contains(asked, "/other/") || slices.Contains(asked, "/guide/c.png") {
		t.Errorf("asked for %q", asked)
	}
	f.wantFiles("guide/a.html", "guide/b_x=1.html", "guide/index.html", "guide/sub/deep.html", "guide/sub/deeper.html")
	if o := f.origin("guide/b_x=1.html"); !strings.Contains(o, `"url":"`+h.URL+`/guide/b?x=1"`) {
		t.Errorf("the origin is %s", o)
	}

	// Nothing has changed: each page is asked whether it has, and none is sent.
	f.mustSync(0, 0, 5, 0, 0)
	h.put("/guide/a", "Page A, new", "/guide/")
	h.remove("/guide/b?x=1")
	f.mustSync(0, 1, 3, 1, 0)
	f.wantFiles("guide/a.html", "guide/index.html", "guide/sub/deep.html", "guide/sub/deeper.html")

	// What is no longer linked stays as long as it is there, and is asked about in time.
	h.put("/guide/", "Start without links", "a")
	f.mustSync(0, 1, 1, 0, 0)
	f.wantFiles("guide/a.html", "guide/index.html", "guide/sub/deep.html", "guide/sub/deeper.html")
	h.set("/guide/sub/deep", served{status: http.StatusGone, body: "taken back"})
	f.now = f.now.Add(mirror.RecheckUnnamed)
	f.mustSync(0, 0, 3, 1, 0)
	f.wantFiles("guide/a.html", "guide/index.html", "guide/sub/deeper.html")

	// A site that is down loses nothing, and says so.
	h.set("/guide/", served{status: http.StatusInternalServerError, body: "down"})
	if _, err := f.sync(); err == nil || !strings.Contains(err.Error(), "the server answers 500") {
		t.Errorf("a site that is down: %v", err)
	}
	f.wantFiles("guide/a.html", "guide/index.html", "guide/sub/deeper.html")
	if p := mirror.ReadPass(f.dir); p.Problem == "" || p.Documents != 3 || p.Full.IsZero() {
		t.Errorf("what is kept of the pass: %+v", p)
	}
}

// TestPatternsAndDepth bound what is fetched, and what was fetched under other settings
// goes when they no longer want it.
func TestPatternsAndDepth(t *testing.T) {
	h := newHost(t)
	h.put("/", "Start", "/en/a", "/de/a", "/en/tags/x")
	h.put("/en/a", "A", "/en/b")
	h.put("/en/b", "B", "/en/c")
	h.put("/en/c", "C")
	h.put("/de/a", "Deutsch")
	h.put("/en/tags/x", "Tag")
	f := newFetching(t, h.URL)
	f.options.Depth, f.options.Include, f.options.Exclude = 2, []string{"/en/*"}, []string{"*/tags/*"}
	f.mustSync(2, 0, 0, 0, 0)
	f.wantFiles("en/a.html", "en/b.html")
	f.options.Exclude = append(f.options.Exclude, "/en/b*")
	f.now = f.now.Add(mirror.RecheckUnnamed)
	f.mustSync(0, 0, 1, 1, 0)
	f.wantFiles("en/a.html")
	f.options.Pages = 1
	f.options.Include, f.options.Exclude = nil, nil
	if r, err := f.sync(); err != nil || len(r.Problems) != 1 || !strings.Contains(r.Problems[0], "FOOTNOTE_WEB_PAGES") {
		t.Errorf("more pages than allowed: %+v, %v", r, err)
	}
}

// TestWanted: a pattern stands for whole paths, with whatever is in them.
func TestWanted(t *testing.T) {
	wanted := NewWanted([]string{"/docs/*"}, []string{"/docs/secret/*"})
	for path, want := range map[string]bool{
		"/docs/a.md": true, "/docs/a\nb.md": true, "/a/docs/b.md": false, "/docs/secret/key.txt": false, "/docs/secret/a\nkey.txt": false,
	} {
		if got := wanted(path); got != want {
			t.Errorf("%q is wanted: %v, want %v", path, got, want)
		}
	}
}

// TestAddresses: a page goes by the address that it calls its own, by the one that it has
// moved to, and not at all if it doesn't want to be found.
func TestAddresses(t *testing.T) {
	h := newHost(t)
	h.put("/", "Start", "/old", "/print/1", "/print/2", "/hidden", "/header", "/away", "/lying")
	h.set("/old", served{status: http.StatusMovedPermanently, header: map[string]string{"Location": "/new"}})
	h.put("/new", "New")
	canonical := `<html><head><link rel="canonical" href="/article"></head><body><p>Text</p></body></html>`
	h.set("/print/1", served{body: canonical})
	h.set("/print/2", served{body: canonical})
	h.set("/hidden", served{body: `<html><head><meta name="robots" content="noindex"></head><body>Hidden <a href="/behind">x</a></body></html>`})
	h.put("/behind", "Behind")
	h.set("/header", served{header: map[string]string{"X-Robots-Tag": "none"}, body: `<html><body>No <a href="/never">x</a></body></html>`})
	h.put("/never", "Never")
	h.set("/away", served{status: http.StatusFound, header: map[string]string{"Location": "https://example.com/"}})
	h.set("/lying", served{body: `<html><head><link rel="canonical" href="https://bank.example/"></head><body><p>Text of the liar</p></body></html>`})
	f := newFetching(t, h.URL)
	f.mustSync(5, 0, 0, 0, 0)
	f.wantFiles("article.html", "behind.html", "index.html", "lying.html", "new.html")
	h.takeAsked()
	f.mustSync(0, 0, 5, 0, 0)

	// A page that moves takes its document with it.
	h.set("/new", served{status: http.StatusMovedPermanently, header: map[string]string{"Location": "/newer"}})
	h.put("/newer", "New")
	f.mustSync(1, 0, 4, 1, 0)
	f.wantFiles("article.html", "behind.html", "index.html", "lying.html", "newer.html")
}

// feeds are the same two entries in three formats. %s is the host.
var feeds = map[string]string{
	"rss": `<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Harbour Post</title><link>%[1]s/</link>
<item><title>Berths get dearer</title><link>%[1]s/news/berths</link><dc:creator>Ada Roe</dc:creator><pubDate>Mon, 06 May 2024 10:00:00 GMT</pubDate><description>In short.</description></item>
<item><title>The crane is closed</title><link>%[1]s/news/crane</link><pubDate>Tue, 07 May 2024 10:00:00 GMT</pubDate><content:encoded>&lt;p&gt;The crane is closed until June.&lt;/p&gt;</content:encoded></item></channel></rss>`,
	"atom": `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>The Harbour Post</title>
<entry><title>Berths get dearer</title><link href="%[1]s/news/berths"/><author><name>Ada Roe</name></author><published>2024-05-06T10:00:00Z</published><updated>2024-05-06T10:00:00Z</updated></entry>
<entry><title>The crane is closed</title><link href="%[1]s/news/crane"/><updated>2024-05-07T10:00:00Z</updated><content type="html">&lt;p&gt;The crane is closed until June.&lt;/p&gt;</content></entry></feed>`,
	"json": `{"version":"https://jsonfeed.org/version/1.1","title":"The Harbour Post","items":[
{"id":"1","url":"%[1]s/news/berths","title":"Berths get dearer","authors":[{"name":"Ada Roe"}],"date_published":"2024-05-06T10:00:00Z"},
{"id":"2","url":"%[1]s/news/crane","title":"The crane is closed","date_published":"2024-05-07T10:00:00Z","content_html":"<p>The crane is closed until June.</p>"}]}`,
}

// TestAFeed brings the articles behind it with what it knows of them; of one that can't
// be had it keeps what the feed has. What has left the feed stays.
func TestAFeed(t *testing.T) {
	for name, text := range feeds {
		t.Run(name, func(t *testing.T) {
			h := newHost(t)
			types := map[string]string{"rss": "application/rss+xml", "atom": "application/atom+xml", "json": "application/feed+json"}
			h.set("/feed", served{body: fmt.Sprintf(text, h.URL), header: map[string]string{"Content-Type": types[name]}})
			h.put("/news/berths", "The berths get dearer by a tenth.", "/news/elsewhere")
			h.set("/news/crane", served{status: http.StatusForbidden, body: "subscribers only"})
			f := newFetching(t, h.URL+"/feed")
			f.mustSync(2, 0, 0, 0, 0)
			f.wantFiles("news/berths.html", "news/crane.html")
			for _, want := range []string{`"title":"Berths get dearer"`, `"author":"Ada Roe"`, `"publisher":"The Harbour Post"`, `"published":"2024-05-06"`} {
				if o := f.origin("news/berths.html"); !strings.Contains(o, want) {
					t.Errorf("the origin lacks %s: %s", want, o)
				}
			}
			if body, err := os.ReadFile(filepath.Join(f.dir, "news", "crane.html")); err != nil || !strings.Contains(string(body), "closed until June") {
				t.Errorf("what the feed has of the crane: %s, %v", body, err)
			}

			// What the feed says nothing new of isn't asked for each time.
			h.takeAsked()
			f.mustSync(0, 0, 2, 0, 0)
			if asked := h.takeAsked(); !slices.Equal(asked, []string{"/feed"}) {
				t.Errorf("asked for %q", asked)
			}
			h.set("/feed", served{body: fmt.Sprintf(strings.Replace(text, "Berths get dearer", "Correction: berths stay", 1), h.URL), header: map[string]string{"Content-Type": types[name]}})
			h.put("/news/berths", "The berths cost what they did.")
			f.mustSync(0, 1, 1, 0, 0)

			// An empty feed takes nothing with it; a page that was taken back goes in time.
			h.set("/feed", served{body: `<rss version="2.0"><channel><title>The Harbour Post</title></channel></rss>`, header: map[string]string{"Content-Type": types["rss"]}})
			h.remove("/news/berths")
			f.mustSync(0, 0, 0, 0, 0)
			f.wantFiles("news/berths.html", "news/crane.html")
			f.now = f.now.Add(mirror.RecheckUnnamed)
			f.mustSync(0, 0, 0, 1, 1)
			f.wantFiles("news/crane.html")
		})
	}
}

// TestASitemap lists pages wherever on the host they are, and sitemaps.
func TestASitemap(t *testing.T) {
	h := newHost(t)
	xml := map[string]string{"Content-Type": "application/xml"}
	h.set("/map/index.xml", served{header: xml, body: `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>` + h.URL + `/map/one.xml</loc></sitemap></sitemapindex>`})
	list := `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>` + h.URL + `/a</loc><lastmod>%s</lastmod></url><url><loc>` + h.URL + `/b/c.pdf</loc></url><url><loc>https://example.com/</loc></url></urlset>`
	h.set("/map/one.xml", served{header: xml, body: fmt.Sprintf(list, "2024-05-06")})
	h.put("/a", "A", "/unlisted")
	h.set("/b/c.pdf", served{header: map[string]string{"Content-Type": "application/pdf"}, body: "%PDF-1.4"})
	f := newFetching(t, h.URL+"/map/index.xml")
	f.mustSync(2, 0, 0, 0, 1) // the page of another host
	f.wantFiles("a.html", "b/c.pdf")
	h.takeAsked()
	h.put("/a", "A, new")
	f.mustSync(0, 0, 2, 0, 1)
	if asked := h.takeAsked(); slices.Contains(asked, "/a") {
		t.Errorf("the map tells of no change, and asked for is %q", asked)
	}
	h.set("/map/one.xml", served{header: xml, body: fmt.Sprintf(list, "2024-05-07")})
	f.mustSync(0, 1, 1, 0, 1)

	// A crawl looks at the sitemap that robots.txt names, too.
	h.set("/robots.txt", served{body: "Sitemap: " + h.URL + "/map/one.xml\n"})
	h.put("/", "Start")
	h.put("/a", "A, new", "/unlisted")
	h.put("/unlisted", "Unlisted")
	crawl := newFetching(t, h.URL)
	crawl.mustSync(4, 0, 0, 0, 0)
	crawl.wantFiles("a.html", "b/c.pdf", "index.html", "unlisted.html")
}

// TestAnInterruptedPassGoesOn where it ended.
func TestAnInterruptedPassGoesOn(t *testing.T) {
	h := newHost(t)
	h.put("/", "Start", "/1", "/2", "/3", "/4")
	for i := range 4 {
		h.put(fmt.Sprintf("/%d", i+1), fmt.Sprintf("Page %d", i+1))
	}
	f := newFetching(t, h.URL)
	ctx, cancel := context.WithCancel(t.Context())
	if _, err := f.syncUntil(ctx, func(r mirror.Report) {
		if r.New == 3 {
			cancel()
		}
	}); err == nil {
		t.Fatal("it wasn't interrupted")
	}
	if n := len(f.files()); n != 3 {
		t.Fatalf("%d files", n)
	}
	h.takeAsked()
	f.mustSync(2, 0, 3, 0, 0)
	if asked := h.takeAsked(); !slices.Equal(asked, []string{"/", "/3", "/4"}) {
		t.Errorf("asked for %q", asked)
	}
}

// TestPrivateAddresses are refused, also behind a name or a redirect.
func TestPrivateAddresses(t *testing.T) {
	inner := newHost(t)
	inner.put("/", "Secret")
	f := newFetching(t, inner.URL)
	f.options.Allow = nil
	if _, err := f.sync(); err == nil || !strings.Contains(err.Error(), "FOOTNOTE_WEB_PRIVATE") {
		t.Errorf("a private address: %v", err)
	}
	if asked := inner.takeAsked(); len(asked) > 0 {
		t.Errorf("asked for %q", asked)
	}
	// localhost is a name for the same address; only 127.0.0.1 by that name is allowed.
	outer := newHost(t)
	behind := strings.Replace(inner.URL, "127.0.0.1", "localhost", 1)
	outer.put("/feed", "x")
	outer.set("/feed", served{header: map[string]string{"Content-Type": "application/rss+xml"}, body: `<rss version="2.0"><channel><title>T</title><item><title>x</title><link>` + outer.URL + `/go</link></item></channel></rss>`})
	outer.set("/go", served{status: http.StatusFound, header: map[string]string{"Location": behind + "/"}})
	f = newFetching(t, outer.URL+"/feed")
	f.options.Allow = []string{strings.TrimPrefix(outer.URL, "http://")}
	r := f.mustSync(0, 0, 0, 0, 1)
	if len(r.Problems) != 1 || !strings.Contains(r.Problems[0], "private address") {
		t.Errorf("problems %q", r.Problems)
	}
	if asked := inner.takeAsked(); len(asked) > 0 {
		t.Errorf("asked for %q", asked)
	}
}

// TestManners: a server that is busy is asked again, one that asks for a long pause is
// left alone for so long, and robots.txt that can't be read closes a host.
func TestManners(t *testing.T) {
	h := newHost(t)
	h.put("/", "Start", "/busy", "/large", "/later", "/last")
	h.set("/busy", served{status: http.StatusServiceUnavailable, header: map[string]string{"Retry-After": "0"}})
	h.set("/large", served{body: strings.Repeat("x", 2000)})
	h.set("/later", served{status: http.StatusTooManyRequests, header: map[string]string{"Retry-After": "3600"}})
	h.put("/last", "Last")
	f := newFetching(t, h.URL)
	f.options.MaxSize = 1000
	r, err := f.sync()
	if err == nil || !strings.Contains(err.Error(), "the server answers 429 and asks to be left alone for 1h0m0s; the rest is left for the next pass") || r.New != 1 || r.Failed != 2 {
		t.Errorf("a server that asks for a pause: %+v, %v", r, err)
	}
	counts := make(map[string]int)
	for _, asked := range h.takeAsked() {
		counts[asked]++
	}
	if counts["/busy"] != 3 || counts["/large"] != 1 || counts["/later"] != 1 || counts["/last"] != 0 {
		t.Errorf("asked %v", counts)
	}
	if p := mirror.ReadPass(f.dir); p.Paused.Sub(f.now) != time.Hour {
		t.Errorf("it may go on at %s, and it is %s", p.Paused, f.now)
	}
	h.put("/later", "Later")
	f.mustSync(2, 0, 1, 0, 2)
	if p := mirror.ReadPass(f.dir); !p.Paused.IsZero() || p.Full.IsZero() {
		t.Errorf("what is kept of a whole pass: %+v", p)
	}
	h.takeAsked()
	h.set("/robots.txt", served{status: http.StatusInternalServerError})
	if _, err := f.sync(); err == nil || !strings.Contains(err.Error(), "robots.txt can't be read") {
		t.Errorf("without robots.txt: %v", err)
	}
	if asked := h.takeAsked(); len(asked) > 0 {
		t.Errorf("asked for %q", asked)
	}
}

// TestAnEndlessSite is left after a while, though none of its pages is one to keep.
func TestAnEndlessSite(t *testing.T) {
	asked := 0
	endless := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		if asked++; r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		fmt.Fprintf(w, `<html><head><meta name="robots" content="noindex"></head><body><a href="/%d">next</a><a href="/x%d">other</a><p>%s</p></body></html>`, asked, asked, strings.Repeat("a", asked))
	}))
	defer endless.Close()
	f := newFetching(t, endless.URL)
	f.options.Depth, f.options.Pages = 1<<20, 10
	r, err := f.sync()
	if err != nil || len(r.Problems) != 1 || asked > visitsPerPage*10+moreVisits+10 {
		t.Errorf("%+v, %v, asked %d times", r, err, asked)
	}
}

func TestParseAddress(t *testing.T) {
	for text, want := range map[string]string{
		"HTTPS://Docs.Example.COM:443": "https://docs.example.com/", "http://x.org/a/?utm_source=b&c=d#e": "http://x.org/a/?c=d",
	} {
		if u, err := ParseAddress(text); err != nil || u.String() != want {
			t.Errorf("%s is %v, %v, want %s", text, u, err, want)
		}
	}
	for _, text := range []string{"docs.example.com", "ftp://x.org", "https://", "https://ann:secret@x.org/", "https://%zz"} {
		if u, err := ParseAddress(text); err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s is taken for %v, %v", text, u, err)
		}
	}
}
