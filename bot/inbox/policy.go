package inbox

import (
	"footnote/bot"
	"slices"

	"footnote/retrieval"
)

// Policy decides what may be seen where.
type Policy interface {
	// Collections returns those that a place may see: what everyone in it may.
	// all means every one, whatever the list.
	Collections(p bot.Place) (list []string, all bool)
}

// open is a Policy that hides nothing.
type open struct{}

func (open) Collections(bot.Place) ([]string, bool) { return nil, true }

// scope is what one request may draw on.
type scope struct {
	collections []string
	all         bool
	keeps       func(id string) bool // of those, narrowed down by a filter; nil for all
}

// scopeOf returns what a place may see of a collection, "" for all of them.
func scopeOf(p Policy, place bot.Place, collection string) scope {
	list, all := p.Collections(place)
	s := scope{collections: list, all: all}
	if collection != "" {
		if !s.allowsCollection(collection) {
			return scope{}
		}
		return scope{collections: []string{collection}}
	}
	return s
}

func (s scope) allowsCollection(collection string) bool {
	return s.all || slices.Contains(s.collections, collection)
}

// asDrawn is the scope as a record keeps it.
func (s scope) asDrawn() *bot.Drawn { return &bot.Drawn{All: s.all, Collections: s.collections} }

// drawnOn returns what the reply of a record could draw on: as it was kept, since
// rights may have been withdrawn from its place meanwhile.
func (s *Service) drawnOn(r *bot.Record) scope {
	if r.Drawn != nil {
		return scope{collections: r.Drawn.Collections, all: r.Drawn.All}
	}
	return scopeOf(s.Policy, r.Place, r.Collection)
}

// isEmpty reports whether there is nothing to see.
func (s scope) isEmpty() bool { return !s.all && len(s.collections) == 0 }

func (s scope) allowsDocument(id string) bool {
	// Whether files in messages may be seen depends on where they were sent, see
	// recallRecord.
	return s.all || bot.IsAttached(id) || s.allowsCollection(retrieval.CollectionOf(id))
}

// excludeFunc is the scope as a Question wants it.
func (s scope) excludeFunc() func(string) bool {
	if s.all && s.keeps == nil {
		return nil
	}
	return func(id string) bool { return !s.allowsDocument(id) || s.keeps != nil && !s.keeps(id) }
}

// collectionsFunc is the scope for whole collections, as a Question wants it.
func (s scope) collectionsFunc() func(string) bool {
	if s.all {
		return nil
	}
	return s.allowsCollection
}
