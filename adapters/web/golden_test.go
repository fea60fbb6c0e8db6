package web

import (
	"flag"
	"testing"

	"footnote/adapters/internal/contract"
	"footnote/bot"
)

var update = flag.Bool("update", false, "write the golden files")

// TestRenderedInLanguages shows an answer and the replies to what is no question, as
// the page has them.
func TestRenderedInLanguages(t *testing.T) {
	w := newWorld(t, sample(t), nil)
	s := &site{Web: w.web}
	for _, language := range contract.GuideLanguages {
		all := make(map[string]string)
		replies := contract.Guides("R1", language)
		replies["answered"] = contract.InLanguage(contract.Answered("R1"), language)
		replies["unsure"] = contract.InLanguage(contract.Unsure("R1"), language)
		for name, r := range replies {
			html, err := s.renderTemplate("en", "reply", newTurn(bot.Request{ID: "R1", Asker: "a", Conversation: "a/ABCDEFGHIJKLMNOPQRSTUVWXYZ"}, r, nil))
			if err != nil {
				t.Fatal(err)
			}
			all[name] = string(html)
		}
		contract.Golden(t, "in-"+language, all, *update)
	}
}
