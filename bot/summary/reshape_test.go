package summary

import (
	"strings"
	"testing"
)

// TestReshape: what a model writes as JSON is the text that it would have written, however
// its pieces are cut, and what it writes as a text stays as it is.
func TestReshape(t *testing.T) {
	for _, test := range []struct{ name, written, want string }{
		{"sentences", `{"sentences":[{"sentence":"The lease ends in May.","excerpts":[1,3]},{"sentence":"It says \"}\".","excerpts":[]}]}`,
			"The lease ends in May. [1] [3]\n\nIt says \"}\".\n\n"},
		{"fenced", "```json\n{\"sentences\": [{\"excerpts\": [2], \"sentence\": \"It ends.\"}]}\n```", "It ends. [2]\n\n"},
		{"nothing", `{"sentences":[]}`, noAnswer},
		{"broken off", `{"sentences":[{"sentence":"It ends.","excerpts":[1]},{"sentence":"The rest`, "It ends. [1]\n\n"},
		{"a text", "The lease ends in May. [1]", "The lease ends in May. [1]"},
		{"a list in a text", "[1] says {nothing}.", "[1] says {nothing}."},
		{"another object", `{"answer":"yes"}`, ""},
		{"a text of quotes", "``", "``"},
	} {
		for _, size := range []int{1, 3, len(test.written)} {
			var r reshaper
			var got strings.Builder
			for i := 0; i < len(test.written); i += size {
				got.WriteString(r.addPiece(test.written[i:min(i+size, len(test.written))]))
			}
			got.WriteString(r.finishText())
			if got.String() != test.want {
				t.Errorf("%s in pieces of %d: %q, want %q", test.name, size, got.String(), test.want)
			}
		}
	}
}

// TestSchemaPrompt: the model is told of the JSON that the schema wants, and of none where
// none is wanted.
func TestSchemaPrompt(t *testing.T) {
	for _, json := range []bool{false, true} {
		p, err := newPrompter(6000, json)
		if err != nil {
			t.Fatal(err)
		}
		prompt, _, err := p.summaryPrompt("When?", nil)
		if err != nil || strings.Contains(prompt.System, "JSON") != json || (prompt.Schema != "") != json {
			t.Errorf("JSON %v: %q, %q, %v", json, prompt.System, prompt.Schema, err)
		}
	}
}
