package slack

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"footnote/bot"
	"footnote/bot/present/markdown"
	"footnote/bot/present/text"
	"footnote/bot/wording"
)

// A reply that doesn't fit one message would bury a conversation. Where the app may write
// canvases, see https://docs.slack.dev/surfaces/canvases/, its first message stands for it,
// with a button that opens the whole as a canvas, which those read who read the reply. A
// canvas is no message: one that was made in vain, before a crash, nobody sees.

// maxBeforeCanvas is how much of a reply, in UTF-16 units, is seen above the button that
// opens the rest: of 50 answers from documentation the longest shows 1,088.
const maxBeforeCanvas = 1500

// canvaslessFor is how long no canvas is tried after Slack took none.
const canvaslessFor = time.Hour

// packReply puts a final reply into messages: one with a canvas, if it is longer and Slack
// takes that, else as many as it needs.
func (s *Slack) packReply(ctx context.Context, o origin, r *bot.Request, reply *bot.Reply) []message {
	links := s.linksOf(r.ID)
	body, controls := renderReply(reply, links), replyControls(&o, reply, links)
	messages := packMessages(append(body[:len(body):len(body)], controls...))
	if len(messages) < 2 {
		return messages
	}
	address := s.openCanvas(ctx, o, r, reply)
	if address == "" {
		return messages
	}
	open := piece{block: slack.NewActionBlock("", linkButton(wording.In(reply.Language).Whole, address, "canvas"))}
	controls = append([]piece{open}, controls...)
	for n := len(body) - 1; n > 0; n-- { // as much as there is room for
		short := packMessages(append(body[:n:n], controls...))
		if len(short) == 1 && (n == 1 || seenSize(body[:n]) <= maxBeforeCanvas) {
			return short
		}
	}
	return messages
}

// seenSize returns the length of what is seen of pieces at once, in UTF-16 units.
func seenSize(pieces []piece) (n int) {
	for _, p := range pieces {
		n += text.UTF16(p.plain) + seenSize(p.below)
	}
	return n
}

// openCanvas returns the address of a canvas with the whole reply, "" if there is none. For
// the same reply it is the same canvas.
func (s *Slack) openCanvas(ctx context.Context, o origin, r *bot.Request, reply *bot.Reply) string {
	s.mu.Lock()
	workspace := s.workspace
	s.mu.Unlock()
	if workspace == "" || s.canvasless.isOn() {
		return ""
	}
	whole := markdown.Reply(reply, s.linksOf(r.ID)).Markdown
	sum := sha256.Sum256([]byte(r.ID + "\n" + whole))
	key := hex.EncodeToString(sum[:])
	if address, known := s.canvases.Get(key); known {
		return address
	}
	id, err := s.createCanvas(ctx, o, titleOf(r), whole)
	if err != nil {
		s.log.Debug("a long reply comes without a canvas", "request", r.ID, "error", err)
		return ""
	}
	address := strings.TrimSuffix(workspace, "/") + "/docs/" + o.Team + "/" + id
	s.canvases.Put(key, address)
	return address
}

// createCanvas makes a canvas for those who read a conversation, or for the asker alone, and
// returns its id.
func (s *Slack) createCanvas(ctx context.Context, o origin, title, whole string) (id string, err error) {
	err = s.callOnce(func() (err error) {
		id, err = s.webClient().CreateCanvasContext(ctx, title, slack.DocumentContent{Type: "markdown", Markdown: whole})
		return err
	})
	if isLasting(err) {
		s.canvasless.begin(canvaslessFor)
	}
	if err != nil {
		return "", fmt.Errorf("create a canvas: %w", err)
	}
	readers := slack.SetCanvasAccessParams{CanvasID: id, AccessLevel: "read", ChannelIDs: []string{o.Channel}}
	if o.Private || isDirect(o.Channel) {
		readers.ChannelIDs, readers.UserIDs = nil, []string{o.User}
	}
	err = s.callOnce(func() error { return s.webClient().SetCanvasAccessContext(ctx, readers) })
	if err == nil {
		return id, nil
	}
	if gone := s.callOnce(func() error { return s.webClient().DeleteCanvasContext(ctx, id) }); gone != nil {
		s.log.Debug("a canvas that nobody may read stays", "canvas", id, "error", gone)
	}
	return "", fmt.Errorf("let a canvas be read: %w", err)
}
