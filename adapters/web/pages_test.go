package web

import (
	"context"
	"fmt"
	"html"
	"html/template"
	"io"
	"io/fs"
	"mime"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"footnote/bot"
	"footnote/bot/bottest"
	"footnote/seeds"
)

const asked = "How many trafficking networks did Morocco dismantle in 2017?"

// sample is the sample corpus.
func sample(t testing.TB) fstest.MapFS {
	files := fstest.MapFS{}
	documents := seeds.Documents()
	err := fs.WalkDir(documents, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(documents, path)
		files[path] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// oneFile is a corpus of one document.
func oneFile(path, content string) fstest.MapFS {
	return fstest.MapFS{path: {Data: []byte(content)}}
}

var (
	inForm     = regexp.MustCompile(`name="(conversation|key)" value="([^"]*)"`)
	turnIDs    = regexp.MustCompile(`id="q-([A-Z0-9]+)"`)
	cardLinks  = regexp.MustCompile(`class="title" dir="auto" href="([^"]*)"`)
	markedText = regexp.MustCompile(`(?s)<mark[^>]*>(.*?)</mark>`)
	original   = regexp.MustCompile(`href="(/original[^"]*)"`)
)

// form is the form of a page to ask, filled in.
func form(page, question string) url.Values {
	f := url.Values{"question": {question}}
	for _, m := range inForm.FindAllStringSubmatch(page, -1) {
		f.Set(m[1], m[2])
	}
	return f
}

// ask asks on the page where a conversation begins and returns the page with
// the answer and its request's ID.
func (b *browser) ask(question string) (page, id string) {
	b.t.Helper()
	_, home := b.get("/")
	return b.askOn(home, question)
}

// askOn asks on the page of a conversation.
func (b *browser) askOn(page, question string) (next, id string) {
	b.t.Helper()
	r, next := b.post("/ask", form(page, question))
	if r.StatusCode != http.StatusOK || !strings.HasPrefix(r.Request.URL.Path, "/c/") {
		b.t.Fatalf("%s at %s:\n%s", r.Status, r.Request.URL, next)
	}
	turns := turnIDs.FindAllStringSubmatch(next, -1)
	if len(turns) == 0 {
		b.t.Fatalf("no turn on the page:\n%s", next)
	}
	return next, turns[len(turns)-1][1]
}

// firstLink is the address of the document of the first card on a page.
func firstLink(t *testing.T, page string) string {
	t.Helper()
	m := cardLinks.FindStringSubmatch(page)
	if m == nil {
		t.Fatalf("no card on the page:\n%s", page)
	}
	return html.UnescapeString(m[1])
}

// marked is the text that a document's page highlights.
func marked(page string) string {
	var b strings.Builder
	for _, m := range markedText.FindAllStringSubmatch(page, -1) {
		b.WriteString(html.UnescapeString(m[1]))
	}
	return b.String()
}

func has(t *testing.T, page string, wants ...string) {
	t.Helper()
	for _, want := range wants {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q:\n%s", want, page)
		}
	}
}

func TestAskWithoutScript(t *testing.T) {
	w := newWorld(t, sample(t), nil)
	b := w.browser("")
	page, id := b.ask(asked)
	has(t, page, `class="reply answered"`, "80", `class="chip" href="#r-`+id+`-1"`, `id="r-`+id+`-1"`, "<mark>")

	page, _ = b.askOn(page, "and in 2016?")
	if n := len(turnIDs.FindAllString(page, -1)); n != 2 {
		t.Errorf("%d turns, want both", n)
	}
	has(t, page, "Understood as:")

	_, one := b.get("/answer/" + id)
	has(t, one, `href="`+regexp.MustCompile(`data-talk="([^"]*)"`).FindStringSubmatch(page)[1]+`"`)

	page, _ = b.ask("Who won the chess olympiad in Ulaanbaatar?")
	if strings.Contains(page, `class="reply answered"`) {
		t.Errorf("a question that the documents don't answer was answered:\n%s", page)
	}
}

func TestKindsOfQuestions(t *testing.T) {
	w := newWorld(t, sample(t), nil)
	b := w.browser("")
	for kind, want := range map[string]string{"find": `class="reply found"`, "verify": `class="reply claims"`, "nonsense": `class="reply answered"`} {
		_, home := b.get("/")
		f := form(home, "Morocco dismantled 80 trafficking networks in 2017.")
		f.Set("kind", kind)
		_, page := b.post("/ask", f)
		has(t, page, want)
	}
}

func TestNoTwoPartsOfAPageHaveOneID(t *testing.T) {
	w := newWorld(t, sample(t), nil)
	b := w.browser("")
	_, home := b.get("/")
	f := form(home, "Morocco dismantled 80 trafficking networks in 2017. In 2017 Morocco dismantled 80 trafficking networks. It dismantled 95 trafficking networks in 2017.")
	f.Set("kind", "verify")
	_, page := b.post("/ask", f)
	if n := strings.Count(page, `class="card"`); n < 2 {
		t.Fatalf("%d cards", n)
	}
	seen := make(map[string]bool)
	for _, m := range regexp.MustCompile(` id="([^"]*)"`).FindAllStringSubmatch(page, -1) {
		if seen[m[1]] {
			t.Errorf("%s is there twice", m[1])
		}
		seen[m[1]] = true
	}
}

func TestAFormSentTwiceIsOneQuestion(t *testing.T) {
	w := newWorld(t, sample(t), nil)
	b := w.browser("")
	_, home := b.get("/")
	f := form(home, asked)
	_, first := b.post("/ask", f)
	_, second := b.post("/ask", f)
	if n := len(turnIDs.FindAllString(second, -1)); n != 1 || turnIDs.FindString(first) != turnIDs.FindString(second) {
		t.Errorf("%d turns after sending the form twice", n)
	}
	f.Set("question", "How many people did Morocco arrest in 2017?") // after going back
	_, third := b.post("/ask", f)
	if n := len(turnIDs.FindAllString(third, -1)); n != 2 {
		t.Errorf("%d turns after sending the form with another question", n)
	}
}

func TestTheSourceShowsTheCitedBytes(t *testing.T) {
	w := newWorld(t, sample(t), nil)
	b := w.browser("")
	page, id := b.ask(asked)
	kept, err := w.service.Recall(t.Context(), id, bot.Viewer{Place: bot.Place{Platform: Platform}, Asker: "web/local"})
	if err != nil {
		t.Fatal(err)
	}
	r, source := b.get(firstLink(t, page))
	if r.StatusCode != http.StatusOK {
		t.Fatalf("%s:\n%s", r.Status, source)
	}
	if got, want := marked(source), kept.Reply.Answer.Citations[0].Excerpt; got != want {
		t.Errorf("marked is\n%q\nwant\n%q", got, want)
	}
	has(t, source, `id="cited"`, "Open the original", "Back to the answer")
	r, file := b.get(html.UnescapeString(original.FindStringSubmatch(source)[1]))
	if r.StatusCode != http.StatusOK || !strings.Contains(file, "trafficking") || r.Header.Get("Content-Type") != "text/plain; charset=utf-8" {
		t.Errorf("the original: %s, %s", r.Status, r.Header.Get("Content-Type"))
	}
}

func TestAChangedDocumentSaysSo(t *testing.T) {
	files := oneFile("law/lease.txt", "The lease of the harbour ends on 3 May 2031. The rent is 400 crowns a month.\n")
	w := newWorld(t, files, nil)
	b := w.browser("")
	page, id := b.ask("When does the lease of the harbour end?")
	link := firstLink(t, page)
	files["law/lease.txt"] = &fstest.MapFile{Data: []byte("Notice of change.\n\nThe lease of the harbour ends on 9 June 2044. The rent is 400 crowns a month.\n")}
	w.sync()
	_, source := b.get(link)
	has(t, source, "The document has changed since it was cited", "3 May 2031", "9 June 2044")
	if got := marked(source); got != "" {
		t.Errorf("marked as cited is %q", got)
	}
	_, answer := b.get("/answer/" + id)
	has(t, answer, "This document has changed since")
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

func TestRateAndForget(t *testing.T) {
	w := newWorld(t, sample(t), nil)
	b := w.browser("jane")
	_, id := b.ask(asked)
	if r, _ := b.post("/answer/"+id+"/rate", url.Values{"vote": {"down"}, "comment": {"of which year?"}}); r.StatusCode != http.StatusOK {
		t.Errorf("rate: %s", r.Status)
	}
	if ratings := w.ratings(); len(ratings) != 1 || ratings[0].Vote != bot.Down || ratings[0].Comment != "of which year?" || ratings[0].Asker != "web/jane" {
		t.Errorf("kept is %+v", w.ratings())
	}
	if r, _ := b.post("/answer/"+id+"/rate", url.Values{}); r.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("an empty rating: %s", r.Status)
	}
	if r, _ := b.post("/answer/"+id+"/rate", url.Values{"comment": {strings.Repeat("x", maxBody)}}); r.StatusCode != http.StatusRequestEntityTooLarge {
		t.Errorf("a huge comment: %s", r.Status)
	}
	_, recent := b.get("/recent")
	has(t, recent, asked)
	if r, page := b.post("/answer/"+id+"/forget", nil); r.StatusCode != http.StatusOK || strings.Contains(page, asked) {
		t.Errorf("forget: %s:\n%s", r.Status, page)
	}
	if r, _ := b.get("/answer/" + id); r.StatusCode != http.StatusNotFound {
		t.Errorf("after forgetting: %s", r.Status)
	}
}

func TestMorePassages(t *testing.T) {
	files := fstest.MapFS{}
	for i := range 12 {
		files[fmt.Sprintf("notes/%02d.txt", i)] = &fstest.MapFile{Data: fmt.Appendf(nil, "Note %d.\n\nThe ferry to island number %d sails at %d o'clock with cars and passengers.\n", i, i, i)}
	}
	w := newWorld(t, files, nil)
	b := w.browser("")
	_, id := b.ask("When does the ferry to the island sail?")
	_, page := b.get("/answer/" + id + "/sources")
	has(t, page, `class="card"`, `rel="next"`)
	_, page = b.get("/answer/" + id + "/sources?page=1")
	has(t, page, `class="card"`, `rel="prev"`)
	if r, _ := b.get(firstLink(t, page)); r.StatusCode != http.StatusOK {
		t.Errorf("a further passage's document: %s", r.Status)
	}
	for _, number := range []string{"1844674407370955162", "9223372036854775807", "99999999999999999999", "-1", "x"} {
		if r, _ := b.get("/answer/" + id + "/sources?page=" + number); r.StatusCode != http.StatusOK {
			t.Errorf("page %s: %s", number, r.Status)
		}
	}
}

func TestDocumentsAreListedAndFound(t *testing.T) {
	w := newWorld(t, sample(t), nil)
	b := w.browser("")
	_, page := b.get("/documents")
	has(t, page, "14 documents", "3 collections", "/source?doc=news%2Fmorocco-80-networks.txt")
	_, page = b.get("/documents?q=sahel")
	if n := strings.Count(page, "<li>"); n == 0 || n > 3 {
		t.Errorf("%d documents have “sahel”", n)
	}
	_, page = b.get("/documents?q=" + url.QueryEscape(`<script>"zzz`))
	has(t, page, "No document", "&lt;script&gt;")
}

func TestRefusals(t *testing.T) {
	w := newWorld(t, sample(t), func(_ *Options, o *bot.Options) { o.Limits.PerAsker = 2 })
	b := w.browser("")
	_, home := b.get("/")
	for name, c := range map[string]struct {
		form   url.Values
		status int
	}{
		"no question": {form(home, "   "), http.StatusUnprocessableEntity},
		"no form":     {url.Values{"question": {asked}}, http.StatusUnprocessableEntity},
		"too long":    {form(home, strings.Repeat("word ", 200_000)), http.StatusRequestEntityTooLarge},
		"huge":        {form(home, strings.Repeat("word ", 400_000)), http.StatusRequestEntityTooLarge},
	} {
		if r, page := b.post("/ask", c.form); r.StatusCode != c.status {
			t.Errorf("%s: %s:\n%s", name, r.Status, page)
		}
	}
	for path, status := range map[string]int{
		"/nowhere": 404, "/c/short": 404, "/answer/UNKNOWN": 404, "/events/UNKNOWN": 404, "/source": 404, "/source?doc=nowhere.txt": 404,
		"/original?doc=nowhere.txt": 404, "/original?doc=../../etc/passwd": 404, "/original?doc=/etc/passwd": 404, "/static/../page.go": 404, "/static/page.go": 404,
	} {
		if r, _ := b.get(path); r.StatusCode != status {
			t.Errorf("%s: %s, want %d", path, r.Status, status)
		}
	}
	b.ask(asked)
	b.ask(asked)
	r, page := b.post("/ask", form(home, asked))
	if r.StatusCode != http.StatusTooManyRequests {
		t.Errorf("the third question in a minute: %s", r.Status)
	}
	has(t, page, "more than I may answer in a minute")
}

func TestVisitorsDontUseUpOneAnothersQuestions(t *testing.T) {
	w := newWorld(t, sample(t), func(_ *Options, o *bot.Options) { o.Limits.PerAsker, o.Limits.PerPlace = 1, 1 })
	for _, name := range []string{"jane", "joe", "jill"} {
		w.browser(name).ask(asked) // fails the test if it is refused
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

func TestDifferentFiguresStandSideBySide(t *testing.T) {
	w := newWorld(t, fstest.MapFS{
		"old/leave.md":    {Data: []byte("---\ntitle: Leave policy\ndate: 2021-06-01\n---\nEmployees get 25 days of annual leave. Leave must be agreed with the manager two weeks before it begins.\n")},
		"new/benefits.md": {Data: []byte("---\ntitle: Benefits at a glance\ndate: 2023-06-01\n---\nAll employees get 28 days of annual leave, a pension, and a place in the canteen.\n")},
		"fares.txt":       {Data: []byte("The ferry to the island runs every hour from six in the morning. Dogs travel free.\n")},
		"harbour.txt":     {Data: []byte("The harbour lies in the north of the town and is open to boats of all sizes.\n")},
	}, nil)
	page, id := w.browser("").ask("How many days of annual leave do employees get?")
	has(t, page, "The sources give different figures", "<b>25 days</b>", "<b>28 days</b>", "1 June 2021", "1 June 2023", `href="#r-`+id+`-1"`, `href="#r-`+id+`-2"`)
	if strings.Contains(page, "No document mentions") {
		t.Errorf("a word of the question as such is missed:\n%s", page)
	}
}

func TestFurtherExcerptsOfADocument(t *testing.T) {
	const whole = "The lease ends in 2031. It is long. The rent is 400 crowns."
	c := bot.Citation{N: 1, Document: "a b.txt", Excerpt: whole[:23], End: 23, More: []bot.Excerpt{{Start: 36, End: len(whole), Text: whole[36:]}}}
	card := newCard("R1", c, [2]int{}, false)
	if len(card.More) != 1 || card.More[0].Where != "Further on" {
		t.Fatalf("%+v", card.More)
	}
	u, err := url.Parse(string(card.More[0].Link))
	if err != nil || !parsePlace(u.Query()).holds(whole) {
		t.Errorf("the link is %q, %v", card.More[0].Link, err)
	}
}

func TestBeforeThereIsAnythingToAsk(t *testing.T) {
	w, err := New(Options{Key: key})
	if err != nil {
		t.Fatal(err)
	}
	for path, status := range map[string]int{"/": 503, "/c/x": 503, "/static/page.css": 200} {
		rw := httptest.NewRecorder()
		w.Starting().ServeHTTP(rw, httptest.NewRequest(http.MethodGet, path, nil))
		if rw.Code != status || status == 503 && (rw.Header().Get("Refresh") == "" || !strings.Contains(rw.Body.String(), "being read")) {
			t.Errorf("%s: %d: %s", path, rw.Code, rw.Body)
		}
	}
	rw, sent := httptest.NewRecorder(), httptest.NewRequest(http.MethodPost, "/ask", nil)
	sent.Header.Set("X-Footnote-Part", "1")
	w.Starting().ServeHTTP(rw, sent)
	if rw.Code != 503 || strings.Contains(rw.Body.String(), "<html") || !strings.Contains(rw.Body.String(), "being read") {
		t.Errorf("the script is told %d: %s", rw.Code, rw.Body)
	}
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
		r, body := b.get(address("/original", place{document: path}, nil))
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

const hostile = `Report <script>document.title="owned"</script> <img src=x onerror="document.title='owned'">

The zorbium quota is <b onmouseover=alert(1)>7 tons</b> a year. [click](javascript:alert(1)) {{.Secret}} </article></main><iframe src="https://evil.example"></iframe>
`

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

// slow is a bot.Summarizer that takes until it is let go.
type slow chan struct{}

func (s slow) Summarize(ctx context.Context, a bot.Answer, _ func(bot.Answer)) (bot.Answer, error) {
	select {
	case <-s:
		return a, nil
	case <-ctx.Done():
		return a, ctx.Err()
	}
}

func TestAPageWaitsOnAfterARestart(t *testing.T) {
	const id, talk = "LEFTUNDONE22", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	store, model := bottest.NewStore(), make(slow)
	left := bot.Record{Step: bot.Opened, Ref: id, Request: bot.Request{
		ID: id, Keys: []string{"web/jane/x"}, Kind: bot.Ask, Place: bot.Place{Platform: Platform, Direct: true},
		Conversation: "web/jane/" + talk, Asker: "web/jane", Text: asked, Received: time.Date(2026, 11, 24, 11, 59, 0, 0, time.UTC),
	}}
	if _, err := store.Add(t.Context(), left); err != nil {
		t.Fatal(err)
	}
	w := newWorld(t, sample(t), func(_ *Options, o *bot.Options) {
		o.Store, o.Summarizer, o.Now = store, model, func() time.Time { return left.Received }
	})
	b := w.browser("jane")
	for _, path := range []string{"/c/" + talk, "/answer/" + id} {
		r, page := b.get(path)
		if r.StatusCode != http.StatusOK {
			t.Errorf("%s: %s", path, r.Status)
		}
		has(t, page, `id="q-`+id+`"`, `data-events="/events/`+id+`"`)
	}
	if r, _ := w.browser("joe").get("/answer/" + id); r.StatusCode == http.StatusOK {
		t.Error("another sees what is being answered")
	}
	close(model)
	_, events := b.get("/events/" + id)
	has(t, events, `class="reply answered"`, "event: done")
}

func TestAPageThatWaitsIsToldThatTheQuestionIsForgotten(t *testing.T) {
	model := make(slow)
	w := newWorld(t, sample(t), func(_ *Options, o *bot.Options) { o.Summarizer = model })
	b := w.browser("jane")
	_, home := b.get("/")
	b.post("/ask", form(home, asked))
	_, recent := b.get("/recent")
	id := regexp.MustCompile(`/answer/([A-Z0-9]+)`).FindStringSubmatch(recent)[1]
	stream, err := b.Get(b.base + "/events/" + id)
	if err != nil {
		t.Fatal(err)
	}
	first := make([]byte, 1)
	if _, err := stream.Body.Read(first); err != nil { // it waits now
		t.Fatal(err)
	}
	b.post("/answer/"+id+"/forget", nil)
	_, rest := b.read(stream, nil)
	has(t, rest, "class=\"failure\"", "no longer kept", "event: done")
	close(model)
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

func TestASignedLinkLeadsToTheOtherCitations(t *testing.T) {
	w := newWorld(t, fstest.MapFS{
		"old/leave.md":    {Data: []byte("---\ntitle: Leave policy\ndate: 2021-06-01\n---\nEmployees get 25 days of annual leave. Leave must be agreed with the manager two weeks before it begins.\n")},
		"new/benefits.md": {Data: []byte("---\ntitle: Benefits at a glance\ndate: 2023-06-01\n---\nAll employees get 28 days of annual leave, a pension, and a place in the canteen.\n")},
		"fares.txt":       {Data: []byte("The ferry to the island runs every hour from six in the morning. Dogs travel free.\n")},
	}, func(o *Options, _ *bot.Options) { o.PublicURL = "https://footnote.example.com" })
	_, id := w.browser("jane").ask("How many days of annual leave do employees get?")
	kept, err := w.service.Recall(t.Context(), id, bot.Viewer{Place: bot.Place{Platform: Platform, Direct: true}, Asker: "web/jane"})
	if err != nil || len(kept.Reply.Answer.Citations) < 2 {
		t.Fatal(kept.Reply.Answer, err)
	}
	b := w.browser("nobody")
	link := strings.TrimPrefix(w.web.Link(id, kept.Reply.Answer.Citations[0]), w.web.PublicURL)
	step := regexp.MustCompile(`rel="(next|prev)" href="([^"]*)"`)
	var seen []string
	for range 2 {
		r, page := b.get(link)
		if r.StatusCode != http.StatusOK {
			t.Fatalf("%s: %s", link, r.Status)
		}
		seen = append(seen, marked(page))
		link = html.UnescapeString(step.FindStringSubmatch(page)[2])
	}
	if want := []string{kept.Reply.Answer.Citations[0].Excerpt, kept.Reply.Answer.Citations[1].Excerpt}; !slices.Equal(seen, want) {
		t.Errorf("highlighted is %q, want %q", seen, want)
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
