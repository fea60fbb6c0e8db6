package discord

import (
	"encoding/json"
	"testing"

	"footnote/adapters/internal/contract"
	"footnote/bot"
)

// TestFindSourcesReadsWhatProgramsWrite: embeds and components have text, too.
func TestFindSourcesReadsWhatProgramsWrite(t *testing.T) {
	for message, want := range map[string]string{
		`{"id":"5","content":"","embeds":[{"title":"Leave","description":"It lasts **18 weeks**.","fields":[{"name":"Who","value":"all"}]}]}`:                     "Leave\nIt lasts 18 weeks.\nWho: all",
		`{"id":"5","content":"","components":[{"type":17,"components":[{"type":10,"content":"# It lasts."},{"type":1,"components":[{"type":2,"label":"OK"}]}]}]}`: "It lasts.",
		`{"id":"5","content":"Plain *text*","components":7}`: "Plain text",
		`{"id":"5","content":""}`:                            "",
	} {
		f, s := newFake(t), contract.NewService()
		over(t, start(t, f, s), s, interact(1, 2, `{"name":"Find sources","type":3,"target_id":"5","resolved":{"messages":{"5":`+message+`}}}`))
		if got := s.Last(t); got.Text != want || got.Kind != bot.Verify || !json.Valid(got.Origin) {
			t.Errorf("%s says %q, want %q", message, got.Text, want)
		}
	}
}
