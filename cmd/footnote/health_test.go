package main

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestHealthVerb(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/healthz":
		case "/readyz":
			http.Error(w, "the index isn't open yet", http.StatusServiceUnavailable)
		default:
			http.Redirect(w, r, "/healthz", http.StatusSeeOther)
		}
	}))
	defer server.Close()
	address := strings.TrimPrefix(server.URL, "http://")
	for _, c := range []struct {
		args []string
		code int
		says string
	}{
		{[]string{server.URL}, exitOK, "well"},
		{[]string{server.URL + "/"}, exitOK, "well"},
		{[]string{"--http-addr", address}, exitOK, "well"},
		{[]string{"--http-addr", strings.Replace(address, "127.0.0.1", "0.0.0.0", 1)}, exitOK, "well"},
		{[]string{"--http-addr", strings.Replace(address, "127.0.0.1", "", 1)}, exitOK, "well"},
		{[]string{server.URL + "/readyz"}, exitFailure, "503 Service Unavailable: the index isn't open yet"},
		{[]string{server.URL + "/else"}, exitFailure, "303"},
		{[]string{"http://127.0.0.1:1"}, exitFailure, "start footnote serve"},
		{[]string{"127.0.0.1:8067"}, exitUsage, "http://"},
		{[]string{"--http-addr", "8067"}, exitUsage, "FOOTNOTE_HTTP_ADDR"},
	} {
		code, stdout, stderr := footnote(t, append([]string{"health"}, c.args...)...)
		if code != c.code || !strings.Contains(stdout+stderr, c.says) {
			t.Errorf("health %v: exit code %d: %s%s", c.args, code, stdout, stderr)
		}
	}
}
