package opensearch_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"

	"footnote/retrieval"
	"footnote/retrieval/engine"
	"footnote/retrieval/opensearch"
	"footnote/retrieval/opensearch/realcluster"
	"footnote/retrieval/question"
)

// put makes a change of some documents.
func put(t testing.TB, s *opensearch.Store, docs ...*retrieval.Document) {
	t.Helper()
	c, err := s.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range docs {
		if err := c.Put(t.Context(), d); err != nil {
			t.Fatal(err)
		}
	}
	if err := c.Commit(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
}

func english(id, text string) *retrieval.Document {
	return &retrieval.Document{ID: id, Title: "Register", Language: "en", Text: text}
}

// ask sends a request to the cluster, past the store.
func ask(t testing.TB, a opensearch.Address, method, path string, body, out any) {
	t.Helper()
	var data []byte
	if body != nil {
		var err error
		if data, err = json.Marshal(body); err != nil {
			t.Fatal(err)
		}
	}
	req, err := http.NewRequestWithContext(t.Context(), method, a.Hosts()[0]+path, bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	answer, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode >= 300 {
		t.Fatalf("%s %s: %s %s %v", method, path, resp.Status, answer, err)
	}
	if out != nil {
		if err := json.Unmarshal(answer, out); err != nil {
			t.Fatal(err)
		}
	}
}

// edit changes a document of the meta index.
func edit(t testing.TB, a opensearch.Address, name string, fields map[string]any) {
	t.Helper()
	ask(t, a, http.MethodPost, "/"+a.Prefix()+"-meta/_update/"+name, map[string]any{"doc": fields}, nil)
}

// found returns the documents that a question finds in the current state.
func found(t testing.TB, s *opensearch.Store, text string) []string {
	t.Helper()
	x, err := s.Open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	c, err := x.Candidates(t.Context(), retrieval.Query{Question: question.Parse(text)}, 10)
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, h := range c.Hits {
		ids = append(ids, h.Document)
	}
	return ids
}

// TestClusterRoundTrips: the words of a question are counted by one request, its
// passages found by another, and the facts of their documents read by a third; what was
// learned of an index isn't asked again.
func TestClusterRoundTrips(t *testing.T) {
	_, a := realcluster.Address(t)
	s := newStore(t, a)
	var docs []*retrieval.Document
	for i := range 60 {
		docs = append(docs, english(fmt.Sprintf("%02d", i), fmt.Sprintf("The boat number%d lies in the harbour behind pier number%d.", i, i*i)))
	}
	put(t, s, docs...)
	x, err := s.Open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		asked string
		most  int64
	}{{"Which boat lies in the harbour?", 3}, {"Which pier does the boat lie at?", 2}, {"Which boat lies in the harbour?", 1}} {
		before := s.Requests()
		if _, err := retrieval.Search(t.Context(), x, retrieval.NewQuery(c.asked)); err != nil {
			t.Fatal(err)
		}
		if n := s.Requests() - before; n > c.most {
			t.Errorf("%s took %d requests, want %d", c.asked, n, c.most)
		}
	}
}

// TestClusterFencesOffStoppedIndexers: a process that was away for longer than its lease
// can't make its change count any more, and nothing that it writes is ever seen.
func TestClusterFencesOffStoppedIndexers(t *testing.T) {
	_, a := realcluster.Address(t)
	first, second := newStore(t, a), newStore(t, a)
	put(t, first, english("old", "The boat is green."), english("stays", "Another boat."))
	stopped, err := first.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	edit(t, a, "lease", map[string]any{"until": 0}) // time passes
	put(t, second, english("new", "The boat is yellow."))
	for _, d := range []*retrieval.Document{english("stray", "A stray boat."), english("old", "The boat is black.")} {
		if err := stopped.Put(t.Context(), d); err != nil {
			t.Fatal(err) // it doesn't know yet
		}
	}
	if err := stopped.Commit(t.Context(), nil); err == nil || !strings.Contains(err.Error(), "taken over") {
		t.Errorf("the stopped process commits with %v", err)
	}
	if err := stopped.Abort(); err != nil {
		t.Error(err)
	}
	want := []string{"new", "old", "stays"}
	if got := found(t, newStore(t, a), "boat"); !sameSet(got, want) {
		t.Errorf("found are %q, want %q", got, want)
	}
	put(t, second, english("later", "A later boat."))
	if got := found(t, second, "boat"); !sameSet(got, append(want, "later")) {
		t.Errorf("later found are %q", got)
	}
	if got := found(t, second, "black"); len(got) > 0 {
		t.Errorf("what the stopped process wrote is found: %q", got)
	}
}

func sameSet(a, b []string) bool {
	return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}

// TestClusterForgetsWhatNobodyReads: replaced passages, and those of changes that never
// counted, go once no reader can need them.
func TestClusterForgetsWhatNobodyReads(t *testing.T) {
	_, a := realcluster.Address(t)
	s := newStore(t, a)
	put(t, s, english("a", "The boat is green."), english("b", "The boat is red."))
	put(t, s, english("a", "The boat is yellow."))
	c, err := s.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Put(t.Context(), english("c", "The boat is grey.")); err != nil {
		t.Fatal(err)
	}
	if err := c.Commit(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	passages := func() (n int) {
		var answer struct{ Count int }
		ask(t, a, http.MethodGet, "/"+a.Prefix()+"/_count", nil, &answer)
		return answer.Count
	}
	if n := passages(); n != 4 {
		t.Fatalf("%d passages lie on the cluster, want three and one that was replaced", n)
	}
	var state struct {
		Source struct {
			Commits []map[string]any `json:"commits"`
		} `json:"_source"`
	}
	ask(t, a, http.MethodGet, "/"+a.Prefix()+"-meta/_doc/state", nil, &state)
	for _, c := range state.Source.Commits {
		c["at"] = 0 // long ago
	}
	edit(t, a, "state", map[string]any{"commits": state.Source.Commits})
	aborted, err := s.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if n := passages(); n != 3 {
		t.Errorf("%d passages lie on the cluster, want 3", n)
	}
	if err := aborted.Put(t.Context(), english("d", "The boat is blue.")); err != nil {
		t.Fatal(err)
	}
	if err := aborted.Abort(); err != nil {
		t.Fatal(err)
	}
	put(t, s, english("e", "A boat."))
	if got := found(t, s, "boat"); !sameSet(got, []string{"a", "b", "c", "e"}) {
		t.Errorf("found are %q", got)
	}
}

// TestClusterIsRebuilt: an index of another format, or one that is gone, is made anew
// beside the one before, and then all at once.
func TestClusterIsRebuilt(t *testing.T) {
	for name, spoil := range map[string]func(opensearch.Address){
		"another format": func(a opensearch.Address) { edit(t, a, "state", map[string]any{"format": 0}) },
		"it is gone":     func(a opensearch.Address) { ask(t, a, http.MethodDelete, "/"+a.Prefix()+"-000001", nil, nil) },
	} {
		t.Run(name, func(t *testing.T) {
			_, a := realcluster.Address(t)
			s := newStore(t, a)
			put(t, s, english("a", "The boat is green."))
			spoil(a)
			if _, err := newStore(t, a).Open(t.Context()); !engine.IsUntrusted(err) {
				t.Errorf("it is opened with %v", err)
			}
			s = newStore(t, a)
			if files, err := s.Files(t.Context()); err != nil || files.Len() > 0 {
				t.Errorf("%d files, %v", files.Len(), err)
			}
			put(t, s, english("b", "The boat is yellow."))
			if got := found(t, newStore(t, a), "boat"); !slices.Equal(got, []string{"b"}) {
				t.Errorf("found are %q", got)
			}
			var answer map[string]any
			ask(t, a, http.MethodGet, "/_alias/"+a.Prefix(), nil, &answer)
			if _, ok := answer[a.Prefix()+"-000002"]; !ok || len(answer) != 1 {
				t.Errorf("the alias means %v", answer)
			}
		})
	}
}
