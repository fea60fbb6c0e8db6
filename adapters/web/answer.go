package web

import (
	"context"
	"errors"
	"net/http"

	"footnote/bot"
)

// oneTurn is a question with its reply as far as it is.
func (s *site) oneTurn(ctx context.Context, v Visitor, id string) (turn, error) {
	if g, _, known := s.hub.state(id); known && g.request.Asker == v.Asker && !g.final() {
		return s.growing(v, g), nil
	}
	kept, err := s.service.Recall(ctx, id, v.viewer())
	if err != nil {
		return turn{}, err
	}
	return newTurn(kept.Request, &kept.Reply, kept.Changed), nil
}

// growing is a question that isn't answered yet, with as much of its reply as the
// visitor may see now.
func (s *site) growing(v Visitor, g growing) turn {
	draft, ok := s.service.Draft(g.request, g.reply, v.viewer())
	if !ok {
		draft = nil
	}
	return newTurn(g.request, draft, nil)
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
	page := pageNumber(r.FormValue("page"))
	found, err := s.service.Sources(r.Context(), id, v.viewer(), page)
	if err != nil {
		return err
	}
	f := further{Sources: found, Answer: id, Earlier: found.Page - 1, Later: -1}
	if found.More && page < lastPage {
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
	if err := r.ParseForm(); err != nil {
		return err
	}
	rating := bot.Rating{Request: id, Asker: v.Asker, Comment: r.PostForm.Get("comment")}
	switch vote := bot.Vote(r.PostForm.Get("vote")); vote {
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

// lost tells that the service knows nothing of a question.
func lost(err error) bool {
	var refused *bot.Complaint
	return errors.As(err, &refused)
}
