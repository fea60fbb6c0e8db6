package repository

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httputil"
	"strings"
	"sync"
	"time"

	"footnote/adapters/internal/publicnet"
)

// proxy is what git goes through to the net. It listens on this machine alone, as long as
// a pass takes, and dials only what is allowed.
type proxy struct {
	server    *http.Server
	transport *http.Transport // to servers without TLS
	allowed   publicnet.Allowance
	at        string // its address, with the secret that it is opened by
	secret    string

	mu      sync.Mutex
	refused error // why it didn't dial, which git doesn't tell
}

// openProxy begins to listen.
func openProxy(allowed publicnet.Allowance) (*proxy, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	p := &proxy{allowed: allowed, secret: rand.Text()}
	p.at = "http://git:" + p.secret + "@" + listener.Addr().String()
	p.transport = &http.Transport{Proxy: nil, DialContext: p.dial, DisableCompression: true}
	plain := &httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) {}, Transport: p.transport,
		ErrorLog:     slog.NewLogLogger(slog.DiscardHandler, slog.LevelError),
		ErrorHandler: func(w http.ResponseWriter, _ *http.Request, _ error) { w.WriteHeader(http.StatusBadGateway) },
	}
	p.server = &http.Server{
		ReadHeaderTimeout: time.Minute,
		Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			switch {
			case !p.isOurs(r):
				w.Header().Set("Proxy-Authenticate", `Basic realm="footnote"`)
				w.WriteHeader(http.StatusProxyAuthRequired)
			case r.Method == http.MethodConnect:
				p.connect(w, r)
			case r.URL.IsAbs():
				plain.ServeHTTP(w, r)
			default:
				http.Error(w, "this is a proxy", http.StatusBadRequest)
			}
		}),
	}
	go func() { _ = p.server.Serve(listener) }() // it ends with close
	return p, nil
}

// isOurs reports whether a request is of the git that we have started, and not of another
// user of the machine.
func (p *proxy) isOurs(r *http.Request) bool {
	encoded, ok := strings.CutPrefix(r.Header.Get("Proxy-Authorization"), "Basic ")
	given, err := base64.StdEncoding.DecodeString(encoded)
	return ok && err == nil && subtle.ConstantTimeCompare(given, []byte("git:"+p.secret)) == 1
}

// close ends the proxy with its connections, those that wait for a next request included.
func (p *proxy) close() {
	_ = p.server.Close()
	p.transport.CloseIdleConnections()
}

func (p *proxy) dial(ctx context.Context, network, address string) (net.Conn, error) {
	conn, err := p.allowed.Dial(ctx, network, address)
	if errors.Is(err, publicnet.ErrPrivate) {
		p.mu.Lock()
		p.refused = publicnet.ErrPrivate
		p.mu.Unlock()
	}
	return conn, err
}

// whyRefused returns why the proxy refused to dial, nil if it didn't.
func (p *proxy) whyRefused() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.refused
}

// connect joins git with a server that speaks TLS.
func (p *proxy) connect(w http.ResponseWriter, r *http.Request) {
	far, err := p.dial(r.Context(), "tcp", r.Host)
	if err != nil {
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	defer far.Close()
	hijacker, ok := w.(http.Hijacker)
	if !ok {
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	near, buffered, err := hijacker.Hijack()
	if err != nil {
		return
	}
	defer near.Close()
	if _, err := io.WriteString(near, "HTTP/1.1 200 Connection established\r\n\r\n"); err != nil {
		return
	}
	done := make(chan struct{}, 2)
	go func() { _, _ = io.Copy(far, buffered); done <- struct{}{} }()
	go func() { _, _ = io.Copy(near, far); done <- struct{}{} }()
	<-done // the other ends when the connections are closed
}
