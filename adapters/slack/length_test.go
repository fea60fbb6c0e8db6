package slack

import (
	"encoding/json"
	"testing"

	"footnote/adapters/internal/contract"
	"footnote/adapters/internal/realbot"
	"footnote/bot/present/text"
)

// TestAnswersAreShort measures what people see of the answers over the sample corpus, or
// over documentation if the environment names its index: all but what is folded.
func TestAnswersAreShort(t *testing.T) {
	const most = 700 // characters of the median message
	var lengths []int
	for _, r := range realbot.Replies(t) {
		n := 0
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
		lengths = append(lengths, n)
	}
	median := realbot.Median(lengths)
	t.Logf("of %d messages the median has %d characters", len(lengths), median)
	if median >= most {
		t.Errorf("the median message has %d characters, want less than %d", median, most)
	}
}
