package web

import (
	"context"
	"footnote/bot/inbox"
	"html/template"
	"io"
	"mime"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"footnote/bot"
)

const hostile = `Report <script>document.title="owned"</script> <img src=x onerror="document.title='owned'">

The zorbium quota is <b onmouseover=alert(1)>7 tons</b> a year. [click](javascript:alert(1)) {{.Secret}} </article></main><iframe src="https://evil.example"></iframe>
`

func TestHostileTextStaysText(t *testing.T) {
	w := newWorld(t, oneFile("reports/<b>x\"&.txt", hostile), nil)
	b := w.browser("")
	page, id := b.ask(`What is the zorbium quota? <script>alert(1)</script>`)
	_, source := b.get(firstLink(t, page))
	_, more := b.get("/answer/" + id + "/sources")
	_, documents := b.get("/documents")
	for name, page := range map[string]string{"answer": page, "source": source, "more": more, "documents": documents} {
		for _, bad := range []string{"<script>", "<img", "<iframe", "<b onmouse", `href="javascript`} {
			if strings.Contains(page, bad) {
				t.Errorf("%s has %s:\n%s", name, bad, page)
			}
		}
	}
	has(t, source, "&lt;iframe")
}

func TestOriginalsRunNothing(t *testing.T) {
	const text = "The zorbium quota is 7 tons a year."
	files := fstest.MapFS{}
	for _, name := range []string{"a.TXT", "a.svg", "a.html", "a.xhtml", "a.md", "a.js", "a", "quo\"te\\.txt", "li\nne\r.txt", "\u202egnp.txt"} {
		files["x/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	w := newWorld(t, files, nil)
	b := w.browser("")
	for path := range files {
		r, body := b.get(placeAddress("/original", place{document: path}, nil))
		if r.StatusCode != http.StatusOK || body != text {
			t.Errorf("%q: %s: %q", path, r.Status, body)
		}
		kind, how := "application/octet-stream", "attachment"
		if strings.HasSuffix(strings.ToLower(path), ".txt") {
			kind, how = "text/plain; charset=utf-8", "inline"
		}
		disposition, with, err := mime.ParseMediaType(r.Header.Get("Content-Disposition"))
		if r.Header.Get("Content-Type") != kind || disposition != how || "x/"+with["filename"] != path || err != nil {
			t.Errorf("%q: %s, %s (%v)", path, r.Header.Get("Content-Type"), r.Header.Get("Content-Disposition"), err)
		}
		if !strings.HasPrefix(r.Header.Get("Content-Security-Policy"), "default-src 'none'") || r.Header.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%q: the policy is %v", path, r.Header)
		}
	}
}

func TestNamesCantBeTurnedAround(t *testing.T) {
	const turn = "\u202e"
	w := newWorld(t, fstest.MapFS{
		"x" + turn + "y/a.txt":       {Data: []byte("The zorbium quota is 7 tons a year.\n")},
		"z/b" + turn + "fdp.txt":     {Data: []byte("Report of the harbour.\n")},
		"z/c.md":                     {Data: []byte("---\ntitle: Notes" + turn + "exe\n---\nThe harbour is open.\n")},
		"z/other" + turn + "ton.txt": {Data: []byte("The moon is far.\n")},
	}, nil)
	b := w.browser("")
	_, home := b.get("/")
	page, id := b.ask("What is " + turn + "the zorbium quota?")
	_, source := b.get(firstLink(t, page))
	_, more := b.get("/answer/" + id + "/sources")
	_, documents := b.get("/documents")
	_, recent := b.get("/recent")
	value := regexp.MustCompile(`value="[^"]*"`) // what is sent is as it is
	for name, page := range map[string]string{"home": home, "answer": page, "source": source, "more": more, "documents": documents, "recent": recent} {
		if strings.Contains(value.ReplaceAllString(page, ""), turn) {
			t.Errorf("%s has a name that turns text around:\n%q", name, page)
		}
	}
}

func TestWhatOneAskedIsNobodyElses(t *testing.T) {
	w := newWorld(t, sample(t), nil)
	jane, joe := w.browser("jane"), w.browser("joe")
	page, id := jane.ask(asked)
	conversation := regexp.MustCompile(`data-talk="([^"]*)"`).FindStringSubmatch(page)[1]
	for _, path := range []string{"/answer/" + id, "/answer/" + id + "/sources", "/events/" + id} {
		if r, body := joe.get(path); r.StatusCode != http.StatusForbidden || strings.Contains(body, "Morocco") {
			t.Errorf("%s: %s:\n%s", path, r.Status, body)
		}
	}
	if _, body := joe.get(conversation); turnIDs.MatchString(body) {
		t.Errorf("another's conversation shows:\n%s", body)
	}
	for _, path := range []string{"/rate", "/forget"} {
		if r, _ := joe.post("/answer/"+id+path, url.Values{"vote": {"down"}}); r.StatusCode != http.StatusForbidden {
			t.Errorf("%s: %s", path, r.Status)
		}
	}
	if n := len(w.ratings()); n > 0 {
		t.Errorf("%d ratings by somebody who doesn't see the answer", n)
	}
	if r, _ := jane.get("/answer/" + id); r.StatusCode != http.StatusOK {
		t.Errorf("her own: %s", r.Status)
	}
}

func TestOnlyTheAskerRemovesWhatManySee(t *testing.T) {
	w := newWorld(t, sample(t), nil)
	r := bot.Record{Step: bot.Closed, Reply: &bot.Reply{Request: "SLACK", Final: true, Answer: &bot.Answer{Outcome: bot.NotFound}}, Request: bot.Request{
		ID: "SLACK", Keys: []string{"slack/1"}, Place: bot.Place{Platform: "slack", Channel: "C1"}, Conversation: "slack/C1/1", Asker: "slack/T1/U1", Text: "Why?",
	}}
	if _, err := w.service.Store.Add(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	b := w.browser("joe")
	if r, _ := b.get("/answer/SLACK"); r.StatusCode != http.StatusOK {
		t.Errorf("what is said in a channel: %s", r.Status)
	}
	if r, _ := b.post("/answer/SLACK/forget", nil); r.StatusCode != http.StatusForbidden {
		t.Errorf("removing it: %s", r.Status)
	}
	if _, err := w.service.Store.Load(t.Context(), "SLACK"); err != nil {
		t.Error(err)
	}
}

func TestPagesOfOperators(t *testing.T) {
	w := newWorld(t, sample(t), nil)
	ok := http.HandlerFunc(func(rw http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(rw, "footnote_up 1") })
	w.server.Config.Handler = w.web.Handler(Doors{
		Guard: guard, Who: who, Operators: map[string]http.Handler{"GET /metrics": ok},
		Status: func(context.Context) (template.HTML, error) { return "all is well", nil },
	})
	for name, status := range map[string]int{"": http.StatusOK, "joe": http.StatusForbidden} { // nobody's name is an operator
		for _, path := range []string{"/status", "/metrics"} {
			if r, page := w.browser(name).get(path); r.StatusCode != status {
				t.Errorf("%s for %q: %s:\n%s", path, name, r.Status, page)
			}
		}
		if _, page := w.browser(name).get("/"); strings.Contains(page, `href="/status"`) != (status == http.StatusOK) {
			t.Errorf("for %q the page is:\n%s", name, page)
		}
	}
}

func TestOnlyAddressesOnTheWebAreLinked(t *testing.T) {
	for in, want := range map[string]string{
		"https://example.com/a?b=c": "https://example.com/a?b=c", "HTTP://example.com": "http://example.com",
		"javascript:alert(1)": "", " javascript:alert(1)": "", "data:text/html,x": "", "//example.com": "", "/login": "", "file:///etc/passwd": "", "https:": "", "": "",
	} {
		if got := webAddress(in); got != want {
			t.Errorf("%q is linked as %q", in, got)
		}
	}
}

func TestHeaders(t *testing.T) {
	w := newWorld(t, sample(t), nil)
	b := w.browser("")
	for _, path := range []string{"/", "/static/page.js", "/source?doc=news%2Fmorocco-80-networks.txt", "/nowhere"} {
		r, body := b.get(path)
		for name, want := range map[string]string{
			"Content-Security-Policy": contentPolicy, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "X-Frame-Options": "DENY",
		} {
			if got := r.Header.Get(name); got != want {
				t.Errorf("%s: %s is %q", path, name, got)
			}
		}
		if strings.Contains(body, "style=\"") || strings.Contains(body, "<script>") || strings.Contains(body, "onclick") {
			t.Errorf("%s has script or style of its own, which the policy forbids", path)
		}
	}
}

// TestHTTPSStaysSo: browsers that came by https come by nothing else, also if somebody
// in between asks them to. Over http there is no such promise.
func TestHTTPSStaysSo(t *testing.T) {
	for address, want := range map[string]string{"https://footnote.example.com": "max-age=31536000", "http://footnote.example.com": "", "": ""} {
		w := newWorld(t, sample(t), func(o *Options, _ *inbox.Options) {
			if o.PublicURL = nil; address != "" {
				o.PublicURL, _ = url.Parse(address)
			}
		})
		for _, path := range []string{"/", "/static/page.js", "/nowhere"} {
			if r, _ := w.browser("").get(path); r.Header.Get("Strict-Transport-Security") != want {
				t.Errorf("%s at %q: %q", path, address, r.Header.Get("Strict-Transport-Security"))
			}
		}
	}
}

func TestAPanicIsTold(t *testing.T) {
	w := newWorld(t, sample(t), nil)
	w.server.Config.Handler = w.web.Handler(Doors{
		Guard: guard, Who: who, Status: func(context.Context) (template.HTML, error) { panic("no") },
	})
	r, page := w.browser("").get("/status")
	if r.StatusCode != http.StatusInternalServerError {
		t.Error(r.Status)
	}
	has(t, page, "Something went wrong on my side", "Request ")
}
