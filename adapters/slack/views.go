package slack

import (
	"context"

	"github.com/slack-go/slack"

	"footnote/bot"
	"footnote/bot/present"
	"footnote/bot/present/text"
	"footnote/bot/wording"
)

// viewPieces is how many blocks a window shows at most; the rest is room for
// its buttons.
const viewPieces = maxViewBlocks - 10

func newModal(w *wording.Words, title, metadata string, pieces []piece) slack.ModalViewRequest {
	return slack.ModalViewRequest{
		Type:            slack.VTModal,
		Title:           plainText(title, maxModalTitle),
		Close:           plainText(w.Close, maxModalTitle),
		Blocks:          slack.Blocks{BlockSet: blocksOf(pieces)},
		PrivateMetadata: text.Clip(metadata, maxPrivateMetadata, text.UTF16),
	}
}

func plainText(s string, limit int) *slack.TextBlockObject {
	return slack.NewTextBlockObject(slack.PlainTextType, text.Clip(s, limit, text.UTF16), false, false)
}

// openModal shows a window. If the click was in a window, the new one goes on top
// of that.
func (s *Slack) openModal(ctx context.Context, i interaction, w slack.ModalViewRequest) error {
	return s.callAPI(ctx, func() error {
		var err error
		if i.View.ID != "" {
			_, err = s.webClient().PushViewContext(ctx, i.Trigger, w)
		} else {
			_, err = s.webClient().OpenViewContext(ctx, i.Trigger, w)
		}
		return err
	})
}

// showContext opens the text around an excerpt.
func (s *Slack) showContext(ctx context.Context, i interaction, value string) error {
	o := i.clickOrigin()
	request, n := unpackNumber(value)
	v, err := s.viewerOf(ctx, o)
	if err != nil {
		return err
	}
	around, err := s.service.Context(ctx, request, v, n)
	if err != nil {
		return err
	}
	words := wording.In(around.Language)
	return s.openModal(ctx, i, newModal(words, words.Context, packValue(o.Channel, request), drawSurroundings(&around, s.linksOf(request))))
}

// drawSurroundings renders an excerpt, marked, between the text around it.
func drawSurroundings(c *bot.Surroundings, links present.Links) []piece {
	pieces := []piece{sourceLine(present.Source{Citation: c.Citation, Words: wording.In(c.Language)}, links).asPiece()}
	before, after := c.Before, c.After
	if c.MoreBefore {
		before = "… " + before
	}
	if c.MoreAfter {
		after += " …"
	}
	said := c.Answering
	if len(said) == 0 { // of a passage that answers nothing all of it was shown
		said = [][2]int{{0, len(c.Excerpt)}}
	}
	around := pen{tables: maxTables} // windows have no tables
	pieces = append(pieces, around.drawExcerpt(before, nil)...)
	pieces = append(pieces, around.drawExcerpt(c.Excerpt, said)...)
	return clipPieces(append(pieces, around.drawExcerpt(after, nil)...))
}

func clipPieces(pieces []piece) []piece { return pieces[:min(len(pieces), viewPieces)] }

// showSources opens a window with a page of further passages. If the click was in
// that window, it turns the page there.
func (s *Slack) showSources(ctx context.Context, i interaction, value string) error {
	o := i.clickOrigin()
	request, page := unpackNumber(value)
	v, err := s.viewerOf(ctx, o)
	if err != nil {
		return err
	}
	sources, err := s.service.Sources(ctx, request, v, page)
	if err != nil {
		return err
	}
	words := wording.In(sources.Language)
	w := newModal(words, words.MoreSources, packValue(o.Channel, request), sourcesPage(request, &sources))
	if i.View.ID == "" {
		return s.openModal(ctx, i, w)
	}
	return s.callAPI(ctx, func() error {
		_, err := s.webClient().UpdateViewContext(ctx, w, "", i.View.Hash, i.View.ID)
		return err
	})
}

func sourcesPage(request string, p *bot.Sources) []piece {
	words := wording.In(p.Language)
	pieces := drawParagraphs(text.Clip(p.Question, maxHeader, text.UTF16), &slack.RichTextSectionTextStyle{Italic: true})
	if len(p.Citations) == 0 {
		pieces = append(pieces, new(line).addPlain(words.NoFurther).asPiece())
	}
	passages := pen{passage: true}
	pieces = clipPieces(flatten(append(pieces, passages.drawAll(present.Sources(p.Citations, p.Language))...)))
	var pages []slack.BlockElement
	if p.Page > 0 {
		pages = append(pages, newButton(actionMore, words.Previous, packValue(request, p.Page-1)))
	}
	if p.More {
		pages = append(pages, newButton(actionMore, words.Next, packValue(request, p.Page+1)))
	}
	if len(pages) > 0 {
		pieces = append(pieces, piece{block: slack.NewActionBlock("", pages...)})
	}
	return pieces
}

// commentForm asks what was wrong with an answer.
func commentForm(words *wording.Words, channel, request string) slack.ModalViewRequest {
	input := slack.NewPlainTextInputBlockElement(plainText(words.ShouldBe, 150), inputComment)
	input.Multiline, input.MaxLength = true, maxInput
	block := slack.NewInputBlock(inputComment, plainText(words.WhatWrong, 2000), nil, input)
	block.Optional = true
	w := newModal(words, words.ThankYou, packValue(channel, request), []piece{{block: block}})
	w.Submit, w.CallbackID = plainText(words.Send, maxModalTitle), callbackComment
	return w
}
