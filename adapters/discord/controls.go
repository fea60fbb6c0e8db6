package discord

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"github.com/bwmarrin/discordgo"

	"footnote/bot"
	"footnote/bot/present"
	"footnote/bot/present/text"
	"footnote/bot/wording"
)

// Actions: what a click does. All that it needs is in the custom_id (or in the
// chosen option), so that it works after a restart.
const (
	actionContext = "context" // request, number of the menu; option: citation
	actionMore    = "more"    // request, page
	actionRate    = "rate"    // request, up or down
	actionShare   = "share"   // request
	actionPerson  = "person"  // request
	actionSolved  = "solved"  // request
	actionComment = "comment" // a modal; request

	idPrefix     = "footnote"
	inputComment = "comment"
)

// customID packs an action with the request that it is about. It returns "" if that
// is too long for Discord.
func customID(action, request string, word any) string {
	id := fmt.Sprintf("%s|%s|%s|%v", idPrefix, action, request, word)
	if text.UTF16(id) > maxCustomID {
		return ""
	}
	return id
}

func parseCustomID(id string) (action, request, word string, ok bool) {
	parts := strings.Split(id, "|")
	if len(parts) != 4 || parts[0] != idPrefix {
		return "", "", "", false
	}
	return parts[1], parts[2], parts[3], true
}

func newButton(label, id string) discordgo.Button {
	return discordgo.Button{Label: text.Clip(label, maxButtonLabel, text.UTF16), Style: discordgo.SecondaryButton, CustomID: id}
}

// replyControls are the menus and buttons below a final reply.
func replyControls(private bool, r *bot.Reply) []piece {
	if r.Failure != nil || customID(actionContext, r.Request, maxComponents) == "" {
		return nil
	}
	w := wording.In(r.Language)
	list := r.Numbered()
	pieces := excerptMenus(w, r.Request, list)
	var row []discordgo.MessageComponent
	if len(list) > 0 && r.Kind != bot.Verify {
		row = append(row, newButton(w.MoreSources, customID(actionMore, r.Request, 0)))
	}
	if r.Answer != nil {
		row = append(row, newButton("👍", customID(actionRate, r.Request, bot.Up)), newButton("👎", customID(actionRate, r.Request, bot.Down)))
	}
	if private {
		row = append(row, newButton(w.Share, customID(actionShare, r.Request, "")))
	}
	if len(row) > 0 {
		pieces = append(pieces, rowPiece(row...))
	}
	return pieces
}

// excerptMenus are the menus to choose the excerpt whose context to show.
func excerptMenus(w *wording.Words, request string, list []bot.Citation) []piece {
	var pieces []piece
	for n := 0; len(list) > 0; n++ {
		part := list[:min(maxOptions, len(list))]
		list = list[len(part):]
		var options []discordgo.SelectMenuOption
		for _, c := range part {
			facts := cmp.Or(strings.Join(present.Facts(w, c), " · "), text.OneLine(c.Document), w.AroundIt)
			options = append(options, discordgo.SelectMenuOption{
				Label:       optionLabel(c),
				Value:       strconv.Itoa(c.N),
				Description: text.Clip(facts, maxOptionText, text.UTF16),
			})
		}
		pieces = append(pieces, rowPiece(discordgo.SelectMenu{
			MenuType: discordgo.StringSelectMenu, CustomID: customID(actionContext, request, n),
			Placeholder: w.ChooseContext, Options: options,
		}))
	}
	return pieces
}

func optionLabel(c bot.Citation) string {
	return text.Clip(fmt.Sprintf("[%d] %s", c.N, present.Title(c)), maxOptionText, text.UTF16)
}
