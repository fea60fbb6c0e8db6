package discord

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"footnote/adapters/internal/contract"
	"footnote/bot"
)

var update = flag.Bool("update", false, "write the golden files")

// goldens are replies as they are posted, with their buttons.
func goldens() map[string][]message {
	show := func(private bool, r *bot.Reply) []message {
		out := render(r)
		out.pieces = append(out.pieces, controls(private, r)...)
		return pack(r.Request, out)
	}
	claims := &bot.Reply{Request: "R1", Kind: bot.Verify, Final: true, Unchecked: 3, Claims: []bot.Claim{
		{Text: "The lease ends in May 2027.", Contradicting: []bot.Citation{contract.Cited(1)}, Conflicts: []string{"May is June in the source"}},
		{Text: "It can be renewed twice.", Supporting: []bot.Citation{contract.Cited(1)}},
		{Text: "Pigs fly."},
	}}
	around := bot.Surroundings{Citation: contract.Cited(1), Before: "What comes before. ", After: " What comes after.", MoreBefore: true}
	sources := bot.Sources{Question: "When does the lease end?", Page: 1, More: true, Citations: []bot.Citation{contract.Cited(4)}}
	find := &bot.Reply{Request: "R1", Kind: bot.Find, Final: true, Found: &bot.Answer{Citations: []bot.Citation{contract.Cited(1)}}}
	broken := &bot.Reply{Request: "R1", Failure: &bot.Complaint{Reason: bot.Broken, Text: "Something broke; ask again in a minute.", Request: "R1"}}
	overview := bot.Overview{Documents: 12, Collections: []bot.Collection{{Name: "contracts", Documents: 7}}, Suggestions: []string{"When does the lease end?"}}
	return map[string][]message{
		"answered":  show(false, contract.Answered("R1")),
		"differing": show(false, contract.Differing("R1")),
		"further":   show(false, contract.Further("R1")),
		"private":   show(true, contract.Answered("R1")),
		"related":   show(false, contract.RelatedTo("R1")),
		"notfound":  show(false, contract.NotFoundFor("R1")),
		"found":     show(false, find),
		"verified":  show(false, claims),
		"failure":   show(false, broken),
		"hostile":   show(false, contract.HostileReply("R1")),
		"context":   pack("R1", surroundings(&around)),
		"sources":   pack("R1", sourcesPage("R1", &sources)),
		"indexed":   pack("", indexed(&overview)),
		"working":   {working("R1")},
	}
}

func TestRenderedMessages(t *testing.T) {
	for name, messages := range goldens() {
		var got bytes.Buffer
		enc := json.NewEncoder(&got)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		if err := enc.Encode(messages); err != nil {
			t.Fatal(err)
		}
		path := filepath.Join("testdata", "rendered", name+".json")
		if *update {
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, got.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got.Bytes(), want) {
			t.Errorf("%s is rendered differently (run with -update and review the difference):\n%s", name, got.Bytes())
		}
	}
}
