package web

import (
	"bufio"
	"footnote/bot/inbox"
	"net/http"
	"strings"
	"testing"
	"time"

	"footnote/bot"
)

func TestTheHubFreesWhatHasEnded(t *testing.T) {
	now := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	h := newHub(func() time.Time { return now })
	for _, id := range []string{"answered", "dropped", "waiting"} {
		h.addRequest(bot.Request{ID: id, Conversation: "c"})
	}
	_, changed, _ := h.replyState("dropped")
	h.dropRequest("dropped")
	select {
	case <-changed:
	default:
		t.Error("who waits isn't told that there will be no reply")
	}
	h.putReply(bot.Request{ID: "answered", Conversation: "c"}, &bot.Reply{Final: true})
	now = now.Add(keepFinal)
	h.addRequest(bot.Request{ID: "new"})
	if n := len(h.conversationReplies("c")); n != 2 {
		t.Errorf("%d questions are known, want the answered one and the one that waits", n)
	}
	now = now.Add(time.Second)
	h.addRequest(bot.Request{ID: "newer"})
	if list := h.conversationReplies("c"); len(list) != 1 || list[0].request.ID != "waiting" {
		t.Errorf("known are %+v", list)
	}
}

func TestPagesThatWaitAreBounded(t *testing.T) {
	s := newStreams()
	var leave []func()
	for range maxStreamsOfOne {
		l, err := s.enterStream("jane")
		if err != nil {
			t.Fatal(err)
		}
		leave = append(leave, l)
	}
	if _, err := s.enterStream("jane"); err == nil {
		t.Error("one has as many pages as she likes")
	}
	if _, err := s.enterStream("joe"); err != nil {
		t.Errorf("she keeps others out: %v", err)
	}
	leave[0]()
	if _, err := s.enterStream("jane"); err != nil {
		t.Errorf("after leaving: %v", err)
	}
	s.all = maxStreams
	if _, err := s.enterStream("jill"); err == nil {
		t.Error("there are as many pages as anybody likes")
	}
}

func TestCloseEndsWhatWaits(t *testing.T) {
	model := make(slow)
	w := newWorld(t, sample(t), func(_ *Options, o *inbox.Options) { o.Summarizer = model })
	defer close(model)
	b := w.browser("")
	_, home := b.get("/")
	_, page := b.post("/ask", form(home, asked))
	r, err := http.Get(b.base + "/events/" + turnIDs.FindStringSubmatch(page)[1])
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	lines := bufio.NewScanner(r.Body)
	if !lines.Scan() {
		t.Fatal("nothing is sent")
	}
	w.web.Close()
	for lines.Scan() {
		if strings.Contains(lines.Text(), "done") {
			t.Error("what isn't answered is called done")
		}
	}
}
