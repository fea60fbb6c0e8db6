package status

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"
)

// checkTime is how long all checks of readiness may take.
const checkTime = 5 * time.Second

// Live answers as long as the process does.
func (s *Status) Live() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { plain(w, http.StatusOK, "ok\n") })
}

// Ready says line by line what is ready to answer questions, with status 503 if
// something isn't. A platform is once it has been connected: a supervisor that
// takes the server out for a connection that is lost for a while would make it
// worse. Documents that are not followed are told, but answered from as they were,
// so that the server stays ready. Details are left to the log, for anybody may be able to ask.
func (s *Status) Ready() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), checkTime)
		defer cancel()
		var b strings.Builder
		code := http.StatusOK
		for _, c := range s.checks(ctx) {
			verdict := "ok"
			if c.lacks != "" {
				verdict, code = "not ready, "+c.lacks, http.StatusServiceUnavailable
			}
			fmt.Fprintf(&b, "%s: %s\n", c.what, verdict)
		}
		b.WriteString(s.staleness())
		plain(w, code, b.String())
	})
}

// check is one condition of being ready.
type check struct {
	what  string
	lacks string // what is missing, "" if nothing
}

func (s *Status) checks(ctx context.Context) []check {
	index, store := check{what: "index"}, check{what: "questions"}
	warn := func(what string, err error) {
		if !errors.Is(ctx.Err(), context.Canceled) { // that who asked has hung up says nothing
			s.Log.Warn("not ready: "+what, "err", err)
		}
	}
	if err := s.Documents.Ready(ctx); err != nil {
		index.lacks = "it can't be searched"
		warn("the index can't be searched", err)
	}
	if _, err := s.Questions.Value(ctx, "ready"); err != nil {
		store.lacks = "their store doesn't answer"
		warn("the question store doesn't answer", err)
	}
	list := []check{index, store}
	for _, name := range slices.Sorted(maps.Keys(s.Platforms)) {
		c := check{what: name}
		if !slices.ContainsFunc(s.Platforms[name].Connections(), func(c Connection) bool { return c.Up || c.Before }) {
			c.lacks = "it hasn't been connected yet"
		}
		list = append(list, c)
	}
	return list
}

// staleness is a line that says why answers come from documents as they were
// before, "" if they don't.
func (s *Status) staleness() string {
	syncs := s.Documents.Syncs()
	switch {
	case syncs.Error != "":
		return "documents: as they were before, they can't be looked through\n"
	case syncs.Missing.Files > 0:
		return "documents: as they were before, files are missing (is the drive mounted?)\n"
	}
	return ""
}

func plain(w http.ResponseWriter, code int, text string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(code)
	_, _ = io.WriteString(w, text) // who asked has gone
}
