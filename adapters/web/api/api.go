package api

import (
	"context"
	"iter"
	"log/slog"
	"net/http"
	"time"

	"footnote/bot"
	"footnote/retrieval"
)

// Bot is what the doors need of the bot.
type Bot interface {
	Submit(ctx context.Context, r bot.Request) (bot.Receipt, error)
	// Replies yields the reply to a request as it grows. The last one is final; an
	// error ends them.
	Replies(ctx context.Context, id string, v bot.Viewer) iter.Seq2[bot.Reply, error]
	Recall(ctx context.Context, id string, v bot.Viewer) (bot.Recalled, error)
	Document(ctx context.Context, v bot.Viewer, id string) (*retrieval.Document, error)
	Overview(ctx context.Context, v bot.Viewer) (bot.Overview, error)
	Titles(ctx context.Context, v bot.Viewer, l bot.Listing) ([]bot.Title, error)
	Rate(ctx context.Context, r bot.Rating) error
	// SourceAddress returns where a citation of an answer can be read in its document,
	// a path if nobody outside of this machine reaches it.
	SourceAddress(answer string, c bot.Citation) string
}

// Scope is something that a caller may do.
type Scope string

// The scopes of callers.
const (
	Ask    Scope = "ask"
	Search Scope = "search"
	Read   Scope = "read"
	Check  Scope = "check"
)

// Caller is who calls.
type Caller struct {
	Asker string   // as in bot.Request
	Roles []string // as in bot.Place
	Email string   // likewise
	// PerMinute and Network are as in bot.Request.
	PerMinute int
	Network   string
	// Opens reports whether the caller may do something; nil for all.
	Opens func(Scope) bool
}

// Options of the doors.
type Options struct {
	Bot      Bot
	Platform string // of the places that callers ask from
	// Who returns the caller of a request that has come through the guard.
	Who     func(ctx context.Context) Caller
	Version string           // of the program
	Log     *slog.Logger     // nil discards
	Now     func() time.Time // nil means time.Now
}

// Doors are what programs call.
type Doors struct{ desk }

// New returns the doors to a bot.
func New(o Options) *Doors {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	return &Doors{desk{o}}
}

// longestReply is how long a caller may have to wait for a reply.
const longestReply = 15 * time.Minute

// Handlers returns the doors by pattern. They must stand behind the guard.
func (d *Doors) Handlers() map[string]http.Handler {
	list := map[string]http.Handler{"/mcp": patient(d.newMCPHandler())}
	for pattern, handle := range map[string]func(http.ResponseWriter, *http.Request) error{
		"POST /api/v1/ask":              d.serveAsk,
		"POST /api/v1/search":           d.serveSearch,
		"POST /api/v1/check":            d.serveCheck,
		"POST /api/v1/feedback":         d.serveFeedback,
		"GET /api/v1/answers/{id}":      d.serveAnswer,
		"GET /api/v1/documents":         d.serveDocuments,
		"GET /api/v1/documents/{id...}": d.serveDocument,
		"GET /api/v1/openapi.json":      d.serveDescription,
		"POST /v1/chat/completions":     d.serveChat,
		"GET /v1/models":                d.serveModels,
		"GET /v1/models/{model}":        d.serveModel,
		"/api/":                         serveNothing,
		"/v1/":                          serveNothing,
	} {
		list[pattern] = patient(d.jsonHandler(handle))
	}
	return list
}

// patient lets a reply take its time. If the deadline can't be set there is none, so
// the error doesn't matter.
func patient(h http.Handler) http.Handler {
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		_ = http.NewResponseController(rw).SetWriteDeadline(time.Now().Add(longestReply))
		h.ServeHTTP(rw, r)
	})
}
