package web

import (
	"context"
	"errors"
	"html/template"
	"io/fs"
	"log/slog"
	"net/http"
	"net/url"
	"sync"
	"time"

	"footnote/bot"
	"footnote/retrieval"
)

// Service is what the pages need of the bot.
type Service interface {
	Submit(ctx context.Context, r bot.Request) (bot.Receipt, error)
	Delete(ctx context.Context, key string) (bool, error)
	Unfinished(ctx context.Context, platform string) ([]bot.Request, error)
	Unanswered(ctx context.Context, id string) (bot.Request, bool, error)
	Open(ctx context.Context, conversation string) ([]bot.Request, error)
	Conversation(ctx context.Context, conversation string, v bot.Viewer, n int) ([]bot.Recalled, error)
	Recall(ctx context.Context, id string, v bot.Viewer) (bot.Recalled, error)
	Draft(r bot.Request, reply *bot.Reply, v bot.Viewer) (draft *bot.Reply, ok bool)
	Sources(ctx context.Context, id string, v bot.Viewer, page int) (bot.Sources, error)
	Asked(ctx context.Context, id string) (bot.Viewer, error)
	Document(ctx context.Context, v bot.Viewer, id string) (*retrieval.Document, error)
	Rate(ctx context.Context, r bot.Rating) error
	Stop(ctx context.Context, id string, v bot.Viewer) error
	Share(ctx context.Context, id string, v bot.Viewer, shared bool, until time.Time) error
	Discard(ctx context.Context, conversation, id string) error
	ReadText(ctx context.Context, name string, data []byte, language string) (string, error)
	Value(ctx context.Context, key string) ([]byte, error)
	UpdateValue(ctx context.Context, key string, change func(old []byte) []byte) error
	Recent(ctx context.Context, asker string, n int) ([]bot.Past, error)
	Introduce(ctx context.Context, asker, email string) error
	Overview(ctx context.Context, v bot.Viewer) (bot.Overview, error)
	Titles(ctx context.Context, v bot.Viewer, l bot.Listing) ([]bot.Title, error)
}

// Options of a Web.
type Options struct {
	// PublicURL is where people reach the pages, a scheme and a host alone; nil
	// if only this machine does.
	PublicURL *url.URL
	// Key signs links: 32 bytes or more that only this installation knows.
	Key []byte
	// LinkLife is how long a signed link opens its document; 0 means 90 days.
	LinkLife time.Duration
	// Originals holds the files of the corpus, by the path in document IDs; nil
	// if they can't be opened.
	Originals fs.FS
	// Painter draws pages of PDF files; nil shows their text alone.
	Painter Painter
	Log     *slog.Logger     // nil discards
	Now     func() time.Time // nil means time.Now
}

// Visitor is who looks at a page.
type Visitor struct {
	Asker    string   // as in bot.Request, such as "web/jane@example.com"
	Name     string   // to greet with, "" if nobody signed in
	Roles    []string // as in bot.Place
	Email    string   // likewise
	Operator bool     // may see how the program is doing
	// Script is set for a script, and nobody who signed in by name.
	Script bool
	// Limited is set for one that may use the interfaces for programs and no page.
	Limited bool
	// PerMinute and Network bound what is asked, as in bot.Request.
	PerMinute int
	Network   string
}

// Place is where a visitor asks: what is asked on the page is read by the asker
// alone.
func (v Visitor) Place() bot.Place {
	return bot.Place{Platform: Platform, Direct: true, Roles: v.Roles, Email: v.Email}
}

// asViewer returns a visitor in the form that the bot knows.
func (v Visitor) asViewer() bot.Viewer { return bot.Viewer{Place: v.Place(), Asker: v.Asker} }

// Platform is the name of the pages among the platforms of the bot.
const Platform = "web"

// Web serves the pages and shows replies on them. It implements bot.Messenger.
type Web struct {
	Options
	service Service // without what is about to be removed
	kept    Service // with it
	pages   tongues
	hub     *hub
	closing chan struct{} // closed by Close
	close   func()
}

// New returns a Web. It answers nothing before Use.
func New(o Options) (*Web, error) {
	if len(o.Key) < 32 {
		return nil, errors.New("the key that signs links has fewer than 32 bytes")
	}
	if o.LinkLife == 0 {
		o.LinkLife = 90 * 24 * time.Hour
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	pages, err := parseTemplates()
	if err != nil {
		return nil, err
	}
	closing := make(chan struct{})
	return &Web{
		Options: o, pages: pages, hub: newHub(o.Now),
		closing: closing, close: sync.OnceFunc(func() { close(closing) }),
	}, nil
}

// Close ends what waits for replies. Browsers ask again by themselves.
func (w *Web) Close() { w.close() }

// Use names the service that answers. What it has yet to answer since before a
// restart, pages can wait for again.
func (w *Web) Use(ctx context.Context, s Service) error {
	left, err := s.Unfinished(ctx, Platform)
	if err != nil {
		return err
	}
	for _, r := range left {
		w.hub.addRequest(r)
	}
	w.service, w.kept = withoutDoomed{s, w}, s
	return w.removeDoomed(ctx, "")
}

// Doors are what stands in front of the pages and beside them.
type Doors struct {
	// Guard lets people in, knows who they are, and keeps out what other sites
	// send.
	Guard func(http.Handler) http.Handler
	Who   func(context.Context) Visitor
	// Open are handlers that need nobody to be signed in, by pattern.
	Open map[string]http.Handler
	// Status is what the page for operators shows, and StatusStyle its own style
	// sheet; nil for no such page.
	Status      func(context.Context) (template.HTML, error)
	StatusStyle []byte
	// Oversees reports whether an operator may see the status, which names files
	// and questions of all collections; nil if all operators may.
	Oversees func(Visitor) bool
	// Operators are further handlers for operators alone, by pattern.
	Operators map[string]http.Handler
	// Programs are further handlers, by pattern, that know themselves what a visitor
	// may do.
	Programs map[string]http.Handler
	// Help returns a page of the manual, or the list of its pages for "", and reports
	// whether there is one; nil for no manual.
	Help func(topic string) (title string, body template.HTML, ok bool)
	// SignOut is set if people can sign out, by POST /logout.
	SignOut bool
}

// Handler returns all pages.
func (w *Web) Handler(d Doors) http.Handler {
	s := &site{Web: w, doors: d, streams: newStreams(), drawings: new(drawings)}
	inside := http.NewServeMux()
	for pattern, handle := range map[string]func(http.ResponseWriter, *http.Request) error{
		"GET /{$}":                          s.serveHome,
		"POST /ask":                         s.serveQuestion,
		"GET /c/{conversation}":             s.serveConversation,
		"GET /events/{id}":                  s.serveEvents,
		"GET /answer/{id}":                  s.serveAnswer,
		"GET /answer/{id}/check":            s.serveCheck,
		"GET /answer/{id}/sources":          s.serveSources,
		"POST /answer/{id}/rate":            s.serveRating,
		"POST /answer/{id}/stop":            s.serveStopping,
		"POST /answer/{id}/forget":          s.serveForgetting,
		"POST /answer/{id}/share":           s.serveSharing,
		"POST /answer/{id}/undo":            s.serveRemembering,
		"POST /c/{conversation}/note":       s.serveNoting,
		"POST /c/{conversation}/delete":     s.serveDeleting,
		"POST /c/{conversation}/undo":       s.serveUndoing,
		"GET /answer/{id}/take/{file}":      s.serveTaking,
		"GET /c/{conversation}/print":       s.servePrinting,
		"GET /c/{conversation}/take/{file}": s.serveTakingAll,
		"POST /display":                     s.serveDisplay,
		"GET /recent":                       s.serveRecent,
		"GET /documents":                    s.serveDocuments,
		"GET /source":                       s.sourceSignedIn,
		"GET /original":                     s.originalSignedIn,
		"GET /look":                         s.lookSignedIn,
		"GET /look/text":                    s.lookSignedIn,
	} {
		inside.Handle(pattern, s.pageHandler(handle))
	}
	if d.Status != nil {
		inside.Handle("GET /status", s.pageHandler(s.serveStatus))
	}
	if d.Help != nil {
		inside.Handle("GET /help", s.pageHandler(s.serveHelp))
		inside.Handle("GET /help/{topic}", s.pageHandler(s.serveHelp))
	}
	for pattern, h := range d.Operators {
		inside.Handle(pattern, s.operatorsOnly(h))
	}
	for pattern, h := range d.Programs {
		inside.Handle(pattern, h)
	}
	inside.Handle("/", s.pageHandler(func(http.ResponseWriter, *http.Request) error { return errNotFound }))

	guarded := d.Guard(inside)
	outside := http.NewServeMux()
	outside.Handle("GET /static/{name}", http.HandlerFunc(s.serveStatic))
	outside.Handle("GET /source", s.bySignature(s.sourceSigned, guarded))
	outside.Handle("GET /original", s.bySignature(s.originalSigned, guarded))
	outside.Handle("GET /look", s.bySignature(s.lookSigned, guarded))
	outside.Handle("GET /look/text", s.bySignature(s.lookSigned, guarded))
	for pattern, h := range d.Open {
		outside.Handle(pattern, h)
	}
	outside.Handle("/", guarded)
	return s.protectHandler(outside)
}

// Starting is what the pages show until there is a Service to ask: browsers come
// again by themselves.
func (w *Web) Starting() http.Handler {
	s := &site{Web: w}
	wait := http.NewServeMux()
	wait.Handle("GET /static/{name}", http.HandlerFunc(s.serveStatic))
	wait.HandleFunc("/", func(rw http.ResponseWriter, r *http.Request) {
		rw.Header().Set("Retry-After", "2")
		if wantsPart(r) {
			s.sendTrouble(rw, r, http.StatusServiceUnavailable, trouble{Text: "The documents are being read; please try again in a moment."})
			return
		}
		rw.Header().Set("Refresh", "2")
		w.Frame(rw, r, http.StatusServiceUnavailable, "Starting", "<h1>The documents are being read</h1>\n<p class=\"lead\">This page shows itself as soon as they can be asked.</p>")
	})
	return s.protectHandler(wait)
}
