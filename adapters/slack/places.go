package slack

import (
	"net/url"
	"regexp"
	"strings"

	"footnote/adapters/internal/ids"
	"footnote/bot"
	"footnote/bot/access"
)

// channelForm is how settings name channels.
var channelForm = ids.Form{
	Pattern: regexp.MustCompile(`^[CDG][A-Z0-9]+$`),
	Example: "C0123456789", Where: "it stands at the end of the channel's details",
}

// personForm is how settings name a person or a user group.
var personForm = ids.Form{
	Pattern: regexp.MustCompile(`^[UWS][A-Z0-9]+$`),
	Example: "U0123456789 of a person or S0123456789 of a user group", Where: "it stands in the menu of the profile, or in the address of the group",
}

// teamPattern is how Slack writes its workspaces and organisations.
var teamPattern = regexp.MustCompile(`^[TE][A-Z0-9]+$`)

// placeGrammar returns how places in Slack are written: a workspace stands for all its
// channels and people.
func placeGrammar() access.Grammar {
	return access.Grammar{
		Platform: platformName,
		Kinds: []access.Kind{
			{
				Name: "teams", All: true,
				Refuse: func(id string) string {
					if teamPattern.MatchString(id) {
						return ""
					}
					return "is no id of a workspace, such as T0123456789 (it stands in the address of Slack in a browser, after client/)"
				},
				IDs: func(p bot.Place) []string { return []string{p.Space} },
			},
			{
				Name: "channels",
				Refuse: func(id string) string {
					if channelForm.Pattern.MatchString(id) {
						return ""
					}
					return "is no id of a channel, such as " + channelForm.Example + " (" + channelForm.Where + ")"
				},
				IDs: func(p bot.Place) []string { return []string{p.Channel} },
			},
		},
		Place: "slack/TEAM/CHANNEL", Person: "slack/TEAM/USER",
		Details: []string{"slack/TEAM/CHANNEL"},
		ReadPlace: func(parts []string, _ url.Values) (bot.Place, error) {
			if len(parts) != 2 {
				return bot.Place{}, access.ErrForm
			}
			return bot.Place{Space: parts[0], Channel: parts[1], Direct: strings.HasPrefix(parts[1], "D")}, nil
		},
	}
}
