package web

import (
	"context"
	"footnote/bot/inbox"
	"net/http"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"footnote/bot"
)

// rights are a bot.Policy under which everybody sees one more collection until
// it is withdrawn.
type rights struct{ withdrawn atomic.Bool }

// Collections implements bot.Policy.
func (r *rights) Collections(bot.Place) ([]string, bool) {
	if r.withdrawn.Load() {
		return []string{"open"}, false
	}
	return []string{"open", "secret"}, false
}

var talkOf = regexp.MustCompile(`data-talk="([^"]*)"`)

const merger, price = "What is the price of the merger with Quillonby?", "417 crowns"

func twoFolders() fstest.MapFS {
	return fstest.MapFS{
		"open/pier.txt":     {Data: []byte("The pier of the harbour is 300 metres long and made of oak.\n")},
		"secret/merger.txt": {Data: []byte("The price of the merger with Quillonby is 417 crowns. It is paid in June.\n")},
	}
}

// lacksTheSecret checks that nothing on any page about a question shows what it
// was answered with.
func lacksTheSecret(t *testing.T, b *browser, id, conversation string) {
	t.Helper()
	for _, path := range []string{conversation, "/answer/" + id, "/answer/" + id + "/sources", "/recent", "/", "/documents?q=merger", "/documents?q=secret"} {
		r, page := b.get(path)
		for _, secret := range []string{price, "paid in June", "secret/merger.txt"} {
			if strings.Contains(page, secret) {
				t.Errorf("%s (%s) shows %q", path, r.Status, secret)
			}
		}
	}
}

// TestWithdrawnRightsHideOldAnswers at once, also as long as the pages remember
// that the answer has come.
func TestWithdrawnRightsHideOldAnswers(t *testing.T) {
	policy := new(rights)
	w := newWorld(t, twoFolders(), func(_ *Options, o *inbox.Options) { o.Policy = policy })
	b := w.browser("alice")
	page, id := b.ask(merger)
	if !strings.Contains(page, price) {
		t.Fatalf("the answer is:\n%s", page)
	}
	open, openID := b.askOn(page, "How long is the pier of the harbour?")
	conversation := talkOf.FindStringSubmatch(open)[1]
	policy.withdrawn.Store(true)
	for _, later := range []time.Duration{0, 75 * time.Second, time.Hour} { // nobody asks anything meanwhile
		w.wait(later)
		lacksTheSecret(t, b, id, conversation)
		if r, _ := b.get("/answer/" + id); r.StatusCode != http.StatusForbidden {
			t.Errorf("after %v the answer is %s", later, r.Status)
		}
		if _, events := b.get("/events/" + id); strings.Contains(events, price) {
			t.Errorf("after %v the events show it:\n%s", later, events)
		}
		if _, page := b.get(conversation); !strings.Contains(page, "300 metres") || strings.Contains(page, "q-"+id) || !strings.Contains(page, "q-"+openID) {
			t.Errorf("after %v the conversation is:\n%s", later, page)
		}
	}
}

// drafting is a bot.Summarizer that shows the answer as a draft, and finishes it
// when it is let go.
type drafting struct{ drafted, finish chan struct{} }

func (d drafting) Summarize(ctx context.Context, a bot.Answer, emit func(bot.Answer)) (bot.Answer, error) {
	emit(a)
	close(d.drafted)
	select {
	case <-d.finish:
		return a, nil
	case <-ctx.Done():
		return a, ctx.Err()
	}
}

// TestWithdrawnRightsHideDrafts, however long a model takes to finish them.
func TestWithdrawnRightsHideDrafts(t *testing.T) {
	policy, model := new(rights), drafting{make(chan struct{}), make(chan struct{})}
	w := newWorld(t, twoFolders(), func(_ *Options, o *inbox.Options) { o.Policy, o.Summarizer = policy, model })
	b := w.browser("alice")
	_, home := b.get("/")
	page, id := b.sendQuestion(home, merger)
	conversation := talkOf.FindStringSubmatch(page)[1]
	<-model.drafted
	for !strings.Contains(page, price) { // the draft is handed to the page right after
		_, page = b.get(conversation)
	}
	policy.withdrawn.Store(true)
	lacksTheSecret(t, b, id, conversation)
	if _, page = b.get(conversation); !strings.Contains(page, "q-"+id) {
		t.Errorf("what is being answered is gone from the conversation:\n%s", page)
	}
	waiting, err := b.Get(b.base + "/events/" + id)
	if err != nil {
		t.Fatal(err)
	}
	close(model.finish)
	if _, events := b.read(waiting, nil); strings.Contains(events, price) || !strings.Contains(events, "event: done") {
		t.Errorf("the events are:\n%s", events)
	}
	lacksTheSecret(t, b, id, conversation)
}
