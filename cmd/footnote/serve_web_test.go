package main

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
)

// TestServeFetches has a server fetch a website by itself, and answer from it.
func TestServeFetches(t *testing.T) {
	www := t.TempDir()
	page := "<html><head><title>Tokens</title></head><body><article><p>A token is renewed on the page of the account, a week before it ends.</p></article></body></html>"
	check(t, errors.Join(os.Mkdir(filepath.Join(www, "guide"), 0o755), os.WriteFile(filepath.Join(www, "guide", "index.html"), []byte(page), 0o644)))
	site := httptest.NewServer(serveFiles(www))
	t.Cleanup(site.Close)
	for name, value := range map[string]string{"FOOTNOTE_CORPUS": "", "FOOTNOTE_WEB": site.URL + "/guide/", "FOOTNOTE_WEB_PRIVATE": "127.0.0.1", "FOOTNOTE_WEB_RATE": "1000"} {
		t.Setenv(name, value)
	}
	data := t.TempDir()
	s := serveHere(t, "--data", data, "--http-addr", anyPort)
	s.await("the page", func() string { return lacks(s.get("/metrics"), "footnote_passages_meant_wanted 1\n") })
	// The manual is on the page, too.
	for path, want := range map[string]string{"/help": `href="/help/web"`, "/help/web": "robots.txt", "/": `<a href="/help">Help</a>`} {
		if missing := lacks(s.get(path), want); missing != "" {
			t.Errorf("%s has %s", path, missing)
		}
	}
	if code, _ := fetchPage(t, s.url+"/help/nothing"); code != http.StatusNotFound {
		t.Errorf("a topic that isn't there: %d", code)
	}
	s.stop()
	code, stdout, stderr := footnote(t, "ask", "--data", data, "How is a token renewed?")
	if code != exitOK || lacks(stdout, site.URL+"/guide/") != "" {
		t.Errorf("exit code %d: %s%s", code, stdout, stderr)
	}
}
