package main

import (
	"encoding/json"
	"hash/fnv"
	"net/http"
	"net/http/httptest"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// embeddings is "embeddings NAME": it starts a server that makes vectors, to which some
// German words mean what English ones do, and sets FOOTNOTE_EMBEDDINGS_MODEL and _URL.
// What is sent with the key "wrong" is refused.
func embeddings(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: embeddings NAME")
	}
	s := httptest.NewServer(http.HandlerFunc(serveVectors))
	ts.Defer(s.Close)
	ts.Setenv("FOOTNOTE_EMBEDDINGS_MODEL", args[0])
	ts.Setenv("FOOTNOTE_EMBEDDINGS_URL", s.URL+"/v1")
}

func serveVectors(w http.ResponseWriter, r *http.Request) {
	var req struct {
		Input []string `json:"input"`
	}
	w.Header().Set("Content-Type", "application/json")
	if key := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer "); key == "wrong" {
		w.WriteHeader(http.StatusUnauthorized)
		_ = json.NewEncoder(w).Encode(map[string]any{"error": map[string]string{"message": "the key " + key + " isn't known"}})
		return
	}
	if r.URL.Path != "/v1/embeddings" || json.NewDecoder(r.Body).Decode(&req) != nil {
		http.NotFound(w, r)
		return
	}
	type item struct {
		Index     int       `json:"index"`
		Embedding []float32 `json:"embedding"`
	}
	var data []item
	for i, text := range req.Input {
		data = append(data, item{i, wordVector(text)})
	}
	_ = json.NewEncoder(w).Encode(map[string]any{"object": "list", "data": data})
}

// wordVector counts the words of a text by their hashes.
func wordVector(text string) []float32 {
	v := make([]float32, 200)
	v[0] = 3 // all vectors are much alike, as those of some models
	same := strings.NewReplacer("tulpen", "tulips", "wachsen", "grow", "obstgarten", "orchard", "hinter", "behind")
	for _, word := range strings.FieldsFunc(same.Replace(strings.ToLower(text)), func(r rune) bool { return !('a' <= r && r <= 'z') }) {
		h := fnv.New32a()
		_, _ = h.Write([]byte(word))
		v[1+h.Sum32()%199]++
	}
	return v
}
