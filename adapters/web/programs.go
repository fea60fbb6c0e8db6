package web

import (
	"context"
	"iter"

	"footnote/adapters/web/api"
	"footnote/bot"
)

// Programs returns the bot for the interfaces that programs use. What they ask goes
// the way of what people ask here. Use comes before it.
func (w *Web) Programs() api.Bot { return programs{w.service, w} }

// programs is the bot behind the pages, for programs.
type programs struct {
	Service
	web *Web
}

var _ api.Bot = programs{}

// Submit implements api.Bot.
func (p programs) Submit(ctx context.Context, r bot.Request) (bot.Receipt, error) {
	r.Home = true
	receipt, err := p.Service.Submit(ctx, r)
	if err == nil && !receipt.Again {
		r.ID, r.Received = receipt.ID, p.web.Now()
		p.web.hub.addRequest(r)
	}
	return receipt, err
}

// Replies implements api.Bot. The final reply is always the one that is kept, seen by
// the rules of that moment.
func (p programs) Replies(ctx context.Context, id string, v bot.Viewer) iter.Seq2[bot.Reply, error] {
	return func(yield func(bot.Reply, error) bool) {
		if err := p.web.learnRequest(ctx, id); err != nil {
			yield(bot.Reply{}, err)
			return
		}
		for sent := 0; ; {
			g, changed, known := p.web.hub.replyState(id)
			if !known || g.isFinal() {
				kept, err := p.Recall(ctx, id, v)
				yield(kept.Reply, err)
				return
			}
			if draft, ok := p.Draft(g.request, g.reply, v); ok && g.version != sent {
				if sent = g.version; !yield(*draft, nil) {
					return
				}
			}
			select {
			case <-changed:
			case <-p.web.closing:
				yield(bot.Reply{}, bot.Complain(bot.Busy, id, 0))
				return
			case <-ctx.Done():
				yield(bot.Reply{}, ctx.Err())
				return
			}
		}
	}
}

// SourceAddress implements api.Bot: the page checks the rights of whoever opens it.
func (p programs) SourceAddress(answer string, c bot.Citation) string {
	if c.Document == "" || bot.IsAttached(c.Document) {
		return ""
	}
	at := placeAddress("/source", citedAt(answer, c), nil)
	if p.web.PublicURL == nil {
		return at
	}
	return p.web.PublicURL.String() + at
}
