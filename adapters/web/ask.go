package web

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"html/template"
	"net/http"
	"regexp"
	"slices"
	"time"

	"footnote/bot"
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
}

// conversationID is one as this package makes it.
var conversationID = regexp.MustCompile(`^[A-Z2-7]{26}$`)

// home shows the page that a conversation begins with.
func (s *site) home(rw http.ResponseWriter, r *http.Request) error {
	return s.showTalk(rw, r, talk{Conversation: rand.Text()})
}

// conversation shows what was asked so far, and the box for the next question.
func (s *site) conversation(rw http.ResponseWriter, r *http.Request) error {
	id := r.PathValue("conversation")
	if !conversationID.MatchString(id) {
		return errNotFound
	}
	turns, err := s.turns(r.Context(), s.who(r), id)
	if err != nil {
		return err
	}
	return s.showTalk(rw, r, talk{Conversation: id, Turns: turns})
}

func (s *site) showTalk(rw http.ResponseWriter, r *http.Request, t talk) error {
	visitor := s.who(r)
	var err error
	if t.Overview, err = s.service.Overview(r.Context(), visitor.viewer()); err != nil {
		return err
	}
	t.Key, t.Operator = rand.Text(), visitor.Operator
	l := layout{Title: "Ask the documents", Visitor: visitor}
	if len(t.Turns) > 0 {
		last := t.Turns[len(t.Turns)-1]
		l.Title, l.Reload = last.Question, last.Waiting
	}
	return s.show(rw, http.StatusOK, l, "talk.html", t)
}

// conversationOf names a conversation so that nobody joins another's.
func conversationOf(v Visitor, id string) string { return v.Asker + "/" + id }

// turns are those of a conversation that are kept, and after them those that
// are being answered.
func (s *site) turns(ctx context.Context, v Visitor, id string) ([]turn, error) {
	name := conversationOf(v, id)
	growing := s.hub.talk(name)
	kept, err := s.service.Conversation(ctx, name, v.viewer(), remembered)
	if err != nil {
		return nil, err
	}
	var turns []turn
	for _, k := range kept {
		turns = append(turns, newTurn(k.Request, &k.Reply, k.Changed))
	}
	for _, g := range growing {
		if !slices.ContainsFunc(kept, func(k bot.Recalled) bool { return k.Request.ID == g.request.ID }) {
			turns = append(turns, newTurn(g.request, g.reply, nil))
		}
	}
	return turns, nil
}

// ask takes a question. The script of the page gets the turn as far as it is,
// a browser without one is sent to the conversation.
func (s *site) ask(rw http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return err
	}
	visitor := s.who(r)
	id, key := r.PostForm.Get("conversation"), r.PostForm.Get("key")
	if !conversationID.MatchString(id) || !conversationID.MatchString(key) {
		return &bot.Complaint{Reason: bot.Empty, Text: "The form is incomplete; please ask from the page itself."}
	}
	request := bot.Request{
		Keys: []string{visitor.Asker + "/" + key}, Kind: kindOf(r.PostForm.Get("kind")),
		Place: visitor.viewer().Place, Conversation: conversationOf(visitor, id), Asker: visitor.Asker,
		Text: r.PostForm.Get("question"), Collection: r.PostForm.Get("collection"),
	}
	receipt, err := s.service.Submit(r.Context(), request)
	if err != nil {
		return err
	}
	request.ID, request.Received = receipt.ID, s.Now()
	if !receipt.Again {
		s.hub.add(request)
	}
	if !wantsPart(r) {
		s.await(r.Context(), receipt.ID)
		http.Redirect(rw, r, "/c/"+id+"#q-"+receipt.ID, http.StatusSeeOther)
		return nil
	}
	t, err := s.oneTurn(r.Context(), visitor, receipt.ID)
	if err != nil {
		return err
	}
	part, err := s.render("turn", t)
	if err != nil {
		return err
	}
	return sendHTML(rw, http.StatusOK, part)
}

// kindOf is the kind of request that a form asks for.
func kindOf(kind string) bot.Kind {
	switch k := bot.Kind(kind); k {
	case bot.Find, bot.Verify:
		return k
	}
	return bot.Ask
}

// await waits for a final reply, but not for ever.
func (s *site) await(ctx context.Context, id string) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	for {
		g, changed, known := s.hub.state(id)
		if !known || g.final() {
			return
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return
		}
	}
}

// oneTurn is a question with its reply as far as it is.
func (s *site) oneTurn(ctx context.Context, v Visitor, id string) (turn, error) {
	if g, _, known := s.hub.state(id); known && g.request.Asker == v.Asker && !g.final() {
		return newTurn(g.request, g.reply, nil), nil
	}
	kept, err := s.service.Recall(ctx, id, v.viewer())
	if err != nil {
		return turn{}, err
	}
	return newTurn(kept.Request, &kept.Reply, kept.Changed), nil
}

// answer shows one question and its reply, as the list of recent ones links.
func (s *site) answer(rw http.ResponseWriter, r *http.Request) error {
	v := s.who(r)
	t, err := s.oneTurn(r.Context(), v, r.PathValue("id"))
	if err != nil {
		return err
	}
	return s.show(rw, http.StatusOK, layout{Title: t.Question, Visitor: v, Reload: t.Waiting}, "answer.html", t)
}

// recent lists what the visitor asked.
func (s *site) recent(rw http.ResponseWriter, r *http.Request) error {
	const most = 50
	v := s.who(r)
	past, err := s.service.Recent(r.Context(), v.Asker, most)
	if err != nil {
		return err
	}
	return s.show(rw, http.StatusOK, layout{Title: "Your questions", Visitor: v}, "recent.html", past)
}

// further is a page of passages beyond those of an answer.
type further struct {
	bot.Sources
	Answer  string
	Cards   []card
	Earlier int // page before, -1 if there is none
	Later   int // page after, -1 if there is none
}

// sources shows further passages on a question.
func (s *site) sources(rw http.ResponseWriter, r *http.Request) error {
	v, id := s.who(r), r.PathValue("id")
	page := atoi(r.FormValue("page"))
	found, err := s.service.Sources(r.Context(), id, v.viewer(), page)
	if err != nil {
		return err
	}
	f := further{Sources: found, Answer: id, Earlier: found.Page - 1, Later: -1}
	if found.More {
		f.Later = found.Page + 1
	}
	for _, c := range found.Citations {
		f.Cards = append(f.Cards, newCard(id, c, [2]int{}, false))
	}
	return s.show(rw, http.StatusOK, layout{Title: "More on: " + found.Question, Visitor: v}, "sources.html", f)
}

// rate keeps what the visitor thinks of an answer.
func (s *site) rate(rw http.ResponseWriter, r *http.Request) error {
	v, id := s.who(r), r.PathValue("id")
	if _, err := s.service.Recall(r.Context(), id, v.viewer()); err != nil {
		return err // nobody rates what they can't see
	}
	rating := bot.Rating{Request: id, Asker: v.Asker, Comment: r.PostFormValue("comment")}
	switch vote := bot.Vote(r.PostFormValue("vote")); vote {
	case bot.Up, bot.Down:
		rating.Vote = vote
	}
	if rating.Vote == "" && rating.Comment == "" {
		return &bot.Complaint{Reason: bot.Empty, Text: "Please choose a thumb or write a comment.", Request: id}
	}
	if err := s.service.Rate(r.Context(), rating); err != nil {
		return err
	}
	return s.done(rw, r, "rated", id, "/answer/"+id)
}

// forget removes a question of the visitor's with its answer.
func (s *site) forget(rw http.ResponseWriter, r *http.Request) error {
	v, id := s.who(r), r.PathValue("id")
	request, err := s.own(r.Context(), v, id)
	if err != nil {
		return err
	}
	if _, err := s.service.Delete(r.Context(), request.Keys[0]); err != nil {
		return err
	}
	s.hub.drop(id)
	return s.done(rw, r, "forgotten", id, "/recent")
}

// own is a question that the visitor asked on these pages.
func (s *site) own(ctx context.Context, v Visitor, id string) (bot.Request, error) {
	if g, _, known := s.hub.state(id); known && g.request.Asker == v.Asker && len(g.request.Keys) > 0 {
		return g.request, nil
	}
	kept, err := s.service.Recall(ctx, id, v.viewer())
	if err != nil {
		return bot.Request{}, err
	}
	if kept.Request.Asker != v.Asker || len(kept.Request.Keys) == 0 {
		return bot.Request{}, &bot.Complaint{Reason: bot.Forbidden, Text: "Only who asked a question can remove it.", Request: id}
	}
	return kept.Request, nil
}

// done says that something was done: to the script in the place of the form,
// to others by sending them on.
func (s *site) done(rw http.ResponseWriter, r *http.Request, part, id, next string) error {
	if !wantsPart(r) {
		http.Redirect(rw, r, next, http.StatusSeeOther)
		return nil
	}
	html, err := s.render(part, id)
	if err != nil {
		return err
	}
	return sendHTML(rw, http.StatusOK, html)
}

// documents lists what can be asked about.
func (s *site) documents(rw http.ResponseWriter, r *http.Request) error {
	const most = 200
	v := s.who(r)
	o, err := s.service.Overview(r.Context(), v.viewer())
	if err != nil {
		return err
	}
	text := r.FormValue("q")
	titles, err := s.service.Titles(r.Context(), v.viewer(), text, most+1)
	if err != nil {
		return err
	}
	shelf := shelf{Overview: o, Text: text, More: len(titles) > most}
	for _, t := range titles[:min(most, len(titles))] {
		shelf.Entries = append(shelf.Entries, entry{
			Title: cmp.Or(t.Title, t.Document), Document: t.Document,
			Link: template.URL(address("/source", place{document: t.Document}, nil)),
		})
	}
	return s.show(rw, http.StatusOK, layout{Title: "Documents", Visitor: v}, "documents.html", shelf)
}

// shelf is a list of documents.
type shelf struct {
	bot.Overview
	Text    string // that their titles have
	Entries []entry
	More    bool
}

type entry struct {
	Title, Document string
	Link            template.URL
}

// lost tells that the service knows nothing of a question.
func lost(err error) bool {
	var refused *bot.Complaint
	return errors.As(err, &refused)
}
