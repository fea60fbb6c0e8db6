package slack

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"footnote/bot"
	"footnote/bot/present"
	"footnote/bot/present/text"
	"footnote/bot/wording"
)

const recentQuestions = 5

// onHome fills the bot's home tab, or starts a conversation when somebody
// opens the tab of messages.
func (s *Slack) onHome(ctx context.Context, team string, e event) error {
	o := origin{Team: team, Channel: e.Channel, User: e.User}
	if e.Tab == "messages" {
		return s.suggestQuestions(ctx, o)
	}
	past, err := s.service.Recent(ctx, askerID(team, e.User), recentQuestions)
	if err != nil {
		return fmt.Errorf("list the last questions of %s: %w", e.User, err)
	}
	v, err := s.viewerOf(ctx, o)
	if err != nil {
		return err
	}
	v.Language = languageOf(past)
	overview, err := s.service.Overview(ctx, v)
	if err != nil {
		return fmt.Errorf("tell what is indexed: %w", err)
	}
	view := slack.HomeTabViewRequest{Type: slack.VTHomeTab, Blocks: slack.Blocks{BlockSet: blocksOf(renderHome(languageOf(past), &overview, past))}}
	return s.callAPI(ctx, func() error {
		_, err := s.webClient().PublishViewContext(ctx, slack.PublishViewContextRequest{UserID: e.User, View: view})
		return err
	})
}

// renderHome renders the home tab: what is indexed, how to ask, what was asked.
func renderHome(language string, o *bot.Overview, past []bot.Past) []piece {
	w := wording.In(language)
	header := func(s string) piece {
		return piece{block: slack.NewHeaderBlock(plainText(s, maxHeader))}
	}
	pieces := []piece{header(w.WhatToAsk)}
	summary := w.Count(w.Documents, o.Documents)
	said := new(line)
	switch before, after, timed := strings.Cut(fmt.Sprintf(w.UpToDate, summary, "\x00"), "\x00"); {
	case o.Documents == 0: // as when nobody keeps a list
		said.addPlain(w.Installation)
	case o.Synced.IsZero() || !timed:
		said.addPlain(summary)
	default:
		said.addPlain(before).addTime(o.Synced, "{date_long_pretty} {time}", w.Time(o.Synced)).addPlain(after)
	}
	pieces = append(pieces, said.asPiece())
	pieces = append(pieces, drawBullets(present.CollectionLines(w, o.Collections))...)
	if len(o.Suggestions) > 0 {
		pieces = append(append(pieces, new(line).addPlain(w.TheyAnswer).asPiece()), drawBullets(o.Suggestions)...)
	}
	pieces = append(append(pieces, header(w.HowToAsk)), joinBullets([]*line{
		new(line).addMarked(w.HowMessage), new(line).addMarked(w.HowMention), new(line).addMarked(w.HowCommand), new(line).addMarked(w.HowFind),
	})...)
	if len(past) > 0 {
		var lines []*line
		for _, p := range past {
			lines = append(lines, new(line).addPlain(text.Clip(text.OneLine(p.Question), maxHeader, text.UTF16)).
				addItalic(" – "+outcomeWord(w, p)+", ").addTime(p.At, "{date_pretty}", w.Date(p.At.UTC().Format(time.DateOnly))))
		}
		pieces = append(append(pieces, header(w.LastQuestions)), joinBullets(lines)...)
	}
	return pieces
}

// outcomeWord says what became of a question.
func outcomeWord(w *wording.Words, p bot.Past) string {
	switch {
	case p.Failed:
		return w.WasFailed
	case p.Kind == bot.Verify:
		return w.WasChecked
	case p.Kind == bot.Find:
		return w.WasFound
	case p.Outcome == bot.Answered:
		return w.WasAnswered
	case p.Outcome == bot.Related:
		return w.WasRelated
	case p.Outcome == bot.NotFound:
		return w.WasNotFound
	}
	return w.WasFailed
}

// languageOf returns the language that somebody asked in last: Slack's events don't
// tell what people speak.
func languageOf(past []bot.Past) string {
	if len(past) == 0 {
		return ""
	}
	return past[0].Language
}

// languageOfAsker looks up in which language somebody asked last, "" if that isn't known.
func (s *Slack) languageOfAsker(ctx context.Context, o origin) string {
	past, err := s.service.Recent(ctx, askerID(o.Team, o.User), 1)
	if err != nil {
		s.log.Debug("the language of the asker isn't known", "error", err)
	}
	return languageOf(past)
}

// suggestQuestions offers questions that the documents answer, in the bot's pane.
func (s *Slack) suggestQuestions(ctx context.Context, o origin) error {
	v, err := s.viewerOf(ctx, o)
	if err != nil {
		return err
	}
	v.Language = s.languageOfAsker(ctx, o)
	overview, err := s.service.Overview(ctx, v)
	if err != nil {
		return fmt.Errorf("find questions to suggest: %w", err)
	}
	params := slack.AssistantThreadsSetSuggestedPromptsParameters{ChannelID: o.Channel, ThreadTS: o.Thread, Title: wording.In(v.Language).AskDocuments}
	for _, q := range overview.Suggestions[:min(len(overview.Suggestions), maxPrompts)] {
		params.AddPrompt(text.Clip(text.OneLine(q), maxButtonText, text.UTF16), text.OneLine(q))
	}
	if len(params.Prompts) == 0 {
		return nil
	}
	return s.callAPI(ctx, func() error { return s.webClient().SetAssistantThreadsSuggestedPromptsContext(ctx, params) })
}
