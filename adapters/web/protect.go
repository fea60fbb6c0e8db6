package web

import (
	"bytes"
	"embed"
	"errors"
	"mime"
	"net/http"
	"path"
	"sync"
	"time"
)

//go:embed static
var staticFiles embed.FS

// contentPolicy lets a page load what this server sends, and nothing else.
const contentPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// transportPolicy has browsers come by https alone for a year. The names below the
// page's own aren't ours to speak for.
const transportPolicy = "max-age=31536000"

// maxBody bounds what a form may send: the longest text to check, as a browser
// encodes it.
const maxBody = 1 << 20

// protectHandler sets what keeps browsers from doing more than they should, and
// bounds what they may send.
func (s *site) protectHandler(h http.Handler) http.Handler {
	encrypted := s.PublicURL != nil && s.PublicURL.Scheme == "https"
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		header := rw.Header()
		header.Set("Content-Security-Policy", contentPolicy)
		header.Set("X-Content-Type-Options", "nosniff")
		header.Set("X-Frame-Options", "DENY")
		header.Set("Referrer-Policy", "no-referrer") // addresses hold signatures
		header.Set("Cross-Origin-Opener-Policy", "same-origin")
		header.Set("Cross-Origin-Resource-Policy", "same-origin")
		header.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
		header.Set("X-Robots-Tag", "noindex")
		header.Set("Cache-Control", "no-store")
		if encrypted {
			header.Set("Strict-Transport-Security", transportPolicy)
		}
		most := int64(maxBody)
		if isUpload(r) {
			most = maxUpload
		}
		r.Body = http.MaxBytesReader(rw, r.Body, most)
		h.ServeHTTP(rw, r)
	})
}

// serveStatic sends a file of the pages themselves.
func (s *site) serveStatic(rw http.ResponseWriter, r *http.Request) {
	name := r.PathValue("name")
	data, err := staticFiles.ReadFile("static/" + name)
	if name == statusStyle && s.doors.StatusStyle != nil {
		data, err = s.doors.StatusStyle, nil
	}
	if err != nil {
		http.NotFound(rw, r)
		return
	}
	rw.Header().Set("Content-Type", mime.TypeByExtension(path.Ext(name)))
	rw.Header().Set("Cache-Control", "no-cache")
	rw.Header().Set("Etag", `"`+textChecksum(string(data))+`"`)
	http.ServeContent(rw, r, name, time.Time{}, bytes.NewReader(data))
}

// Bounds on pages that wait at the same time.
const (
	maxStreams      = 2000
	maxStreamsOfOne = 20
)

var errBusy = errors.New("too many pages wait")

// streams counts the pages that wait, by visitor.
type streams struct {
	mu    sync.Mutex
	all   int
	byOne map[string]int
}

func newStreams() *streams { return &streams{byOne: make(map[string]int)} }

// enterStream counts one more, until leave is called.
func (s *streams) enterStream(asker string) (leave func(), err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.all >= maxStreams || s.byOne[asker] >= maxStreamsOfOne {
		return nil, errBusy
	}
	s.all++
	s.byOne[asker]++
	return func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.all--
		if s.byOne[asker]--; s.byOne[asker] == 0 {
			delete(s.byOne, asker)
		}
	}, nil
}
