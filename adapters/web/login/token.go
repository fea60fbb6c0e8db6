package login

import (
	"net/http"
	"slices"
)

// Token is what a script signs in with.
type Token struct {
	// Name tells it from others, "" for the shared one. Access rules can name it.
	Name string
	// Scopes are what it opens.
	Scopes []Scope
	// Groups are those whose documents it opens, beside those that rules open to
	// the token itself.
	Groups []string
	// PerMinute is how many questions a minute it may ask, 0 for as many as a person.
	PerMinute int
}

// Scope is something that a token opens.
type Scope string

// The scopes of tokens.
const (
	AskScope     Scope = "ask"     // answers, and what people think of them
	SearchScope  Scope = "search"  // passages
	ReadScope    Scope = "read"    // documents and lists of them
	CheckScope   Scope = "check"   // what the documents say of a text
	MetricsScope Scope = "metrics" // figures for Prometheus
)

// ProgramScopes are those of programs that ask: all but what only operators see.
func ProgramScopes() []Scope { return []Scope{AskScope, SearchScope, ReadScope, CheckScope} }

// Scopes are all there are.
func Scopes() []Scope { return append(ProgramScopes(), MetricsScope) }

// Opens reports whether a token opens something; nil, for somebody who didn't come by
// a token, opens all.
func (t *Token) Opens(s Scope) bool { return t == nil || slices.Contains(t.Scopes, s) }

// IsShared reports whether it is the token that everybody shares.
func (t *Token) IsShared() bool { return t != nil && t.Name == "" }

// identifyToken returns the identity of a script that sends a token, if it is right.
func (g *Guard) identifyToken(text string) (Identity, bool) {
	if g.token.set && g.token.isText(text) {
		return Identity{Asker: "web/token", Name: "a script", Operator: true, Token: &Token{Scopes: Scopes()}}, true
	}
	if g.scripts == nil {
		return Identity{}, false
	}
	t, ok := g.scripts(text)
	if !ok {
		return Identity{}, false
	}
	who := Identity{Asker: "web/token/" + t.Name, Name: t.Name, Roles: []string{"token:" + t.Name}, Token: &t}
	for _, group := range t.Groups {
		who.Roles = append(who.Roles, "group:"+group)
	}
	return who, true
}

// warnOfProxy says once that the address of each visitor is that of a proxy: then all
// of them share the limits that count by address.
func (g *Guard) warnOfProxy(r *http.Request) {
	if g.trustProxy || r.Header.Get("X-Forwarded-For") == "" || g.proxied.Swap(true) {
		return
	}
	g.log.Warn("requests come through a proxy, so everybody seems to have one address (set FOOTNOTE_TRUST_PROXY=true if the proxy adds X-Forwarded-For itself)")
}
