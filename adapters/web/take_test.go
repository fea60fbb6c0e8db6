package web

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"footnote/bot/inbox"
)

// TestSharing: who asked can let others open the answer. They see it by their own
// rights, as of its time, and can neither forget it nor go on with the conversation.
func TestSharing(t *testing.T) {
	w := newWorld(t, secretFiles(), func(_ *Options, o *inbox.Options) { o.Policy = byName{} })
	jane, joe, secret := w.browser("jane"), w.browser("joe"), w.browser("secret")
	openPage, openID := jane.ask("What is the zorbium quota of the open office?")
	_, secretID := secret.ask("What is the zorbium quota of the secret office?")

	r, page := joe.get("/answer/" + openID)
	if r.StatusCode != http.StatusForbidden {
		t.Fatalf("before it is shared: %s", r.Status)
	}
	has(t, page, "Whoever asked can share it")
	if r, _ := joe.post("/answer/"+openID+"/share", url.Values{"shared": {"yes"}}); r.StatusCode != http.StatusForbidden {
		t.Errorf("another shares it: %s", r.Status)
	}
	for b, id := range map[*browser]string{jane: openID, secret: secretID} {
		if r, page := b.post("/answer/"+id+"/share", url.Values{"shared": {"yes"}}); r.StatusCode != http.StatusOK || !strings.Contains(page, "Stop sharing") {
			t.Fatalf("sharing: %s\n%s", r.Status, page)
		}
	}
	r, page = joe.get("/answer/" + openID)
	if r.StatusCode != http.StatusOK || strings.Contains(page, "/forget") || strings.Contains(page, "Go on with") || strings.Contains(page, "/share") {
		t.Errorf("shared: %s\n%s", r.Status, page)
	}
	has(t, page, "7 tons", "As of ", "Asked by somebody else")
	talk := regexp.MustCompile(`data-talk="([^"]*)"`).FindStringSubmatch(openPage)[1]
	if _, page := joe.get(talk); strings.Contains(page, "7 tons") {
		t.Errorf("the conversation shows to another:\n%s", page)
	}
	for _, path := range []string{"", "/sources", "/take/answer.md", "/take/sources.csv"} {
		if r, page := joe.get("/answer/" + secretID + path); r.StatusCode != http.StatusForbidden || strings.Contains(page, "900") {
			t.Errorf("%s of an answer on what is hidden: %s\n%s", path, r.Status, page)
		}
	}
	if r, _ := joe.post("/answer/"+openID+"/forget", nil); r.StatusCode != http.StatusForbidden {
		t.Errorf("another forgets it: %s", r.Status)
	}
	jane.post("/answer/"+openID+"/share", url.Values{"shared": {"no"}})
	if r, _ := joe.get("/answer/" + openID); r.StatusCode != http.StatusForbidden {
		t.Errorf("no longer shared: %s", r.Status)
	}
}

func TestTakingAlong(t *testing.T) {
	w := newWorld(t, sample(t), nil)
	b := w.browser("jane")
	page, id := b.ask(asked)
	b.askOn(page, "and in 2016?")
	for file, want := range map[string]string{
		"answer.txt": "50,000 attempts", "answer.md": "\n> ", "answer.html": "<blockquote>", "sources.json": `"date-parts"`,
		"sources.bib": "@misc{", "sources.ris": "TY  - GEN", "sources.csv": "source,title,document",
	} {
		r, body := b.get("/answer/" + id + "/take/" + file)
		if r.StatusCode != http.StatusOK || !strings.Contains(body, want) || !strings.HasPrefix(r.Header.Get("Content-Disposition"), "attachment") {
			t.Errorf("%s: %s %v\n%s", file, r.Status, r.Header, body)
		}
		if file != "sources.csv" && file != "sources.json" && !strings.Contains(body, "source?") && !strings.Contains(body, "http") {
			t.Errorf("%s has no address:\n%s", file, body)
		}
	}
	if r, _ := b.get("/answer/" + id + "/take/answer.exe"); r.StatusCode != http.StatusNotFound {
		t.Errorf("a way that isn't there: %s", r.Status)
	}
	link := regexp.MustCompile(`href="(/c/[A-Z2-7]+/take/conversation.md)"`).FindStringSubmatch(page)
	if link == nil {
		t.Fatalf("the conversation can't be taken along:\n%s", page)
	}
	_, all := b.get(link[1])
	if strings.Count(all, "\n## ")+strings.Count(all[:3], "## ") != 2 || !strings.Contains(all, "80 trafficking networks") || !strings.Contains(all, "/answer/"+id) {
		t.Errorf("the conversation is\n%s", all)
	}
	if _, other := w.browser("joe").get(link[1]); strings.Contains(other, "trafficking") {
		t.Errorf("another takes it along:\n%s", other)
	}
	_, home := b.get("/")
	f := form(home, checked)
	f.Set("kind", "verify")
	_, page = b.post("/ask", f)
	id = turnIDs.FindStringSubmatch(page)[1]
	_, table := b.get("/answer/" + id + "/take/sources.csv")
	for _, want := range []string{"claim,verdict,differs", ",supported,", ",contradicted,", ",not-found,"} {
		if !strings.Contains(table, want) {
			t.Errorf("the table lacks %s:\n%s", want, table)
		}
	}
}

func TestBrowserTakesAlong(t *testing.T) {
	w := newWorld(t, sample(t), nil)
	ctx := chromium(t, 900, 900)
	do(t, ctx, chromedp.Navigate(w.server.URL), chromedp.SendKeys("#question", asked+"\r"), chromedp.WaitVisible(".reply.answered .take summary"),
		chromedp.Click(".take summary"), chromedp.WaitVisible(".take a"), chromedp.Click(`.take a[data-copy="html"]`), chromedp.WaitVisible(".copied:not(:empty)"))
	picture(t, ctx, "take")
	if got := eval[string](t, ctx, `document.querySelector(".copied").textContent`); got != "Copied." {
		t.Errorf("it says %q", got)
	}
	do(t, ctx, chromedp.Click(".share button"), chromedp.WaitVisible(`.share [value="no"]`))
	picture(t, ctx, "shared")
	calm(t, ctx)
}
