package inbox

import (
	"context"
	"strings"

	"footnote/bot"
	"footnote/bot/guide"
)

// Catalog lists what is indexed, and questions to suggest.
type Catalog = guide.Catalog

// Overview says what a viewer can ask about.
func (s *Service) Overview(ctx context.Context, v bot.Viewer) (bot.Overview, error) {
	o, err := s.guide.Overview(ctx, scopeOf(s.Policy, v.Place, "").excludeFunc(), v.Language)
	if o == nil || err != nil {
		return bot.Overview{}, err
	}
	return *o, nil
}

// Titles lists documents, those first whose titles begin with the text.
func (s *Service) Titles(ctx context.Context, v bot.Viewer, l bot.Listing) ([]bot.Title, error) {
	titles, _, err := s.guide.Titles(ctx, scopeOf(s.Policy, v.Place, l.Collection).excludeFunc())
	if err != nil {
		return nil, err
	}
	text := strings.ToLower(strings.TrimSpace(l.Text))
	var begin, have []bot.Title
	for _, t := range titles {
		title := strings.ToLower(t.Title)
		switch {
		case strings.HasPrefix(title, text):
			begin = append(begin, t)
		case strings.Contains(title, text), strings.Contains(strings.ToLower(t.Document), text):
			have = append(have, t)
		}
		if l.Most > 0 && len(begin) >= l.Most {
			break
		}
	}
	all := append(begin, have...)
	if l.Most > 0 {
		all = all[:min(l.Most, len(all))]
	}
	return all, nil
}
