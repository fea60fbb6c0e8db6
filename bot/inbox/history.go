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

// Recent returns the last n questions of a person, the latest first, wherever they were asked. Greetings and the
// like are none: among the last few of them are questions in all likelihood.
func (s *Service) Recent(ctx context.Context, asker string, n int) ([]bot.Past, error) {
	const lookedAt = 3 // for each question
	records, err := s.byPerson(ctx, asker, lookedAt*n)
	if err != nil {
		return nil, fmt.Errorf("look up what was asked: %w", err)
	}
	var past []bot.Past
	for _, r := range records {
		p := bot.Past{Request: r.ID, Conversation: r.Conversation, Kind: r.Kind, Question: r.Text, At: r.Received, Language: r.Language}
		if r.Reply != nil {
			if r.Reply.Guide != nil {
				continue
			}
			p.Outcome, p.Failed = r.Reply.Outcome(), r.Reply.Failure != nil
		}
		if past = append(past, p); len(past) == n {
			break
		}
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

// UpdateValue changes something small as one step, whoever else changes it.
func (s *Service) UpdateValue(ctx context.Context, key string, change func(old []byte) []byte) error {
	return s.Store.UpdateValue(ctx, key, change)
}

// SetValue keeps something small for an adapter; an empty one removes it.
func (s *Service) SetValue(ctx context.Context, key string, value []byte) error {
	return s.Store.SetValue(ctx, key, value)
}
