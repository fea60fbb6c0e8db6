package slack

import (
	"context"
	"fmt"
	"strings"

	"github.com/slack-go/slack"

	"footnote/bot"
	"footnote/bot/present"
	"footnote/bot/present/text"
)

// viewPieces is how many blocks a window shows at most; the rest is room for
// its buttons.
const viewPieces = maxViewBlocks - 10

func window(title, metadata string, pieces []piece) slack.ModalViewRequest {
	return slack.ModalViewRequest{
		Type:            slack.VTModal,
		Title:           plainText(title, maxModalTitle),
		Close:           plainText("Close", maxModalTitle),
		Blocks:          slack.Blocks{BlockSet: blocksOf(pieces)},
		PrivateMetadata: text.Clip(metadata, maxPrivateMetadata, text.UTF16),
	}
}

func plainText(s string, limit int) *slack.TextBlockObject {
	return slack.NewTextBlockObject(slack.PlainTextType, text.Clip(s, limit, text.UTF16), false, false)
}

// open shows a window: a new one, or on top of the one that was clicked in.
func (s *Slack) open(ctx context.Context, i interaction, w slack.ModalViewRequest) error {
	return s.call(ctx, func() error {
		var err error
		if i.View.ID != "" {
			_, err = s.web().PushViewContext(ctx, i.Trigger, w)
		} else {
			_, err = s.web().OpenViewContext(ctx, i.Trigger, w)
		}
		return err
	})
}

// showContext opens the text around an excerpt.
func (s *Slack) showContext(ctx context.Context, i interaction, v string) error {
	o := i.origin()
	request, n := unpackNumber(v)
	around, err := s.service.Context(ctx, request, o.viewer(), n)
	if err != nil {
		return err
	}
	return s.open(ctx, i, window("Context", value(o.Channel, request), surroundings(&around, s.links(request))))
}

// surroundings renders an excerpt, marked, between what stands around it.
func surroundings(c *bot.Surroundings, links present.Links) []piece {
	pieces := []piece{source(c.Citation, links).piece()}
	before, after := c.Before, c.After
	if c.MoreBefore {
		before = "… " + before
	}
	if c.MoreAfter {
		after += " …"
	}
	pieces = append(pieces, paragraphs(strings.Trim(before, "\n"), nil)...)
	pieces = append(pieces, quote(nil, text.Marked{Text: c.Excerpt, Marks: [][2]int{{0, len(c.Excerpt)}}})...)
	return clip(append(pieces, paragraphs(strings.Trim(after, "\n"), nil)...))
}

func clip(pieces []piece) []piece { return pieces[:min(len(pieces), viewPieces)] }

// showSources opens a page of further passages, or turns to it.
func (s *Slack) showSources(ctx context.Context, i interaction, v string) error {
	o := i.origin()
	request, page := unpackNumber(v)
	sources, err := s.service.Sources(ctx, request, o.viewer(), page)
	if err != nil {
		return err
	}
	w := window("More sources", value(o.Channel, request), sourcesPage(request, &sources))
	if i.View.ID == "" {
		return s.open(ctx, i, w)
	}
	return s.call(ctx, func() error {
		_, err := s.web().UpdateViewContext(ctx, w, "", i.View.Hash, i.View.ID)
		return err
	})
}

func sourcesPage(request string, p *bot.Sources) []piece {
	pieces := paragraphs(text.Clip(p.Question, maxHeader, text.UTF16), &slack.RichTextSectionTextStyle{Italic: true})
	if len(p.Citations) == 0 {
		pieces = append(pieces, new(line).text("There are no further passages.").piece())
	}
	pieces = clip(append(pieces, drawAll(present.Sources(p.Citations), nil)...))
	var row []slack.BlockElement
	for _, c := range p.Citations[:min(len(p.Citations), maxActionItems)] {
		b := button(actionContext, fmt.Sprintf("[%d]", c.N), value(request, c.N))
		b.AccessibilityLabel = fmt.Sprintf("Show context of excerpt %d", c.N)
		row = append(row, b)
	}
	if len(row) > 0 {
		pieces = append(pieces, piece{block: slack.NewActionBlock("", row...)})
	}
	var pages []slack.BlockElement
	if p.Page > 0 {
		pages = append(pages, button(actionMore, "Previous page", value(request, p.Page-1)))
	}
	if p.More {
		pages = append(pages, button(actionMore, "Next page", value(request, p.Page+1)))
	}
	if len(pages) > 0 {
		pieces = append(pieces, piece{block: slack.NewActionBlock("", pages...)})
	}
	return pieces
}

// commentForm asks what was wrong with an answer.
func commentForm(channel, request string) slack.ModalViewRequest {
	input := slack.NewPlainTextInputBlockElement(plainText("What should the answer have been?", 150), inputComment)
	input.Multiline, input.MaxLength = true, maxInput
	block := slack.NewInputBlock(inputComment, plainText("What was wrong? (optional)", 2000), nil, input)
	block.Optional = true
	w := window("Thank you", value(channel, request), []piece{{block: block}})
	w.Submit, w.CallbackID = plainText("Send", maxModalTitle), callbackComment
	return w
}
