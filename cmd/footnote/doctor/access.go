package doctor

import (
	"context"
	"maps"
	"slices"
	"strings"

	"footnote/bot/access"
	"footnote/retrieval"
)

const accessName = "access"

// Rules are the access rules: how to read them, and the file that they stand in.
type Rules struct {
	Open func() (*access.File, error) // nil if there are none
	File string
}

// Access checks that the rules can be read, where it isn't known which collections
// there are.
func Access(rules Rules) Check {
	return Check{Name: accessName, Run: func(_ context.Context, f *Findings) { rules.check(f, nil, false) }}
}

// check checks the rules against the collections that there are.
func (r Rules) check(f *Findings, collections []string, indexed bool) {
	rules, err := r.Open()
	switch {
	case err != nil:
		f.Fail("", "%v", err)
		return
	case rules == nil:
		f.OK("there are no rules, everyone sees everything (FOOTNOTE_ACCESS sets a file of them)")
		return
	}
	if indexed {
		for _, w := range rules.Rules().Warnings(collections) {
			f.Warn("", "%s", w)
		}
		if closed := rules.Rules().Unopened(collections); len(closed) > 0 {
			f.Warn("give them a rule if somebody is meant to", "nobody sees %s", collectionNames(closed))
		}
	}
	if f.IsClean() {
		f.OK("the rules of %s are right", r.File)
	}
}

// collectionNames lists collections for people.
func collectionNames(list []string) string {
	var names []string
	for _, c := range list {
		names = append(names, CollectionName(c))
	}
	return strings.Join(names, ", ")
}

// CollectionName is a collection for people.
func CollectionName(c string) string {
	if c == "" {
		return ". (documents in no folder)"
	}
	return c
}

// CollectionsOf lists the collections that hold a document, in order.
func CollectionsOf(states retrieval.FileStates) []string {
	return slices.Sorted(maps.Keys(DocumentsBy(states)))
}

// DocumentsBy counts documents by collection.
func DocumentsBy(states retrieval.FileStates) map[string]int {
	n := make(map[string]int)
	for s := range retrieval.EachState(states) {
		for _, id := range s.Documents {
			n[retrieval.CollectionOf(id)]++
		}
	}
	return n
}
