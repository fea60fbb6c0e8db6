package openai

import (
	"net/http"
	"strings"
	"testing"

	"footnote/bot"
	"footnote/bot/bottest"
)

// TestSchema: a server that takes a schema is sent it, and one that refuses is asked for a
// text, once more for the first prompt and at once for the others.
func TestSchema(t *testing.T) {
	const schema = `{"type":"object"}`
	takes := func(_ int, r bottest.ModelRequest) bottest.Turn { return bottest.Turn{Text: `{"a":1}`} }
	refuses := func(status int, text string) func(int, bottest.ModelRequest) bottest.Turn {
		return func(_ int, r bottest.ModelRequest) bottest.Turn {
			if strings.Contains(r.Body, "response_format") {
				return bottest.Turn{Status: status, Text: text}
			}
			return bottest.Turn{Text: "plain"}
		}
	}
	for _, test := range []struct {
		name   string
		script func(int, bottest.ModelRequest) bottest.Turn
		want   string
		asked  []bool // by request: whether it has the schema
		takes  bool
	}{
		{"takes it", takes, `{"a":1}`, []bool{true, true}, true},
		{"refuses it", refuses(http.StatusBadRequest, `{"error":{"message":"response_format: unsupported"}}`), "plain", []bool{true, false, false}, false},
		{"refuses it without JSON", refuses(http.StatusUnprocessableEntity, "no"), "plain", []bool{true, false, false}, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := newServer(t, test.script)
			m := newModel(t, s, nil)
			for range 2 {
				var text strings.Builder
				for piece, err := range m.Complete(t.Context(), bot.Prompt{User: "what?", Schema: schema}) {
					if err != nil {
						t.Fatal(err)
					}
					text.WriteString(piece)
				}
				if text.String() != test.want {
					t.Errorf("it wrote %q", text.String())
				}
			}
			requests := s.Requests()
			if len(requests) != len(test.asked) {
				t.Fatalf("%d requests", len(requests))
			}
			for i, r := range requests {
				has := strings.Contains(r.Body, `"response_format":{"type":"json_schema","json_schema":{"name":"answer","schema":`+schema+`,"strict":true}}`)
				if has != test.asked[i] || strings.Contains(r.Body, "response_format") != has {
					t.Errorf("request %d: %s", i, r.Body)
				}
			}
			if takes, err := m.TakesSchema(t.Context()); takes != test.takes || err != nil {
				t.Errorf("takes a schema: %v, %v", takes, err)
			}
		})
	}
}

// TestSchemaAndOtherErrors: what fails without a schema, too, is told as it was.
func TestSchemaAndOtherErrors(t *testing.T) {
	s := newServer(t, func(int, bottest.ModelRequest) bottest.Turn {
		return bottest.Turn{Status: http.StatusBadRequest, Text: `{"error":{"message":"maximum context length is 8 tokens","code":"context_length_exceeded"}}`}
	})
	m := newModel(t, s, nil)
	for _, err := range m.Complete(t.Context(), bot.Prompt{User: "what?", Schema: `{"type":"object"}`}) {
		if err == nil || !strings.Contains(err.Error(), "maximum context length") {
			t.Errorf("%v", err)
		}
	}
	if m.shapeless.Load() {
		t.Error("the schema is thought to be refused")
	}
}
