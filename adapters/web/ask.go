package web

import (
	"context"
	"crypto/rand"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/language"

	"footnote/bot"
	"footnote/bot/wording"
)

// remembered is how many turns of a conversation a page shows.
const remembered = 30

// patience is how long the answer to a form may take before a page without
// JavaScript is sent that loads itself again. Without a model nobody waits as
// long.
const patience = 2 * time.Second

// talk is what the page to ask shows.
type talk struct {
	Conversation string
	Key          string // of the next question
	Turns        []turn
	Overview     bot.Overview
	Operator     bool
	Kinds        []kindChoice // to narrow a question down to
}

// conversationID is one as this package makes it.
var (
	conversationID = regexp.MustCompile(`^[A-Z2-7]{26}$`)
	requestID      = regexp.MustCompile(`^[A-Z2-7]{12}$`) // one as the inbox makes it
)

// serveHome shows the page that a conversation begins with.
func (s *site) serveHome(rw http.ResponseWriter, r *http.Request) error {
	return s.showTalk(rw, r, talk{Conversation: rand.Text()})
}

// serveConversation shows what was asked so far, and the box for the next question.
func (s *site) serveConversation(rw http.ResponseWriter, r *http.Request) error {
	id := r.PathValue("conversation")
	if !conversationID.MatchString(id) {
		return errNotFound
	}
	turns, err := s.conversationTurns(r.Context(), s.visitorOf(r), id)
	if err != nil {
		return err
	}
	return s.showTalk(rw, r, talk{Conversation: id, Turns: turns})
}

func (s *site) showTalk(rw http.ResponseWriter, r *http.Request, t talk) error {
	visitor := s.visitorOf(r)
	var err error
	if t.Overview, err = s.service.Overview(r.Context(), visitor.asViewer()); err != nil {
		return err
	}
	t.Key, t.Operator = rand.Text(), visitor.Operator
	t.Kinds = kindChoices(wording.In(pageLanguage(r)), t.Overview)
	l := layout{Title: wordsFor(r).AskTitle, Visitor: visitor}
	if len(t.Turns) > 0 {
		last := t.Turns[len(t.Turns)-1]
		l.Title, l.Reload = last.Question, last.Waiting
	}
	return s.showPage(rw, r, http.StatusOK, l, "talk.html", t)
}

// conversationOf names a conversation so that nobody joins another's.
func conversationOf(v Visitor, id string) string { return v.Asker + "/" + id }

// conversationTurns returns the turns of a conversation that are kept and that the
// visitor may still see, and after them those that are being answered.
func (s *site) conversationTurns(ctx context.Context, v Visitor, id string) ([]turn, error) {
	name := conversationOf(v, id)
	if err := s.learnConversation(ctx, name); err != nil {
		return nil, err
	}
	growing := s.hub.conversationReplies(name)
	kept, err := s.service.Conversation(ctx, name, v.asViewer(), remembered)
	if err != nil {
		return nil, err
	}
	var turns []turn
	for _, k := range kept {
		turns = append(turns, keptTurn(v, k))
	}
	for _, g := range growing {
		if slices.ContainsFunc(kept, func(k bot.Recalled) bool { return k.Request.ID == g.request.ID }) {
			continue
		}
		t, err := s.oneTurn(ctx, v, g.request.ID) // the store has the last word on what is answered
		if isLost(err) {
			continue
		}
		if err != nil {
			return nil, err
		}
		turns = append(turns, t)
	}
	return turns, nil
}

// serveQuestion takes a question. The script of the page gets the turn with as much
// of the reply as there is. A browser without the script is sent to the conversation.
func (s *site) serveQuestion(rw http.ResponseWriter, r *http.Request) error {
	if err := parseAsking(r); err != nil {
		return err
	}
	visitor := s.visitorOf(r)
	id, key := r.PostForm.Get("conversation"), r.PostForm.Get("key")
	if !conversationID.MatchString(id) || !conversationID.MatchString(key) {
		return &bot.Complaint{Reason: bot.Empty, Text: "The form is incomplete; please ask from the page itself."}
	}
	request := bot.Request{
		Kind: kindOf(r.PostForm.Get("kind")), Place: visitor.Place(), Home: true,
		Conversation: conversationOf(visitor, id), Asker: visitor.Asker, PerMinute: visitor.PerMinute, Network: visitor.Network,
		Text: r.PostForm.Get("question"), Collection: r.PostForm.Get("collection"), Filter: filterOf(r.PostForm), Language: preferredLanguage(r),
	}
	if request.Filter != nil && len(request.Filter.Collections) > 0 {
		request.Collection = "" // it is among them
	}
	if err := s.addChecking(r, &request); err != nil {
		return err
	}
	// The same form with another question, as after going back, is another one.
	said := textChecksum(strings.Join([]string{id, string(request.Kind), request.Collection, filterKey(request.Filter), request.Text}, "\x00"))
	request.Keys = []string{visitor.Asker + "/" + key + "/" + said}
	if err := s.removeDoomed(r.Context(), request.Conversation); err != nil {
		return err
	}
	receipt, err := s.service.Submit(r.Context(), request)
	if err != nil {
		return err
	}
	request.ID, request.Received = receipt.ID, s.Now()
	if !receipt.Again {
		s.hub.addRequest(request)
	}
	if !wantsPart(r) {
		s.awaitReply(r.Context(), receipt.ID)
		http.Redirect(rw, r, "/c/"+id+"#q-"+receipt.ID, http.StatusSeeOther)
		return nil
	}
	t, err := s.oneTurn(r.Context(), visitor, receipt.ID)
	if err != nil {
		return err
	}
	part, err := s.renderTemplate(pageLanguage(r), "turn", t)
	if err != nil {
		return err
	}
	return sendHTML(rw, http.StatusOK, part)
}

// preferredLanguage returns the language that a browser says its reader prefers, "" if
// it doesn't.
func preferredLanguage(r *http.Request) string {
	if code := chosen(r, languageCookie, languageCodes()); code != "" {
		return code
	}
	tags, _, err := language.ParseAcceptLanguage(r.Header.Get("Accept-Language"))
	if err != nil || len(tags) == 0 {
		return ""
	}
	base, _ := tags[0].Base()
	return base.String()
}

// kindOf returns the kind of request that a form asks for.
func kindOf(kind string) bot.Kind {
	switch k := bot.Kind(kind); k {
	case bot.Find, bot.Verify:
		return k
	}
	return bot.Ask
}

// awaitReply waits for a final reply, but not for ever.
func (s *site) awaitReply(ctx context.Context, id string) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	for {
		g, changed, known := s.hub.replyState(id)
		if !known || g.isFinal() {
			return
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return
		}
	}
}
