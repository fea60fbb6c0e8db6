package web

import (
	"footnote/bot/inbox"
	"html"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"footnote/bot"
)

// inSlack is the reply to a question that was asked in a channel.
func inSlack(t *testing.T, w *world) (id string, c bot.Citation) {
	t.Helper()
	receipt, err := w.service.Submit(t.Context(), bot.Request{
		Keys: []string{"slack/E1"}, Place: bot.Place{Platform: "slack", Space: "T1", Channel: "C1"},
		Conversation: "slack/T1/C1/1", Asker: "slack/T1/U1", Text: asked,
	})
	if err != nil {
		t.Fatal(err)
	}
	for range 60_000 {
		kept, err := w.service.Recall(t.Context(), receipt.ID, bot.Viewer{Place: bot.Place{Platform: "slack", Space: "T1", Channel: "C1"}})
		if err == nil {
			return receipt.ID, kept.Reply.Answer.Citations[0]
		}
		time.Sleep(time.Millisecond)
	}
	t.Fatal("there is no answer")
	return "", bot.Citation{}
}

// publicSite is a public URL.
func publicSite() *url.URL { return &url.URL{Scheme: "https", Host: "footnote.example.com"} }

// public is a world that people reach from Slack, where nobody gets in without
// a signature.
func public(t *testing.T) *world {
	w := newWorld(t, sample(t), func(o *Options, a *inbox.Options) {
		o.PublicURL = publicSite()
	})
	w.service.Messengers["slack"] = w.web // it shows there what the pages would
	w.server.Config.Handler = w.web.Handler(Doors{Who: who, Guard: func(http.Handler) http.Handler {
		return http.HandlerFunc(func(rw http.ResponseWriter, _ *http.Request) { http.Error(rw, "sign in", http.StatusUnauthorized) })
	}})
	return w
}

func TestASignedLinkShowsOneDocument(t *testing.T) {
	w := public(t)
	id, c := inSlack(t, w)
	link := w.web.Link(id, c)
	path, ok := strings.CutPrefix(link, "https://footnote.example.com")
	if !ok {
		t.Fatalf("the link is %q", link)
	}
	b := w.browser("")
	r, page := b.get(path)
	if r.StatusCode != http.StatusOK || marked(page) != c.Excerpt {
		t.Fatalf("%s, marked %q:\n%s", r.Status, marked(page), page)
	}
	has(t, page, "Citation 1", "This link shows this document until")
	if strings.Contains(page, "/recent") || strings.Contains(page, "Back to the answer") {
		t.Errorf("the page leads where the reader can't go:\n%s", page)
	}

	change := func(edit func(url.Values)) string {
		u, err := url.Parse(path)
		if err != nil {
			t.Fatal(err)
		}
		q := u.Query()
		edit(q)
		u.RawQuery, u.Fragment = q.Encode(), ""
		return u.String()
	}
	for name, forged := range map[string]string{
		"another document": change(func(q url.Values) { q.Set("doc", "news/briefs-november-2017.jsonl#1") }),
		"another answer":   change(func(q url.Values) { q.Set("from", "OTHER") }),
		"more time":        change(func(q url.Values) { q.Set("until", "9999999999") }),
		"no time":          change(func(q url.Values) { q.Set("until", "x") }),
		"empty signature":  change(func(q url.Values) { q.Set("sig", "") }),
	} {
		if r, page := b.get(forged); r.StatusCode != http.StatusForbidden || strings.Contains(page, "trafficking") {
			t.Errorf("%s: %s", name, r.Status)
		}
	}
	if r, _ := b.get(change(func(q url.Values) { q.Del("sig") })); r.StatusCode != http.StatusUnauthorized {
		t.Errorf("without a signature: %s", r.Status)
	}
	if r, _ := b.get("/original" + strings.TrimPrefix(change(func(url.Values) {}), "/source")); r.StatusCode != http.StatusOK {
		t.Errorf("the original: %s", r.Status)
	}
	w.wait(92 * 24 * time.Hour)
	if r, page := b.get(path); r.StatusCode != http.StatusForbidden || !strings.Contains(page, "expired") {
		t.Errorf("after it expired: %s", r.Status)
	}
}

// hiding is a policy that can be changed.
type hiding struct{ all bool }

func (h *hiding) Collections(bot.Place) ([]string, bool) { return nil, h.all }

func TestASignedLinkEndsWithTheRightToSee(t *testing.T) {
	policy := &hiding{all: true}
	w := newWorld(t, sample(t), func(o *Options, a *inbox.Options) {
		o.PublicURL, a.Policy = publicSite(), policy
	})
	w.service.Messengers["slack"] = w.web
	id, c := inSlack(t, w)
	path := strings.TrimPrefix(w.web.Link(id, c), "https://footnote.example.com")
	policy.all = false
	r, page := w.browser("").get(path)
	if r.StatusCode != http.StatusNotFound || strings.Contains(page, "trafficking") {
		t.Errorf("%s:\n%s", r.Status, page)
	}
}

func TestARecordsSignatureDoesNotOpenItsFile(t *testing.T) {
	w := public(t)
	id, _ := inSlack(t, w)
	titles, err := w.service.Titles(t.Context(), bot.Viewer{}, bot.Listing{Text: "briefs-november-2017.jsonl#", Most: 1})
	if err != nil || len(titles) == 0 {
		t.Fatal(titles, err)
	}
	link := strings.TrimPrefix(w.web.Link(id, bot.Citation{Document: titles[0].Document}), w.web.PublicURL.String())
	if r, page := w.browser("").get(link); r.StatusCode != http.StatusOK || strings.Contains(page, "/original") {
		t.Errorf("the record itself: %s:\n%s", r.Status, page)
	}
	if r, _ := w.browser("").get(strings.Replace(link, "/source", "/original", 1)); r.StatusCode != http.StatusNotFound {
		t.Errorf("the file of a record: %s", r.Status)
	}
}

func TestASignedLinkLeadsToTheOtherCitations(t *testing.T) {
	w := newWorld(t, fstest.MapFS{
		"old/leave.md":    {Data: []byte("---\ntitle: Leave policy\ndate: 2021-06-01\n---\nEmployees get 25 days of annual leave. Leave must be agreed with the manager two weeks before it begins.\n")},
		"new/benefits.md": {Data: []byte("---\ntitle: Benefits at a glance\ndate: 2023-06-01\n---\nAll employees get 28 days of annual leave, a pension, and a place in the canteen.\n")},
		"fares.txt":       {Data: []byte("The ferry to the island runs every hour from six in the morning. Dogs travel free.\n")},
	}, func(o *Options, _ *inbox.Options) { o.PublicURL = publicSite() })
	_, id := w.browser("jane").ask("How many days of annual leave do employees get?")
	kept, err := w.service.Recall(t.Context(), id, bot.Viewer{Place: bot.Place{Platform: Platform, Direct: true}, Asker: "web/jane"})
	if err != nil || len(kept.Reply.Answer.Citations) < 2 {
		t.Fatal(kept.Reply.Answer, err)
	}
	b := w.browser("nobody")
	link := strings.TrimPrefix(w.web.Link(id, kept.Reply.Answer.Citations[0]), w.web.PublicURL.String())
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

func TestWithoutAPublicURLThereAreNoLinks(t *testing.T) {
	w, err := New(Options{Key: key})
	if err != nil {
		t.Fatal(err)
	}
	if link := w.Link("A", bot.Citation{Document: "x"}); link != "" {
		t.Errorf("without a public URL there is the link %q", link)
	}
}

func FuzzParsePlace(f *testing.F) {
	f.Add("doc=a&at=1-2&is=x&part=7&from=A")
	f.Add("at=-1--2&part=-9")
	f.Fuzz(func(t *testing.T, query string) {
		q, err := url.ParseQuery(query)
		if err != nil {
			return
		}
		p := parsePlace(q)
		if p.start < 0 || p.end < p.start || p.part < 0 {
			t.Errorf("%+v", p)
		}
		p.isHeldBy("some text")
		if again := parsePlace(p.encodeQuery()); again.document != p.document || again.start != p.start || again.end != p.end || again.part != p.part {
			t.Errorf("%+v became %+v", p, again)
		}
	})
}
