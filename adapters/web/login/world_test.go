package login

import (
	"bytes"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"footnote/bot/secret"
)

const sharedToken = "correct-horse-battery-staple"

// world is a page behind a Guard, with a clock and a log of its own.
type world struct {
	t      *testing.T
	server *httptest.Server
	guard  *Guard

	mu      sync.Mutex
	time    time.Time
	logged  bytes.Buffer
	secrets []string // that no log may show
}

// Write makes a world the log's output.
func (w *world) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.logged.Write(p)
}

func (w *world) now() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.time
}

func (w *world) pass(d time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.time = w.time.Add(d)
}

// hide names what no log may show.
func (w *world) hide(secrets ...string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.secrets = append(w.secrets, secrets...)
}

func (w *world) log() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.logged.String()
}

// site is a public URL as Options have it.
func site(text string) *url.URL {
	u, err := url.Parse(text)
	if err != nil || text == "" {
		return nil
	}
	return u
}

// serve starts a page. options may change what the Guard is made from, and
// learns where the page is. With tls the page is on https.
func serve(t *testing.T, tls bool, options func(o *Options, at string)) *world {
	t.Helper()
	w := &world{t: t, time: time.Now()}
	w.server = httptest.NewUnstartedServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		for _, c := range r.Cookies() {
			if len(c.Value) > 8 {
				w.hide(c.Value)
			}
		}
		w.handler().ServeHTTP(rw, r)
	}))
	if tls {
		w.server.StartTLS()
	} else {
		w.server.Start()
	}
	o := Options{
		Listen: w.server.Listener.Addr().String(), Key: bytes.Repeat([]byte("k"), 32), Now: w.now,
		Log: slog.New(slog.NewTextHandler(w, &slog.HandlerOptions{Level: slog.LevelDebug})),
	}
	if options != nil {
		options(&o, w.server.URL)
	}
	w.hide(sharedToken)
	w.remake(o)
	t.Cleanup(func() {
		w.server.Close()
		log := w.log()
		for _, s := range w.secrets {
			if s != "" && strings.Contains(log, s) {
				t.Errorf("the log shows the secret %q:\n%s", s, log)
			}
		}
	})
	return w
}

// remake is a restart with other settings.
func (w *world) remake(o Options) {
	w.t.Helper()
	g, err := New(o)
	if err != nil {
		w.t.Fatal(err)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.guard = g
}

func (w *world) handler() http.Handler {
	w.mu.Lock()
	defer w.mu.Unlock()
	g := w.guard
	who := http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		_ = json.NewEncoder(rw).Encode(Who(r.Context()))
	})
	mux := http.NewServeMux()
	mux.Handle("/login", g.Handler())
	mux.Handle("/login/", g.Handler())
	mux.Handle("/logout", g.Handler())
	mux.Handle("/healthz", g.Open(who))
	mux.Handle("/", g.Wrap(who))
	return mux
}

// browser is somebody with cookies, at the page.
type browser struct {
	*world
	client *http.Client
}

func (w *world) browser() *browser {
	w.t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		w.t.Fatal(err)
	}
	client := w.server.Client()
	return &browser{w, &http.Client{Transport: client.Transport, Jar: jar}}
}

// answer is what came back in the end.
type answer struct {
	*http.Response
	body string
}

func (b *browser) do(r *http.Request) answer {
	b.t.Helper()
	if r.Header.Get("Accept") == "" {
		r.Header.Set("Accept", "text/html,*/*;q=0.8")
	}
	response, err := b.client.Do(r)
	if err != nil {
		b.t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	return answer{response, string(body)}
}

func (b *browser) request(method, path string, form url.Values) *http.Request {
	b.t.Helper()
	r, err := http.NewRequest(method, b.server.URL+path, strings.NewReader(form.Encode()))
	if err != nil {
		b.t.Fatal(err)
	}
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	return r
}

func (b *browser) get(path string) answer {
	b.t.Helper()
	return b.do(b.request(http.MethodGet, path, nil))
}

func (b *browser) post(path string, form url.Values) answer {
	b.t.Helper()
	r := b.request(http.MethodPost, path, form)
	r.Header.Set("Origin", b.server.URL)
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	return b.do(r)
}

// who asks the page who one is. It fails the test if one isn't let in.
func (b *browser) who() Identity {
	b.t.Helper()
	a := b.get("/page?q=1")
	if a.StatusCode != http.StatusOK || a.Request.URL.Path != "/page" {
		b.t.Fatalf("not let in: %s at %s: %s", a.Status, a.Request.URL, a.body)
	}
	return a.identity(b.t)
}

func (a answer) identity(t *testing.T) Identity {
	t.Helper()
	var i Identity
	if err := json.Unmarshal([]byte(a.body), &i); err != nil {
		t.Fatalf("%v: %s", err, a.body)
	}
	return i
}

// outside fails the test unless one is asked to sign in.
func (b *browser) outside(why string) {
	b.t.Helper()
	if a := b.get("/page?q=1"); a.Request.URL.Path != loginPath || a.Request.URL.Query().Get("to") != "/page?q=1" {
		b.t.Fatalf("%s: not asked to sign in, but %s at %s: %s", why, a.Status, a.Request.URL, a.body)
	}
}

// cookies are what the browser keeps, by name.
func (b *browser) cookies() map[string]string {
	at, err := url.Parse(b.server.URL)
	if err != nil {
		b.t.Fatal(err)
	}
	kept := map[string]string{}
	for _, c := range b.client.Jar.Cookies(at) {
		kept[c.Name] = c.Value
	}
	return kept
}

func (b *browser) setCookie(name, value string) {
	at, err := url.Parse(b.server.URL)
	if err != nil {
		b.t.Fatal(err)
	}
	b.client.Jar.SetCookies(at, []*http.Cookie{{Name: name, Value: value, Path: "/", Secure: at.Scheme == "https"}})
}

func (b *browser) sessionCookie() (name, value string) {
	for name, value := range b.cookies() {
		if strings.Contains(name, "footnote-session") {
			return name, value
		}
	}
	b.t.Fatalf("there is no session: %v", b.cookies())
	return "", ""
}

func withToken(o *Options, _ string) { o.Token = secret.New(sharedToken) }
