package login

import (
	"context"
	"crypto/rand"
	"net/http"
	"strings"
	"time"
)

// life says how long a session lasts: in all, and without being used.
type life struct{ whole, idle time.Duration }

const day = 24 * time.Hour

var (
	localLife = life{100 * 365 * day, 365 * day} // it's only a name
	tokenLife = life{30 * day, 7 * day}
	// Half a day, and people sign in again, which asks the provider whether they
	// still may, and in which groups they are.
	oidcLife = life{12 * time.Hour, 12 * time.Hour}
)

// sessionCookie is the short name of the cookie that holds a session.
const sessionCookie = "session"

// session is what the browser keeps of who it is.
type session struct {
	ID      string    `json:"id"` // new at each sign-in
	Asker   string    `json:"asker"`
	Name    string    `json:"name,omitempty"`
	Email   string    `json:"email,omitempty"` // verified, in small letters
	Groups  []string  `json:"groups,omitempty"`
	Began   time.Time `json:"began"`
	Expires time.Time `json:"expires"`
}

// beginSession starts a session.
func (g *Guard) beginSession(w http.ResponseWriter, s session) error {
	s.ID, s.Began = rand.Text(), g.now()
	s.Expires = s.Began.Add(g.life.idle)
	return g.jar.putCookie(w, sessionCookie, s, s.Expires)
}

// readSession returns the session of a request, if it has one that still counts,
// and renews it when a part of its time has passed.
func (g *Guard) readSession(w http.ResponseWriter, r *http.Request) (session, bool) {
	var s session
	if !g.jar.readCookie(r, sessionCookie, &s) {
		return session{}, false
	}
	if err := g.ended.followEnded(r.Context(), g.now()); err != nil {
		g.log.Warn("who has signed out on another replica isn't known", "error", err)
	}
	if g.ended.hasEnded(s.ID) {
		return session{}, false
	}
	if g.provider != nil && !g.allow.isAllowed(s.Email, s.Groups) {
		return session{}, false
	}
	until := g.sessionEnd(s)
	if until.Sub(s.Expires) > g.life.idle/10 {
		s.Expires = until
		if err := g.jar.putCookie(w, sessionCookie, s, until); err != nil {
			g.log.Error("a session was not renewed", "asker", s.Asker, "error", err)
		}
	}
	return s, true
}

// sessionEnd returns the time until which a session counts that is used now.
func (g *Guard) sessionEnd(s session) time.Time {
	until := g.now().Add(g.life.idle)
	if last := s.Began.Add(g.life.whole); until.After(last) {
		return last
	}
	return until
}

// endSession ends the session of a request, if there is one.
func (g *Guard) endSession(w http.ResponseWriter, r *http.Request) {
	var s session
	if g.jar.readCookie(r, sessionCookie, &s) {
		// Whoever has gone meanwhile is signed out all the same.
		if err := g.ended.addEnded(context.WithoutCancel(r.Context()), s.ID, g.sessionEnd(s), g.now()); err != nil {
			g.log.Error("somebody is signed out until a restart only", "asker", s.Asker, "error", err)
		}
		g.log.Info("signed out", "asker", s.Asker)
	}
	g.jar.dropCookie(w, sessionCookie)
}

// identityOf returns the identity of the person of a session.
func (g *Guard) identityOf(r *http.Request, s session) Identity {
	i := Identity{Asker: s.Asker, Name: s.Name, Email: s.Email, Anonymous: g.open, Operator: g.provider == nil || g.operators.isAllowed(s.Email, s.Groups)}
	if s.Email != "" {
		i.Roles = append(i.Roles, "user:"+s.Email)
	}
	for _, name := range s.Groups {
		i.Roles = append(i.Roles, "group:"+name)
	}
	if g.provider == nil && !g.open {
		i.Address = clientAddress(r, g.trustProxy)
	}
	return i
}

// identifyRequest returns who sends a request: by a bearer token, by a session, or,
// where nobody signs in, by a name that it gives now. The HTTP status is 200, or says
// why the sender isn't known. A wrong token beside a session does no harm, since
// proxies add their own.
func (g *Guard) identifyRequest(w http.ResponseWriter, r *http.Request) (Identity, int) {
	g.warnOfProxy(r)
	scheme, text, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	bears := strings.EqualFold(scheme, "Bearer")
	if bears {
		if who, ok := g.identifyToken(strings.TrimSpace(text)); ok {
			return who, http.StatusOK
		}
	}
	if s, ok := g.readSession(w, r); ok {
		return g.identityOf(r, s), http.StatusOK
	}
	if bears && g.token.set { // others are too long to be guessed, and may be a proxy's
		if wait := g.refuseToken(r); wait > 0 {
			retryAfter(w, wait)
			return Identity{}, http.StatusTooManyRequests
		}
		return Identity{}, http.StatusUnauthorized
	}
	if g.open {
		s := session{Asker: "web/local/" + strings.ToLower(rand.Text())}
		if err := g.beginSession(w, s); err != nil {
			g.log.Error("a browser can't be told from others", "error", err)
		}
		return g.identityOf(r, s), http.StatusOK
	}
	return Identity{}, http.StatusUnauthorized
}
