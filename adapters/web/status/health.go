package status

import (
	"context"
	"errors"
	"fmt"
	"footnote/bot/inbox"
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
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { writePlain(w, http.StatusOK, "ok\n") })
}

// Ready says line by line what is ready to answer questions, with status 503 if
// something isn't. A platform is ready once it has been connected. If it loses a
// connection for a while, its line says so and it stays ready: a supervisor that
// takes the server out would make it worse. A platform that refuses the bot isn't
// ready until somebody acts; its line says why. If the documents are not followed, a
// line says so, but the server stays ready and answers from their earlier state.
// Other details are left to the log, since anybody may be able to ask.
func (s *Status) Ready() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), checkTime)
		defer cancel()
		var b strings.Builder
		code := http.StatusOK
		for _, c := range s.runChecks(ctx) {
			verdict := "ok"
			switch {
			case c.lacks != "":
				verdict, code = "not ready, "+c.lacks, http.StatusServiceUnavailable
			case c.but != "":
				verdict = c.but
			}
			fmt.Fprintf(&b, "%s: %s\n", c.what, verdict)
		}
		b.WriteString(s.describeStaleness())
		writePlain(w, code, b.String())
	})
}

// check is one condition of being ready.
type check struct {
	what  string
	lacks string // what is missing, "" if nothing
	but   string // how it is if it is ready, "" if there is nothing to add
}

func (s *Status) runChecks(ctx context.Context) []check {
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
	holds := s.readHolds()
	for _, name := range slices.Sorted(maps.Keys(s.Platforms)) {
		list = append(list, checkPlatform(name, s.Platforms[name].Connections(), holds[name]))
	}
	return list
}

// describeStaleness returns a line that says why answers come from an earlier state
// of the documents, "" if they don't.
func (s *Status) describeStaleness() string {
	syncs := s.Documents.Syncs()
	switch {
	case syncs.Error != "":
		return "documents: as they were before, they can't be looked through\n"
	case syncs.Missing.Files > 0:
		return "documents: as they were before, files are missing (is the drive mounted?)\n"
	}
	return ""
}

// checkPlatform returns the check of whether a platform is ready.
func checkPlatform(name string, list []Connection, held inbox.Hold) check {
	up, before, elsewhere := 0, false, 0
	for _, c := range list {
		if c.Elsewhere {
			elsewhere++
		}
		if c.Up {
			up++
		}
		before = before || c.Before
	}
	c := check{what: name}
	switch why := refusalText(list, held); {
	case why != "":
		c.lacks = "it refuses the bot: " + clipText(strings.Join(strings.Fields(why), " "))
	case elsewhere > 0 && elsewhere == len(list):
		c.but = "ok, another replica is connected"
	case !before:
		c.lacks = "it hasn't been connected yet"
	case up == 0:
		c.but = "not connected at the moment, it is tried again"
	case up < len(list):
		c.but = fmt.Sprintf("ok, by %d of %d connections", up, len(list))
	}
	return c
}

// refusalText returns why a platform refuses the bot, "" if it doesn't. It may refuse
// a connection, the token, or a message.
func refusalText(list []Connection, held inbox.Hold) string {
	i := slices.IndexFunc(list, func(c Connection) bool { return c.Refused })
	if i < 0 {
		return held.Reason
	}
	return list[i].Reason
}

func writePlain(w http.ResponseWriter, code int, text string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(code)
	_, _ = io.WriteString(w, text) // who asked has gone
}
