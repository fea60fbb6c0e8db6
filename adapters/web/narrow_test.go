package web

import (
	"net/url"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/chromedp/chromedp"

	"footnote/bot"
	"footnote/bot/inbox"
)

func TestFilterOf(t *testing.T) {
	for _, c := range []struct {
		form string
		want *bot.Filter
	}{
		{"question=x&collection=a&since=&until=&publisher=", nil},
		{"type=pdf&type=mail&type=pdf&type=", &bot.Filter{Kinds: []bot.DocumentKind{"pdf", "mail"}}},
		{"since=2024-01-31&until=tomorrow", &bot.Filter{Since: "2024-01-31"}},
		{"among=a&among=b&collection=c", &bot.Filter{Collections: []string{"a", "b", "c"}}},
		{"publisher=Quay", &bot.Filter{Publishers: []string{"Quay"}}},
		{"publisher=" + strings.Repeat("x", 1000), nil},
	} {
		form, err := url.ParseQuery(c.form)
		if err != nil {
			t.Fatal(err)
		}
		if got := filterOf(form); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %+v", c.form, got)
		}
	}
}

// TestQuestionsAreNarrowedDown: the answer comes from the documents that are meant, and
// says from which, and so do the further passages.
func TestQuestionsAreNarrowedDown(t *testing.T) {
	w := newWorld(t, differing(), nil)
	b := w.browser("")
	ask := func(add url.Values) string {
		t.Helper()
		_, home := b.get("/")
		f := form(home, leave)
		for name, values := range add {
			f[name] = values
		}
		_, page := b.post("/ask", f)
		if strings.Contains(page, "data-events") {
			b.settled(page)
			_, page = b.get(talkOf.FindStringSubmatch(page)[1])
		}
		return page
	}
	all := ask(nil)
	has(t, all, "25 days", "28 days")
	for _, c := range []struct {
		narrow     url.Values
		says, left string
	}{
		{url.Values{"since": {"2022-01-01"}}, "28 days", "25 days"},
		{url.Values{"until": {"2022-01-01"}}, "25 days", "28 days"},
		{url.Values{"among": {"old", "nowhere"}}, "25 days", "28 days"},
		{url.Values{"type": {"pdf"}}, "Not in the documents", "28 days"},
	} {
		page := ask(c.narrow)
		has(t, page, c.says, "Only from:")
		if strings.Contains(page, c.left) {
			t.Errorf("%v: the page has %q", c.narrow, c.left)
		}
	}
}

// TestBrowserNarrowsDown: the menu works, stays as it is for the next question, and tells
// that it holds.
func TestBrowserNarrowsDown(t *testing.T) {
	w := newWorld(t, differing(), nil)
	ctx := chromium(t, 1280, 800)
	do(t, ctx, chromedp.Navigate(w.server.URL), chromedp.Click(".narrow summary"), chromedp.WaitVisible(".narrow [value=new]"))
	picture(t, ctx, "narrow-1280")
	do(t, ctx, chromedp.Click(".narrow [value=new]"), chromedp.Click("#question"), chromedp.WaitNotPresent(".narrow[open]"),
		chromedp.SendKeys("#question", leave+"\r"), chromedp.WaitVisible(".turn .narrowed"), chromedp.WaitVisible(".reply .card"))
	if got := eval[string](t, ctx, `document.querySelector(".reply").textContent`); strings.Contains(got, "25 days") || !strings.Contains(got, "28 days") {
		t.Errorf("the reply is %q", got)
	}
	picture(t, ctx, "narrowed-1280")
	do(t, ctx, chromedp.EmulateViewport(320, 640), chromedp.Navigate(w.server.URL), chromedp.Click(".narrow summary"), chromedp.WaitVisible(".narrow [value=new]"))
	picture(t, ctx, "narrow-320")
	if width := eval[int](t, ctx, "document.documentElement.scrollWidth"); width > 320 {
		t.Errorf("it is %d pixels wide", width)
	}
	calm(t, ctx)
}

// TestNarrowingAddsNoRights: who names a collection that isn't open to them sees nothing of
// it, and learns nothing of whether it is there.
func TestNarrowingAddsNoRights(t *testing.T) {
	files := fstest.MapFS{
		"other/pier.txt":    {Data: []byte("The pier of the harbour is 300 metres long and made of oak.\n")},
		"closed/merger.txt": {Data: []byte("The price of the merger with Quillonby is 417 crowns. It is paid in June.\n")},
	}
	w := newWorld(t, files, func(_ *Options, i *inbox.Options) { i.Policy = onlyFor{"mara", "closed"} })
	replies := make(map[string]string)
	for _, among := range []string{"closed", "nowhere"} {
		b := w.browser("joe")
		_, home := b.get("/")
		f := form(home, "What is the price of the merger with Quillonby?")
		f["among"] = []string{among}
		_, page := b.post("/ask", f)
		if strings.Contains(page, "data-events") {
			page = b.settled(page)
		}
		at := strings.Index(page, `<div class="reply`)
		if at < 0 {
			t.Fatalf("no reply:\n%s", page)
		}
		if strings.Contains(page, "417") {
			t.Errorf("%s: the page tells what is closed:\n%s", among, page)
		}
		replies[among], _, _ = strings.Cut(page[at:], "Request ") // whose id is another one
	}
	if replies["closed"] != replies["nowhere"] {
		t.Errorf("a collection that is there replies\n%s\none that isn't\n%s", replies["closed"], replies["nowhere"])
	}
}
