package slack

import (
	"fmt"
	"strings"
	"testing"

	"github.com/slack-go/slack"

	"footnote/adapters/internal/contract"
	"footnote/bot"
	"footnote/bot/present/text"
	"footnote/bot/secret"
	"footnote/bot/wording"
)

// TestLimits fills each limit to the brim and one over. A character outside of
// the BMP, as the last one, counts as two.
func TestLimits(t *testing.T) {
	fill := func(n int) string { return strings.Repeat("x", n-2) + "😀" }
	paragraphs := func(n int) int { return len(drawParagraphs(fill(n), nil)) }
	messagesOfBlocks := func(n int) int {
		return len(packMessages(make([]piece, n)))
	}
	messagesOfText := func(n int) int {
		pieces := []piece{{plain: fill(maxSection)}, {plain: fill(maxSection)}, {plain: fill(maxSection)}, {plain: fill(n - 3*maxSection)}}
		return len(packMessages(pieces))
	}
	clipped := func(limit int, label func(n int) string) func(n int) int {
		return func(n int) int {
			got := label(n)
			if text.UTF16(got) > limit {
				return -1
			}
			return strings.Count(got, "…")
		}
	}
	for _, c := range []struct {
		name     string
		limit    int
		of       func(n int) int
		at, over int // what comes of limit and of limit + 1
	}{
		{"section", maxSection, paragraphs, 1, 2},
		{"blocks", maxBlocks, messagesOfBlocks, 1, 2},
		{"message", maxMessage, messagesOfText, 1, 2},
		{"text", maxText, clipped(maxText, func(n int) string { return escapeAndClip(fill(n), maxText) }), 0, 1},
		{"all text", maxAllText, clipped(maxAllText, func(n int) string { return escapeAndClip(fill(n), maxAllText) }), 0, 1},
		{"button", maxButtonText, clipped(maxButtonText, func(n int) string { return newButton("a", fill(n), "v").Text.Text }), 0, 1},
		{"title", maxModalTitle, clipped(maxModalTitle, func(n int) string { return newModal(wording.In("en"), fill(n), "", nil).Title.Text }), 0, 1},
		{"metadata", maxPrivateMetadata, clipped(maxPrivateMetadata, func(n int) string { return newModal(wording.In("en"), "", fill(n), nil).PrivateMetadata }), 0, 1},
		{"header", maxHeader, clipped(maxHeader, func(n int) string { return plainText(fill(n), maxHeader).Text }), 0, 1},
		{"draft", maxMarkdown, func(n int) int {
			r := &bot.Reply{Answer: &bot.Answer{Outcome: bot.Answered, Sentences: []bot.Sentence{{Text: fill(n)}}}}
			return text.UTF16(draftMarkdown(r))
		}, maxMarkdown, 0},
		{"link", maxURL, func(n int) int {
			l := new(line).addLink("https://x.example/"+strings.Repeat("x", n-len("https://x.example/")), "label")
			if _, ok := l.elements[0].(*slack.RichTextSectionLinkElement); ok {
				return 1
			}
			return 0
		}, 1, 0},
		{"connections", maxConnections, func(n int) int {
			if _, err := New(Options{BotToken: secret.New("xoxb"), Connections: n}); err != nil {
				return 0
			}
			return 1
		}, 1, 0},
		{"blocks of a window", viewPieces, func(n int) int { return len(clipPieces(make([]piece, n))) }, viewPieces, viewPieces},
		{"suggested prompts", maxPrompts, func(n int) int {
			w := newWorld(t)
			w.Suggestions = n
			if err := w.slack.suggestQuestions(t.Context(), origin{Channel: "D1"}); err != nil {
				t.Fatal(err)
			}
			return strings.Count(w.calls[len(w.calls)-1].values.Get("prompts"), "message")
		}, maxPrompts, maxPrompts},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := c.of(c.limit); got != c.at {
				t.Errorf("at %d: %d, want %d", c.limit, got, c.at)
			}
			if got := c.of(c.limit + 1); got != c.over {
				t.Errorf("at %d: %d, want %d", c.limit+1, got, c.over)
			}
		})
	}
}

func TestEscapedTextKeepsItsLimit(t *testing.T) {
	for _, n := range []int{1, maxText / 5, maxText/5 + 1, maxText, 3 * maxText} {
		if got := escapeAndClip(strings.Repeat("&", n), maxText); len(got) > maxText {
			t.Errorf("%d characters become %d", n, len(got))
		}
	}
}

// FuzzPlain looks for texts that come out as markup again.
func FuzzPlain(f *testing.F) {
	f.Add("<@U0BOT> what of <@U2|ann> &amp; <!here> <https://x.example|x>?")
	f.Add("<<@U0BOT>> &lt;@U0BOT&gt;")
	f.Fuzz(func(t *testing.T, s string) {
		if got := escapeMrkdwn(parseMrkdwn(s).Content()); hasMention(got, botUser) {
			t.Errorf("%q becomes a mention: %q", s, got)
		}
		for _, bad := range []string{"<", ">", "](", "://"} {
			if strings.Contains(defuseMarkdown(s), bad) {
				t.Errorf("%q keeps %q in a draft", s, bad)
			}
		}
	})
}

// TestResponseURLs are used as often as Slack allows, then the API is.
func TestResponseURLs(t *testing.T) {
	for _, n := range []int{responseURLUses, responseURLUses + 1} {
		w := newWorld(t)
		r := bot.Request{ID: "R1", Received: w.slack.started}
		o := origin{Team: team, Channel: "C1", User: "U1", Private: true, ResponseURL: w.URL + "/response/U1"}
		var messages []message
		for i := range n {
			messages = append(messages, joinPieces([]piece{new(line).addPlain(fmt.Sprint("part ", i)).asPiece()}))
		}
		for range 2 { // the second time nothing is left to say
			if err := w.slack.showToAsker(t.Context(), o, &r, messages); err != nil {
				t.Fatal(err)
			}
		}
		if got := w.count("chat.postEphemeral"); got != n-responseURLUses || len(w.messages) != n {
			t.Errorf("%d messages: %d by the API, %d in all", n, got, len(w.messages))
		}
	}
}

// TestButtonsDiffer: Slack takes no two of a block with one action_id.
func TestButtonsDiffer(t *testing.T) {
	o := origin{Private: true, Followed: true, Auto: true, Person: true}
	for _, p := range replyControls(&o, contract.Answered("R1"), contract.Linked) {
		seen := make(map[string]bool)
		for _, e := range p.block.(*slack.ActionBlock).Elements.ElementSet {
			id := e.(*slack.ButtonBlockElement).ActionID
			if seen[id] {
				t.Errorf("two buttons are called %q", id)
			}
			seen[id] = true
		}
		if n := len(seen); n != 7 || n > maxActionItems {
			t.Errorf("%d buttons stand in the row", n)
		}
	}
}
