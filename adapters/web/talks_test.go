package web

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"footnote/bot"
)

var talkLink = regexp.MustCompile(`data-talk="(/c/[A-Z2-7]+)"`)

// talkAt returns the address of the conversation that a page shows.
func talkAt(t *testing.T, page string) string {
	t.Helper()
	m := talkLink.FindStringSubmatch(page)
	if m == nil {
		t.Fatalf("no conversation:\n%s", page)
	}
	return m[1]
}

func TestConversationsHaveTitlesAndPins(t *testing.T) {
	w := newWorld(t, sample(t), nil)
	b := w.browser("jane")
	page, _ := b.ask(asked)
	first := talkAt(t, page)
	b.askOn(page, "and in 2016?")
	page, _ = b.ask("Who won the chess olympiad in Ulaanbaatar?")
	second := talkAt(t, page)
	_, list := b.get("/recent")
	has(t, list, `href="`+first+`" dir="auto">`+asked, "Questions: 2", `href="`+second+`"`)
	if strings.Index(list, second) > strings.Index(list, first) {
		t.Error("the one used last isn't the first")
	}
	_, list = b.post(first+"/note", url.Values{"pin": {"yes"}})
	if has(t, list, "Pinned"); strings.Index(list, second) < strings.Index(list, first) {
		t.Error("what is pinned isn't the first")
	}
	_, list = b.post(first+"/note", url.Values{"title": {"Networks\n<b>2017</b>"}})
	has(t, list, "Networks &lt;b&gt;2017&lt;/b&gt;", "Unpin")
	for q, want := range map[string]bool{"networks 2017": true, "IN 2016": true, "olympiad networks": false} {
		if _, found := b.get("/recent?q=" + url.QueryEscape(q)); strings.Contains(found, `href="`+first+`"`) != want {
			t.Errorf("searching for %q finds it: %v, want %v", q, !want, want)
		}
	}
	joe := w.browser("joe")
	for _, way := range []string{"/note", "/delete"} { // of what isn't theirs nothing is kept
		if r, _ := joe.post(first+way, url.Values{"pin": {"yes"}}); r.StatusCode != http.StatusNotFound {
			t.Errorf("another's %s: %s", way, r.Status)
		}
	}
	_, others := joe.get("/recent")
	if strings.Contains(others, first) || strings.Contains(others, "Networks") {
		t.Error("another sees it")
	}
}

func TestADeletedConversationCanBeHadBackForAWhile(t *testing.T) {
	w := newWorld(t, sample(t), nil)
	b := w.browser("jane")
	page, id := b.ask(asked)
	talk := talkAt(t, page)
	b.post(talk+"/note", url.Values{"title": {"Networks"}})
	hidden := func(when string) {
		t.Helper()
		for _, path := range []string{talk, "/answer/" + id, "/answer/" + id + "/sources", "/recent", talk + "/take/conversation.md"} {
			if r, page := b.get(path); strings.Contains(page, asked+"</") && !strings.Contains(page, "suggestions") || strings.Contains(page, `class="question"`) || strings.Contains(page, "Networks<") {
				t.Errorf("%s %s (%s) shows it", when, path, r.Status)
			}
		}
	}
	_, list := b.post(talk+"/delete", nil)
	has(t, list, "The conversation is deleted.", `action="`+talk+`/undo"`)
	hidden("after deleting")
	w.browser("joe").post(talk+"/undo", nil)
	hidden("after another undid something")
	_, list = b.post(talk+"/undo", nil)
	has(t, list, "Networks")
	_, page = b.get(talk)
	has(t, page, asked, `class="reply answered"`)

	b.post(talk+"/delete", nil)
	w.wait(undoTime + time.Second)
	if err := w.web.removeDoomed(t.Context(), ""); err != nil {
		t.Fatal(err)
	}
	if r, _ := b.post(talk+"/undo", nil); r.StatusCode != http.StatusNotFound {
		t.Errorf("undone too late: %s", r.Status)
	}
	hidden("at last")
	for _, key := range []string{doomedKey, bot.NotesKey("web/jane")} {
		if value, err := w.service.Value(t.Context(), key); err != nil || value != nil {
			t.Errorf("left is %s: %s, %v", key, value, err)
		}
	}
	if _, err := w.service.Store.Load(t.Context(), id); err == nil {
		t.Error("the store still has it")
	}
}

func TestAForgottenQuestionCanBeHadBack(t *testing.T) {
	w := newWorld(t, sample(t), nil)
	b := w.browser("jane")
	page, id := b.ask(asked)
	talk := talkAt(t, page)
	_, list := b.post("/answer/"+id+"/forget", nil)
	has(t, list, "The question is forgotten.")
	if _, page := b.get(talk); strings.Contains(page, `class="question"`) {
		t.Error("it is still there")
	}
	if r, _ := w.browser("joe").post("/answer/"+id+"/undo", nil); r.StatusCode != http.StatusForbidden {
		t.Errorf("another has it back: %s", r.Status)
	}
	_, page = b.post("/answer/"+id+"/undo", nil)
	has(t, page, asked)
	b.post("/answer/"+id+"/forget", nil)
	_, again := b.get(talk)
	b.askOn(again, "How long is the Nile?")
	if _, err := w.service.Store.Load(t.Context(), id); err == nil {
		t.Error("what is asked next may draw on what was forgotten")
	}
}
