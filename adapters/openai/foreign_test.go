package openai

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"footnote/bot"
)

// newSite starts a server that isn't Footnote's own stand-in for a model.
func newSite(t *testing.T, h http.HandlerFunc) string {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s.URL
}

// sends answers everything with one body.
func sends(status int, kind, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", kind)
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

func troubleOf(t *testing.T, baseURL string) (string, bot.Trouble, error) {
	t.Helper()
	m, err := New(Config{BaseURL: baseURL, Key: "k-123", Name: "small", Tries: 1})
	if err != nil {
		t.Fatal(err)
	}
	text, err := complete(t.Context(), m)
	if err != nil && strings.Contains(err.Error(), "k-123") {
		t.Errorf("the key is shown: %v", err)
	}
	var trouble *bot.ModelError
	if err == nil {
		return text, "", nil
	}
	if !errors.As(err, &trouble) {
		t.Fatalf("%v has no class", err)
	}
	return text, trouble.Trouble, err
}

const page = "\n<!doctype html>\n<html><title>Welcome</title>data: {}</html>\n"

// TestNoChatCompletions: what answers but is no server of a model is named, with
// what it sent, and never taken for a model that has nothing to say.
func TestNoChatCompletions(t *testing.T) {
	for name, test := range map[string]struct {
		status int
		kind   string
		body   string
		what   string
	}{
		"a page":                     {200, "text/html; charset=utf-8", page, "(text/html)"},
		"a page that says otherwise": {200, "text/event-stream", page, "(text/event-stream)"},
		"plain text":                 {200, "text/plain", "Ollama is running", "(text/plain)"},
		"nothing":                    {200, "text/html", "", "(an empty answer, text/html)"},
		"no type":                    {204, "", "", "(an empty answer, no content type)"},
		"other JSON":                 {200, "application/json", `{"hello":"world"}`, "(application/json)"},
		"a list":                     {200, "application/json", `["hello"]`, "(application/json)"},
		"a list of models":           {200, "application/json", `{"object":"list","data":[{"id":"small"}]}`, "(application/json)"},
		"JSON that breaks off":       {200, "application/json", `{"hello":]`, "(application/json)"},
		"a stream of JSON":           {200, "application/x-ndjson", `{"message":{"content":"hi"},"done":false}` + "\n" + `{"done":true}` + "\n", "(application/x-ndjson)"},
		"text that is no chat":       {200, "application/json", `{"object":"text_completion","choices":[{"text":"hi"}]}`, "(application/json)"},
		"LM Studio without /v1":      {200, "application/json", `{"error":"Unexpected endpoint or method. (POST /chat/completions)"}`, `(application/json, "Unexpected endpoint`},
		"other events":               {200, "text/event-stream", "event: ping\ndata: {\"type\":\"ping\"}\n\n", "(text/event-stream)"},
		"a stream that is no chat":   {200, "text/event-stream", `data: {"object":"text_completion","choices":[{"text":"hi"}]}` + "\n\n" + ended, "(text/event-stream)"},
		"Ollama without /v1":         {404, "text/plain", "404 page not found", "(404 Not Found, text/plain)"},
		"vLLM without /v1":           {404, "application/json", `{"detail":"Not Found"}`, "(404 Not Found, application/json)"},
		"Spring":                     {404, "application/json", `{"status":404,"error":"Not Found","path":"/chat/completions"}`, `(404 Not Found, "Not Found")`},
		"Nest":                       {404, "application/json", `{"message":"Cannot POST /chat/completions","error":"Not Found","statusCode":404}`, `(404 Not Found, "`},
		"llama.cpp elsewhere":        {404, "application/json", `{"error":{"code":404,"message":"File Not Found","type":"not_found_error"}}`, `(404 Not Found, "File Not Found")`},
		"a site of GETs":             {405, "application/json", `{"detail":"Method Not Allowed"}`, "(405 Method Not Allowed, application/json)"},
	} {
		t.Run(name, func(t *testing.T) {
			text, trouble, err := troubleOf(t, newSite(t, sends(test.status, test.kind, test.body)))
			if text != "" || trouble != bot.Foreign {
				t.Fatalf("%q, %s: %v", text, trouble, err)
			}
			for _, part := range []string{"the server at http://127.0.0.1:", "doesn't speak chat completions " + test.what, "try FOOTNOTE_MODEL_URL=http://127.0.0.1:"} {
				if !strings.Contains(err.Error(), part) {
					t.Errorf("%v lacks %q", err, part)
				}
			}
		})
	}
}

// TestWayOut: the hint fits the address.
func TestWayOut(t *testing.T) {
	for server, want := range map[string]string{
		"http://localhost:11434":                     "FOOTNOTE_MODEL_URL=http://localhost:11434/v1",
		"http://localhost:11434/v1/chat/completions": "FOOTNOTE_MODEL_URL=http://localhost:11434/v1",
		"http://localhost:11434/v1":                  "is the right one",
		"https://vendor.test/v1beta/openai":          "is the right one",
	} {
		if got := completions().wayOut(server); !strings.HasSuffix(got, want) && !strings.Contains(got, want+",") {
			t.Errorf("%s: %s", server, got)
		}
	}
}

// TestWhatServersOfModelsSay isn't taken for something else.
func TestWhatServersOfModelsSay(t *testing.T) {
	for name, test := range map[string]struct {
		status int
		kind   string
		body   string
		text   string
		want   bot.Trouble
	}{
		"whole":               {200, "application/json", `{"object":"chat.completion","choices":[{"message":{"role":"assistant","content":"All of it."},"finish_reason":"stop"}],"usage":{"prompt_tokens":1}}`, "All of it.", ""},
		"whole, filtered":     {200, "application/json", `{"choices":[{"message":{"content":""},"finish_reason":"content_filter"}]}`, "", bot.Refused},
		"untyped":             {200, "text/plain", said("A stream.") + ended, "A stream.", ""},
		"unspaced":            {200, "text/event-stream", "data:{\"choices\":[{\"delta\":{\"content\":\"Yes.\"}}]}\n\ndata:[DONE]\n\n", "Yes.", ""},
		"named events":        {200, "text/event-stream", "\n\n: hello\nretry: 5\nid: 1\nevent: chunk\n" + said("Yes.") + ended, "Yes.", ""},
		"nothing to say":      {200, "text/event-stream", `data: {"choices":[{"delta":{},"finish_reason":"stop"}]}` + "\n\n" + ended, "", ""},
		"a hidden status":     {200, "application/json", `{"error":{"message":"slow down","code":429}}`, "", bot.Limited},
		"error after comment": {200, "text/event-stream", ": still here\n\nevent: error\ndata: {\"error\":{\"message\":\"boom\"}}\n\n", "", bot.Unavailable},
		"error in the middle": {200, "text/event-stream", said("One") + `data: {"error":{"message":"gone"},"choices":[{"delta":{"content":""},"finish_reason":"error"}]}` + "\n\n", "One", bot.Unavailable},
		"error as one chunk":  {200, "text/event-stream", `data: {"id":"1","error":{"message":"gone"},"choices":[{"delta":{},"finish_reason":"error"}]}` + "\n\n", "", bot.Unavailable},
		"vLLM has no such":    {404, "application/json", `{"object":"error","message":"The model small does not exist.","code":404}`, "", bot.Denied},
		"Ollama has no such":  {404, "application/json", `{"error":"model \"small\" not found, try pulling it first"}`, "", bot.Denied},
		"a proxy's page":      {502, "text/html", page, "", bot.Unavailable},
		"a sign-in":           {401, "text/html", page, "", bot.Denied},
		"a key that is told":  {401, "application/json", `{"error":{"message":"wrong key k-123"}}`, "", bot.Denied},
	} {
		t.Run(name, func(t *testing.T) {
			text, trouble, err := troubleOf(t, newSite(t, sends(test.status, test.kind, test.body))+"/v1")
			if text != test.text || trouble != test.want {
				t.Errorf("%q, %s: %v; want %q, %s", text, trouble, err, test.text, test.want)
			}
		})
	}
}

// TestErrorsQuoteLittle: the log isn't to hold a proxy's whole page.
func TestErrorsQuoteLittle(t *testing.T) {
	_, _, err := troubleOf(t, newSite(t, sends(502, "text/html", strings.Repeat("<p>", 10_000)))+"/v1")
	if err == nil || len(err.Error()) > 2*mostQuoted {
		t.Errorf("%.1000v", err)
	}
}

// TestRedirects: the question and the excerpts go to no other server, and a
// redirect that drops them is told for what it is.
func TestRedirects(t *testing.T) {
	var elsewhere atomic.Int32
	other := newSite(t, func(w http.ResponseWriter, r *http.Request) {
		elsewhere.Add(1)
		sends(200, "text/event-stream", said("Stolen.")+ended)(w, r)
	})
	other = strings.Replace(other, "127.0.0.1", "localhost", 1)
	for name, test := range map[string]struct {
		status  int
		to      string
		text    string
		trouble bot.Trouble
	}{
		"to another host":         {307, other + "/v1/chat/completions?sid=secret", "", bot.Foreign},
		"to another host, a GET":  {302, other + "/login", "", bot.Foreign},
		"to a page of the same":   {302, "/login", "", bot.Foreign},
		"within the server":       {308, "/api/v1/chat/completions", "Near.", ""},
		"within the server, lost": {301, "/api/v1/chat/completions", "", bot.Foreign},
		"in circles":              {307, "/v1/chat/completions", "", bot.Foreign},
		"nowhere":                 {304, "", "", bot.Foreign},
	} {
		t.Run(name, func(t *testing.T) {
			site := newSite(t, func(w http.ResponseWriter, r *http.Request) {
				body, _ := io.ReadAll(r.Body)
				switch {
				case r.URL.Path == "/v1/chat/completions":
					if test.to != "" {
						w.Header().Set("Location", test.to)
					}
					w.WriteHeader(test.status)
				case strings.HasSuffix(string(body), `"temperature":0}`) && r.Header.Get("Authorization") == "Bearer k-123":
					sends(200, "text/event-stream", said("Near.")+ended)(w, r)
				default:
					sends(200, "text/html", page)(w, r)
				}
			})
			text, trouble, err := troubleOf(t, site+"/v1")
			if text != test.text || trouble != test.trouble {
				t.Errorf("%q, %s: %v", text, trouble, err)
			}
			if err != nil && (!strings.Contains(err.Error(), "doesn't speak chat completions (") || strings.Contains(err.Error(), "secret")) {
				t.Error(err)
			}
		})
	}
	if n := elsewhere.Load(); n > 0 {
		t.Errorf("another server was asked %d times", n)
	}
}

// TestServerIsShownWithoutItsPassword: the address stands in errors, and these in
// logs.
func TestServerIsShownWithoutItsPassword(t *testing.T) {
	site := strings.Replace(newSite(t, sends(200, "text/html", page)), "http://", "http://ann:hush@", 1)
	if _, _, err := troubleOf(t, site); err == nil || strings.Contains(err.Error(), "hush") || !strings.Contains(err.Error(), "ann") {
		t.Error(err)
	}
}
