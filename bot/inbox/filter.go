package inbox

import (
	"context"

	"footnote/bot"
	"footnote/bot/guide"
)

// narrowScope returns the part of a scope that meets a filter, nil for all of it. It never
// adds anything.
func (s *Service) narrowScope(ctx context.Context, in scope, f *bot.Filter) (scope, error) {
	if f.IsEmpty() {
		return in, nil
	}
	if len(f.Collections) > 0 {
		var both []string
		for _, c := range f.Collections {
			if in.allowsCollection(c) {
				both = append(both, c)
			}
		}
		in.collections, in.all = both, false
	}
	if !f.NamesDocuments() {
		return in, nil
	}
	titles, _, err := s.guide.Titles(ctx, in.excludeFunc())
	if err != nil {
		return scope{}, err
	}
	kept := make(map[string]bool)
	for _, t := range titles {
		if f.Keeps(t, guide.KindOf(t.MediaType)) {
			kept[t.Document] = true
		}
	}
	in.keeps = func(id string) bool { return kept[id] }
	return in, nil
}

// scopeOfRequest returns what a request is answered from.
func (s *Service) scopeOfRequest(ctx context.Context, r *bot.Request) (scope, error) {
	return s.narrowScope(ctx, scopeOf(s.Policy, r.Place, r.Collection), r.Filter)
}
