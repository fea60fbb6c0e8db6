package inbox

import (
	"context"
	"fmt"
	"footnote/bot"
	"slices"
	"strings"
	"time"

	"footnote/retrieval"
)

// Catalog lists what is indexed.
type Catalog interface {
	// Titles returns all documents in order of ID, and when the index was last
	// brought up to date, zero if that isn't known.
	Titles(ctx context.Context) (titles []bot.Title, synced time.Time, err error)
}

const suggestions = 3

// Overview says what a viewer can ask about.
func (s *Service) Overview(ctx context.Context, v bot.Viewer) (bot.Overview, error) {
	titles, synced, err := s.visibleTitles(ctx, v)
	if err != nil {
		return bot.Overview{}, err
	}
	o := bot.Overview{Documents: len(titles), Synced: synced}
	counts := make(map[string]int)
	for _, t := range titles {
		counts[retrieval.CollectionOf(t.Document)]++
	}
	for name, n := range counts {
		o.Collections = append(o.Collections, bot.Collection{Name: name, Documents: n})
	}
	slices.SortFunc(o.Collections, func(a, b bot.Collection) int { return strings.Compare(a.Name, b.Name) })
	o.Suggestions = suggestQuestions(titles)
	return o, nil
}

// suggestQuestions makes questions of a few titles from all over the corpus.
func suggestQuestions(titles []bot.Title) []string {
	var list []string
	for i := range suggestions {
		if len(titles) == 0 {
			break
		}
		t := titles[i*(len(titles)-1)/max(suggestions-1, 1)]
		q := fmt.Sprintf("What is said about “%s”?", strings.TrimRight(t.Title, "?!. "))
		if t.Title != "" && len(t.Title) <= 90 && !slices.Contains(list, q) {
			list = append(list, q)
		}
	}
	return list
}

// Titles returns up to n documents whose title or path has the text, those
// that begin with it first.
func (s *Service) Titles(ctx context.Context, v bot.Viewer, text string, n int) ([]bot.Title, error) {
	titles, _, err := s.visibleTitles(ctx, v)
	if err != nil {
		return nil, err
	}
	text = strings.ToLower(strings.TrimSpace(text))
	var begin, have []bot.Title
	for _, t := range titles {
		title := strings.ToLower(t.Title)
		switch {
		case strings.HasPrefix(title, text):
			begin = append(begin, t)
		case strings.Contains(title, text), strings.Contains(strings.ToLower(t.Document), text):
			have = append(have, t)
		}
		if len(begin) >= n {
			break
		}
	}
	all := append(begin, have...)
	return all[:min(n, len(all))], nil
}

func (s *Service) visibleTitles(ctx context.Context, v bot.Viewer) ([]bot.Title, time.Time, error) {
	if s.Catalog == nil {
		return nil, time.Time{}, nil
	}
	all, synced, err := s.Catalog.Titles(ctx)
	if err != nil {
		return nil, time.Time{}, fmt.Errorf("list the documents: %w", err)
	}
	scope := scopeOf(s.Policy, v.Place, "")
	var seen []bot.Title
	for _, t := range all {
		if scope.allowsDocument(t.Document) {
			seen = append(seen, t)
		}
	}
	return seen, synced, nil
}
