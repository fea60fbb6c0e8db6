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
	file     string
	grammars []Grammar
	rules    []rule // one a collection, in the order of the file
}

// rule is who may see one collection.
type rule struct {
	collection string // as in the file
	line       int
	everyone   bool
	ids        map[string][]string // by idsKey
}

// idsKey names the ids of one kind of a platform, such as slack.teams.
func idsKey(platform, kind string) string { return platform + "." + kind }

// Collections implements bot.Policy.
func (r *Rules) Collections(p bot.Place) (list []string, all bool) {
	g := find(r.grammars, p.Platform)
	for i := range r.rules {
		switch rule := &r.rules[i]; {
		case !rule.sees(g, p):
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

// sees reports whether a place of a platform with a grammar, nil for none, sees
// the collection.
func (r *rule) sees(g *Grammar, p bot.Place) bool {
	if r.everyone || r.matchesAny(&people, p) {
		return true
	}
	return g != nil && r.matchesAny(g, p)
}

// matchesAny reports whether the rule names a place by any kind of a grammar.
func (r *rule) matchesAny(g *Grammar, p bot.Place) bool {
	return slices.ContainsFunc(g.Kinds, func(k Kind) bool { return k.matches(r.ids[idsKey(g.Platform, k.Name)], p) })
}

// Names reports whether any rule opens something to an id of a kind itself, and not
// to all of that kind.
func (r *Rules) Names(platform, kind, id string) bool {
	return id != "" && slices.ContainsFunc(r.rules, func(rule rule) bool { return slices.Contains(rule.ids[idsKey(platform, kind)], id) })
}

// HasKind reports whether any rule names something by a kind of a platform, "" for any of
// its kinds. A platform needs to find out only what a rule asks for.
func (r *Rules) HasKind(platform, kind string) bool {
	return slices.ContainsFunc(r.rules, func(rule rule) bool {
		for key, ids := range rule.ids {
			of, k, _ := strings.Cut(key, ".")
			if of == platform && (kind == "" || k == kind) && len(ids) > 0 {
				return true
			}
		}
		return false
	})
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
