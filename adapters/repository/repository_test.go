package repository

import (
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/cgi"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"footnote/adapters/internal/publicnet"
	"footnote/retrieval"
	"footnote/retrieval/corpus"
	"footnote/retrieval/mirror"
)

// work is a repository of the tests' own, that a server shows.
type work struct {
	*testing.T
	dir, url      string
	authorization string // that the server wants
	refused       int    // how often it was not given
	moved         string // where the server redirects to, if anywhere
}

func newWork(t *testing.T) *work {
	t.Helper()
	program, err := exec.LookPath("git")
	if err != nil || runtime.GOOS == "windows" {
		t.Skip("git isn't installed")
	}
	folder, err := exec.Command(program, "--exec-path").Output()
	if err != nil {
		t.Fatal(err)
	}
	backend := filepath.Join(strings.TrimSpace(string(folder)), "git-http-backend")
	if _, err := os.Stat(backend); err != nil {
		t.Skip("git has no server for HTTP here")
	}
	root := t.TempDir()
	w := &work{T: t, dir: filepath.Join(root, "team", "handbook.git")}
	handler := &cgi.Handler{Path: backend, Dir: root, Stderr: io.Discard, Env: []string{
		"GIT_PROJECT_ROOT=" + root, "GIT_HTTP_EXPORT_ALL=1", "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL=" + os.DevNull, "HOME=" + root,
		"GIT_CONFIG_COUNT=1", "GIT_CONFIG_KEY_0=safe.directory", "GIT_CONFIG_VALUE_0=*",
	}}
	server := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		switch {
		case w.moved != "":
			http.Redirect(rw, r, w.moved+r.URL.RequestURI(), http.StatusFound)
		case r.Header.Get("Authorization") != w.authorization:
			w.refused++
			rw.Header().Set("WWW-Authenticate", "Basic")
			http.Error(rw, "who are you?", http.StatusUnauthorized)
		default:
			handler.ServeHTTP(rw, r)
		}
	}))
	t.Cleanup(server.Close)
	w.url = server.URL + "/team/handbook.git"
	if err := os.MkdirAll(w.dir, 0o755); err != nil {
		t.Fatal(err)
	}
	w.git("2024-01-01", "init", "--quiet", "--initial-branch=main")
	return w
}

// git runs git in the work tree on a day.
func (w *work) git(day string, args ...string) {
	w.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir = w.dir
	cmd.Env = []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + w.dir, "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL=" + os.DevNull,
		"GIT_AUTHOR_NAME=" + author(args), "GIT_AUTHOR_EMAIL=a@example.com", "GIT_COMMITTER_NAME=Ada Roe", "GIT_COMMITTER_EMAIL=a@example.com",
		"GIT_AUTHOR_DATE=" + day + "T12:00:00Z", "GIT_COMMITTER_DATE=" + day + "T12:00:00Z",
	}
	if out, err := cmd.CombinedOutput(); err != nil {
		w.Fatalf("git %v: %v\n%s", args, err, out)
	}
}

// author returns who runs git: merges are somebody else's.
func author(args []string) string {
	if slices.Contains(args, "merge") {
		return "Bo Moe"
	}
	return "Ada Roe"
}

// commit commits files on a day; "" for a text removes one.
func (w *work) commit(day string, files map[string]string) {
	w.Helper()
	for name, text := range files {
		path := filepath.Join(w.dir, filepath.FromSlash(name))
		err := os.MkdirAll(filepath.Dir(path), 0o755)
		if err == nil && text == "" {
			err = os.Remove(path)
		} else if err == nil {
			err = os.WriteFile(path, []byte(text), 0o644)
		}
		if err != nil {
			w.Fatal(err)
		}
	}
	w.git(day, "add", "--all")
	w.git(day, "commit", "--quiet", "--message=change")
}

// TestARepository brings its documents with the days of their last changes, and what
// changes and goes.
func TestARepository(t *testing.T) {
	w := newWork(t)
	w.commit("2024-02-03", map[string]string{
		"README.md": "# Handbook\n", "guide/leave ünd.md": "# Leave\n", "main.go": "package main\n", "LICENSE": "Free.\n", "secret/key.txt": "hush\n",
	})
	w.commit("2024-05-06", map[string]string{"guide/leave ünd.md": "# Leave\n\nThirty days.\n"})
	address, err := url.Parse(w.url)
	if err != nil {
		t.Fatal(err)
	}
	dir, history := t.TempDir(), t.TempDir()
	repository := New(address, Options{
		Folder: filepath.Join(history, "x"), Allow: []string{"127.0.0.1"}, MaxSize: 1000,
		Wanted: func(path string) bool { return !strings.HasPrefix(path, "/secret/") },
	})
	sync := func(want ...int) {
		t.Helper()
		r, err := mirror.Sync(t.Context(), dir, repository, mirror.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got := []int{r.New, r.Changed, r.Same, r.Gone, r.Failed}; !slices.Equal(got, want) {
			t.Errorf("new, changed, same, gone, failed: %v, want %v", got, want)
		}
	}
	sync(3, 0, 0, 0, 0)
	c := corpus.Mounted([]corpus.Mount{{Name: "handbook", Path: dir, Fetched: true}}, corpus.Options{})
	if err := c.Reopen(); err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	base := strings.TrimSuffix(w.url, ".git")
	want := map[string]string{
		"handbook/LICENSE": base + "/blob/main/LICENSE 2024-02-03", "handbook/README.md": base + "/blob/main/README.md 2024-02-03",
		"handbook/guide/leave ünd.md": base + "/blob/main/guide/leave%20%C3%BCnd.md 2024-05-06",
	}
	for f, err := range c.Files(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		loaded, err := c.Load(t.Context(), f)
		if err != nil {
			t.Fatal(err)
		}
		if err := loaded.Documents(t.Context(), func(d *retrieval.Document) error {
			if got := d.URL + " " + d.Published; got != want[f.Path] {
				t.Errorf("%s is %s, want %s", f.Path, got, want[f.Path])
			}
			return nil
		}); err != nil {
			t.Error(err)
		}
		delete(want, f.Path)
	}
	if len(want) > 0 {
		t.Errorf("not there: %v", want)
	}

	sync(0, 0, 3, 0, 0)
	w.commit("2024-07-08", map[string]string{"LICENSE": "", "README.md": "# The handbook\n", "news.md": "# News\n"})
	sync(1, 1, 1, 1, 0)

	// A history that was written anew is fetched, too.
	w.git("2024-09-10", "commit", "--quiet", "--amend", "--message=other")
	sync(0, 2, 1, 0, 0)

	// So is one that git left locked, or of which a part is lost.
	lock := filepath.Join(history, "x", filepath.FromSlash(branch)+".lock")
	if err := os.WriteFile(lock, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	w.commit("2024-10-11", map[string]string{"news.md": "# More news\n"})
	sync(0, 1, 2, 0, 0)
	if err := os.RemoveAll(filepath.Join(history, "x", "objects")); err != nil {
		t.Fatal(err)
	}
	w.commit("2024-10-12", map[string]string{"news.md": "# Still more news\n"})
	sync(0, 1, 2, 0, 0)
}

// TestAuthors: a merge dates what it brings, and its author is who wrote it. Files that
// Git LFS keeps are said to be left out.
func TestAuthors(t *testing.T) {
	w := newWork(t)
	w.commit("2024-02-03", map[string]string{"README.md": "# Handbook\n"})
	w.git("2024-02-03", "checkout", "--quiet", "-b", "side")
	w.commit("2024-02-04", map[string]string{
		"leave.md": "# Leave\n", "odd \"name\"\tü.md": "# Odd\n",
		"plan.pdf": "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n",
	})
	w.git("2024-02-03", "checkout", "--quiet", "main")
	w.git("2024-03-05", "merge", "--quiet", "--no-ff", "--message=merge", "side")
	address, err := url.Parse(w.url)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	r, err := mirror.Sync(t.Context(), dir, New(address, Options{Folder: filepath.Join(t.TempDir(), "x"), Allow: []string{"127.0.0.1"}}), mirror.Options{})
	if err != nil || r.New != 3 || len(r.Problems) != 1 || !strings.HasSuffix(r.Problems[0], "/plan.pdf: its bytes are kept by Git LFS, which is not fetched") {
		t.Errorf("%+v, %v", r, err)
	}
	for _, name := range []string{"leave.md", "odd _name__ü.md"} {
		origin, err := os.ReadFile(filepath.Join(dir, corpus.OriginName(name)))
		if err != nil || !strings.Contains(string(origin), `"author":"Ada Roe","published":"2024-03-05"`) {
			t.Errorf("the origin of %s is %s, %v", name, origin, err)
		}
	}
}

// TestPrivateRepositories are refused, wherever an address leads, and what is none says so.
func TestPrivateRepositories(t *testing.T) {
	w := newWork(t)
	w.commit("2024-02-03", map[string]string{"README.md": "# Handbook\n"})
	try := func(address string, allow ...string) error {
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		_, err = mirror.Sync(t.Context(), t.TempDir(), New(u, Options{Folder: t.TempDir(), Allow: allow}), mirror.Options{})
		return err
	}
	if err := try(w.url); err == nil || !strings.Contains(err.Error(), "FOOTNOTE_WEB_PRIVATE") {
		t.Errorf("a private address: %v", err)
	}
	if err := try(strings.Replace(w.url, "127.0.0.1", "localhost", 1), "127.0.0.2"); err == nil || !strings.Contains(err.Error(), "private address") {
		t.Errorf("a name of one: %v", err)
	}
	if err := try(strings.Replace(w.url, "handbook", "nothing", 1), "127.0.0.1"); err == nil || !strings.Contains(err.Error(), "git says: ") {
		t.Errorf("no repository: %v", err)
	}
	if u, err := url.Parse(w.url); err != nil {
		t.Fatal(err)
	} else if kind, err := New(u, Options{Folder: t.TempDir(), Allow: []string{"*"}}).Probe(t.Context()); err != nil || kind != "a repository" {
		t.Errorf("asked what it is: %s, %v", kind, err)
	}
}

// TestAuthorization is for the repository's host alone, wherever that leads.
func TestAuthorization(t *testing.T) {
	w := newWork(t)
	w.commit("2024-02-03", map[string]string{"README.md": "# Handbook\n"})
	w.authorization = "Basic cmVhZGVyOmh1c2g="
	address, err := url.Parse(w.url)
	if err != nil {
		t.Fatal(err)
	}
	fetch := func(authorization string) (mirror.Report, error) {
		o := Options{Folder: t.TempDir(), Allow: []string{"127.0.0.1"}, Authorization: func(*url.URL) string { return authorization }}
		return mirror.Sync(t.Context(), t.TempDir(), New(address, o), mirror.Options{})
	}
	if r, err := fetch(w.authorization); err != nil || r.New != 1 || w.refused > 0 {
		t.Errorf("with what it wants: %+v, %v, refused %d times", r, err, w.refused)
	}
	for _, wrong := range []string{"", "Basic cmVhZGVyOndyb25n"} {
		if _, err := fetch(wrong); err == nil || strings.Contains(err.Error(), "cmVhZGVy") {
			t.Errorf("with %q: %v", wrong, err)
		}
	}
	other := newWork(t)
	other.commit("2024-02-03", map[string]string{"README.md": "# Other\n"})
	w.moved = strings.TrimSuffix(other.url, "/team/handbook.git")
	if r, err := fetch(w.authorization); err == nil || other.refused > 0 {
		t.Errorf("where it redirects to: %+v, %v, told %d times", r, err, other.refused)
	}
}

// TestLinks lead to where people see a file.
func TestLinks(t *testing.T) {
	for address, want := range map[string]string{
		"https://github.com/o/r.git":           "https://github.com/o/r/blob/main/a%20b.md",
		"https://github.com/o/r.wiki.git":      "https://github.com/o/r/wiki/a%20b",
		"https://gitlab.example.com/g/s/r.git": "https://gitlab.example.com/g/s/r/-/blob/main/a%20b.md",
		"https://codeberg.org/o/r.git":         "https://codeberg.org/o/r/src/branch/main/a%20b.md",
	} {
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		if got := linkTo(u, "main", "a b.md"); got != want {
			t.Errorf("%s leads to %s, want %s", address, got, want)
		}
	}
}

// TestTheProxyIsForGitAlone: other users of the machine can't go through it.
func TestTheProxyIsForGitAlone(t *testing.T) {
	far := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { _, _ = io.WriteString(w, "reached") }))
	defer far.Close()
	p, err := openProxy(publicnet.NewAllowance([]string{"*"}))
	if err != nil {
		t.Fatal(err)
	}
	defer p.close()
	for with, want := range map[string]int{p.at: http.StatusOK, strings.Replace(p.at, p.secret, "wrong", 1): http.StatusProxyAuthRequired} {
		at, err := url.Parse(with)
		if err != nil {
			t.Fatal(err)
		}
		client := http.Client{Transport: &http.Transport{Proxy: http.ProxyURL(at), DisableKeepAlives: true}}
		answer, err := client.Get(strings.Replace(far.URL, "127.0.0.1", "localhost", 1))
		if err != nil {
			t.Fatal(err)
		}
		_ = answer.Body.Close()
		if answer.StatusCode != want {
			t.Errorf("%d, want %d", answer.StatusCode, want)
		}
	}
}

// TestTheProxyForTLS joins git with servers that speak it, and with no private ones.
func TestTheProxyForTLS(t *testing.T) {
	far := httptest.NewTLSServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	defer far.Close()
	for allowed, want := range map[string]error{"127.0.0.1": nil, "127.0.0.2": publicnet.ErrPrivate} {
		p, err := openProxy(publicnet.NewAllowance([]string{allowed}))
		if err != nil {
			t.Fatal(err)
		}
		at, err := url.Parse(p.at)
		if err != nil {
			t.Fatal(err)
		}
		transport := far.Client().Transport.(*http.Transport).Clone()
		transport.Proxy = func(*http.Request) (*url.URL, error) { return at, nil }
		client := http.Client{Transport: transport}
		answer, err := client.Get(far.URL)
		if err == nil {
			_ = answer.Body.Close()
		}
		if (err == nil) != (want == nil) || !errors.Is(p.whyRefused(), want) {
			t.Errorf("with %s allowed: %v, refused for %v", allowed, err, p.whyRefused())
		}
		transport.CloseIdleConnections()
		p.close()
	}
}

// TestTheProxyLeavesNothingOpen: connections to servers end with it.
func TestTheProxyLeavesNothingOpen(t *testing.T) {
	far := httptest.NewUnstartedServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	idle, closed := make(chan bool, 1), make(chan bool, 1)
	far.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		switch state {
		case http.StateIdle:
			idle <- true
		case http.StateClosed:
			closed <- true
		}
	}
	far.Start()
	defer far.Close()
	p, err := openProxy(publicnet.NewAllowance([]string{"*"}))
	if err != nil {
		t.Fatal(err)
	}
	at, err := url.Parse(p.at)
	if err != nil {
		t.Fatal(err)
	}
	client := http.Client{Transport: &http.Transport{Proxy: func(*http.Request) (*url.URL, error) { return at, nil }, DisableKeepAlives: true}}
	answer, err := client.Get(far.URL)
	if err != nil {
		t.Fatal(err)
	}
	_ = answer.Body.Close()
	<-idle
	p.close()
	select {
	case <-closed:
	case <-time.After(time.Minute):
		t.Error("a connection stays open")
	}
}
