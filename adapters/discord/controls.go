package discord

import (
	"fmt"
	"strings"

	"github.com/bwmarrin/discordgo"

	"footnote/bot"
	"footnote/bot/present"
	"footnote/bot/present/text"
	"footnote/bot/wording"
)

// Actions: what a click does. All that it needs is in the custom_id, so that it works
// after a restart.
const (
	actionContext = "context" // request, citation; of menus in old messages the option is that
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

// replyControls are the buttons below a final reply, in one row. links gives the
// addresses that citations lead to.
func replyControls(private bool, r *bot.Reply, links present.Links) []piece {
	if r.Failure != nil || customID(actionContext, r.Request, mostOpened) == "" {
		return nil
	}
	w := wording.In(r.Language)
	list := r.Numbered()
	var row []discordgo.MessageComponent
	if len(list) > 0 && r.Kind != bot.Verify {
		row = append(row, newButton(w.MoreSources, customID(actionMore, r.Request, 0)))
	}
	if private {
		row = append(row, newButton(w.Share, customID(actionShare, r.Request, "")))
	}
	if len(list) > 0 {
		if address, _ := links.Targets(list[0], linkAddress); address != "" {
			row = append(row, linkButton(w.OpenBrowser, address))
		}
	}
	if r.Answer != nil {
		row = append(row, newButton("👍", customID(actionRate, r.Request, bot.Up)), newButton("👎", customID(actionRate, r.Request, bot.Down)))
	}
	if len(row) == 0 {
		return nil
	}
	return []piece{rowPiece(row...)}
}

func linkButton(label, address string) discordgo.Button {
	return discordgo.Button{Label: text.Clip(label, maxButtonLabel, text.UTF16), Style: discordgo.LinkButton, URL: address}
}
