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

// Retract implements bot.Messenger.
func (w *Web) Retract(_ context.Context, r *bot.Request, _ string) error {
	w.hub.dropRequest(r.ID)
	return nil
}
