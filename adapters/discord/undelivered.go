package discord

import (
	"context"
	"fmt"
	"strings"

	"footnote/bot"
	"footnote/bot/present"
	"footnote/bot/wording"
)

var _ bot.Teller = (*Discord)(nil)

// TellUndelivered implements bot.Teller, by a direct message.
func (d *Discord) TellUndelivered(ctx context.Context, r *bot.Request, cause error) error {
	o, err := originOf(r)
	if err != nil || o.Direct || o.User == "" {
		return err
	}
	w := wording.In(r.Language)
	var why string
	switch {
	case hasCode(cause, codeMissingAccess, codeMissingPermissions):
		why = w.CantWriteThere
	case hasCode(cause, codeArchivedThread, codeUnknownChannel):
		why = w.ArchivedThere
	default:
		return nil
	}
	channel, err := d.directChannel(ctx, o.User)
	if err != nil {
		return fmt.Errorf("open direct messages: %w", err)
	}
	before, after, _ := strings.Cut(why, "%s") // the name of a channel is markup
	said := textPiece(signs[present.Warning] + " " + escapeMarkdown(before) + "<#" + o.Channel + ">" + escapeMarkdown(after))
	m := joinPieces([]piece{said, drawNote(fmt.Sprintf(w.Request, r.ID))}, red)
	_, err = d.postPart(ctx, origin{Channel: channel, Direct: true}, channel, "undelivered/"+r.ID, 0, 0, m)
	return err
}
