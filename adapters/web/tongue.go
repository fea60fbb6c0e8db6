package web

import (
	"encoding/json"
	"fmt"
	"html/template"
	"net/http"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/language"

	"footnote/adapters/web/words"
	"footnote/bot/present/text"
	"footnote/bot/wording"
)

// tongues are the templates in each language of the pages, by its code.
type tongues map[string]*template.Template

// parseTemplates reads the templates once for each language.
func parseTemplates() (tongues, error) {
	all := make(tongues)
	for _, page := range words.All() {
		t, err := template.New("").Funcs(templateFuncs(page)).ParseFS(templateFiles, "templates/*.html")
		if err != nil {
			return nil, fmt.Errorf("read the pages' templates: %w", err)
		}
		all[page.Code] = t
	}
	return all, nil
}

// templateFuncs are what templates call: t and w are the texts of the pages and of replies.
func templateFuncs(page *words.Page) template.FuncMap {
	w := wording.In(page.Code)
	said := scriptWords(page)
	return template.FuncMap{
		"t": func() *words.Page { return page }, "w": func() *wording.Words { return w },
		"languages": words.All, "line": text.OneLine, "said": func() string { return said },
		"count":  func(documents int) string { return w.Count(w.Documents, documents) },
		"day":    func(at time.Time) string { return w.Date(at.UTC().Format(time.DateOnly)) },
		"moment": func(at time.Time) template.HTML { return momentHTML(w, at) },
		"link": func(to, label string) template.HTML {
			return template.HTML(`<a href="` + template.HTMLEscapeString(to) + `">` + template.HTMLEscapeString(label) + `</a>`)
		},
		"fill": func(form string, with template.HTML) template.HTML {
			before, after, _ := strings.Cut(form, "%s")
			return template.HTML(template.HTMLEscapeString(before)) + with + template.HTML(template.HTMLEscapeString(after))
		},
	}
}

// momentHTML is a moment by the server's clock; the script makes it one of the reader's.
func momentHTML(w *wording.Words, at time.Time) template.HTML {
	at = at.UTC()
	return template.HTML(`<time datetime="` + at.Format(time.RFC3339) + `">` + template.HTMLEscapeString(w.Date(at.Format(time.DateOnly))+at.Format(", 15:04")) + ` UTC</time>`)
}

// scriptWords are what the script says by itself, as JSON.
func scriptWords(p *words.Page) string {
	said, _ := json.Marshal(map[string]string{ // strings
		"notFetched": p.NotFetched, "notAsked": p.NotAsked, "notSent": p.NotSent, "copied": p.Copied, "notCopied": p.NotCopied,
		"document": p.Document, "closeDocument": p.CloseDocument, "openAsPage": p.OpenAsPage,
	})
	return string(said)
}

// Cookies that say how a reader wants the pages.
const (
	languageCookie = "language"
	themeCookie    = "theme"
)

// chosen returns what a reader chose, "" if that isn't among what there is.
func chosen(r *http.Request, cookie string, among []string) string {
	c, err := r.Cookie(cookie)
	if err != nil || !slices.Contains(among, c.Value) {
		return ""
	}
	return c.Value
}

var themes = []string{"light", "dark"}

func languageCodes() []string {
	var codes []string
	for _, p := range words.All() {
		codes = append(codes, p.Code)
	}
	return codes
}

// pageLanguage returns the language that the pages are in for a reader: the one chosen,
// else the first of the browser's that there is, else English.
func pageLanguage(r *http.Request) string {
	codes := languageCodes()
	if code := chosen(r, languageCookie, codes); code != "" {
		return code
	}
	tags, _, _ := language.ParseAcceptLanguage(r.Header.Get("Accept-Language")) // malformed is as if not there
	for _, tag := range tags {
		if base, _ := tag.Base(); slices.Contains(codes, base.String()) {
			return base.String()
		}
	}
	return codes[0]
}

// wordsFor returns the texts of the pages for a reader.
func wordsFor(r *http.Request) *words.Page { return words.In(pageLanguage(r)) }

// displayFor notes in a layout how a reader wants the pages.
func displayFor(r *http.Request, l *layout) {
	l.Theme, l.Chosen = chosen(r, themeCookie, themes), chosen(r, languageCookie, languageCodes())
	if l.Here = "/"; r.Method == http.MethodGet {
		l.Here = r.URL.RequestURI()
	}
}

// serveDisplay keeps how a reader wants the pages, in the browser.
func (s *site) serveDisplay(rw http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return err
	}
	const year = 365 * 24 * 60 * 60
	for cookie, among := range map[string][]string{languageCookie: languageCodes(), themeCookie: themes} {
		c := &http.Cookie{Name: cookie, Path: "/", MaxAge: -1, HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: s.PublicURL != nil && s.PublicURL.Scheme == "https"}
		if value := r.PostForm.Get(cookie); slices.Contains(among, value) {
			c.Value, c.MaxAge = value, year
		}
		http.SetCookie(rw, c)
	}
	http.Redirect(rw, r, ownPath(r.PostForm.Get("back")), http.StatusSeeOther)
	return nil
}

// ownPath returns a path of these pages, "/" for anything else. Browsers take a backslash
// for a slash and drop controls, so neither may occur.
func ownPath(back string) string {
	if !strings.HasPrefix(back, "/") || strings.HasPrefix(back, "//") || strings.ContainsFunc(back, func(c rune) bool { return c <= ' ' || c == '\\' || c == 0x7f }) {
		return "/"
	}
	return back
}
