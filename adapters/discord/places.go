package discord

import (
	"net/url"
	"regexp"

	"footnote/adapters/internal/ids"
	"footnote/bot"
	"footnote/bot/access"
)

// idForm is how settings name servers, channels and roles.
var idForm = ids.Form{
	Pattern: regexp.MustCompile(`^[0-9]+$`),
	Example: "123456789012345678", Where: "Developer Mode in Discord's settings adds Copy ID to menus",
}

// personForm is how settings name a user or a role.
var personForm = ids.Form{
	Pattern: regexp.MustCompile(`^&?[0-9]+$`),
	Example: "123456789012345678 of a user or &123456789012345678 of a role", Where: idForm.Where,
}

// snowflake is an id as rules name it.
var snowflake = regexp.MustCompile(`^[0-9]{1,20}$`)

// refuseID says why something can't be an id, "" if it can.
func refuseID(id string) string {
	if snowflake.MatchString(id) {
		return ""
	}
	return "is no id, such as " + idForm.Example + " (in Discord turn on Developer Mode, then right-click and Copy ID)"
}

// placeGrammar returns how places in Discord are written. A role counts where the asker
// alone reads: the others of a channel don't have it.
func placeGrammar() access.Grammar {
	return access.Grammar{
		Platform: platformName,
		Kinds: []access.Kind{
			{Name: "guilds", All: true, Refuse: refuseID, IDs: func(p bot.Place) []string { return []string{p.Space} }},
			{Name: "channels", Refuse: refuseID, IDs: func(p bot.Place) []string { return []string{p.Channel} }},
			{Name: "roles", Refuse: refuseID, IDs: func(p bot.Place) []string {
				if !p.Direct {
					return nil
				}
				return p.Roles
			}},
		},
		Place: "discord/GUILD/CHANNEL", Person: "discord/USER",
		Details: []string{
			"discord/GUILD/CHANNEL, with ?role=ROLE&direct for what a member alone reads",
			"discord//CHANNEL?direct for a direct message",
		},
		Options: []string{"role"},
		ReadPlace: func(parts []string, options url.Values) (bot.Place, error) {
			if len(parts) != 2 {
				return bot.Place{}, access.ErrForm
			}
			return bot.Place{Space: parts[0], Channel: parts[1], Roles: options["role"]}, nil
		},
	}
}
