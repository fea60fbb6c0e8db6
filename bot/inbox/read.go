package inbox

import (
	"context"
	"errors"
	"fmt"
	"footnote/bot"

	"footnote/retrieval"
)

// Document returns a document with its text. One that the viewer's place may
// not see is refused in the same words as one that doesn't exist: nobody learns
// by guessing what there is.
func (s *Service) Document(ctx context.Context, v bot.Viewer, id string) (*retrieval.Document, error) {
	if !scopeOf(s.Policy, v.Place, "").allowsDocument(id) {
		return nil, bot.Complain(bot.Absent, "", 0)
	}
	x, err := s.Views.View(ctx)
	if err != nil {
		return nil, fmt.Errorf("open the document: %w", err)
	}
	defer x.Close()
	d, err := x.Document(ctx, id)
	if errors.Is(err, retrieval.ErrNotFound) {
		return nil, bot.Complain(bot.Absent, "", 0)
	}
	if err != nil {
		return nil, fmt.Errorf("open the document: %w", err)
	}
	return d, nil
}

// Asked returns who asked a question and where: what was shown there may be
// opened again on the asker's behalf, by a link that the bot itself has put
// under the answer. The error is a *Complaint if the answer isn't kept.
func (s *Service) Asked(ctx context.Context, id string) (bot.Viewer, error) {
	r, err := s.Store.Load(ctx, id)
	if errors.Is(err, bot.ErrUnknown) {
		return bot.Viewer{}, bot.Complain(bot.Gone, id, 0)
	}
	if err != nil {
		return bot.Viewer{}, fmt.Errorf("look the question up: %w", err)
	}
	return bot.Viewer{Place: r.Place, Asker: r.Asker}, nil
}

// Unfinished returns what was asked on a platform and isn't answered yet, in the
// order received.
func (s *Service) Unfinished(ctx context.Context, platform string) ([]bot.Request, error) {
	records, err := s.Store.Unfinished(ctx)
	if err != nil {
		return nil, fmt.Errorf("look up what was left undone: %w", err)
	}
	var list []bot.Request
	for _, r := range records {
		if r.Place.Platform == platform {
			list = append(list, r.Request)
		}
	}
	return list, nil
}

// Conversation opens the last n answered questions of a conversation again, in
// the order received. Those that the viewer may not see are left out.
func (s *Service) Conversation(ctx context.Context, conversation string, v bot.Viewer, n int) ([]bot.Recalled, error) {
	records, err := s.Store.Conversation(ctx, conversation, n)
	if err != nil {
		return nil, fmt.Errorf("look the conversation up: %w", err)
	}
	var list []bot.Recalled
	for _, r := range records {
		one, err := s.Recall(ctx, r.ID, v)
		var refused *bot.Complaint
		if errors.As(err, &refused) {
			continue
		}
		if err != nil {
			return nil, err
		}
		list = append(list, one)
	}
	return list, nil
}
