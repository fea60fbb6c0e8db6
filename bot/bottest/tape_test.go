package bottest_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"footnote/bot/bottest"
)

func TestTape(t *testing.T) {
	const key = "sk-very-secret"
	path := filepath.Join(t.TempDir(), "tape.json")
	n := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n++
		body, _ := io.ReadAll(r.Body)
		w.Header().Set("Content-Type", "text/plain")
		w.Header().Set("Set-Cookie", "session="+key)
		w.WriteHeader(http.StatusAccepted)
		_, _ = io.WriteString(w, strings.Repeat("x", n)+" "+string(body)+"\nthe key was "+r.Header.Get("Authorization")+"\n")
	}))
	defer server.Close()
	ask := func(tape *bottest.Tape, body string) (string, error) {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, server.URL+"/v1/x", strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Authorization", "Bearer "+key)
		resp, err := tape.RoundTrip(req)
		if err != nil {
			return "", err
		}
		defer resp.Body.Close()
		text, err := io.ReadAll(resp.Body)
		if resp.StatusCode != http.StatusAccepted || resp.Header.Get("Content-Type") != "text/plain" {
			t.Errorf("status %d, header %v", resp.StatusCode, resp.Header)
		}
		return string(text), err
	}
	bodies := []string{`{"a": 1}`, `{"a": 1}`, "no JSON"}
	var recorded []string
	t.Run("record", func(t *testing.T) {
		tape := bottest.RecordTape(t, path, http.DefaultTransport, map[string]string{key: "**redacted**", "": "nothing"})
		for _, body := range bodies {
			text, err := ask(tape, body)
			if err != nil {
				t.Fatal(err)
			}
			recorded = append(recorded, strings.ReplaceAll(text, key, "**redacted**"))
		}
	})
	data, err := os.ReadFile(path)
	if err != nil || strings.Contains(string(data), key) || strings.Contains(string(data), "session=") || strings.Contains(string(data), server.URL) {
		t.Errorf("the tape (%v) holds what it must not:\n%s", err, data)
	}
	tape := bottest.PlayTape(t, path)
	for i, body := range []string{`{"a":1}`, `{ "a":1}`, "no JSON"} {
		if text, err := ask(tape, body); err != nil || text != recorded[i] {
			t.Errorf("played %q, %v, recorded %q", text, err, recorded[i])
		}
	}
	for _, body := range []string{`{"a":1}`, `{"a":2}`} { // played already, never recorded
		if _, err := ask(tape, body); err == nil || !strings.Contains(err.Error(), "no exchange") {
			t.Errorf("%s: %v", body, err)
		}
	}
	if n != len(bodies) {
		t.Errorf("the server was asked %d times", n)
	}
}

// TestATapeKeepsNoSecretInAnyForm: as it is, escaped in JSON, or as a part of
// another.
func TestATapeKeepsNoSecretInAnyForm(t *testing.T) {
	path := filepath.Join(t.TempDir(), "tape.json")
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		w.Header().Set("Content-Type", "text/plain; of=account-7-hush")
		_, _ = w.Write(body)
	}))
	defer server.Close()
	t.Run("record", func(t *testing.T) {
		tape := bottest.RecordTape(t, path, http.DefaultTransport, map[string]string{"account": "A", "account-7-hush": "B", "a\"<hush": "C"})
		for _, body := range []string{`a"<hush account-7-hush account`, `{"key":"a\"<hush"}`, `{"key":"a\"\u003chush"}`} {
			req := httptest.NewRequest(http.MethodPost, server.URL+"/account-7-hush/x", strings.NewReader(body))
			resp, err := tape.RoundTrip(req)
			if err != nil {
				t.Fatal(err)
			}
			if got, err := io.ReadAll(resp.Body); err != nil || string(got) != body {
				t.Errorf("got %q, %v", got, err)
			}
		}
	})
	data, err := os.ReadFile(path)
	if err != nil || strings.Contains(string(data), "hush") || !strings.Contains(string(data), `"C B A"`) || !strings.Contains(string(data), `{\"key\":\"C\"}`) {
		t.Errorf("%v\n%s", err, data)
	}
}
