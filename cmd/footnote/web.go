package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"footnote/adapters/web"
	"footnote/bot"
)

// webSettings say how to be in a browser.
type webSettings struct {
	HTTPAddr  string `name:"http-addr" env:"FOOTNOTE_HTTP_ADDR" default:"127.0.0.1:8080" placeholder:"ADDR" group:"Page" help:"Where the page to ask and to see sources listens, off for no page (default: ${default}, for this machine alone)."`
	PublicURL string `name:"public-url" env:"FOOTNOTE_PUBLIC_URL" placeholder:"URL" group:"Page" help:"Where people reach the page, such as https://footnote.example.com; citations in Slack and Discord lead there then (default: none)."`
	LinkDays  int    `name:"link-days" env:"FOOTNOTE_LINK_DAYS" default:"90" placeholder:"DAYS" group:"Page" help:"Days that such a link opens its document (default: ${default})."`
}

// check says what can't be.
func (s *webSettings) check() error {
	if s.LinkDays < 1 {
		return errors.New("FOOTNOTE_LINK_DAYS can't be less than 1")
	}
	return nil
}

func (s *webSettings) off() bool { return s.HTTPAddr == "off" }

// page is the web page as a platform of the server.
type page struct {
	*web.Web
	listener net.Listener
}

// open readies the page and listens, so that an address that is taken is told
// before anything else is begun. It returns nil if there is to be no page.
func (s *webSettings) open(a *app, l *library) (*page, error) {
	if s.off() {
		return nil, nil
	}
	key, err := linkKey(l.data)
	if err != nil {
		return nil, err
	}
	w, err := web.New(web.Options{
		PublicURL: s.PublicURL, Key: key, LinkLife: time.Duration(s.LinkDays) * 24 * time.Hour,
		Originals: l.files.FS(), Log: a.log,
	})
	if err != nil {
		return nil, usageError("%w", err)
	}
	listener, err := listen(s.HTTPAddr)
	if err != nil {
		return nil, fmt.Errorf("%w (choose another FOOTNOTE_HTTP_ADDR, or off for no page)", err)
	}
	return &page{w, listener}, nil
}

// url is where the page is on this machine.
func (p *page) url() string { return "http://" + p.listener.Addr().String() }

// release stops listening, if serving hasn't.
func (p *page) release() error {
	if err := p.listener.Close(); err != nil && !errors.Is(err, net.ErrClosed) {
		return fmt.Errorf("stop listening: %w", err)
	}
	return nil
}

// platform is the page among the places where people ask.
func (p *page) platform(doors web.Doors) platform {
	handler := p.Handler(doors)
	return platform{
		service:   service{web.Platform, func(ctx context.Context) error { return serveOn(ctx, p.listener, handler, p.Close) }},
		messenger: p.Web,
		use:       func(b *bot.Service) { p.Use(b) },
	}
}

// linkKey returns what signs links, made at the first start and kept beside
// the questions: whoever has it can open every document.
func linkKey(data string) ([]byte, error) {
	const size = 32
	path := filepath.Join(data, "page.key")
	key, err := os.ReadFile(path)
	if err == nil && len(key) == size {
		return key, nil
	}
	if err == nil {
		return nil, fmt.Errorf("%s doesn't hold a key of %d bytes (remove it; links made before lose their effect)", path, size)
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("read the key of the page's links: %w", err)
	}
	key = make([]byte, size)
	_, _ = rand.Read(key) // never fails
	err = os.MkdirAll(data, 0o700)
	if err == nil {
		err = os.WriteFile(path, key, 0o600)
	}
	if err != nil {
		return nil, fmt.Errorf("keep the key of the page's links: %w", err)
	}
	return key, nil
}

// here lets in whoever is at this machine.
func here(next http.Handler) http.Handler { return next }

func someoneHere(context.Context) web.Visitor {
	return web.Visitor{Asker: "web/local", Operator: true}
}
