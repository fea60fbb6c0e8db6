package slack

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/slack-go/slack"

	"footnote/bot"
	"footnote/bot/present"
	"footnote/bot/present/text"
	"footnote/bot/wording"
)

// Actions: what a click does. All that it needs is in the button's value.
const (
	actionContext  = "footnote_context"  // value: request|citation
	actionMore     = "footnote_more"     // value: request|page
	actionRate     = "footnote_rate"     // value: request|up or request|down
	actionShare    = "footnote_share"    // value: request
	actionUnfollow = "footnote_unfollow" // value: conversation
	actionPerson   = "footnote_person"   // value: request|conversation
	actionSolved   = "footnote_solved"   // value: request|conversation
	actionOpen     = "footnote_open"     // leads to an address; there is nothing to do

	callbackComment = "footnote_comment" // a modal; its metadata: request|vote
	callbackFind    = "footnote_find"    // the message shortcut
	inputComment    = "comment"
)

// packValue packs a request's id with one more word.
func packValue(request string, word any) string { return fmt.Sprintf("%s|%v", request, word) }

// unpackValue takes apart what packValue packed.
func unpackValue(v string) (request, word string) {
	request, word, _ = strings.Cut(v, "|")
	return request, word
}

func unpackNumber(v string) (request string, n int) {
	request, word := unpackValue(v)
	n, _ = strconv.Atoi(word) // 0 is the first page, and no citation's number
	return request, n
}

func newButton(action, label, v string) *slack.ButtonBlockElement {
	// Several buttons of one block need ids of their own: the action's name is
	// what stands before the colon.
	label = text.Clip(label, maxButtonText, text.UTF16)
	return slack.NewButtonBlockElement(action+":"+text.Clip(v, 200, text.UTF16), v, slack.NewTextBlockObject(slack.PlainTextType, label, false, false))
}

// replyControls are the buttons below a final reply, in one row. links gives the
// addresses that citations lead to. An agent's conversation has Slack's own thumbs below
// that.
func replyControls(o *origin, r *bot.Reply, links present.Links) []piece {
	if r.Failure != nil {
		return nil
	}
	w := wording.In(r.Language)
	list := r.Numbered()
	var row []slack.BlockElement
	if len(list) > 0 && r.Kind != bot.Verify {
		row = append(row, newButton(actionMore, w.MoreSources, packValue(r.Request, 0)))
	}
	if o.Private {
		row = append(row, newButton(actionShare, w.Share, r.Request))
	}
	if len(list) > 0 {
		if address, _ := links.Targets(list[0], linkAddress); address != "" {
			row = append(row, linkButton(w.OpenBrowser, address, "first"))
		}
	}
	if r.Answer != nil && !o.Assistant {
		row = append(row, thumbButtons(w, r.Request)...)
	}
	conversation := messageKey(o.Team, o.Channel, o.Thread)
	if o.Auto {
		row = append(row, newButton(actionSolved, w.Solved, packValue(r.Request, conversation)))
	}
	if o.Person {
		row = append(row, newButton(actionPerson, w.CallPerson, packValue(r.Request, conversation)))
	}
	if o.Followed && !o.Auto {
		row = append(row, newButton(actionUnfollow, w.StopFollowing, conversation))
	}
	var pieces []piece
	if len(row) > 0 {
		pieces = append(pieces, piece{block: slack.NewActionBlock("", row...)})
	}
	if r.Answer != nil && o.Assistant {
		pieces = append(pieces, piece{block: feedbackButtons(w, r.Request)})
	}
	return pieces
}

// thumbButtons rate an answer.
func thumbButtons(w *wording.Words, request string) []slack.BlockElement {
	thumb := func(sign, accessible string, v bot.Vote) slack.BlockElement {
		b := newButton(actionRate, sign, packValue(request, v))
		b.AccessibilityLabel = accessible
		return b
	}
	return []slack.BlockElement{thumb("👍", w.RateGood, bot.Up), thumb("👎", w.RateBad, bot.Down)}
}

func feedbackButtons(w *wording.Words, request string) slack.Block {
	thumb := func(label, accessible string, v bot.Vote) *slack.FeedbackButton {
		return slack.NewFeedbackButton(slack.NewTextBlockObject(slack.PlainTextType, label, false, false), packValue(request, v)).
			WithAccessibilityLabel(accessible)
	}
	return slack.NewContextActionsBlock("", slack.NewFeedbackButtonsBlockElement(actionRate,
		thumb(w.Good, w.RateGood, bot.Up),
		thumb(w.Bad, w.RateBad, bot.Down)))
}

// message is what one call posts.
type message struct {
	blocks []slack.Block
	flat   []slack.Block // without what folds, sent if Slack refuses the blocks; nil if it is the same
	text   string        // what notifications and screen readers have instead
	all    string        // the whole text, sent alone if Slack refuses the blocks in either way
}

// packMessages puts pieces, in order, into as few messages as Slack's limits
// allow.
func packMessages(pieces []piece) []message {
	var messages []message
	var open []piece
	size, blocks := 0, 0
	flush := func() {
		if len(open) > 0 {
			messages = append(messages, joinPieces(open))
		}
		open, size, blocks = nil, 0, 0
	}
	for _, p := range pieces {
		n := p.countBlocks()
		if len(open) > 0 && (blocks+n > maxBlocks || size+p.plainSize() > maxMessage) {
			flush()
		}
		open = append(open, p)
		size, blocks = size+p.plainSize(), blocks+n
	}
	flush()
	return messages
}

// joinPieces makes one message of pieces.
func joinPieces(pieces []piece) message {
	var m message
	var seen, all []string
	add := func(list *[]string, s string) {
		if s != "" {
			*list = append(*list, s)
		}
	}
	for _, p := range pieces {
		for _, q := range append([]piece{p}, p.below...) {
			m.blocks = append(m.blocks, q.block)
			add(&seen, q.plain)
			add(&all, q.plain)
			add(&all, q.folded)
		}
		if p.flat != nil {
			m.flat = []slack.Block{}
		}
	}
	if m.flat != nil {
		m.flat = blocksOf(flatten(pieces))
	}
	m.text, m.all = escapeAndClip(strings.Join(seen, "\n"), maxText), escapeAndClip(strings.Join(all, "\n"), maxAllText)
	return m
}

// escapeAndClip escapes text after cutting it so that the escaped text has at most
// so many UTF-16 units.
func escapeAndClip(s string, most int) string {
	for limit := most; ; limit -= limit / 4 {
		if e := escapeMrkdwn(text.Clip(s, limit, text.UTF16)); text.UTF16(e) <= most {
			return e
		}
	}
}

func blocksOf(pieces []piece) []slack.Block {
	blocks := make([]slack.Block, 0, len(pieces))
	for _, p := range pieces {
		blocks = append(append(blocks, p.block), blocksOf(p.below)...)
	}
	return blocks
}
