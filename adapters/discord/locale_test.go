package discord

import (
	"encoding/json"
	"strings"
	"testing"

	"footnote/adapters/internal/contract"
	"footnote/bot"
	"footnote/bot/present/text"
)

// speaking returns an interaction of somebody whose Discord is in a language.
func speaking(locale string, raw json.RawMessage) json.RawMessage {
	return json.RawMessage(strings.Replace(string(raw), `{"id"`, `{"locale":"`+locale+`","id"`, 1))
}

// TestTheLocaleOfAnInteractionCounts: what it submits has it, and what is shown at once
// is in its language.
func TestTheLocaleOfAnInteractionCounts(t *testing.T) {
	f, s := newFake(t), contract.NewService()
	d := start(t, f, s)
	over(t, d, s, speaking("zh-TW", ask(1, "")))
	if r := s.Last(t); r.Language != "zh-TW" {
		t.Errorf("the request is in %q", r.Language)
	}
	over(t, d, s, speaking("ja", interact(2, 3, `{"custom_id":"footnote|juggle|R1|","component_type":2}`)))
	f.says(t, "このボタンはもう使えません", true)
	over(t, d, s, speaking("de", interact(3, 3, `{"custom_id":"footnote|rate|R1|down","component_type":2}`)))
	if last := string(f.calls[len(f.calls)-1].body); !strings.Contains(last, "Was war an der Antwort falsch?") {
		t.Errorf("the form is %s", last)
	}
	s.Refuse = &bot.Complaint{Reason: bot.Busy, Language: "fr"}
	over(t, d, s, speaking("fr", ask(4, "")))
	f.says(t, "Trop de questions sont en attente", true)
}

// TestCommandsAreDescribedInLanguages within Discord's limit.
func TestCommandsAreDescribedInLanguages(t *testing.T) {
	for _, c := range Commands() {
		if c.Description == "" { // of a message's menu
			continue
		}
		for locale := range locales {
			if d := (*c.DescriptionLocalizations)[locale]; d == "" || text.UTF16(d) > maxDescription || d == c.Description {
				t.Errorf("/%s in %s is described as %q", c.Name, locale, d)
			}
			for _, o := range c.Options {
				if d := o.DescriptionLocalizations[locale]; d == "" || text.UTF16(d) > maxDescription || d == o.Description {
					t.Errorf("/%s %s in %s is described as %q", c.Name, o.Name, locale, d)
				}
			}
		}
	}
}
