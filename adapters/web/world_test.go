package web

import (
	"context"
	"errors"
	"footnote/bot/inbox"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"footnote/bot"
	"footnote/bot/bottest"
	"footnote/retrieval"
	"footnote/retrieval/library"
)

// world is the pages in front of the real bot and a real index.
type world struct {
	t       testing.TB
	web     *Web
	service *inbox.Service
	server  *httptest.Server
	library *library.Library
	live    library.Live
	files   fstest.MapFS

	mu  sync.Mutex
	now time.Time
}

var key = []byte("0123456789abcdef0123456789abcdef")

// newWorld answers from the files. change may alter how.
func newWorld(t testing.TB, files fstest.MapFS, change func(*Options, *inbox.Options)) *world {
	t.Helper()
	w := &world{t: t, files: files, now: time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)}
	var err error
	if w.library, err = library.Build(t.Context(), library.Options{Corpus: "test", Files: files, Data: t.TempDir()}); err != nil {
		t.Fatal(err)
	}
	live, err := w.library.Store.OpenLive(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	w.live = live
	options := Options{Key: key, Originals: files, Now: w.clock}
	answers := inbox.Options{Store: bottest.NewStore(), Views: bottest.NewViews(t, live), Catalog: catalog{w}}
	if change != nil {
		change(&options, &answers)
	}
	if w.web, err = New(options); err != nil {
		t.Fatal(err)
	}
	answers.Messengers = map[string]bot.Messenger{Platform: w.web}
	if w.service, err = inbox.New(answers); err != nil {
		t.Fatal(err)
	}
	if err := w.web.Use(t.Context(), w.service); err != nil {
		t.Fatal(err)
	}
	w.server = httptest.NewServer(w.web.Handler(Doors{Guard: guard, Who: who}))
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- w.service.Run(ctx) }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		w.server.CloseClientConnections()
		w.server.Close()
		if err := errors.Join(live.Close(), w.library.Close()); err != nil {
			t.Error(err)
		}
	})
	return w
}

func (w *world) sync() {
	w.t.Helper()
	if _, err := w.library.Sync(w.t.Context(), retrieval.SyncOptions{}); err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) clock() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.now
}

func (w *world) wait(d time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.now = w.now.Add(d)
}

// ratings are all that are kept.
func (w *world) ratings() []bot.Rating {
	w.t.Helper()
	var list []bot.Rating
	for j, err := range w.service.Store.Judged(w.t.Context(), time.Time{}) {
		if err != nil {
			w.t.Fatal(err)
		}
		list = append(list, j.Ratings...)
	}
	return list
}

// catalog lists the documents of a world.
type catalog struct{ *world }

func (c catalog) Titles(ctx context.Context) ([]bot.Title, time.Time, error) {
	list, _, err := c.library.Catalog(c.live).Titles(ctx) // a new list each time
	var titles []bot.Title
	for _, t := range list {
		titles = append(titles, bot.Title(t))
	}
	return titles, c.clock(), err
}

// Suggestions has one question, which the sample answers.
func (c catalog) Suggestions(context.Context) ([]bot.Suggestion, error) {
	titles, _, err := c.Titles(context.Background())
	if err != nil || len(titles) == 0 {
		return nil, err
	}
	return []bot.Suggestion{{Document: titles[0].Document, Question: asked}}, nil
}

type visitorKey struct{}

// guard takes the cookie "who" for the name of the visitor.
func guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		v := Visitor{Asker: "web/local", Operator: true}
		if c, err := r.Cookie("who"); err == nil {
			v = Visitor{Asker: "web/" + c.Value, Name: c.Value, Roles: []string{"user:" + c.Value}}
			if strings.Contains(c.Value, "@") {
				v.Email = c.Value
			}
		}
		next.ServeHTTP(rw, r.WithContext(context.WithValue(r.Context(), visitorKey{}, v)))
	})
}

func who(ctx context.Context) Visitor { return ctx.Value(visitorKey{}).(Visitor) }

// browser is a browser without a script.
type browser struct {
	*http.Client
	t    testing.TB
	base string
}

func (w *world) browser(name string) *browser {
	jar, err := cookiejar.New(nil)
	if err != nil {
		w.t.Fatal(err)
	}
	if name != "" {
		u, _ := url.Parse(w.server.URL)
		jar.SetCookies(u, []*http.Cookie{{Name: "who", Value: name}})
	}
	return &browser{&http.Client{Jar: jar}, w.t, w.server.URL}
}

// get returns a page.
func (b *browser) get(path string) (*http.Response, string) {
	b.t.Helper()
	if strings.HasPrefix(path, "/") {
		path = b.base + path
	}
	r, err := b.Get(path)
	return b.read(r, err)
}

// post sends a form.
func (b *browser) post(path string, form url.Values) (*http.Response, string) {
	b.t.Helper()
	r, err := b.PostForm(b.base+path, form)
	return b.read(r, err)
}

func (b *browser) read(r *http.Response, err error) (*http.Response, string) {
	b.t.Helper()
	if err != nil {
		b.t.Fatal(err)
	}
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	return r, string(body)
}
