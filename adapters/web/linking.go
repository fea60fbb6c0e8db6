package web

import (
	"context"
	"slices"

	"footnote/bot"
)

// Linking leads the citations that a chat platform shows to their place on
// these pages, in the place of the address that the document itself gives: the
// page of the source has that too.
type Linking struct {
	*Web // nil if there are no pages
	// Longest is the length in bytes of the longest address that the platform
	// takes; what would be longer keeps the document's own.
	Longest int
}

// Messenger wraps the one of the platform.
func (l Linking) Messenger(m bot.Messenger) bot.Messenger { return linkingMessenger{m, l} }

// Service wraps the bot, for what the platform opens again.
func (l Linking) Service(s *bot.Service) *LinkingService { return &LinkingService{s, l} }

func (l Linking) citation(answer string, c bot.Citation) bot.Citation {
	if l.Web == nil {
		return c
	}
	if link := l.Link(answer, c); link != "" && len(link) <= l.Longest {
		c.URL = link
	}
	return c
}

func (l Linking) citations(answer string, list []bot.Citation) []bot.Citation {
	list = slices.Clone(list) // others hold it too
	for i, c := range list {
		list[i] = l.citation(answer, c)
	}
	return list
}

func (l Linking) reply(r bot.Reply) bot.Reply {
	for _, a := range []**bot.Answer{&r.Answer, &r.Found} {
		if *a != nil {
			linked := **a
			linked.Citations = l.citations(r.Request, linked.Citations)
			*a = &linked
		}
	}
	r.Claims = slices.Clone(r.Claims)
	for i, c := range r.Claims {
		r.Claims[i].Supporting = l.citations(r.Request, c.Supporting)
		r.Claims[i].Contradicting = l.citations(r.Request, c.Contradicting)
	}
	return r
}

type linkingMessenger struct {
	bot.Messenger
	linking Linking
}

// Show implements bot.Messenger. What isn't final can't be opened yet.
func (m linkingMessenger) Show(ctx context.Context, r *bot.Request, ref string, reply *bot.Reply) (string, error) {
	if reply.Final {
		linked := m.linking.reply(*reply)
		reply = &linked
	}
	return m.Messenger.Show(ctx, r, ref, reply)
}

// LinkingService is the bot as a platform sees it whose citations lead to the
// pages.
type LinkingService struct {
	*bot.Service
	linking Linking
}

// Recall is as bot.Service's.
func (s *LinkingService) Recall(ctx context.Context, id string, v bot.Viewer) (bot.Recalled, error) {
	r, err := s.Service.Recall(ctx, id, v)
	r.Reply = s.linking.reply(r.Reply)
	return r, err
}

// Sources is as bot.Service's.
func (s *LinkingService) Sources(ctx context.Context, id string, v bot.Viewer, page int) (bot.Sources, error) {
	found, err := s.Service.Sources(ctx, id, v, page)
	found.Citations = s.linking.citations(id, found.Citations)
	return found, err
}

// Context is as bot.Service's.
func (s *LinkingService) Context(ctx context.Context, id string, v bot.Viewer, n int) (bot.Surroundings, error) {
	around, err := s.Service.Context(ctx, id, v, n)
	around.Citation = s.linking.citation(id, around.Citation)
	return around, err
}
