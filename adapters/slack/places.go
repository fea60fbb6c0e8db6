package slack

import (
	"net/url"
	"regexp"
	"slices"
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

// userPattern and groupPattern are how it writes people and user groups.
var (
	userPattern  = regexp.MustCompile(`^[UW][A-Z0-9]+$`)
	groupPattern = regexp.MustCompile(`^S[A-Z0-9]+$`)
)

func refuseTeam(id string) string {
	if teamPattern.MatchString(id) {
		return ""
	}
	return "is no id of a workspace, such as T0123456789 (it stands in the address of Slack in a browser, after client/)"
}

// personalRoles returns the roles that begin with a prefix, without it, of a place that
// one person reads.
func personalRoles(p bot.Place, prefix string) (ids []string) {
	for _, role := range p.Roles {
		if id, ok := strings.CutPrefix(role, prefix); ok && p.Direct {
			ids = append(ids, id)
		}
	}
	return ids
}

// placeGrammar returns how places in Slack are written: a workspace stands for all its
// channels and people, but those who are guests, and where they read.
func placeGrammar() access.Grammar {
	return access.Grammar{
		Platform: platformName,
		Kinds: []access.Kind{
			{
				Name: kindTeams, All: true,
				Refuse: refuseTeam,
				IDs: func(p bot.Place) []string {
					if slices.Contains(p.Roles, guestRole) {
						return nil
					}
					return []string{p.Space}
				},
			},
			{
				Name: kindGuests, All: true, Refuse: refuseTeam,
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
			{
				Name: kindUsers,
				Refuse: func(id string) string {
					if userPattern.MatchString(id) {
						return ""
					}
					return "is no id of a person, such as U0123456789 (it stands in the menu of the profile)"
				},
				IDs: func(p bot.Place) []string { return personalRoles(p, userRole) },
			},
			{
				Name: kindGroups,
				Refuse: func(id string) string {
					if groupPattern.MatchString(id) {
						return ""
					}
					return "is no id of a user group, such as S0123456789 (it stands in the address of the group)"
				},
				IDs: func(p bot.Place) []string { return personalRoles(p, groupRole) },
			},
		},
		Place: "slack/TEAM/CHANNEL", Person: "slack/TEAM/USER",
		Details: []string{"slack/TEAM/CHANNEL, of a direct message with ?user=USER, ?group=GROUP, ?email=ADDRESS; with ?guest where guests read"},
		Options: []string{"user", "group", guestRole},
		ReadPlace: func(parts []string, options url.Values) (bot.Place, error) {
			if len(parts) != 2 {
				return bot.Place{}, access.ErrForm
			}
			p := bot.Place{Space: parts[0], Channel: parts[1], Direct: strings.HasPrefix(parts[1], "D")}
			for _, user := range options["user"] {
				p.Roles = append(p.Roles, userRole+user)
			}
			for _, group := range options["group"] {
				p.Roles = append(p.Roles, groupRole+group)
			}
			if options.Has(guestRole) {
				p.Roles = append(p.Roles, guestRole)
			}
			return p, nil
		},
	}
}
