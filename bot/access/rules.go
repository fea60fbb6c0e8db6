package access

import (
	"fmt"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"

	"footnote/bot"
)

// Words of the file that stand for something else.
const (
	every    = "*" // collection, workspace, server or user, as the case may be
	rootName = "." // documents that lie in no folder
)

// Rules say who may see which collections. They don't change.
type Rules struct {
	file  string
	rules []rule // one a collection, in the order of the file
}

// rule is who may see one collection.
type rule struct {
	collection string // as in the file
	line       int
	everyone   bool
	ids        map[kind][]string
}

// kind is what an id names, such as slack.teams.
type kind string

const (
	slackTeams      kind = "slack.teams"
	slackChannels   kind = "slack.channels"
	discordGuilds   kind = "discord.guilds"
	discordChannels kind = "discord.channels"
	discordRoles    kind = "discord.roles"
	webUsers        kind = "web.users"
	webGroups       kind = "web.groups"
)

// Collections implements bot.Policy.
func (r *Rules) Collections(p bot.Place) (list []string, all bool) {
	for i := range r.rules {
		switch rule := &r.rules[i]; {
		case !rule.sees(p):
		case rule.collection == every:
			return nil, true
		case rule.collection == rootName:
			list = append(list, "")
		default:
			list = append(list, rule.collection)
		}
	}
	return list, false
}

func (r *rule) sees(p bot.Place) bool {
	if r.everyone {
		return true
	}
	switch p.Platform {
	case "slack":
		return r.names(slackTeams, p.Space) || r.names(slackChannels, p.Channel)
	case "discord":
		return r.names(discordGuilds, p.Space) || r.names(discordChannels, p.Channel) ||
			p.Direct && slices.ContainsFunc(p.Roles, func(role string) bool { return r.names(discordRoles, role) })
	case "web":
		return slices.Contains(r.ids[webUsers], every) ||
			slices.ContainsFunc(p.Roles, func(role string) bool {
				if user, ok := strings.CutPrefix(role, userPrefix); ok {
					return r.names(webUsers, lower(user))
				}
				group, ok := strings.CutPrefix(role, groupPrefix)
				return ok && r.names(webGroups, group)
			})
	}
	return false
}

// Roles of the web are the name of the user and those of the groups, told apart
// by what they begin with.
const (
	userPrefix  = "user:"
	groupPrefix = "group:"
)

// names tells whether the rule has an id, "" never.
func (r *rule) names(k kind, id string) bool {
	ids := r.ids[k]
	return id != "" && (slices.Contains(ids, id) || k.mayBeEvery() && slices.Contains(ids, every))
}

func (k kind) mayBeEvery() bool { return k == slackTeams || k == discordGuilds || k == webUsers }

// lower makes ASCII letters small, for the names of users: other letters have
// look-alikes that must not become one.
func lower(s string) string {
	return strings.Map(func(r rune) rune {
		if 'A' <= r && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}, s)
}

// NamesGroup tells whether any rule opens something to a group of the web.
func (r *Rules) NamesGroup(name string) bool {
	return slices.ContainsFunc(r.rules, func(rule rule) bool { return rule.names(webGroups, name) })
}

// Warnings say which rules have no effect, given the collections that there
// are.
func (r *Rules) Warnings(collections []string) []string {
	var list []string
	if len(r.rules) == 0 {
		list = append(list, fmt.Sprintf("%s has no rules: nobody sees anything (give a collection, with who sees it)", r.file))
	}
	for _, rule := range r.rules {
		name := rule.collection
		if name == rootName {
			name = ""
		}
		switch {
		case name != every && !slices.Contains(collections, name):
			list = append(list, fmt.Sprintf("%s:%d: %s: %s (%s)", r.file, rule.line, rule.collection, absent(name), advice(name, collections)))
		case !rule.everyone && len(rule.ids) == 0:
			list = append(list, fmt.Sprintf("%s:%d: %s: nobody is named, so nobody sees it through this rule", r.file, rule.line, rule.collection))
		}
	}
	return list
}

func absent(name string) string {
	if name == "" {
		return "no document lies outside of a folder"
	}
	return "there is no such collection"
}

// advice names the collections that may be meant.
func advice(name string, collections []string) string {
	var near []string
	for _, c := range collections {
		a, b := strings.ToLower(name), strings.ToLower(c)
		if c != "" && (a == b || levenshtein.ComputeDistance(a, b) <= max(1, len(a)/4)) {
			near = append(near, c)
		}
	}
	if len(near) > 0 && name != "" {
		return "perhaps " + strings.Join(near, " or ") + " is meant"
	}
	return "correct the name, or leave it for documents to come"
}

// Unopened returns those of the collections that no place sees.
func (r *Rules) Unopened(collections []string) []string {
	var closed []string
	for _, c := range collections {
		open := slices.ContainsFunc(r.rules, func(rule rule) bool {
			return (rule.everyone || len(rule.ids) > 0) && (rule.collection == every || rule.collection == c || rule.collection == rootName && c == "")
		})
		if !open {
			closed = append(closed, c)
		}
	}
	return closed
}
