package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"footnote/bot/inbox"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"time"

	"footnote/adapters/web"
	"footnote/adapters/web/login"
	"footnote/adapters/web/status"
	"footnote/cmd/footnote/datafolder"
	"footnote/cmd/footnote/serving"
	"footnote/retrieval/private"
)

// webSettings say how to be in a browser.
type webSettings struct {
	HTTP      httpSettings `embed:""`
	PublicURL string       `name:"public-url" env:"FOOTNOTE_PUBLIC_URL" placeholder:"URL" group:"Page" help:"Where people reach the page, such as https://footnote.example.com; citations in ${platforms} lead there then (default: none)."`
	LinkDays  int          `name:"link-days" env:"FOOTNOTE_LINK_DAYS" default:"90" placeholder:"DAYS" group:"Page" help:"Days that such a link opens its document (default: ${default})."`

	Login loginSettings `embed:""`
}

// check says what can't be.
func (s *webSettings) check() error {
	if _, _, err := net.SplitHostPort(s.HTTP.Addr); err != nil && !s.off() {
		return fmt.Errorf("FOOTNOTE_HTTP_ADDR is %q, must be as 127.0.0.1:8067, or off for no page", s.HTTP.Addr)
	}
	if s.LinkDays < 1 {
		return errors.New("FOOTNOTE_LINK_DAYS can't be less than 1")
	}
	_, err := s.public()
	return err
}

// public returns the public URL, its scheme and host alone; nil if there is none.
func (s *webSettings) public() (*url.URL, error) {
	if s.PublicURL == "" {
		return nil, nil
	}
	u, err := url.Parse(s.PublicURL)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Hostname() == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" || strings.Trim(u.Path, "/") != "" {
		return nil, fmt.Errorf("FOOTNOTE_PUBLIC_URL is %q, must be as https://footnote.example.com, without a path", s.PublicURL)
	}
	return &url.URL{Scheme: u.Scheme, Host: strings.ToLower(u.Host)}, nil
}

func (s *webSettings) off() bool { return s.HTTP.Addr == "off" }

// page is the web page as a platform of the server.
type page struct {
	*web.Web
	guard  *login.Guard
	server *serving.HTTP
	now    atomic.Pointer[http.Handler] // what it serves
	signIn bool                         // people sign in
	shared bool                         // with one token
}

// guarding is how the page is to be guarded, but for the key.
func (s *webSettings) guarding(a *app) (o login.Options, err error) {
	o = s.Login.options()
	o.Listen, o.Log = s.HTTP.Addr, a.log
	o.PublicURL, err = s.public()
	return o, err
}

// open readies the page and begins to serve: an address that is taken is told
// before anything else, and who comes while the documents are read is asked to
// wait. keepGroup tells which groups of a visitor matter.
// It returns nil if there is to be no page.
func (s *webSettings) open(a *app, l *library, keepGroup func(string) bool) (*page, error) {
	if s.off() {
		return nil, nil
	}
	guarding, err := s.guarding(a)
	if err == nil {
		err = login.Check(guarding)
	}
	if err != nil {
		return nil, usageError("%w", err)
	}
	key, err := pageKey(l.Data)
	if err != nil {
		return nil, err
	}
	w, err := web.New(web.Options{
		PublicURL: guarding.PublicURL, Key: key, LinkLife: time.Duration(s.LinkDays) * 24 * time.Hour,
		Originals: l.FS(), Log: a.log,
	})
	if err != nil {
		return nil, usageError("%w", err)
	}
	listener, err := listen("FOOTNOTE_HTTP_ADDR, or off for no page", s.HTTP.Addr)
	if err != nil {
		return nil, err
	}
	guarding.Listen, guarding.Key, guarding.Page, guarding.KeepGroup = listener.Addr().String(), key, w.Frame, keepGroup
	guard, err := login.New(guarding)
	if err != nil {
		return nil, errors.Join(usageError("%w", err), listener.Close())
	}
	p := &page{Web: w, guard: guard, signIn: s.Login.Token.IsSet() || s.Login.Issuer != "", shared: s.Login.Token.IsSet() && s.Login.Issuer == ""}
	p.show(http.HandlerFunc(p.wait))
	p.server = serving.StartHTTP(a.log, listener, guard.Open(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		(*p.now.Load()).ServeHTTP(rw, r)
	})), w.Close)
	return p, nil
}

// show serves a handler from now on.
func (p *page) show(h http.Handler) { p.now.Store(&h) }

// wait is what the page shows until the documents are read.
func (p *page) wait(rw http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/healthz" {
		_, _ = io.WriteString(rw, "ok\n")
		return
	}
	p.Starting().ServeHTTP(rw, r)
}

// url is where the page is on this machine.
func (p *page) url() string { return "http://" + p.server.At.String() }

// release stops listening, if serving hasn't.
func (p *page) release() error {
	if err := p.server.Close(); err != nil && !errors.Is(err, net.ErrClosed) {
		return fmt.Errorf("stop listening: %w", err)
	}
	return nil
}

// name is the page's among the platforms.
func (p *page) name() string { return web.Platform }

// service is the page as a part of the server.
func (p *page) service(st *status.Status, rules inbox.Policy) service {
	way := p.guard.Handler()
	p.show(p.Handler(web.Doors{
		Guard: p.guard.Wrap, Who: visitor, SignOut: p.signIn,
		Status: st.Body, StatusStyle: status.Style, Oversees: p.oversees(rules),
		Open: map[string]http.Handler{
			"/login": way, "/login/": way, "/logout": way,
			"GET /healthz": st.Live(), "GET /readyz": st.Ready(),
		},
		Operators: map[string]http.Handler{"GET /metrics": st.Metrics()},
	}))
	return service{p.name(), p.server.Run}
}

// oversees tells which operators see what the status page names. People who
// share a token are all operators, and none of them is to see there what the
// rules hide from them.
func (p *page) oversees(rules inbox.Policy) func(web.Visitor) bool {
	if rules == nil || !p.shared {
		return nil
	}
	return func(v web.Visitor) bool {
		_, all := rules.Collections(v.Place())
		return all
	}
}

const (
	pageKeyFile = datafolder.PageKey
	pageKeySize = 32 // bytes
)

// pageKey returns what signs links and seals cookies, made at the first start
// and kept beside the questions: whoever has it can open every document.
func pageKey(data string) ([]byte, error) {
	path := filepath.Join(data, pageKeyFile)
	_ = private.Restrict(path) // doctor tells if that can't be done
	key, err := os.ReadFile(path)
	if err == nil && len(key) == pageKeySize {
		return key, nil
	}
	if err == nil {
		return nil, fmt.Errorf("%s doesn't hold a key of %d bytes (remove it; links made before lose their effect and people sign in again)", path, pageKeySize)
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("read the page's key: %w", err)
	}
	key = make([]byte, pageKeySize)
	_, _ = rand.Read(key) // never fails
	if err := private.MakeFolder(data); err != nil {
		return nil, fmt.Errorf("keep the page's key: %w", err)
	}
	// As a whole or not at all: half a key would have to be removed by hand.
	half := path + ".new"
	if err := private.WriteFile(half, key); err != nil {
		return nil, fmt.Errorf("keep the page's key: %w", err)
	}
	if err := os.Rename(half, path); err != nil {
		return nil, fmt.Errorf("keep the page's key: %w", err)
	}
	return key, nil
}

// visitor is who came through the guard.
func visitor(ctx context.Context) web.Visitor {
	who := login.Who(ctx)
	return web.Visitor{Asker: who.Asker, Name: who.Name, Roles: who.Roles, Operator: who.Operator}
}
