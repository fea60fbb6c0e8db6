package inbox

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"footnote/bot"
)

// wholeConversation is how many requests of a conversation are removed at once.
const wholeConversation = 10_000

// Discard removes a request of a conversation or, without its id, all of them, whatever
// the rules let anybody see of them now.
func (s *Service) Discard(ctx context.Context, conversation, id string) error {
	list, err := s.requestsOf(ctx, conversation)
	if err != nil {
		return fmt.Errorf("look the conversation up: %w", err)
	}
	for _, r := range list {
		if id != "" && r.ID != id {
			continue
		}
		if err := s.Store.Remove(ctx, r.ID); err != nil && !errors.Is(err, bot.ErrUnknown) {
			return fmt.Errorf("forget a request: %w", err)
		}
		if r.Step != bot.Closed {
			s.holds.removeRequest(&r)
			s.retractPlaceholder(ctx, &r)
		}
	}
	return nil
}

// requestsOf returns what was asked in a conversation, answered or not.
func (s *Service) requestsOf(ctx context.Context, conversation string) ([]bot.Record, error) {
	list, err := s.Store.Conversation(ctx, conversation, wholeConversation)
	if err != nil {
		return nil, err
	}
	open, err := s.Store.Unfinished(ctx)
	if err != nil {
		return nil, err
	}
	return append(list, slices.DeleteFunc(open, func(r bot.Record) bool { return r.Conversation != conversation })...), nil
}
