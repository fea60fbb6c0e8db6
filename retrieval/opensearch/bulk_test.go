package opensearch

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
)

// bulkServer keeps the bodies of bulk requests and answers them in turn.
func bulkServer(t *testing.T, answers ...string) (b *bulk, bodies func() []string) {
	t.Helper()
	var mu sync.Mutex
	var got []string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil || r.Method != http.MethodPost {
			return // it is asked whether it is well
		}
		mu.Lock()
		defer mu.Unlock()
		got = append(got, string(body))
		answer := `{"errors":false}`
		if len(got) <= len(answers) {
			answer = answers[len(got)-1]
		}
		_, _ = w.Write([]byte(answer))
	}))
	t.Cleanup(server.Close)
	return newBulk(storeAtHost(t, strings.TrimPrefix(server.URL, "http://")).client), func() []string {
		mu.Lock()
		defer mu.Unlock()
		return got
	}
}

// TestABusyClusterIsSentAgainWhatItTurnedAway, and nothing else.
func TestABusyClusterIsSentAgainWhatItTurnedAway(t *testing.T) {
	b, bodies := bulkServer(t, `{"errors":true,"items":[
		{"index":{"_id":"a","status":201}},
		{"delete":{"_id":"gone","status":404,"error":{"type":"x","reason":"it isn't there"}}},
		{"index":{"_id":"b","status":429,"error":{"type":"rejected","reason":"busy"}}},
		{"delete":{"_id":"c","status":429,"error":{"type":"rejected","reason":"busy"}}},
		{"update":{"_id":"d","status":429,"error":{"type":"rejected","reason":"busy"}}}]}`)
	err := b.add(t.Context(),
		action{"index", "docs", "a", query{"t": "first"}}, action{"delete", "docs", "gone", nil}, action{"index", "docs", "b", query{"t": "second"}},
		action{"delete", "docs", "c", nil}, action{"update", "docs", "d", query{"to": 2}})
	if err == nil {
		err = b.flush(t.Context())
	}
	if err != nil {
		t.Fatal(err)
	}
	sent := bodies()
	if len(sent) != 2 || strings.Count(sent[0], "\n") != 8 {
		t.Fatalf("sent %q", sent)
	}
	want := `{"index":{"_id":"b","_index":"docs"}}
{"t":"second"}
{"delete":{"_id":"c","_index":"docs"}}
{"update":{"_id":"d","_index":"docs","retry_on_conflict":5}}
{"doc":{"to":2}}
`
	if sent[1] != want {
		t.Errorf("sent again: %s", sent[1])
	}
}

// TestARefusedWriteIsAnError names the reason.
func TestARefusedWriteIsAnError(t *testing.T) {
	b, _ := bulkServer(t, `{"errors":true,"items":[{"index":{"_id":"a","status":400,"error":{"type":"mapper","reason":"it can't be parsed"}}}]}`)
	err := b.add(t.Context(), action{"index", "docs", "a", query{}})
	if err == nil {
		err = b.flush(t.Context())
	}
	if err == nil || !strings.Contains(err.Error(), "it can't be parsed (mapper)") {
		t.Error(err)
	}
}

// TestLargeDocumentsAreSentInBatches: a cluster refuses requests of more than 100 MB.
func TestLargeDocumentsAreSentInBatches(t *testing.T) {
	b, bodies := bulkServer(t)
	var writes []action
	large := string(bytes.Repeat([]byte("boat "), 1<<20/5))
	for range 20 {
		writes = append(writes, action{"index", "docs", "a", query{"t": large}})
	}
	if err := b.add(t.Context(), writes...); err != nil {
		t.Fatal(err)
	}
	if err := b.flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	total := 0
	for _, body := range bodies() {
		total += strings.Count(body, "\n") / 2
		if len(body) > bulkBytes+len(large)+1000 {
			t.Errorf("a request has %d bytes", len(body))
		}
	}
	if total != len(writes) {
		t.Errorf("%d writes were sent, of %d", total, len(writes))
	}
}
