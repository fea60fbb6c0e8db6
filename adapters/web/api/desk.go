package api

import (
	"cmp"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"encoding/hex"
	"iter"
	"net/http"
	"regexp"
	"strings"

	"footnote/bot"
	"footnote/retrieval"
)

// desk takes what callers want to the bot, whatever door they have come by.
type desk struct{ Options }

// wish is what a caller wants to know.
type wish struct {
	kind bot.Kind
	text string
	narrowing
	language string
	// conversation names what was asked before, "" to begin a new one.
	conversation string
	told         []bot.Told
	limit        int
	key          string // the same for a wish that is sent again, "" if none is
}

// conversationName is what a caller may call a conversation.
var conversationName = regexp.MustCompile(`^[A-Za-z0-9._-]{1,64}$`)

// scopeOf returns what a kind of wish needs.
func scopeOf(kind bot.Kind) Scope {
	switch kind {
	case bot.Find:
		return Search
	case bot.Verify:
		return Check
	}
	return Ask
}

// newConversation names a conversation that begins with a wish, the same for one that
// is sent again.
func newConversation(c Caller, key string) string {
	if key == "" {
		return rand.Text()
	}
	sum := sha256.Sum256([]byte(c.Asker + "\x00" + key))
	return base32.StdEncoding.EncodeToString(sum[:])[:26] // as rand.Text makes them
}

// demand returns a problem if a caller may not do something.
func (c Caller) demand(s Scope) error {
	if c.Opens == nil || c.Opens(s) {
		return nil
	}
	return newProblem(http.StatusForbidden, "insufficient_scope", "this token lacks the scope %q; whoever runs the bot can give out one that has it", s)
}

// viewer returns a caller as the bot knows who opens something.
func (d *desk) viewer(c Caller) bot.Viewer {
	return bot.Viewer{Place: bot.Place{Platform: d.Platform, Direct: true, Roles: c.Roles, Email: c.Email}, Asker: c.Asker}
}

// submit hands a wish in, and returns the request's id and the conversation.
func (d *desk) submit(ctx context.Context, c Caller, w wish) (id, conversation string, err error) {
	if err := c.demand(scopeOf(w.kind)); err != nil {
		return "", "", err
	}
	conversation = cmp.Or(w.conversation, newConversation(c, w.key))
	if !conversationName.MatchString(conversation) {
		return "", "", newProblem(http.StatusBadRequest, "invalid_conversation", "the name of a conversation has up to 64 letters, digits, dots, hyphens and underscores")
	}
	collection, filter, err := w.scope()
	if err != nil {
		return "", "", err
	}
	said := sha256.Sum256([]byte(strings.Join([]string{cmp.Or(w.key, rand.Text()), w.conversation, string(w.kind), w.narrowing.key(), w.text}, "\x00")))
	receipt, err := d.Bot.Submit(ctx, bot.Request{
		Kind: w.kind, Text: w.text, Collection: collection, Filter: filter, Language: w.language, Limit: w.limit, Told: w.told,
		Place: d.viewer(c).Place, Asker: c.Asker, PerMinute: c.PerMinute, Network: c.Network,
		Conversation: c.Asker + "/" + conversation,
		Keys:         []string{c.Asker + "/api/" + hex.EncodeToString(said[:])},
	})
	return receipt.ID, conversation, err
}

// replies yields the reply to a request as it grows. A failure is an error.
func (d *desk) replies(ctx context.Context, c Caller, id string) iter.Seq2[*bot.Reply, error] {
	return func(yield func(*bot.Reply, error) bool) {
		for reply, err := range d.Bot.Replies(ctx, id, d.viewer(c)) {
			if err == nil && reply.Failure != nil {
				err = reply.Failure
			}
			if !yield(&reply, err) || err != nil {
				return
			}
		}
	}
}

// await returns the final reply to a wish.
func (d *desk) await(ctx context.Context, c Caller, w wish) (reply *bot.Reply, conversation string, err error) {
	id, conversation, err := d.submit(ctx, c, w)
	if err != nil {
		return nil, "", err
	}
	for reply, err = range d.replies(ctx, c, id) {
		if err != nil {
			return nil, "", err
		}
	}
	return reply, conversation, nil
}

// document returns a document that a caller may read.
func (d *desk) document(ctx context.Context, c Caller, id string) (*retrieval.Document, error) {
	if err := c.demand(Read); err != nil {
		return nil, err
	}
	return d.Bot.Document(ctx, d.viewer(c), id)
}

// mostListed is how many documents a page of a list may have.
const mostListed = 1000

// documents returns those of a caller's documents whose title or path has a text, all
// or what they are narrowed down to, from the given one on, and how many there are.
func (d *desk) documents(ctx context.Context, c Caller, text string, to narrowing, from, n int) (page []bot.Title, total int, err error) {
	if err := c.demand(Read); err != nil {
		return nil, 0, err
	}
	collection, filter, err := to.scope()
	if err != nil {
		return nil, 0, err
	}
	list, err := d.Bot.Titles(ctx, d.viewer(c), bot.Listing{Text: text, Collection: collection})
	if err != nil {
		return nil, 0, err
	}
	list = keep(list, filter)
	from = min(max(from, 0), len(list))
	return list[from:min(len(list), from+n)], len(list), nil
}

// rate keeps what a caller thinks of an answer that the caller may see.
func (d *desk) rate(ctx context.Context, c Caller, r bot.Rating) error {
	if err := c.demand(Ask); err != nil {
		return err
	}
	if _, err := d.Bot.Recall(ctx, r.Request, d.viewer(c)); err != nil {
		return err
	}
	r.Asker = c.Asker
	return d.Bot.Rate(ctx, r)
}

// find finds passages.
func (d *desk) find(ctx context.Context, c Caller, body searchBody) (*bot.Reply, error) {
	if body.Limit < 1 || body.Limit > mostResults {
		return nil, newProblem(http.StatusUnprocessableEntity, "invalid_limit", "limit is %d, must be from 1 to %d", body.Limit, mostResults)
	}
	reply, _, err := d.await(ctx, c, wish{kind: bot.Find, text: body.Query, narrowing: body.narrowing, limit: body.Limit})
	return reply, err
}
