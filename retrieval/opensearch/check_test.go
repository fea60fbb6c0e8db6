package opensearch

import (
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// storeAt returns a store on a fake server that answers every request alike.
func storeAt(t *testing.T, status int, body string) *Store {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if user, password, _ := r.BasicAuth(); user != "watchman" || password != "hush" {
			t.Errorf("asked by %q with %q", user, password)
		}
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		_, _ = w.Write([]byte(body))
	}))
	t.Cleanup(server.Close)
	return storeAtHost(t, strings.TrimPrefix(server.URL, "http://"))
}

func storeAtHost(t *testing.T, host string) *Store {
	t.Helper()
	a, err := ParseAddress("opensearch://watchman:hush@" + host + "/docs")
	if err != nil {
		t.Fatal(err)
	}
	s, err := NewStore(Options{Address: a, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestClustersThatCantBeUsed asks servers that aren't what is needed: each error says
// what is wrong, and none has the password.
func TestClustersThatCantBeUsed(t *testing.T) {
	for name, c := range map[string]struct {
		status     int
		body, want string
	}{
		"refused":   {401, `Unauthorized`, "refuses the user and the password (they stand in FOOTNOTE_INDEX"},
		"forbidden": {403, `{"error":{"root_cause":[{"reason":"no permissions for [indices:data/read/get]"}],"reason":"x"},"status":403}`, "may not do this (give it the rights to manage, read and write the indices of the prefix): no permissions"},
		"other":     {200, `{"version":{"number":"8.19.7","build_flavor":"default"}}`, "is not OpenSearch but says that it is another product, as Elasticsearch, 8.19.7 (Footnote needs OpenSearch 2 or later)"},
		"old":       {200, `{"version":{"number":"1.3.20","distribution":"opensearch"}}`, "is OpenSearch 1.3.20 (Footnote needs version 2 or later)"},
		"a page":    {200, `<html>`, "read the cluster's answer"},
		"failing":   {500, `{"error":"broken"}`, `answers 500`},
	} {
		s := storeAt(t, c.status, c.body)
		_, _, err := s.Corpus(t.Context())
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
		if err != nil && strings.Contains(err.Error(), "hush") {
			t.Errorf("%s: the error has the password: %v", name, err)
		}
	}
}

// TestUnreachableCluster asks where nobody listens.
func TestUnreachableCluster(t *testing.T) {
	server := httptest.NewServer(http.NotFoundHandler())
	server.Close()
	_, err := storeAtHost(t, strings.TrimPrefix(server.URL, "http://")).Check(t.Context())
	if !errors.Is(err, ErrUnreachable) || strings.Contains(err.Error(), "hush") {
		t.Error(err)
	}
}

// TestPartialAnswersAreErrors: a search asks for all of the index or nothing.
func TestPartialAnswersAreErrors(t *testing.T) {
	var asked []string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/_search") {
			asked = append(asked, r.URL.Query().Get("allow_partial_search_results"))
			w.WriteHeader(http.StatusBadRequest)
			return
		}
		_, _ = w.Write([]byte(`{"_seq_no":1,"_primary_term":1,"_source":{"format":1,"index":"docs-000001","number":1}}`))
	}))
	defer server.Close()
	s := storeAtHost(t, strings.TrimPrefix(server.URL, "http://"))
	if files, err := s.Files(t.Context()); err == nil {
		t.Errorf("files are %v", files)
	}
	if len(asked) != 1 || asked[0] != "false" {
		t.Errorf("partial answers are allowed: %q", asked)
	}
}
