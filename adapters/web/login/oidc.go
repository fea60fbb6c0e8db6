package login

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
)

// flow is what the browser keeps of a sign-in while it is at the provider.
type flow struct {
	State    string `json:"state"`
	Nonce    string `json:"nonce"`
	Verifier string `json:"verifier"` // of PKCE
	To       string `json:"to"`
}

const (
	flowCookie = "flow"
	flowLife   = 10 * time.Minute
)

// Probe asks the provider for its description, to find out whether people can sign
// in. Without a provider it returns nil.
func (g *Guard) Probe(ctx context.Context) error {
	if g.provider == nil {
		return nil
	}
	_, err := g.provider.readDiscovery(ctx)
	return err
}

// toProvider sends somebody to sign in.
func (g *Guard) toProvider(w http.ResponseWriter, r *http.Request) {
	known, err := g.provider.readDiscovery(r.Context())
	if err != nil {
		g.log.Error("the provider can't be reached", "error", err)
		g.sayMessage(w, r, http.StatusBadGateway, "No sign-in", message{
			Text: g.provider.host + " can’t be reached. Please try again in a moment.", Link: withTarget(loginPath, r.URL.Query().Get("to")), LinkText: "Try again",
		})
		return
	}
	f := flow{rand.Text(), rand.Text(), oauth2.GenerateVerifier(), localTarget(r.URL.Query().Get("to"))}
	if err := g.jar.putCookie(w, flowCookie, f, g.now().Add(flowLife)); err != nil {
		g.reportBroken(w, r, "a sign-in can't begin", err)
		return
	}
	options := []oauth2.AuthCodeOption{oidc.Nonce(f.Nonce), oauth2.S256ChallengeOption(f.Verifier)}
	if r.URL.Query().Has("other") {
		options = append(options, oauth2.SetAuthURLParam("prompt", "select_account"))
	}
	http.Redirect(w, r, known.oauth.AuthCodeURL(f.State, options...), http.StatusSeeOther)
}

// fromProvider handles the return from the provider of somebody who has signed in,
// or has failed to.
func (g *Guard) fromProvider(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query()
	var f flow
	if !g.jar.readCookie(r, flowCookie, &f) || !isEqual(f.State, query.Get("state")) {
		g.sayMessage(w, r, http.StatusBadRequest, "No sign-in", message{
			Text: "This sign-in took too long, or began in another window or browser. Please begin anew.", Link: loginPath, LinkText: "Sign in",
		})
		return
	}
	g.jar.dropCookie(w, flowCookie)
	again := func(status int, text string) {
		g.sayMessage(w, r, status, "No sign-in", message{Text: text, Link: withTarget(loginPath, f.To), LinkText: "Try again"})
	}
	if code := query.Get("error"); code != "" {
		g.log.Warn("the provider let somebody not sign in", "code", code, "description", query.Get("error_description"))
		again(http.StatusForbidden, g.provider.host+" didn’t let you sign in: "+clipAnswer(query.Get("error_description"), code))
		return
	}
	from := clientAddress(r, g.trustProxy)
	who, err := g.redeemAnswer(r.Context(), from, query, f)
	if err == nil {
		g.welcomePerson(w, r, who, f.To)
		return
	}
	if wait := g.codes.noteFailure(from, g.now()); wait > 0 {
		g.log.Debug("too many failures to sign in", "address", from, "error", err)
		retryAfter(w, wait)
		again(http.StatusTooManyRequests, "What "+g.provider.host+" said of you could not be verified, and there were too many failures before. Please wait a minute and try again.")
		return
	}
	g.log.Error("somebody could not sign in", "address", from, "error", err)
	again(http.StatusForbidden, "What "+g.provider.host+" said of you could not be verified. Whoever runs this page finds the reason in its log.")
}

// How many codes are redeemed at once: each costs the provider a call. Those of
// addresses that had too many wrong ones wait for one another, and for nobody
// else; only the provider knows whether one of them is right.
const (
	codesAtOnce    = 32
	suspectsAtOnce = 2
)

// redeemAnswer asks the provider who somebody is, when it is their turn.
func (g *Guard) redeemAnswer(ctx context.Context, from string, answer url.Values, f flow) (person, error) {
	lane := g.redeemed
	if g.codes.isSuspect(from, g.now()) {
		lane = g.suspected
	}
	leave, err := lane.enterLane(ctx)
	if err != nil {
		return person{}, fmt.Errorf("wait for the provider: %w", err)
	}
	defer leave()
	return g.provider.redeemCode(ctx, answer, f)
}

// welcomePerson begins the session of somebody whom the rules let in.
func (g *Guard) welcomePerson(w http.ResponseWriter, r *http.Request, who person, to string) {
	subject := sha256.Sum256([]byte(g.provider.Issuer + "\x00" + who.subject))
	s := session{
		Asker: "web/oidc/" + base64.RawURLEncoding.EncodeToString(subject[:16]),
		Name:  who.claims.nameClaim(),
	}
	email, verified := who.claims.emailClaim()
	if verified {
		s.Email = email
	}
	groups := who.claims.listClaim(g.provider.GroupsClaim)
	other := message{
		Text: "You are signed in at " + g.provider.host + " as " + s.Name + ", who may not use this page. Whoever runs it can let you in.",
		Link: oidcPath + "?other", LinkText: "Sign in as somebody else",
	}
	if !g.allow.isAllowed(s.Email, groups) {
		g.log.Warn("somebody may not sign in", "asker", s.Asker, "verified", verified)
		if email != "" && !verified && g.allow.isAllowed(email, nil) {
			other.Text = g.provider.host + " doesn’t say that your e-mail address " + email + " is verified, so it doesn’t count here. Verify it there, or ask whoever runs this page."
		}
		g.sayMessage(w, r, http.StatusForbidden, "No entry", other)
		return
	}
	for _, name := range groups {
		if g.keepGroup == nil || g.keepGroup(name) || g.allow.groups[name] || g.operators.groups[name] {
			s.Groups = append(s.Groups, name)
		}
	}
	slices.Sort(s.Groups)
	err := g.beginSession(w, s)
	if errors.Is(err, errCookieTooLarge) {
		g.log.Error("somebody is in more groups than a cookie holds", "asker", s.Asker, "groups", len(s.Groups))
		other.Text = "You are in more groups than this page can remember. Whoever runs it can have the provider send fewer."
		g.sayMessage(w, r, http.StatusForbidden, "No entry", other)
		return
	}
	if err != nil {
		g.reportBroken(w, r, "a session can't begin", err)
		return
	}
	g.log.Info("signed in", "asker", s.Asker, "address", clientAddress(r, g.trustProxy))
	http.Redirect(w, r, to, http.StatusSeeOther)
}

// clipAnswer cuts a text to a length that people read. If the text is empty it
// returns otherwise.
func clipAnswer(text, otherwise string) string {
	const longest = 300 // characters
	if text == "" {
		text = otherwise
	}
	runes := []rune(text)
	return string(runes[:min(len(runes), longest)])
}

// isEqual reports whether a and b are equal, in constant time. An empty string equals
// nothing.
func isEqual(a, b string) bool {
	return a != "" && subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1
}
