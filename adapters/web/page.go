package web

import (
	"bytes"
	"crypto/rand"
	"embed"
	"errors"
	"fmt"
	"html/template"
	"net/http"

	"footnote/adapters/internal/handling"
	"footnote/bot"
	"footnote/bot/present"
)

//go:embed templates
var templateFiles embed.FS

// site answers HTTP requests.
type site struct {
	*Web
	doors    Doors
	streams  *streams
	drawings *drawings
}

// layout is what the template of that name frames.
type layout struct {
	Title   string
	Body    template.HTML
	Visitor Visitor
	SignOut bool
	Status  bool // there is a page for operators
	Help    bool // there is a manual
	// Reload lets a page without JavaScript load itself again, as long as
	// something is missing.
	Reload bool
	// Style is one more style sheet, by the name of its file under /static.
	Style string
	// Wide is set for a page that has a table.
	Wide bool
	// Theme is "light" or "dark" if the reader has chosen that, Chosen the language that
	// was, and Here the page's own address.
	Theme, Chosen, Here string
	// Alone leaves the navigation out: the visitor sees this page alone.
	Alone bool
}

// visitorOf returns the visitor of a request behind the guard. The bot comes to know whose
// address it is that the visitor has signed in with.
func (s *site) visitorOf(r *http.Request) Visitor {
	v := s.doors.Who(r.Context())
	if v.Email != "" && s.service != nil {
		if err := s.service.Introduce(r.Context(), v.Asker, v.Email); err != nil {
			s.Log.Warn("what a visitor asks elsewhere isn't shown to them", "err", err)
		}
	}
	return v
}

// renderTemplate fills a template in a language.
func (w *Web) renderTemplate(in, name string, data any) (template.HTML, error) {
	var b bytes.Buffer
	if err := w.pages[in].ExecuteTemplate(&b, name, data); err != nil {
		return "", fmt.Errorf("make the page: %w", err)
	}
	return template.HTML(b.String()), nil // made by html/template
}

// showPage sends a page.
func (s *site) showPage(rw http.ResponseWriter, r *http.Request, status int, l layout, name string, data any) error {
	body, err := s.renderTemplate(pageLanguage(r), name, data)
	if err != nil {
		return err
	}
	return s.framePage(rw, r, status, l, body)
}

// framePage sends the body of a page with all that stands around it.
func (s *site) framePage(rw http.ResponseWriter, r *http.Request, status int, l layout, body template.HTML) error {
	l.Body, l.SignOut = body, s.doors.SignOut && !l.Alone
	l.Status, l.Help = s.isOverseer(l.Visitor), s.doors.Help != nil
	return s.sendLayout(rw, r, status, l)
}

func (w *Web) sendLayout(rw http.ResponseWriter, r *http.Request, status int, l layout) error {
	displayFor(r, &l)
	page, err := w.renderTemplate(pageLanguage(r), "layout.html", l)
	if err != nil {
		return err
	}
	return sendHTML(rw, status, page)
}

// sendHTML sends a page or a part of one. That nobody reads it to the end is
// no failure of ours.
func sendHTML(rw http.ResponseWriter, status int, page template.HTML) error {
	rw.Header().Set("Content-Type", "text/html; charset=utf-8")
	rw.WriteHeader(status)
	_, _ = rw.Write([]byte(page))
	return nil
}

// Frame sends a page that another package has made, such as a form to sign in.
func (w *Web) Frame(rw http.ResponseWriter, r *http.Request, status int, title string, body template.HTML) {
	if err := w.sendLayout(rw, r, status, layout{Title: title, Body: body, Alone: true}); err != nil {
		w.Log.Error("a page failed", "page", title, "err", err)
		http.Error(rw, "the page failed", http.StatusInternalServerError)
	}
}

var errNotFound = errors.New("there is no such page")

// trouble is what the page of an error says.
type trouble struct {
	Text, Request string
}

// pageHandler makes a handler of a function that may fail. The reader gets one
// sentence and a request id, the log the rest.
func (s *site) pageHandler(handle func(http.ResponseWriter, *http.Request) error) http.Handler {
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		err := handling.CallSafely(func() error {
			if s.visitorOf(r).Limited {
				return errForPeople
			}
			return handle(rw, r)
		})
		if err == nil || r.Context().Err() != nil {
			return
		}
		status, t := s.explainTrouble(r, err)
		if wantsPart(r) {
			s.sendTrouble(rw, r, status, t)
			return
		}
		if err := s.showPage(rw, r, status, layout{Title: wordsFor(r).DidntWork, Visitor: s.visitorOf(r)}, "trouble.html", t); err != nil {
			s.Log.Error("the page of an error failed", "err", err)
		}
	})
}

// sendTrouble sends an error to the script of the page, as a part to show.
func (s *site) sendTrouble(rw http.ResponseWriter, r *http.Request, status int, t trouble) {
	part, err := s.renderTemplate(pageLanguage(r), "trouble", t)
	if err != nil {
		s.Log.Error("a part of a page failed", "err", err)
		http.Error(rw, t.Text, status)
		return
	}
	_ = sendHTML(rw, status, part)
}

// explainTrouble returns the HTTP status for an error, and what its page says.
func (s *site) explainTrouble(r *http.Request, err error) (int, trouble) {
	var refused *bot.Complaint
	var tooLong *http.MaxBytesError
	switch {
	case errors.As(err, &refused):
		return handling.StatusOf(refused.Reason), trouble{present.ExcuseFor(refused).Text, refused.Request}
	case errors.As(err, &tooLong):
		return http.StatusRequestEntityTooLarge, trouble{Text: wordsFor(r).TooMuch}
	case errors.Is(err, errNotFound):
		return http.StatusNotFound, trouble{Text: wordsFor(r).NoSuchPage}
	case errors.Is(err, errBusy):
		return http.StatusTooManyRequests, trouble{Text: wordsFor(r).TooManyPages}
	}
	id := rand.Text()[:12]
	s.Log.Error("a page failed", "request", id, "path", r.URL.Path, "err", err)
	return http.StatusInternalServerError, trouble{wordsFor(r).WentWrong, id}
}

// wantsPart reports whether the script of the page asks. It wants a part of a page,
// which it puts into the page.
func wantsPart(r *http.Request) bool { return r.Header.Get("X-Footnote-Part") != "" }

// errForPeople keeps tokens that have scopes to what these name.
var errForPeople = &bot.Complaint{Reason: bot.Forbidden, Text: "This page is for people; programs find what their token opens below /api/v1, /v1 and /mcp."}

// isOverseer reports whether a visitor may see the status.
func (s *site) isOverseer(v Visitor) bool {
	return s.doors.Status != nil && v.Operator && (s.doors.Oversees == nil || s.doors.Oversees(v))
}

var errNoOperator = &bot.Complaint{Reason: bot.Forbidden, Text: "This page is for whoever runs the bot (FOOTNOTE_OPERATORS lists them)."}

// operatorsOnly keeps others out.
func (s *site) operatorsOnly(h http.Handler) http.Handler {
	return s.pageHandler(func(rw http.ResponseWriter, r *http.Request) error {
		if !s.visitorOf(r).Operator {
			return errNoOperator
		}
		h.ServeHTTP(rw, r)
		return nil
	})
}

// statusStyle is the name under which the style of the page for operators is
// served.
const statusStyle = "status.css"

// serveStatus shows operators how the program is doing.
func (s *site) serveStatus(rw http.ResponseWriter, r *http.Request) error {
	switch v := s.visitorOf(r); {
	case !v.Operator:
		return errNoOperator
	case !s.isOverseer(v):
		return &bot.Complaint{Reason: bot.Forbidden, Text: "This page tells of documents that the access rules don’t open to you."}
	}
	body, err := s.doors.Status(r.Context())
	if err != nil {
		return err
	}
	return s.framePage(rw, r, http.StatusOK, layout{Title: wordsFor(r).Status, Visitor: s.visitorOf(r), Style: statusStyle}, body)
}

// serveHelp shows a page of the manual, the list of its pages without a topic.
func (s *site) serveHelp(rw http.ResponseWriter, r *http.Request) error {
	title, body, ok := s.doors.Help(r.PathValue("topic"))
	if !ok {
		return errNotFound
	}
	return s.framePage(rw, r, http.StatusOK, layout{Title: title, Visitor: s.visitorOf(r)}, body)
}
