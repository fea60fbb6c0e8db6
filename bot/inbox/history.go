package inbox

import (
	"context"
	"errors"
	"fmt"
	"footnote/bot"
	"strings"
)

// Rate keeps what somebody thinks of a reply.
func (s *Service) Rate(ctx context.Context, r bot.Rating) error {
	const longest = 4000 // bytes of a comment
	if r.Comment = strings.TrimSpace(r.Comment); len(r.Comment) > longest {
		r.Comment = strings.ToValidUTF8(r.Comment[:longest], "")
	}
	if r.At.IsZero() {
		r.At = s.Now()
	}
	err := s.Store.Rate(ctx, r)
	if errors.Is(err, bot.ErrUnknown) {
		return bot.Complain(bot.Gone, r.Request, 0)
	}
	if err != nil {
		return fmt.Errorf("keep the rating: %w", err)
	}
	return nil
}

// Recent returns the last n questions of a person, the latest first.
func (s *Service) Recent(ctx context.Context, asker string, n int) ([]bot.Past, error) {
	records, err := s.Store.ByAsker(ctx, asker, n)
	if err != nil {
		return nil, fmt.Errorf("look up what was asked: %w", err)
	}
	var past []bot.Past
	for _, r := range records {
		p := bot.Past{Request: r.ID, Question: r.Text, At: r.Received}
		if r.Reply != nil {
			p.Outcome = r.Reply.Outcome()
		}
		past = append(past, p)
	}
	return past, nil
}

// Known reports whether the bot has replied in a conversation.
func (s *Service) Known(ctx context.Context, conversation string) (bool, error) {
	records, err := s.Store.Conversation(ctx, conversation, 1)
	if err != nil {
		return false, fmt.Errorf("look the conversation up: %w", err)
	}
	return len(records) > 0, nil
}

// Value returns what an adapter has kept under a key, nil if nothing.
func (s *Service) Value(ctx context.Context, key string) ([]byte, error) {
	return s.Store.Value(ctx, key)
}

// SetValue keeps something small for an adapter; an empty one removes it.
func (s *Service) SetValue(ctx context.Context, key string, value []byte) error {
	return s.Store.SetValue(ctx, key, value)
}
