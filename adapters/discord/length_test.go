package discord

import (
	"testing"

	"footnote/adapters/internal/contract"
	"footnote/adapters/internal/realbot"
	"footnote/bot/present/text"
)

// TestAnswersAreShort measures what people see of the answers over the sample corpus, or
// over documentation if the environment names its index.
func TestAnswersAreShort(t *testing.T) {
	const most = 700 // characters of the median message
	var lengths []int
	for _, r := range realbot.Replies(t) {
		out, n := renderReply(r, contract.Linked), 0
		for _, m := range packReply(r.Request, out) {
			n += text.UTF16((&shown{body: mustJSON(t, m)}).visible().Text)
		}
		lengths = append(lengths, n)
	}
	median := realbot.Median(lengths)
	t.Logf("of %d messages the median has %d characters", len(lengths), median)
	if median >= most {
		t.Errorf("the median message has %d characters, want less than %d", median, most)
	}
}
