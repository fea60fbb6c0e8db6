// Package page owns the page in the browser: its settings, how it is opened and
// guarded, the key that it signs with, and its part of the server.
package page

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"net/http/pprof"
	"sync/atomic"
	"time"

	"footnote/adapters"
	"footnote/adapters/web"
	"footnote/adapters/web/api"
	"footnote/adapters/web/login"
	"footnote/adapters/web/status"
	"footnote/bot/inbox"
	"footnote/cmd/footnote/docs"
	"footnote/cmd/footnote/serving"
)

// Page is the web page as a platform of the server.
type Page struct {
	*web.Web
	guard   *login.Guard
	server  *serving.HTTP
	now     atomic.Pointer[http.Handler] // what it serves
	signIn  bool                         // people sign in
	shared  bool                         // with one token
	version string                       // of the program
}

// Options are what a page needs beside its settings.
type Options struct {
	Data      string            // folder where the page's key is kept
	Key       []byte            // of all replicas; nil for that in Data
	Originals fs.FS             // the documents
	Painter   web.Painter       // draws their pages; nil shows text alone
	KeepGroup func(string) bool // tells which groups of a visitor matter
	// Tokens finds the tokens of scripts, as in login.Options.
	Tokens  func(text string) (login.Token, bool)
	Version string // of the program
	Log     *slog.Logger
}

// Open readies the page and begins to serve: an address that is taken is told
// before anything else, and who comes while the documents are read is asked to
// wait. It returns nil if there is to be no page. What is wrong with a setting is an
// adapters.SettingError.
func (s *Settings) Open(o Options) (*Page, error) {
	if s.IsOff() {
		return nil, nil
	}
	guarding, err := s.Guarding(o.Log)
	if err == nil {
		err = login.Check(guarding)
	}
	if err != nil {
		return nil, adapters.WrongSetting("%w", err)
	}
	key := o.Key
	if key == nil {
		if key, err = readKey(o.Data); err != nil {
			return nil, err
		}
	}
	w, err := web.New(web.Options{
		PublicURL: guarding.PublicURL, Key: key, LinkLife: time.Duration(s.LinkDays) * 24 * time.Hour,
		Originals: o.Originals, Painter: o.Painter, Log: o.Log,
	})
	if err != nil {
		return nil, adapters.WrongSetting("%w", err)
	}
	listener, err := serving.Listen("FOOTNOTE_HTTP_ADDR, or off for no page", s.HTTP.Addr)
	if err != nil {
		return nil, err
	}
	guarding.Listen, guarding.Key, guarding.Page, guarding.KeepGroup, guarding.Tokens = listener.Addr().String(), key, w.Frame, o.KeepGroup, o.Tokens
	guard, err := login.New(guarding)
	if err != nil {
		return nil, errors.Join(adapters.WrongSetting("%w", err), listener.Close())
	}
	p := &Page{Web: w, guard: guard, version: o.Version, signIn: s.Login.Token.IsSet() || s.Login.Issuer != "", shared: s.Login.Token.IsSet() && s.Login.Issuer == ""}
	p.showHandler(http.HandlerFunc(p.showWaiting))
	p.server = serving.StartHTTP(o.Log, listener, guard.Open(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		(*p.now.Load()).ServeHTTP(rw, r)
	})), w.Close)
	return p, nil
}

// showHandler serves a handler from now on.
func (p *Page) showHandler(h http.Handler) { p.now.Store(&h) }

// showWaiting is what the page shows until the documents are read.
func (p *Page) showWaiting(rw http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/healthz" {
		_, _ = io.WriteString(rw, "ok\n")
		return
	}
	p.Starting().ServeHTTP(rw, r)
}

// URL is where the page is on this machine.
func (p *Page) URL() string { return "http://" + p.server.At.String() }

// Release stops listening, if serving hasn't.
func (p *Page) Release() error {
	if err := p.server.Close(); err != nil && !errors.Is(err, net.ErrClosed) {
		return fmt.Errorf("stop listening: %w", err)
	}
	return nil
}

// HasSignIn reports whether people sign in.
func (p *Page) HasSignIn() bool { return p.signIn }

// Remember has what stands in front of the page keep what it knows in values.
func (p *Page) Remember(ctx context.Context, values login.Values) error {
	return p.guard.Remember(ctx, values)
}

// Service is the page as a part of the server.
func (p *Page) Service(st *status.Status, rules inbox.Policy) serving.Service {
	way := p.guard.Handler()
	p.showHandler(p.Handler(web.Doors{
		Guard: p.guard.Wrap, Who: visitorOf, SignOut: p.signIn,
		Help: docs.HTML, Status: st.Body, StatusStyle: status.Style, Oversees: p.operatorTest(rules),
		Open: map[string]http.Handler{
			"/login": way, "/login/": way, "/logout": way,
			"GET /healthz": st.Live(), "GET /readyz": st.Ready(),
		},
		Programs: p.programs(st), Operators: map[string]http.Handler{"GET /debug/pprof/": profiles()},
	}))
	return serving.Service{Name: web.Platform, Run: p.server.Run}
}

// programs are the doors for programs, and the figures of how the server is doing.
func (p *Page) programs(st *status.Status) map[string]http.Handler {
	doors := api.New(api.Options{Bot: p.Programs(), Platform: web.Platform, Who: callerOf, Version: p.version, Log: p.Log})
	list := doors.Handlers()
	list["GET /metrics"] = measured(st.Metrics())
	return list
}

// profiles are those of the Go runtime, of processor time and memory. The command line
// isn't among them: it may hold tokens.
func profiles() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /debug/pprof/", pprof.Index)
	mux.HandleFunc("GET /debug/pprof/profile", pprof.Profile)
	mux.HandleFunc("GET /debug/pprof/trace", pprof.Trace)
	mux.HandleFunc("GET /debug/pprof/symbol", pprof.Symbol)
	mux.HandleFunc("GET /debug/pprof/cmdline", http.NotFound)
	return mux
}

// measured opens figures to operators, and to tokens that have the scope.
func measured(h http.Handler) http.Handler {
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		who := login.Who(r.Context())
		if !who.Operator && (who.Token == nil || !who.Token.Opens(login.MetricsScope)) {
			http.Error(rw, "the figures are for whoever runs the bot (FOOTNOTE_OPERATORS lists them) and for tokens with the scope metrics", http.StatusForbidden)
			return
		}
		h.ServeHTTP(rw, r)
	})
}

// Where nobody signs in, the programs of this machine are one asker, who finds again
// what was asked, with a limit that keeps none of them waiting.
const (
	localPrograms  = "web/local/programs"
	localPerMinute = 600
)

// callerOf is who came through the guard, to a door for programs.
func callerOf(ctx context.Context) api.Caller {
	who := login.Who(ctx)
	v := visitorOf(ctx)
	if who.Anonymous {
		v.Asker, v.PerMinute = localPrograms, localPerMinute
	}
	return api.Caller{
		Asker: v.Asker, Roles: v.Roles, Email: v.Email, PerMinute: v.PerMinute, Network: v.Network,
		Opens: func(s api.Scope) bool { return who.Token.Opens(login.Scope(s)) },
	}
}

// operatorTest returns what tells which operators see what the status page names.
// People who share a token are all operators, and so are scripts. None of them is to
// see there what the rules hide from them.
func (p *Page) operatorTest(rules inbox.Policy) func(web.Visitor) bool {
	if rules == nil {
		return nil
	}
	return func(v web.Visitor) bool {
		if !p.shared && !v.Script {
			return true
		}
		_, all := rules.Collections(v.Place())
		return all
	}
}

// visitorOf is who came through the guard.
func visitorOf(ctx context.Context) web.Visitor {
	who := login.Who(ctx)
	v := web.Visitor{Asker: who.Asker, Name: who.Name, Roles: who.Roles, Email: who.Email, Operator: who.Operator, Network: who.Address, Script: who.Token != nil}
	if v.Script {
		v.Limited, v.PerMinute = !who.Token.IsShared(), who.Token.PerMinute
	}
	return v
}
