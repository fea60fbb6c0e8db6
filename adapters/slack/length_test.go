package slack

import (
	"encoding/json"
	"testing"

	"footnote/adapters/internal/contract"
	"footnote/adapters/internal/realbot"
	"footnote/bot"
	"footnote/bot/present/text"
)

// TestAnswersAreShort measures what people see of the answers over the sample corpus, or
// over documentation if the environment names its index: all but what is folded.
func TestAnswersAreShort(t *testing.T) {
	realbot.CheckShortness(t, func(r *bot.Reply) (n int) {
		for _, m := range packMessages(append(renderReply(r, contract.Linked), replyControls(&origin{}, r, contract.Linked)...)) {
			var blocks []any
			data, err := json.Marshal(m.blocks)
			if err != nil {
				t.Fatal(err)
			}
			_ = json.Unmarshal(data, &blocks)
			for _, b := range blocks {
				if b := b.(map[string]any); b["type"] == "container" && b["default_collapsed"] == true {
					delete(b, "child_blocks")
				}
				var ignored contract.Message
				n += text.UTF16(readBlock(&ignored, b))
			}
		}
		return n
	})
}
