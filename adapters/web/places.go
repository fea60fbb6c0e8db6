package web

import (
	"net/url"
	"strings"

	"footnote/bot"
	"footnote/bot/access"
)

// Roles of the page are the name of the user, or of the token of a script, and those of
// the groups, told apart by what they begin with.
const (
	userPrefix  = "user:"
	groupPrefix = "group:"
	tokenPrefix = "token:"
)

// Groups is the kind of rules about groups of the page's visitors.
const Groups = "groups"

// Places returns how places on the page are written. It is read by one user, whose
// groups all count, and "*" is everybody who can open the page.
func Places() access.Grammar {
	refuse := func(name string) string {
		if strings.TrimSpace(name) == "" || strings.HasPrefix(name, userPrefix) {
			return "is no name (write it as the login gives it, without " + userPrefix + ")"
		}
		return ""
	}
	return access.Grammar{
		Platform: Platform,
		Kinds: []access.Kind{
			{Name: "users", All: true, Refuse: refuse, Fold: lowerCase, IDs: func(p bot.Place) []string {
				return append(namedPlaces(p, userPrefix, lowerCase), "*") // whoever has no name is there, too
			}},
			{Name: Groups, Refuse: refuse, IDs: func(p bot.Place) []string {
				return namedPlaces(p, groupPrefix, func(name string) string { return name })
			}},
			{Name: "tokens", Refuse: refuse, IDs: func(p bot.Place) []string {
				return namedPlaces(p, tokenPrefix, func(name string) string { return name })
			}},
		},
		Place:   "web/USER",
		Details: []string{"web/USER, with ?group=GROUP", "web/script, with ?token=TOKEN"},
		Options: []string{"group", "token"},
		ReadPlace: func(parts []string, options url.Values) (bot.Place, error) {
			if len(parts) != 1 {
				return bot.Place{}, access.ErrForm
			}
			p := bot.Place{Direct: true}
			for _, token := range options["token"] {
				p.Roles = append(p.Roles, tokenPrefix+token)
			}
			if len(p.Roles) == 0 { // else it is a script
				p.Roles = []string{userPrefix + parts[0]}
				if strings.Contains(parts[0], "@") {
					p.Email = access.FoldAddress(parts[0])
				}
			}
			for _, group := range options["group"] {
				p.Roles = append(p.Roles, groupPrefix+group)
			}
			return p, nil
		},
	}
}

// namedPlaces returns the roles of a place that begin with a prefix, without the
// prefix.
func namedPlaces(p bot.Place, prefix string, fold func(string) string) (names []string) {
	for _, role := range p.Roles {
		if name, ok := strings.CutPrefix(role, prefix); ok {
			names = append(names, fold(name))
		}
	}
	return names
}

// lowerCase makes ASCII letters small, for the names of users. Other letters stay:
// some have look-alikes, which must not become the same name.
func lowerCase(s string) string {
	return strings.Map(func(r rune) rune {
		if 'A' <= r && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}, s)
}
