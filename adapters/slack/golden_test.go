package slack

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

// rendered are replies as they are posted, with their buttons.
func rendered() map[string][]message {
	show := func(o origin, r *bot.Reply) []message { return pack(append(render(r), controls(&o, r)...)) }
	claims := &bot.Reply{Request: "R1", Kind: bot.Verify, Final: true, Unchecked: 3, Claims: []bot.Claim{
		{Text: "The lease ends in May 2027.", Contradicting: []bot.Citation{contract.Cited(1)}, Conflicts: []string{"May is June in the source"}},
		{Text: "It can be renewed twice.", Supporting: []bot.Citation{contract.Cited(1)}},
		{Text: "Pigs fly."},
	}}
	around := bot.Surroundings{Citation: contract.Cited(1), Before: "What comes before. ", After: " What comes after.", MoreBefore: true}
	sources := bot.Sources{Question: "When does the lease end?", Page: 1, More: true, Citations: []bot.Citation{contract.Cited(4)}}
	return map[string][]message{
		"answered":  show(origin{Team: team, Channel: "C1", Thread: "1700000001.000100"}, contract.Answered("R1")),
		"differing": show(origin{}, contract.Differing("R1")),
		"further":   show(origin{}, contract.Further("R1")),
		"followed":  show(origin{Team: team, Channel: "C1", Thread: "1700000001.000100", Followed: true}, contract.Answered("R1")),
		"private":   show(origin{Team: team, Channel: "C1", Private: true}, contract.Answered("R1")),
		"related":   show(origin{}, contract.RelatedTo("R1")),
		"notfound":  show(origin{}, contract.NotFoundFor("R1")),
		"found":     show(origin{}, &bot.Reply{Request: "R1", Kind: bot.Find, Final: true, Found: &bot.Answer{Citations: []bot.Citation{contract.Cited(1)}}}),
		"verified":  show(origin{}, claims),
		"failure":   show(origin{}, &bot.Reply{Request: "R1", Failure: &bot.Complaint{Reason: bot.Broken, Text: "Something broke; ask again in a minute.", Request: "R1"}}),
		"hostile":   show(origin{}, contract.HostileReply("R1")),
		"context":   {join(surroundings(&around))},
		"sources":   {join(sourcesPage("R1", &sources))},
		"home":      {join(home(&bot.Overview{Documents: 12, Collections: []bot.Collection{{Name: "contracts", Documents: 7}}}, []bot.Past{{Question: "When does the lease end?", Outcome: bot.Answered}}))},
		"help":      {help("/ask")},
	}
}

func TestRenderedMessages(t *testing.T) {
	for name, messages := range rendered() {
		var list []map[string]any
		for _, m := range messages {
			list = append(list, map[string]any{"text": m.text, "blocks": m.blocks})
		}
		var got bytes.Buffer
		enc := json.NewEncoder(&got)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		if err := enc.Encode(list); err != nil {
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
