// Package ids checks the ids that settings name.
package ids

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"footnote/adapters"
)

// Form is how a platform writes its ids. It is checked because a name instead of an
// id would match nothing, and nobody would notice.
type Form struct {
	Pattern *regexp.Regexp
	// Example is an id, and Where says where people find theirs.
	Example, Where string
}

// List is a setting that names ids.
type List struct {
	Setting string
	IDs     []string
	Star    bool // "*" stands for all
}

// Check returns an error about the first of the ids that can't be one.
func (f Form) Check(lists ...List) error {
	for _, l := range lists {
		for _, id := range l.IDs {
			if !f.Pattern.MatchString(id) && (id != "*" || !l.Star) {
				return adapters.WrongSetting("%s names %q, which is no id such as %s (%s)", l.Setting, id, f.Example, f.Where)
			}
		}
	}
	return nil
}

// Trim takes away the spaces that people write after the commas of a list.
func Trim(lists ...[]string) {
	for _, list := range lists {
		for i := range list {
			list[i] = strings.TrimSpace(list[i])
		}
	}
}

// Keys are the ids that a map narrows down, in order.
func Keys(m map[string]string) []string { return slices.Sorted(maps.Keys(m)) }
