package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"footnote/bot"
	"footnote/bot/present"
	"footnote/bot/wording"
)

// oneTurn returns a question with as much of its reply as there is.
func (s *site) oneTurn(ctx context.Context, v Visitor, id string) (turn, error) {
	if err := s.learnRequest(ctx, id); err != nil {
		return turn{}, err
	}
	if g, _, known := s.hub.replyState(id); known && g.request.Asker == v.Asker && !g.isFinal() {
		return s.growingTurn(v, g), nil
	}
	kept, err := s.service.Recall(ctx, id, v.asViewer())
	if err != nil {
		return turn{}, err
	}
	return keptTurn(v, kept), nil
}

// keptTurn returns the turn of a question that was answered.
func keptTurn(v Visitor, kept bot.Recalled) turn {
	t := newTurn(kept.Request, &kept.Reply, kept.Changed)
	t.Own, t.Shared, t.SharedUntil = kept.Own, kept.Shared, kept.SharedUntil
	if kept.Request.Asker != v.Asker {
		t.Talk = "" // it is another conversation, of somebody else or on another platform
	}
	return t
}

// growingTurn returns the turn of a question that isn't answered yet, with as much
// of its reply as the visitor may see now.
func (s *site) growingTurn(v Visitor, g growing) turn {
	draft, ok := s.service.Draft(g.request, g.reply, v.asViewer())
	if !ok {
		draft = nil
	}
	t := newTurn(g.request, draft, nil)
	t.Own = true
	return t
}

// serveAnswer shows one question and its reply, as the list of recent ones links.
func (s *site) serveAnswer(rw http.ResponseWriter, r *http.Request) error {
	v := s.visitorOf(r)
	t, err := s.oneTurn(r.Context(), v, r.PathValue("id"))
	if refused, ok := errors.AsType[*bot.Complaint](err); ok && refused.Reason == bot.Forbidden && refused.Text == "" {
		return errNotShared
	}
	if err != nil {
		return err
	}
	return s.showPage(rw, r, http.StatusOK, layout{Title: t.Question, Visitor: v, Reload: t.Waiting}, "answer.html", t)
}

var errNotShared = &bot.Complaint{Reason: bot.Forbidden, Text: "This answer was given to somebody else, or stands on documents that aren’t open to you. Whoever asked can share it; the documents stay as open as they are."}

// further is a page of passages beyond those of an answer.
type further struct {
	bot.Sources
	Answer  string
	Cards   []card
	Earlier int // page before, -1 if there is none
	Later   int // page after, -1 if there is none
}

// serveSources shows further passages on a question.
func (s *site) serveSources(rw http.ResponseWriter, r *http.Request) error {
	v, id := s.visitorOf(r), r.PathValue("id")
	page := pageNumber(r.FormValue("page"))
	found, err := s.service.Sources(r.Context(), id, v.asViewer(), page)
	if err != nil {
		return err
	}
	f := further{Sources: found, Answer: id, Earlier: found.Page - 1, Later: -1}
	if found.More && page < lastPage {
		f.Later = found.Page + 1
	}
	for _, c := range found.Citations {
		f.Cards = append(f.Cards, newCard(id, present.Source{Citation: c, Words: wording.In(found.Language)}, [2]int{}, false))
	}
	return s.showPage(rw, r, http.StatusOK, layout{Title: fmt.Sprintf(wordsFor(r).MoreOn, found.Question), Visitor: v}, "sources.html", f)
}

// serveRating keeps what the visitor thinks of an answer.
func (s *site) serveRating(rw http.ResponseWriter, r *http.Request) error {
	v, id := s.visitorOf(r), r.PathValue("id")
	if _, err := s.service.Recall(r.Context(), id, v.asViewer()); err != nil {
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
	return s.sendDone(rw, r, "rated", id, "/answer/"+id)
}

// serveForgetting removes a question of the visitor's with its answer: at once if a page
// waits for it, and else after a while in which it can be had back.
func (s *site) serveForgetting(rw http.ResponseWriter, r *http.Request) error {
	v, id := s.visitorOf(r), r.PathValue("id")
	request, err := s.ownRequest(r.Context(), v, id)
	if err != nil {
		return err
	}
	if g, _, known := s.hub.replyState(id); known && !g.isFinal() {
		if _, err := s.service.Delete(r.Context(), request.Keys[0]); err != nil {
			return err
		}
		s.hub.dropRequest(id)
		return s.sendDone(rw, r, "forgotten", "", "/recent")
	}
	if err := s.doom(r.Context(), request.Conversation, id); err != nil {
		return err
	}
	return s.sendDone(rw, r, "forgotten", id, "/recent?forgotten="+id)
}

// serveRemembering has a question of the visitor's back that was forgotten.
func (s *site) serveRemembering(rw http.ResponseWriter, r *http.Request) error {
	id := r.PathValue("id")
	kept, err := s.kept.Recall(r.Context(), id, s.visitorOf(r).asViewer())
	if err != nil {
		return err
	}
	if kept.Request.Asker != s.visitorOf(r).Asker {
		return &bot.Complaint{Reason: bot.Forbidden, Text: "Only who asked a question can have it back.", Request: id}
	}
	next := "/answer/" + id
	if talk := newTurn(kept.Request, &kept.Reply, nil).Talk; talk != "" {
		next = talk + "#q-" + id
	}
	return s.undo(rw, r, kept.Request.Conversation, id, next)
}

// ownRequest returns a question that the visitor asked, on these pages or elsewhere.
func (s *site) ownRequest(ctx context.Context, v Visitor, id string) (bot.Request, error) {
	if err := s.learnRequest(ctx, id); err != nil {
		return bot.Request{}, err
	}
	if g, _, known := s.hub.replyState(id); known && g.request.Asker == v.Asker && len(g.request.Keys) > 0 {
		return g.request, nil
	}
	kept, err := s.service.Recall(ctx, id, v.asViewer())
	if err != nil {
		return bot.Request{}, err
	}
	if !kept.Own || len(kept.Request.Keys) == 0 {
		return bot.Request{}, &bot.Complaint{Reason: bot.Forbidden, Text: "Only who asked a question can remove it.", Request: id}
	}
	return kept.Request, nil
}

// sendDone says that something was done. The script of the page gets a part to show
// instead of the form; a browser without the script is sent on to next.
func (s *site) sendDone(rw http.ResponseWriter, r *http.Request, part, id, next string) error {
	if !wantsPart(r) {
		http.Redirect(rw, r, next, http.StatusSeeOther)
		return nil
	}
	html, err := s.renderTemplate(pageLanguage(r), part, id)
	if err != nil {
		return err
	}
	return sendHTML(rw, http.StatusOK, html)
}

// isLost reports whether err is a complaint, by which the service says that it knows
// no such question.
func isLost(err error) bool {
	var refused *bot.Complaint
	return errors.As(err, &refused)
}
