package web

import (
	"context"
	"strings"
	"testing"

	"footnote/bot"
)

// heard keeps what is shown.
type heard struct {
	bot.Messenger
	reply *bot.Reply
}

func (h *heard) Show(_ context.Context, _ *bot.Request, ref string, reply *bot.Reply) (string, error) {
	h.reply = reply
	return ref, nil
}

func TestCitationsOnOtherPlatformsLeadToThePage(t *testing.T) {
	w := public(t)
	id, c := inSlack(t, w)
	v := bot.Viewer{Place: bot.Place{Platform: "slack", Space: "T1", Channel: "C1"}}
	kept, err := w.service.Recall(t.Context(), id, v)
	if err != nil {
		t.Fatal(err)
	}
	own := kept.Reply.Answer.Citations[0].URL
	l := Linking{Web: w.web, Longest: 3000}
	h := &heard{}
	if _, err := l.Messenger(h).Show(t.Context(), &kept.Request, "", &kept.Reply); err != nil {
		t.Fatal(err)
	}
	link := h.reply.Answer.Citations[0].URL
	if r, page := w.browser("").get(strings.TrimPrefix(link, w.web.PublicURL)); r.StatusCode != 200 || marked(page) != c.Excerpt {
		t.Errorf("%s leads to %s", link, r.Status)
	}
	if kept.Reply.Answer.Citations[0].URL != own {
		t.Error("the reply that is kept was changed")
	}
	draft := kept.Reply
	draft.Final = false
	if _, err := l.Messenger(h).Show(t.Context(), &kept.Request, "", &draft); err != nil || h.reply.Answer.Citations[0].URL != own {
		t.Errorf("a draft has the link %q, %v", h.reply.Answer.Citations[0].URL, err)
	}
	claims := bot.Reply{Request: id, Final: true, Claims: []bot.Claim{{Supporting: []bot.Citation{c}, Contradicting: []bot.Citation{c}}}}
	if _, err := l.Messenger(h).Show(t.Context(), &kept.Request, "", &claims); err != nil {
		t.Fatal(err)
	}
	for _, list := range [][]bot.Citation{h.reply.Claims[0].Supporting, h.reply.Claims[0].Contradicting} {
		if list[0].URL != link {
			t.Errorf("a claim's citation leads to %q", list[0].URL)
		}
	}
	if claims.Claims[0].Supporting[0].URL == link {
		t.Error("the claims that are kept were changed")
	}

	s := l.Service(w.service)
	recalled, err := s.Recall(t.Context(), id, v)
	if err != nil || recalled.Reply.Answer.Citations[0].URL != link {
		t.Errorf("recalled: %q, %v", recalled.Reply.Answer.Citations[0].URL, err)
	}
	around, err := s.Context(t.Context(), id, v, 1)
	if err != nil || around.URL != link {
		t.Errorf("context: %q, %v", around.URL, err)
	}
	more, err := s.Sources(t.Context(), id, v, 0)
	if err != nil || len(more.Citations) == 0 || !strings.HasPrefix(more.Citations[0].URL, w.web.PublicURL) {
		t.Errorf("sources: %+v, %v", more.Citations, err)
	}

	short := Linking{Web: w.web, Longest: 20}
	if got := short.citation(id, c); got.URL != own {
		t.Errorf("where links must be short there is %q", got.URL)
	}
}
