package web

import (
	"fmt"
	"footnote/bot/inbox"
	"html"
	"io/fs"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"footnote/bot"
	"footnote/bot/present"
	"footnote/bot/wording"
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
	markedText = regexp.MustCompile(`(?s)<mark[^>]*>(?:<span[^>]*>)?(.*?)(?:</span>)?</mark>`)
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

// askOn asks on the page of a conversation and waits for the reply: on a slow machine a
// form is answered before it is final.
func (b *browser) askOn(page, question string) (next, id string) {
	b.t.Helper()
	next, id = b.sendQuestion(page, question)
	if strings.Contains(next, "data-events") {
		b.settled(next)
		_, next = b.get(talkOf.FindStringSubmatch(next)[1])
	}
	return next, id
}

// sendQuestion asks on the page of a conversation.
func (b *browser) sendQuestion(page, question string) (next, id string) {
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

// settled is a page once the last reply on it is final.
func (b *browser) settled(page string) string {
	b.t.Helper()
	turns := turnIDs.FindAllStringSubmatch(page, -1)
	for deadline := time.Now().Add(2 * time.Minute); strings.Contains(page, "data-events") && len(turns) > 0; {
		if time.Now().After(deadline) {
			b.t.Fatalf("no final reply:\n%s", page)
		}
		_, page = b.get("/answer/" + turns[len(turns)-1][1])
	}
	return page
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
		has(t, b.settled(page), want)
	}
}

// TestOneConflictIsToldOnce, however many sources have the same figure.
func TestOneConflictIsToldOnce(t *testing.T) {
	w := newWorld(t, sample(t), nil)
	b := w.browser("")
	_, home := b.get("/")
	f := form(home, "Morocco dismantled 95 trafficking networks in 2017.")
	f.Set("kind", "verify")
	_, page := b.post("/ask", f)
	page = b.settled(page)
	has(t, page, `class="claim contradicted"`)
	if n := strings.Count(page, "Differs: instead of “95” the source says “80”"); n != 1 || len(cardLinks.FindAllString(page, -1)) < 2 {
		t.Errorf("it is told %d times:\n%s", n, page)
	}
}

func TestNoTwoPartsOfAPageHaveOneID(t *testing.T) {
	w := newWorld(t, sample(t), nil)
	b := w.browser("")
	_, home := b.get("/")
	f := form(home, "Morocco dismantled 80 trafficking networks in 2017. In 2017 Morocco dismantled 80 trafficking networks. It dismantled 95 trafficking networks in 2017.")
	f.Set("kind", "verify")
	_, page := b.post("/ask", f)
	page = b.settled(page)
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
	has(t, page, "14 documents", "Collections: 3", "/source?doc=news%2Fmorocco-80-networks.txt")
	_, page = b.get("/documents?q=sahel")
	if n := strings.Count(page, "<li>"); n == 0 || n > 3 {
		t.Errorf("%d documents have “sahel”", n)
	}
	_, page = b.get("/documents?q=" + url.QueryEscape(`<script>"zzz`))
	has(t, page, "No document", "&lt;script&gt;")
}

func TestRefusals(t *testing.T) {
	w := newWorld(t, sample(t), func(_ *Options, o *inbox.Options) { o.Limits.PerAsker = 2 })
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
	w := newWorld(t, sample(t), func(_ *Options, o *inbox.Options) { o.Limits.PerAsker, o.Limits.PerPlace = 1, 1 })
	for _, name := range []string{"jane", "joe", "jill"} {
		w.browser(name).ask(asked) // fails the test if it is refused
	}
}

const leave = "How many days of annual leave do employees get?"

// differing is a corpus whose documents answer leave with different figures.
func differing() fstest.MapFS {
	return fstest.MapFS{
		"old/leave.md":    {Data: []byte("---\ntitle: Leave policy\ndate: 2021-06-01\n---\nEmployees get 25 days of annual leave. Leave must be agreed with the manager two weeks before it begins.\n")},
		"new/benefits.md": {Data: []byte("---\ntitle: Benefits at a glance\ndate: 2023-06-01\n---\nAll employees get 28 days of annual leave, a pension, and a place in the canteen.\n")},
		"fares.txt":       {Data: []byte("The ferry to the island runs every hour from six in the morning. Dogs travel free.\n")},
		"harbour.txt":     {Data: []byte("The harbour lies in the north of the town and is open to boats of all sizes.\n")},
	}
}

func TestDifferentFiguresStandSideBySide(t *testing.T) {
	w := newWorld(t, differing(), nil)
	page, id := w.browser("").ask(leave)
	has(t, page, "The sources give different figures", "<b>25 days</b>", "<b>28 days</b>", "1 June 2021", "1 June 2023", `href="#r-`+id+`-1"`, `href="#r-`+id+`-2"`)
	if strings.Contains(page, "No document mentions") {
		t.Errorf("a word of the question as such is missed:\n%s", page)
	}
}

func TestFurtherExcerptsOfADocument(t *testing.T) {
	const whole = "The lease ends in 2031. It is long. The rent is 400 crowns."
	c := bot.Citation{N: 1, Document: "a b.txt", Excerpt: whole[:23], End: 23, More: []bot.Excerpt{{Start: 36, End: len(whole), Text: whole[36:]}}}
	card := newCard("R1", present.Source{Citation: c, Words: wording.In("")}, [2]int{}, false)
	if len(card.More) != 1 || card.More[0].Where != "Further on" {
		t.Fatalf("%+v", card.More)
	}
	u, err := url.Parse(string(card.More[0].Link))
	if err != nil || !parsePlace(u.Query()).isHeldBy(whole) {
		t.Errorf("the link is %q, %v", card.More[0].Link, err)
	}
}
