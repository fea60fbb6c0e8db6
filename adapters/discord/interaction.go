package discord

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/bwmarrin/discordgo"

	"footnote/bot"
	"footnote/bot/present"
	"footnote/bot/wording"
)

// response is what an interaction is answered with at once. It isn't the
// library's type: that leaves out an empty list of choices.
type response struct {
	Type discordgo.InteractionResponseType `json:"type"`
	Data any                               `json:"data,omitempty"`
}

type deferral struct {
	Flags discordgo.MessageFlags `json:"flags,omitempty"`
}

// deferResponse says that the answer comes later. A private answer is for the asker
// alone.
func deferResponse(private bool) *response {
	r := &response{Type: discordgo.InteractionResponseDeferredChannelMessageWithSource}
	if private {
		r.Data = deferral{discordgo.MessageFlagsEphemeral}
	}
	return r
}

// toAsker answers at once with a message for the asker alone.
func toAsker(m message) *response {
	return &response{Type: discordgo.InteractionResponseChannelMessageWithSource, Data: m.makePrivate()}
}

func refusalResponse(c *bot.Complaint) *response {
	return toAsker(joinPieces(drawFailure(present.ExcuseFor(c)), red))
}

// reaction is how an interaction is taken: with a response at once and, after
// it was sent, with what takes longer.
type reaction struct {
	response *response
	then     func(context.Context) error
	sent     func(error) // is called when the response was sent, or could not be
}

// onInteraction handles an interaction of either way in. It always has a response,
// since Discord sends an interaction once, and after three seconds without a
// response tells people that the bot didn't respond. It fails only if the
// interaction can't be read.
func (d *Discord) onInteraction(ctx context.Context, raw json.RawMessage) (reaction, error) {
	var i interaction
	if err := json.Unmarshal(raw, &i); err != nil {
		return reaction{}, fmt.Errorf("read an interaction: %w", err)
	}
	re, err := d.handleInteraction(ctx, i, i.clickOrigin())
	if err == nil {
		return re, nil
	}
	complaint, ok := errors.AsType[*bot.Complaint](err)
	if !ok {
		d.log.Error("an interaction from Discord was not taken", "error", err)
		complaint = brokenComplaint("", i.Locale)
	}
	re.response = refusalResponse(complaint)
	return re, nil
}

// handleInteraction handles an interaction by its type. When it returns without an
// error, the question is on disk. Types that aren't known are ignored.
func (d *Discord) handleInteraction(ctx context.Context, i interaction, o origin) (reaction, error) {
	if i.Type == discordgo.InteractionPing {
		return reaction{response: &response{Type: discordgo.InteractionResponsePong}}, nil
	}
	refusal := d.refusalReason(o)
	if i.Type == discordgo.InteractionApplicationCommandAutocomplete {
		if refusal != nil {
			return reaction{response: choiceResponse(nil)}, nil
		}
		return d.completeOption(ctx, o, &i.Data), nil
	}
	if refusal != nil {
		return reaction{response: refusalResponse(refusal)}, nil
	}
	switch i.Type {
	case discordgo.InteractionApplicationCommand:
		return d.onCommand(ctx, o, &i.Data)
	case discordgo.InteractionMessageComponent:
		return d.onClick(ctx, o, &i.Data)
	case discordgo.InteractionModalSubmit:
		return d.onForm(ctx, o, &i.Data)
	}
	return reaction{}, nil
}

// onCommand handles what somebody typed or chose from a message's menu.
func (d *Discord) onCommand(ctx context.Context, o origin, data *interactionData) (reaction, error) {
	o.Private = data.optionFlag(optionPrivate)
	switch {
	case data.Name == commandAsk:
		return d.submitQuestion(ctx, o, bot.Ask, data.optionText(optionQuestion), data.optionText(optionCollection))
	case data.Name == commandSearch:
		return d.submitQuestion(ctx, o, bot.Find, data.optionText(optionQuery), data.optionText(optionCollection))
	case data.Name == commandFind && data.Kind == discordgo.MessageApplicationCommand:
		o.Private = true
		return d.submitRequest(ctx, o, bot.Verify, d.targetText(data), "")
	case data.Name == commandSources:
		return reaction{deferResponse(true), func(ctx context.Context) error {
			return d.showIndexed(ctx, o, data.optionText(optionTitle))
		}, nil}, nil
	}
	return reaction{response: refusalResponse(&bot.Complaint{Text: fmt.Sprintf(wording.In(o.Locale).OldCommand, "Discord")})}, nil
}

// targetText returns what the message says from whose menu a command was chosen.
func (d *Discord) targetText(data *interactionData) string {
	target := data.Resolved.Messages[data.Target]
	return target.shownText(d.channelName)
}

// submitQuestion hands a command's question in and defers the answer.
func (d *Discord) submitQuestion(ctx context.Context, o origin, kind bot.Kind, text, collection string) (reaction, error) {
	typed := incoming{Content: text}
	return d.submitRequest(ctx, o, kind, typed.message(d.channelName).Content(), collection)
}

// submitRequest hands in what a command is about, as text without markup, and defers
// the answer.
func (d *Discord) submitRequest(ctx context.Context, o origin, kind bot.Kind, text, collection string) (reaction, error) {
	r, err := o.newRequest(kind, text, interactionKey(o.Interaction))
	if err != nil {
		return reaction{}, err
	}
	r.Collection = d.collectionFor(o, collection)
	// The answer can be ready before the deferral is sent. Then it waits.
	opening := make(chan struct{})
	if _, again := d.opening.Put(o.Interaction, opening); again {
		close(opening)
		return reaction{}, nil // delivered twice; the first one is being taken
	}
	sent := func(error) { close(opening) }
	_, err = d.service.Submit(ctx, r)
	if complaint, ok := errors.AsType[*bot.Complaint](err); ok {
		return reaction{refusalResponse(complaint), nil, sent}, nil
	}
	if err != nil {
		sent(err)
		d.opening.Remove(o.Interaction)
		return reaction{}, fmt.Errorf("keep a question from Discord: %w", err)
	}
	return reaction{deferResponse(o.Private), nil, sent}, nil
}
