package discord

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/bwmarrin/discordgo"

	"footnote/adapters/internal/contract"
	"footnote/bot"
	"footnote/bot/present/text"
)

// brim is a text of n characters; the last one is outside of the BMP.
func brim(n int) string { return strings.Repeat("x", n-2) + "😀" }

// wantBrim fails unless a text of the limit is whole and one over is cut.
func wantBrim(t *testing.T, name string, limit int, of func(s string) string) {
	t.Helper()
	if got := of(brim(limit)); got != brim(limit) {
		t.Errorf("%s of %d becomes %q", name, limit, got)
	}
	if got := of(brim(limit + 1)); text.UTF16(got) > limit || !strings.HasSuffix(got, "…") {
		t.Errorf("%s of %d becomes %q", name, limit+1, got)
	}
}

// TestLimitsOfCalls looks at what is sent where a text is as long as Discord
// takes it, and one longer.
func TestLimitsOfCalls(t *testing.T) {
	f, s := newFake(t), contract.NewService()
	d := start(t, f, s)
	last := func(v any) {
		t.Helper()
		if err := json.Unmarshal(f.calls[len(f.calls)-1].body, v); err != nil {
			t.Fatal(err)
		}
	}
	n := 0
	wantBrim(t, "the name of a thread", maxThreadName, func(s string) string {
		n++
		if _, err := d.openThread(t.Context(), origin{Channel: textChannel, Message: fmt.Sprint(n)}, &bot.Request{Text: s}); err != nil {
			t.Fatal(err)
		}
		var v struct{ Name string }
		last(&v)
		return v.Name
	})
	var modal struct {
		Data struct {
			Title      string
			Components []struct {
				Component struct {
					Max int `json:"max_length"`
				}
			}
		}
	}
	over(t, d, s, interact(1, 3, `{"custom_id":"footnote|rate|R1|down","component_type":2}`))
	last(&modal)
	if got := modal.Data.Components[0].Component.Max; got != maxComment {
		t.Errorf("a comment may have %d characters, not %d", got, maxComment)
	}
	wantBrim(t, "the title of a form", maxModalTitle, modalTitle)
	if modal.Data.Title != modalTitle(modal.Data.Title) {
		t.Errorf("the title of the form is %q", modal.Data.Title)
	}
	data, _ := json.Marshal(brim(maxComment))
	over(t, d, s, interact(2, 5, fmt.Sprintf(`{"custom_id":"footnote|comment|R1|","components":[{"type":1,"components":[{"custom_id":"comment","value":%s}]}]}`, data)))
	if got := s.Ratings[len(s.Ratings)-1].Comment; got != brim(maxComment) {
		t.Errorf("of the longest comment %d characters are kept", text.UTF16(got))
	}
}

func TestLimitsOfChoices(t *testing.T) {
	f, s := newFake(t), contract.NewService()
	d := start(t, f, s)
	propose := func(command, option string) (list []choice) {
		over(t, d, s, interact(1, 4, fmt.Sprintf(`{"name":%q,"type":1,"options":[{"name":%q,"type":3,"value":"","focused":true}]}`, command, option)))
		var v struct{ Data struct{ Choices []choice } }
		if err := json.Unmarshal(f.calls[len(f.calls)-1].body, &v); err != nil {
			t.Fatal(err)
		}
		return v.Data.Choices
	}
	for _, of := range []func(choice) string{func(c choice) string { return c.Name }, func(c choice) string { return c.Value }} {
		wantBrim(t, "a title to choose", maxChoiceText, func(title string) string {
			s.Titled = []bot.Title{{Title: title, Document: "d"}}
			return of(propose(commandSources, optionTitle)[0])
		})
	}
	// A collection's name can't be cut: it would name another one.
	s.Collections = []bot.Collection{{Name: brim(maxChoiceText)}, {Name: brim(maxChoiceText + 1)}}
	if got := propose(commandAsk, optionCollection); len(got) != 1 || got[0].Value != brim(maxChoiceText) || got[0].Name != got[0].Value {
		t.Errorf("proposed are %v", got)
	}
	s.Collections = nil
	for i := range maxChoices + 1 {
		s.Collections = append(s.Collections, bot.Collection{Name: fmt.Sprint("c", i)})
	}
	if got := propose(commandAsk, optionCollection); len(got) != maxChoices {
		t.Errorf("%d collections are proposed", len(got))
	}
}

// TestLimitsOfOptions: what people type isn't longer than Discord allows us to
// allow, and a question of that length goes through whole.
func TestLimitsOfOptions(t *testing.T) {
	for _, c := range Commands() {
		for _, o := range c.Options {
			if o.Type == discordgo.ApplicationCommandOptionString && o.MaxLength != maxOptionInput {
				t.Errorf("%s %s takes %d characters", c.Name, o.Name, o.MaxLength)
			}
		}
	}
	f, s := newFake(t), contract.NewService()
	over(t, start(t, f, s), s, askFor(1, brim(maxOptionInput), ""))
	if got := s.Last(t).Text; got != brim(maxOptionInput) {
		t.Errorf("%d characters are asked", text.UTF16(got))
	}
}

// TestRowsHoldTheirButtons: no reply has more buttons than a row takes.
func TestRowsHoldTheirButtons(t *testing.T) {
	for _, r := range []*bot.Reply{contract.Answered("R1"), contract.Huge("R1"), contract.NotFoundFor("R1"), {Request: "R1", Kind: bot.Find, Found: contract.Answered("R1").Answer}} {
		for _, private := range []bool{false, true} {
			for _, p := range replyControls(private, r, contract.Linked) {
				if n := len(p.component.(discordgo.ActionsRow).Components); n < 1 || n > maxRowButtons {
					t.Errorf("%d components in a row", n)
				}
			}
		}
	}
}

// TestButtonsDiffer: Discord takes no two of a message with one custom_id.
func TestButtonsDiffer(t *testing.T) {
	seen := make(map[string]bool)
	for _, p := range renderReply(contract.Verified("R1"), nil).pieces {
		if section, ok := p.component.(discordgo.Section); ok {
			id := section.Accessory.(discordgo.Button).CustomID
			if seen[id] {
				t.Errorf("two buttons are called %q", id)
			}
			seen[id] = true
		}
	}
	if len(seen) != 3 {
		t.Errorf("the buttons are %v", seen)
	}
}

// TestTheFakeKnowsTheLimits tries the judge of all that other tests show, at
// each limit and one over.
func TestTheFakeKnowsTheLimits(t *testing.T) {
	texts := func(n, size int) []discordgo.MessageComponent {
		list := make([]discordgo.MessageComponent, n)
		for i := range list {
			list[i] = discordgo.TextDisplay{Content: brim(size)}
		}
		return list
	}
	row := func(n int, id, label string) []discordgo.MessageComponent {
		r := discordgo.ActionsRow{}
		for i := range n {
			b := newButton(label, strings.TrimSuffix(id, "x")+string(rune('a'+i)))
			b.Label = label
			r.Components = append(r.Components, b)
		}
		return append(texts(1, 2), r)
	}
	for name, c := range map[string]struct {
		limit int
		of    func(n int) []discordgo.MessageComponent
	}{
		"components": {maxComponents, func(n int) []discordgo.MessageComponent { return texts(n-1, 2) }}, // beside the container
		"text":       {maxTextDisplay, func(n int) []discordgo.MessageComponent { return texts(1, n) }},
		"a row":      {maxRowButtons, func(n int) []discordgo.MessageComponent { return row(n, "x", "l") }},
		"custom_id":  {maxCustomID, func(n int) []discordgo.MessageComponent { return row(1, strings.Repeat("x", n), "l") }},
		"label":      {maxButtonLabel, func(n int) []discordgo.MessageComponent { return row(1, "x", brim(n)) }},
	} {
		for over := range 2 {
			m := joinPieces([]piece{textPiece("x")}, grey)
			m.Components = []discordgo.MessageComponent{discordgo.Container{Components: c.of(c.limit + over)}}
			var s shown
			s.set(mustJSON(t, m))
			if (len(s.problems) > 0) != (over == 1) {
				t.Errorf("%s of %d: %q", name, c.limit+over, s.problems)
			}
		}
	}
}
