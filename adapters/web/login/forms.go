package login

import (
	"bytes"
	"crypto/rand"
	"html/template"
	"net/http"
	"strings"
)

// The paths that a Guard serves itself.
const (
	loginPath    = "/login"
	oidcPath     = "/login/oidc"
	callbackPath = "/login/callback"
	logoutPath   = "/logout"
)

// Handler serves /login, what lies below it, and /logout. It needs no Wrap.
func (g *Guard) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+loginPath, g.showLogin)
	mux.HandleFunc("POST "+logoutPath, func(w http.ResponseWriter, r *http.Request) {
		g.endSession(w, r)
		g.sayMessage(w, r, http.StatusOK, "Signed out", message{Text: g.farewellMessage(), Link: loginPath, LinkText: "Sign in again"})
	})
	switch {
	case g.provider != nil:
		mux.HandleFunc("GET "+oidcPath, g.toProvider)
		mux.HandleFunc("GET "+callbackPath, g.fromProvider)
	case g.token.set:
		mux.HandleFunc("POST "+loginPath, g.takeToken)
	}
	return g.limitBefore(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "no-store")
		w.Header().Set("Referrer-Policy", "no-referrer") // the callback's address has a code
		r.Body = http.MaxBytesReader(w, r.Body, 64<<10)
		mux.ServeHTTP(w, r)
	})
}

func (g *Guard) farewellMessage() string {
	if g.provider != nil {
		return "You are signed out here. At " + g.provider.host + " you may still be signed in."
	}
	return "You are signed out."
}

// showLogin shows the way in, unless one is in already.
func (g *Guard) showLogin(w http.ResponseWriter, r *http.Request) {
	to := r.URL.Query().Get("to")
	if _, in := g.readSession(w, r); in || g.open {
		http.Redirect(w, r, localTarget(to), http.StatusSeeOther)
		return
	}
	g.showForm(w, r, http.StatusOK, to, "")
}

func (g *Guard) showForm(w http.ResponseWriter, r *http.Request, status int, to, problem string) {
	if g.provider != nil {
		g.sayMessage(w, r, status, "Sign in", message{
			Text: "To ask here, please sign in.", Link: withTarget(oidcPath, to), LinkText: "Sign in at " + g.provider.host, Button: true,
		})
		return
	}
	g.frameForm(w, r, status, "Sign in", "token", struct{ To, Problem string }{localTarget(to), problem})
}

// takeToken signs in by the shared token.
func (g *Guard) takeToken(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseForm(); err != nil {
		g.showForm(w, r, http.StatusBadRequest, "", "The form can’t be read. Please try again.")
		return
	}
	to := r.PostForm.Get("to")
	if !g.token.isText(strings.TrimSpace(r.PostForm.Get("token"))) {
		const wrong = "That token is wrong. Whoever runs this page can give you the right one."
		if wait := g.refuseToken(r); wait > 0 {
			retryAfter(w, wait)
			g.showForm(w, r, http.StatusTooManyRequests, to, wrong+" There were too many wrong ones; please wait a minute before you try another.")
			return
		}
		g.showForm(w, r, http.StatusForbidden, to, wrong)
		return
	}
	s := session{Asker: "web/shared/" + strings.ToLower(rand.Text()), Name: "signed in by token"}
	if err := g.beginSession(w, s); err != nil {
		g.reportBroken(w, r, "a session can't begin", err)
		return
	}
	g.log.Info("signed in", "asker", s.Asker, "address", clientAddress(r, g.trustProxy))
	http.Redirect(w, r, localTarget(to), http.StatusSeeOther)
}

// reportBroken logs a failure that is ours and shows a page that says so.
func (g *Guard) reportBroken(w http.ResponseWriter, r *http.Request, what string, err error) {
	g.log.Error(what, "error", err)
	g.sayMessage(w, r, http.StatusInternalServerError, "No sign-in", message{
		Text: "Something went wrong here. Whoever runs this page finds the reason in its log.", Link: loginPath, LinkText: "Try again",
	})
}

// message is a page with a sentence and perhaps a way on.
type message struct {
	Text, Link, LinkText string
	Button               bool // the link is what one came for
}

func (g *Guard) sayMessage(w http.ResponseWriter, r *http.Request, status int, title string, m message) {
	g.frameForm(w, r, status, title, "message", m)
}

type form struct {
	Title string
	Data  any
}

// frameForm fills a form and has it framed.
func (g *Guard) frameForm(w http.ResponseWriter, r *http.Request, status int, title, name string, data any) {
	var b bytes.Buffer
	if err := g.forms.ExecuteTemplate(&b, name, form{title, data}); err != nil {
		g.log.Error("a form failed", "form", name, "error", err)
		http.Error(w, "the page failed", http.StatusInternalServerError)
		return
	}
	g.page(w, r, status, title, template.HTML(b.String())) // made by html/template
}
