package discord

import (
	"testing"

	"footnote/adapters/internal/contract"
	"footnote/adapters/internal/realbot"
	"footnote/bot"
	"footnote/bot/present/text"
)

// TestAnswersAreShort measures what people see of the answers over the sample corpus, or
// over documentation if the environment names its index.
func TestAnswersAreShort(t *testing.T) {
	realbot.CheckShortness(t, func(r *bot.Reply) (n int) {
		for _, m := range packReply(r.Request, renderReply(r, contract.Linked)) {
			n += text.UTF16((&shown{body: mustJSON(t, m)}).visible().Text)
		}
		return n
	})
}
