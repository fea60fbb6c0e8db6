package main

import (
	"maps"
	"regexp"
	"slices"
	"strings"
)

// idForm is how a platform writes its ids. A name in the place of one would
// match nothing, and nobody would be told.
type idForm struct {
	*regexp.Regexp
	example, where string
}

var (
	slackChannelID = idForm{regexp.MustCompile(`^[CDG][A-Z0-9]+$`), "C0123456789", "it stands at the end of the channel's details"}
	discordID      = idForm{regexp.MustCompile(`^[0-9]+$`), "123456789012345678", "Developer Mode in Discord's settings adds Copy ID to menus"}
)

// check tells the first of the ids of a setting that can't be one; "*" passes
// where it stands for all.
func (f idForm) check(setting string, ids []string, all bool) error {
	for _, id := range ids {
		if !f.MatchString(id) && (id != "*" || !all) {
			return usageError("%s names %q, which is no id such as %s (%s)", setting, id, f.example, f.where)
		}
	}
	return nil
}

// trim takes away the spaces that people write after the commas of a list.
func trim(lists ...[]string) {
	for _, list := range lists {
		for i := range list {
			list[i] = strings.TrimSpace(list[i])
		}
	}
}

// keys are the ids that a map narrows down.
func keys(m map[string]string) []string { return slices.Sorted(maps.Keys(m)) }
