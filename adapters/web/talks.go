package web

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"time"

	"footnote/bot"
	"footnote/bot/present/text"
)

// listedPast is how many of the latest questions are looked at for the list of
// conversations.
const listedPast = 400

// conversation is one in the list of them.
type conversation struct {
	ID     string // "" for a question that was asked elsewhere than on the page
	Title  string
	Link   string
	Pinned bool
	At     time.Time  // of its last question
	Asked  []bot.Past // the latest first
	Shown  []bot.Past // those of Asked that are listed: what was looked for
	Last   bot.Outcome
}

// talksView is the list of conversations.
type talksView struct {
	Text          string // that was looked for
	Pinned, Other []conversation
	Gone          string // the conversation that was just deleted
	Forgotten     string // the question
	Back          string // where forms lead back to
	Of            string // the title of Gone
}

// serveRecent lists the visitor's conversations.
func (s *site) serveRecent(rw http.ResponseWriter, r *http.Request) error {
	v := s.visitorOf(r)
	list, err := s.conversationsOf(r.Context(), v)
	if err != nil {
		return err
	}
	view := talksView{Text: strings.TrimSpace(r.FormValue("q"))}
	if view.Text != "" {
		list = searchConversations(list, view.Text)
	}
	for _, c := range list {
		if c.Pinned {
			view.Pinned = append(view.Pinned, c)
		} else {
			view.Other = append(view.Other, c)
		}
	}
	if id := r.FormValue("gone"); conversationID.MatchString(id) {
		view.Gone = id
	}
	view.Forgotten = requestID.FindString(r.FormValue("forgotten"))
	return s.showPage(rw, r, http.StatusOK, layout{Title: wordsFor(r).Conversations, Visitor: v}, "recent.html", view)
}

// conversationsOf returns somebody's conversations, the one used last first.
func (s *site) conversationsOf(ctx context.Context, v Visitor) ([]conversation, error) {
	past, err := s.service.Recent(ctx, v.Asker, listedPast)
	if err != nil {
		return nil, err
	}
	notes, err := s.notesOf(ctx, v.Asker)
	if err != nil {
		return nil, err
	}
	var list []conversation
	for _, p := range past {
		id, own := strings.CutPrefix(p.Conversation, v.Asker+"/")
		if own = own && conversationID.MatchString(id); !own {
			id = ""
		}
		i := slices.IndexFunc(list, func(c conversation) bool { return own && c.ID == id })
		if i < 0 {
			c := conversation{ID: id, Link: "/answer/" + p.Request, At: p.At, Last: p.Outcome}
			if own {
				n := notes[p.Conversation]
				c.Link, c.Title, c.Pinned = "/c/"+id, n.Title, n.Pinned
			}
			i, list = len(list), append(list, c)
		}
		list[i].Asked = append(list[i].Asked, p)
	}
	for i := range list {
		if c := &list[i]; c.Title == "" {
			c.Title = titleOf(c.Asked[len(c.Asked)-1].Question)
		}
	}
	return list, nil
}

// titleOf makes a title of the first question of a conversation.
func titleOf(question string) string {
	return text.Clip(text.OneLine(question), longestTitle, text.Runes)
}

// searchConversations returns those whose title or questions have all words of a text.
func searchConversations(list []conversation, wanted string) []conversation {
	words := strings.Fields(strings.ToLower(wanted))
	has := func(said string) bool {
		said = strings.ToLower(said)
		return !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(said, w) })
	}
	var found []conversation
	for _, c := range list {
		for _, p := range c.Asked {
			if has(p.Question) {
				c.Shown = append(c.Shown, p)
			}
		}
		if len(c.Shown) > 0 || has(c.Title) {
			found = append(found, c)
		}
	}
	return found
}

// serveNoting pins a conversation of the visitor's or gives it a title.
func (s *site) serveNoting(rw http.ResponseWriter, r *http.Request) error {
	name, err := s.listedConversation(r)
	if err != nil {
		return err
	}
	err = s.changeNote(r.Context(), name, func(n *note) {
		if pin := r.PostForm.Get("pin"); pin != "" {
			n.Pinned = pin == "yes"
		}
		if r.PostForm.Has("title") {
			n.Title = r.PostForm.Get("title")
		}
	})
	if err != nil {
		return err
	}
	http.Redirect(rw, r, "/recent", http.StatusSeeOther)
	return nil
}

// serveDeleting deletes a conversation of the visitor's. For a while it can be had back.
func (s *site) serveDeleting(rw http.ResponseWriter, r *http.Request) error {
	name, err := s.listedConversation(r)
	if err == nil {
		err = s.doom(r.Context(), name, "")
	}
	if err != nil {
		return err
	}
	http.Redirect(rw, r, "/recent?gone="+r.PathValue("conversation"), http.StatusSeeOther)
	return nil
}

// serveUndoing has a conversation of the visitor's back.
func (s *site) serveUndoing(rw http.ResponseWriter, r *http.Request) error {
	name, err := s.ownConversation(r)
	if err != nil {
		return err
	}
	return s.undo(rw, r, name, "", "/recent")
}

var errTooLate = &bot.Complaint{Reason: bot.Gone, Text: "It is too late to have that back."}

// undo takes a deletion back.
func (s *site) undo(rw http.ResponseWriter, r *http.Request, conversation, request, next string) error {
	spared, err := s.spare(r.Context(), conversation, request)
	if err == nil && !spared {
		err = errTooLate
	}
	if err != nil {
		return err
	}
	http.Redirect(rw, r, next, http.StatusSeeOther)
	return nil
}

// listedConversation is ownConversation for one that is in the visitor's list: nothing is
// noted of others, however many somebody makes up.
func (s *site) listedConversation(r *http.Request) (string, error) {
	name, err := s.ownConversation(r)
	if err != nil {
		return "", err
	}
	list, err := s.conversationsOf(r.Context(), s.visitorOf(r))
	if err != nil {
		return "", err
	}
	if !slices.ContainsFunc(list, func(c conversation) bool { return c.ID == r.PathValue("conversation") }) {
		return "", bot.Complain(bot.Gone, "", 0)
	}
	return name, nil
}

// ownConversation returns the name of the visitor's conversation that a form is about.
func (s *site) ownConversation(r *http.Request) (string, error) {
	id := r.PathValue("conversation")
	if !conversationID.MatchString(id) {
		return "", errNotFound
	}
	if err := r.ParseForm(); err != nil {
		return "", err
	}
	return conversationOf(s.visitorOf(r), id), nil
}
