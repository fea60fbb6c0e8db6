package access

import (
	"regexp"
	"strings"

	"footnote/bot"
)

// People is the name under which rules about people of all platforms stand.
const People = "people"

// people are the rules that hold on all platforms: they name people by an e-mail address
// that their platform has verified, or by its domain. Like a role, an address counts only
// where its owner alone reads the reply.
var people = Grammar{
	Platform: People,
	Kinds: []Kind{
		{
			Name: "emails", Fold: FoldAddress,
			Refuse: func(id string) string {
				if addressForm.MatchString(id) {
					return ""
				}
				return "is no e-mail address, such as ada@example.com"
			},
			IDs: func(p bot.Place) []string { return []string{personalEmail(p)} },
		},
		{
			Name: "domains", Fold: FoldAddress,
			Refuse: func(id string) string {
				if domainForm.MatchString(id) {
					return ""
				}
				return "is no domain, such as example.com (write what stands after the @)"
			},
			IDs: func(p bot.Place) []string {
				_, domain, _ := strings.Cut(personalEmail(p), "@")
				return []string{domain}
			},
		},
	},
}

var (
	addressForm = regexp.MustCompile(`^[^@\s*]+@[^@\s*]+$`)
	domainForm  = regexp.MustCompile(`^[^@\s*]+\.[^@\s*]+$`)
)

// personalEmail returns the address of a place that one person reads, "" of others. What
// isn't one address, of one domain, is none.
func personalEmail(p bot.Place) string {
	if !p.Direct || strings.Count(p.Email, "@") != 1 {
		return ""
	}
	return p.Email
}

// FoldAddress makes the ASCII letters of an e-mail address small. Other letters stay: some
// have look-alikes, which must not become the same address.
func FoldAddress(address string) string {
	return strings.Map(func(r rune) rune {
		if 'A' <= r && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}, address)
}
