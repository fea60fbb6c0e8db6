package web

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"footnote/adapters/web/api"
	"footnote/bot/inbox"
)

type scopesKey struct{}

// programsGuard takes "Bearer NAME SCOPE…" for a token of that name with these scopes.
func programsGuard(next http.Handler) http.Handler {
	return guard(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		if token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); ok {
			words := strings.Fields(token)
			v := Visitor{Asker: "web/token/" + words[0], Roles: []string{"token:" + words[0]}, Script: true, Limited: true}
			ctx := context.WithValue(r.Context(), visitorKey{}, v)
			r = r.WithContext(context.WithValue(ctx, scopesKey{}, words[1:]))
		}
		next.ServeHTTP(rw, r)
	}))
}

// newPrograms is a world with the doors for programs.
func newPrograms(t testing.TB, files fstest.MapFS, change func(*Options, *inbox.Options)) (*world, *api.Doors) {
	t.Helper()
	w := newWorld(t, files, change)
	doors := api.New(api.Options{Bot: w.web.Programs(), Platform: Platform, Version: "test", Now: w.clock, Who: func(ctx context.Context) api.Caller {
		v := who(ctx)
		c := api.Caller{Asker: v.Asker, Roles: v.Roles}
		if scopes, ok := ctx.Value(scopesKey{}).([]string); ok {
			c.Opens = func(s api.Scope) bool { return slices.Contains(scopes, string(s)) }
		}
		return c
	}})
	w.server.Config.Handler = w.web.Handler(Doors{Guard: programsGuard, Who: who, Programs: doors.Handlers()})
	return w, doors
}

// everything are all scopes.
const everything = " ask search read check"

// call sends a request of a program, and returns the status and the body.
func (w *world) call(token, method, path string, body any, header ...string) (int, http.Header, string) {
	w.t.Helper()
	var send io.Reader
	switch b := body.(type) {
	case nil:
	case string:
		send = strings.NewReader(b)
	default:
		data, err := json.Marshal(b)
		if err != nil {
			w.t.Fatal(err)
		}
		send = bytes.NewReader(data)
	}
	r, err := http.NewRequestWithContext(w.t.Context(), method, w.server.URL+path, send)
	if err != nil {
		w.t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+token)
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		w.t.Fatal(err)
	}
	defer response.Body.Close()
	data, err := io.ReadAll(response.Body)
	if err != nil {
		w.t.Fatal(err)
	}
	return response.StatusCode, response.Header, string(data)
}

// decode is call for a reply that is JSON.
func decode[T any](w *world, token, method, path string, body any) (out T) {
	w.t.Helper()
	status, _, text := w.call(token, method, path, body)
	if status != http.StatusOK {
		w.t.Fatalf("%s %s: %d %s", method, path, status, text)
	}
	if err := json.Unmarshal([]byte(text), &out); err != nil {
		w.t.Fatalf("%s %s: %v: %s", method, path, err, text)
	}
	return out
}
