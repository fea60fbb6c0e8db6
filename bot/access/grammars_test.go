package access

import (
	"regexp"
	"strings"

	"footnote/bot"
)

// Grammars are some to test with. They are like those that the adapters bring,
// which are tested there and where the program lists them.
func Grammars() []Grammar {
	form := func(pattern, why string) func(string) string {
		valid := regexp.MustCompile(pattern)
		return func(id string) string {
			if valid.MatchString(id) {
				return ""
			}
			return why
		}
	}
	number := form(`^[0-9]+$`, "is no id, such as 123456789012345678 (copy it)")
	name := form(`^[^:]*[^: ][^:]*$`, "is no name (write it as it is)")
	space := func(p bot.Place) []string { return []string{p.Space} }
	channel := func(p bot.Place) []string { return []string{p.Channel} }
	named := func(prefix string, also ...string) func(bot.Place) []string {
		return func(p bot.Place) []string {
			list := also
			for _, role := range p.Roles {
				if name, ok := strings.CutPrefix(role, prefix); ok {
					list = append(list, lowerASCII(name))
				}
			}
			return list
		}
	}
	return []Grammar{
		{Platform: "slack", Kinds: []Kind{
			{Name: "teams", All: true, Refuse: form(`^T[A-Z0-9]+$`, "is no id of a workspace"), IDs: space},
			{Name: "channels", Refuse: form(`^[CD][A-Z0-9]+$`, "is no id of a channel, such as C0123456789 (look there)"), IDs: channel},
		}},
		{Platform: "discord", Kinds: []Kind{
			{Name: "guilds", All: true, Refuse: number, IDs: space},
			{Name: "channels", Refuse: number, IDs: channel},
			{Name: "roles", Refuse: number, IDs: func(p bot.Place) []string {
				if !p.Direct {
					return nil
				}
				return p.Roles
			}},
		}},
		{Platform: "web", Kinds: []Kind{
			{Name: "users", All: true, Refuse: name, Fold: lowerASCII, IDs: named("user:", "*")},
			{Name: "groups", Refuse: name, IDs: named("group:")},
		}},
	}
}

func lowerASCII(s string) string {
	return strings.Map(func(r rune) rune {
		if 'A' <= r && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}, s)
}
