package login

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/json"
	"fmt"
	"html/template"
	"log/slog"
	"math"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync/atomic"
	"time"
)

// Guard stands in front of the page. It is made by New.
type Guard struct {
	public     *url.URL // nil if there is none
	local      bool     // listens on loopback
	open       bool     // nobody signs in
	token      token
	scripts    func(text string) (Token, bool) // nil without tokens of their own
	provider   *provider                       // nil if there is none
	allow      rules
	operators  rules
	keepGroup  func(string) bool
	life       life
	jar        *jar
	ended      ended
	tokens     *throttle // of wrong ones
	codes      *throttle // of wrong ones
	redeemed   lane      // codes under way to the provider
	suspected  lane      // those of addresses that had too many wrong ones
	trustProxy bool
	proxied    atomic.Bool // that there is a proxy was logged
	foreign    *http.CrossOriginProtection
	forms      *template.Template
	page       func(w http.ResponseWriter, r *http.Request, status int, title string, body template.HTML)
	log        *slog.Logger
	now        func() time.Time
}

// token is a hash of the shared token, which compares in constant time whatever
// the length.
type token struct {
	set  bool
	hash [sha256.Size]byte
}

func (t token) isText(text string) bool {
	hash := sha256.Sum256([]byte(text))
	return subtle.ConstantTimeCompare(hash[:], t.hash[:]) == 1
}

// New returns a Guard, or says what keeps the options from being safe. A
// provider is asked for nothing before somebody signs in.
func New(o Options) (*Guard, error) {
	if err := Check(o); err != nil {
		return nil, err
	}
	public := o.PublicURL
	allow, err := parseRules("FOOTNOTE_OIDC_ALLOW", o.OIDC.Allow)
	if err != nil {
		return nil, err
	}
	operators, err := parseRules("FOOTNOTE_OPERATORS", o.Operators)
	if err != nil {
		return nil, err
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	templates, err := parseForms()
	if err != nil {
		return nil, err
	}
	g := &Guard{
		public: public, local: IsLoopbackAddress(o.Listen), allow: allow, operators: operators, keepGroup: o.KeepGroup, scripts: o.Tokens,
		tokens: newThrottle(), codes: newThrottle(), redeemed: make(lane, codesAtOnce), suspected: make(lane, suspectsAtOnce), trustProxy: o.TrustProxy, foreign: http.NewCrossOriginProtection(),
		forms: templates, page: o.Page, log: o.Log, now: o.Now,
	}
	if g.page == nil {
		g.page = g.barePage
	}
	if public != nil {
		if err := g.foreign.AddTrustedOrigin(public.String()); err != nil {
			return nil, fmt.Errorf("trust the public URL: %w", err)
		}
	}
	if o.Token.IsSet() {
		g.token = token{true, sha256.Sum256([]byte(o.Token.Reveal()))}
	}
	switch {
	case o.OIDC.Issuer != "":
		g.provider, g.life = newProvider(o.OIDC, public.JoinPath(callbackPath).String(), o.Log, o.Now), oidcLife
	case g.token.set:
		g.life = tokenLife
	default:
		g.open, g.life = true, localLife
	}
	// Whoever changes the way in ends the sessions of those who came in by the
	// old one.
	way := []string{"footnote page", o.OIDC.Issuer, o.OIDC.ClientID}
	if g.provider == nil {
		way = append(way, o.Token.Reveal())
	}
	purpose, err := json.Marshal(way)
	if err != nil {
		return nil, fmt.Errorf("name the way in: %w", err)
	}
	_, port, _ := net.SplitHostPort(o.Listen)
	if g.jar, err = newJar(o.Key, string(purpose), public != nil && public.Scheme == "https", "-"+port, o.Now); err != nil {
		return nil, err
	}
	return g, nil
}

// Remember has those who signed out before a restart stay so, and keeps who does
// from now on. It must be called before anybody is let in.
func (g *Guard) Remember(ctx context.Context, values Values) error {
	return g.ended.recallEnded(ctx, values)
}

// Wrap lets through who is known, with an [Identity] in the context. Others are
// sent to sign in, if they came for a page, or get a 401. Answers aren't to be
// kept by caches, unless next says so.
func (g *Guard) Wrap(next http.Handler) http.Handler {
	return g.limitBefore(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "no-store")
		who, status := g.identifyRequest(w, r)
		if status != http.StatusOK {
			g.refuseVisitor(w, r, status)
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), identityKey{}, who)))
	})
}

// Open lets everybody through, also those who aren't known. It is for handlers
// that have nothing to hide, or check in another way.
func (g *Guard) Open(next http.Handler) http.Handler {
	return g.limitBefore(next.ServeHTTP)
}

// limitBefore checks where a request comes from.
func (g *Guard) limitBefore(next http.HandlerFunc) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if g.local && !isLoopbackHost(r.Host) && (g.public == nil || !strings.EqualFold(r.Host, g.public.Host)) {
			g.log.Warn("a request for another host was refused", "host", r.Host)
			g.sayMessage(w, r, http.StatusMisdirectedRequest, "Not here", message{
				Text: "This page answers only under the name of this machine itself, such as 127.0.0.1 or localhost. Whoever runs it can set FOOTNOTE_PUBLIC_URL to let it answer under another.",
			})
			return
		}
		if err := g.foreign.Check(r); err != nil {
			g.log.Warn("a request from another site was refused", "path", r.URL.Path, "origin", r.Header.Get("Origin"))
			g.sayMessage(w, r, http.StatusForbidden, "From another site", message{
				Text: "This was sent from the page of another site. Please use the form on this one.", Link: "/", LinkText: "To the page",
			})
			return
		}
		next(w, r)
	})
}

// refuseVisitor answers a request of somebody who isn't known.
func (g *Guard) refuseVisitor(w http.ResponseWriter, r *http.Request, status int) {
	if status == http.StatusUnauthorized && (r.Method == http.MethodGet || r.Method == http.MethodHead) && strings.Contains(r.Header.Get("Accept"), "text/html") {
		http.Redirect(w, r, withTarget(loginPath, r.URL.RequestURI()), http.StatusSeeOther)
		return
	}
	if g.token.set || g.scripts != nil {
		w.Header().Set("WWW-Authenticate", `Bearer realm="footnote"`)
	}
	text, code := "not signed in, or the token is wrong; sign in at "+loginPath, "unauthorized"
	if status == http.StatusTooManyRequests {
		text, code = "there were too many wrong tokens; wait and try again", "too_many"
	}
	if !isProgram(r) {
		http.Error(w, text, status)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]any{"error": map[string]string{"message": text, "type": "authentication_error", "code": code}})
}

// isProgram reports whether a request is of a program that reads JSON.
func isProgram(r *http.Request) bool {
	return strings.Contains(r.Header.Get("Accept"), "application/json") || strings.Contains(r.Header.Get("Content-Type"), "application/json")
}

// refuseToken counts a wrong token, and returns how long to wait if there were
// too many.
func (g *Guard) refuseToken(r *http.Request) (wait time.Duration) {
	from := clientAddress(r, g.trustProxy)
	if wait = g.tokens.noteFailure(from, g.now()); wait > 0 {
		g.log.Debug("too many wrong tokens", "address", from)
	} else {
		g.log.Warn("a wrong token was refused", "address", from)
	}
	return wait
}

func retryAfter(w http.ResponseWriter, wait time.Duration) {
	w.Header().Set("Retry-After", strconv.Itoa(int(math.Ceil(wait.Seconds()))))
}
