package doctor

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"footnote/adapters/terminal"
	"footnote/bot"
	"footnote/bot/access"
	"footnote/retrieval"
)

// Sight is what a place may see, as "footnote doctor --who PLACE --json" prints it.
type Sight struct {
	Place       string       `json:"place"`
	All         bool         `json:"all"` // all collections, those to come included
	Documents   int          `json:"documents"`
	Collections []Collection `json:"collections"`
	Hidden      []Collection `json:"hidden"`

	ruled bool // there are access rules
}

// Collection is one with the number of its documents.
type Collection struct {
	Name      string `json:"name"` // "" for documents in no folder
	Documents int    `json:"documents"`
}

// SightOf looks up what place, which a person wrote as written, may see of the
// documents of states by the rules, nil if there are none.
func SightOf(place bot.Place, written string, rules *access.File, states retrieval.FileStates) Sight {
	s := Sight{Place: written, All: true, Collections: []Collection{}, Hidden: []Collection{}, ruled: rules != nil}
	var list []string
	if rules != nil {
		list, s.All = rules.Collections(place)
	}
	n := DocumentsBy(states)
	for _, name := range slices.Sorted(maps.Keys(n)) {
		collection := Collection{name, n[name]}
		if s.All || slices.Contains(list, name) {
			s.Collections = append(s.Collections, collection)
			s.Documents += n[name]
		} else {
			s.Hidden = append(s.Hidden, collection)
		}
	}
	return s
}

// Text renders it, the collections one a line.
func (s Sight) Text(screen terminal.Screen) string {
	var b strings.Builder
	what := terminal.Count(s.Documents, "document")
	switch {
	case !s.ruled:
		what += ": there are no access rules, everyone sees everything"
	case s.All:
		what += ": all collections, those to come included"
	case len(s.Collections) == 0:
		what = "nothing"
	}
	fmt.Fprintf(&b, "%s sees %s.\n", terminal.OneLine(s.Place), screen.Style(terminal.Bold, what))
	for _, c := range s.Collections {
		fmt.Fprintf(&b, "  %s: %s\n", terminal.OneLine(CollectionName(c.Name)), terminal.Count(c.Documents, "document"))
	}
	if len(s.Hidden) > 0 {
		b.WriteString("It doesn't see\n")
		for _, c := range s.Hidden {
			fmt.Fprintf(&b, "  %s: %s\n", terminal.OneLine(CollectionName(c.Name)), terminal.Count(c.Documents, "document"))
		}
	}
	return b.String()
}
