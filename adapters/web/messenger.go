package web

import (
	"context"

	"footnote/bot"
)

// Open implements bot.Messenger: the page has shown since it sent the question
// that it is being worked on.
func (w *Web) Open(_ context.Context, r *bot.Request) (string, error) {
	w.hub.addRequest(*r)
	return r.ID, nil
}

// Show implements bot.Messenger. A page that isn't there any more misses
// nothing: the final reply is in the store.
func (w *Web) Show(_ context.Context, r *bot.Request, ref string, reply *bot.Reply) (string, error) {
	w.hub.putReply(*r, reply)
	return r.ID, nil
}

// Awaited implements inbox.Follower.
func (w *Web) Awaited() []string { return w.hub.awaited() }

// Ended implements inbox.Follower: the pages look into the store.
func (w *Web) Ended(id string) { w.hub.endRequest(id) }

// learnRequest lets pages wait here for a reply that another process is finding.
func (w *Web) learnRequest(ctx context.Context, id string) error {
	if _, _, known := w.hub.replyState(id); known {
		return nil
	}
	r, open, err := w.service.Unanswered(ctx, id)
	if open {
		w.hub.addRequest(r)
	}
	return err
}

// learnConversation is learnRequest for all questions of a conversation.
func (w *Web) learnConversation(ctx context.Context, conversation string) error {
	list, err := w.service.Open(ctx, conversation)
	for _, r := range list {
		w.hub.addRequest(r)
	}
	return err
}

// Retract implements bot.Messenger.
func (w *Web) Retract(_ context.Context, r *bot.Request, _ string) error {
	w.hub.dropRequest(r.ID)
	return nil
}
