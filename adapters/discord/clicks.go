package discord

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"footnote/bot"
	"footnote/bot/present"
	"footnote/bot/present/text"
	"footnote/bot/wording"
)

// onClick handles buttons and menus.
func (d *Discord) onClick(ctx context.Context, o origin, data *interactionData) (reaction, error) {
	action, request, word, ok := parseCustomID(data.CustomID)
	if !ok {
		return unknownAction(o), nil
	}
	private := func(op func(context.Context) (rendered, error)) (reaction, error) {
		o := o
		o.Private = true
		return reaction{response: deferResponse(true), then: func(ctx context.Context) error { return d.answerClick(ctx, o, request, op) }}, nil
	}
	switch action {
	case actionContext:
		return private(func(ctx context.Context) (rendered, error) {
			number, _, _ := strings.Cut(word, ".")
			if len(data.Values) > 0 { // messages before had menus
				number = data.Values[0]
			}
			n, _ := strconv.Atoi(number) // 0 is no citation's number
			s, err := d.service.Context(ctx, request, o.botViewer(), n)
			return drawSurroundings(&s, d.linksOf(request)), err
		})
	case actionMore:
		return private(func(ctx context.Context) (rendered, error) {
			page, _ := strconv.Atoi(word) // 0 is the first page
			s, err := d.service.Sources(ctx, request, o.botViewer(), page)
			return sourcesPage(request, &s), err
		})
	case actionShare:
		return d.shareReply(ctx, o, request)
	case actionPerson:
		return d.callPerson(ctx, o)
	case actionSolved:
		return d.markSolved(ctx, o, request)
	case actionRate:
		return d.rateAnswer(ctx, o, request, bot.Vote(word), "")
	}
	return unknownAction(o), nil
}

// shareReply shows all in the channel what only the asker saw, once however often it is
// clicked.
func (d *Discord) shareReply(ctx context.Context, o origin, request string) (reaction, error) {
	key := platformName + "/shared/" + request
	told, err := d.service.Value(ctx, key)
	if err != nil {
		return reaction{}, err
	}
	if _, again := d.shared.Put(request, true); again || told != nil {
		said := textPiece(escapeMarkdown(wording.In(o.Locale).SharedAlready))
		return reaction{response: toAsker(joinPieces([]piece{said}, grey))}, nil
	}
	unlessShared := func(err error) { // to be clicked again, maybe
		if err != nil {
			d.shared.Remove(request)
		}
	}
	recalled, err := d.service.Recall(ctx, request, o.botViewer())
	if err != nil { // the reason is for who clicked
		unlessShared(err)
		return reaction{}, inLanguageOf(o, err)
	}
	then := func(ctx context.Context) error {
		err := d.answerClick(ctx, o, request, func(context.Context) (rendered, error) {
			out := renderReply(&recalled.Reply, d.linksOf(request))
			out.pieces = append(out.pieces, replyControls(false, &recalled.Reply, d.linksOf(request))...)
			return out, nil
		})
		unlessShared(err)
		if err != nil {
			return err
		}
		return d.service.SetValue(ctx, key, []byte("shared"))
	}
	return reaction{response: deferResponse(false), then: then, sent: unlessShared}, nil
}

// inLanguageOf returns an error, a complaint without a language in that of who clicked.
func inLanguageOf(o origin, err error) error {
	complaint, ok := errors.AsType[*bot.Complaint](err)
	if !ok {
		return err
	}
	own := *complaint // that of the bot may be shared
	own.Language = cmp.Or(own.Language, o.Locale)
	return &own
}

// unknownAction answers a click on a button that another version of the program has
// shown. Without an answer Discord tells people that the bot didn't respond.
func unknownAction(o origin) reaction {
	return reaction{response: refusalResponse(&bot.Complaint{Text: wording.In(o.Locale).OldButton})}
}

// rateAnswer keeps a vote. After a bad one it asks for the reason in a form.
func (d *Discord) rateAnswer(ctx context.Context, o origin, request string, vote bot.Vote, comment string) (reaction, error) {
	err := d.service.Rate(ctx, bot.Rating{Request: request, Asker: askerID(o.User), Vote: vote, Comment: comment, At: time.Now()})
	if err != nil {
		return reaction{}, fmt.Errorf("keep a rating from Discord: %w", inLanguageOf(o, err))
	}
	w := wording.In(o.Locale)
	if vote != bot.Down {
		return reaction{response: toAsker(joinPieces([]piece{textPiece(escapeMarkdown(w.Noted))}, grey))}, nil
	}
	return reaction{response: commentForm(w, request)}, nil
}

// commentForm asks what was wrong with an answer.
func commentForm(w *wording.Words, request string) *response {
	return &response{Type: discordgo.InteractionResponseModal, Data: map[string]any{
		"custom_id": customID(actionComment, request, ""),
		"title":     modalTitle(w.WrongTitle),
		"components": []label{{
			Type: labelType, Label: text.Clip(w.VoteNoted, maxModalTitle, text.UTF16),
			Component: input{Type: discordgo.TextInputComponent, CustomID: inputComment, Style: discordgo.TextInputParagraph, MaxLength: maxComment},
		}},
	}}
}

// labelType is the type of a label, in which the fields of forms stand. Rows of them are
// deprecated, see https://discord.com/developers/docs/components/reference#label. The
// library doesn't know labels yet.
const labelType discordgo.ComponentType = 18

// label is a field of a form with what is said of it.
type label struct {
	Type      discordgo.ComponentType `json:"type"`
	Label     string                  `json:"label"`
	Component input                   `json:"component"`
}

// input is a field for text that may stay empty.
type input struct {
	Type      discordgo.ComponentType  `json:"type"`
	CustomID  string                   `json:"custom_id"`
	Style     discordgo.TextInputStyle `json:"style"`
	Required  bool                     `json:"required"`
	MaxLength int                      `json:"max_length"`
}

func modalTitle(s string) string { return text.Clip(s, maxModalTitle, text.UTF16) }

// onForm handles the comment on an answer.
func (d *Discord) onForm(ctx context.Context, o origin, data *interactionData) (reaction, error) {
	action, request, _, ok := parseCustomID(data.CustomID)
	if !ok || action != actionComment {
		return unknownAction(o), nil
	}
	for _, part := range data.Components {
		for _, f := range append(part.Components, part.Component) {
			if f.CustomID == inputComment && f.Value != "" {
				return d.rateAnswer(ctx, o, request, "", f.Value)
			}
		}
	}
	return d.rateAnswer(ctx, o, request, "", "")
}

// answerClick replaces the deferred reply of a click by what op renders. If op
// fails, it shows the complaint, or for other errors that something is broken.
func (d *Discord) answerClick(ctx context.Context, o origin, request string, op func(context.Context) (rendered, error)) error {
	out, err := op(ctx)
	if err != nil {
		complaint, ok := errors.AsType[*bot.Complaint](err)
		if !ok {
			complaint = brokenComplaint(request, o.Locale)
		} else {
			err = nil
		}
		out = rendered{drawFailure(present.ExcuseFor(complaint)), red}
	}
	for i, m := range packReply(request, out) {
		var sent error
		if i == 0 {
			_, sent = d.editByToken(ctx, o, time.Now(), original, m)
		} else {
			_, sent = d.followUp(ctx, o, m)
		}
		if sent != nil {
			return errors.Join(err, sent)
		}
	}
	return err
}

// respondTo answers an interaction that came over the gateway.
func (d *Discord) respondTo(ctx context.Context, o origin, r *response) error {
	err := d.callAPI(ctx, http.MethodPost, discordgo.EndpointInteractionResponse(o.Interaction, o.Token), r, nil)
	if hasCode(err, codeAcknowledged) {
		return nil
	}
	return err
}
