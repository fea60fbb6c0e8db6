package slack

import (
	"context"
	"fmt"
	"time"

	"github.com/slack-go/slack"

	"footnote/bot"
	"footnote/bot/present/text"
)

const recentQuestions = 5

// onHome fills the bot's home tab, or starts a conversation when somebody
// opens the tab of messages.
func (s *Slack) onHome(ctx context.Context, team string, e event) error {
	o := origin{Team: team, Channel: e.Channel, User: e.User}
	if e.Tab == "messages" {
		return s.suggestQuestions(ctx, o)
	}
	overview, err := s.service.Overview(ctx, o.botViewer())
	if err != nil {
		return fmt.Errorf("tell what is indexed: %w", err)
	}
	past, err := s.service.Recent(ctx, askerID(team, e.User), recentQuestions)
	if err != nil {
		return fmt.Errorf("list the last questions of %s: %w", e.User, err)
	}
	view := slack.HomeTabViewRequest{Type: slack.VTHomeTab, Blocks: slack.Blocks{BlockSet: blocksOf(renderHome(&overview, past))}}
	return s.callAPI(ctx, func() error {
		_, err := s.webClient().PublishViewContext(ctx, slack.PublishViewContextRequest{UserID: e.User, View: view})
		return err
	})
}

// renderHome renders the home tab: what is indexed, how to ask, what was asked.
func renderHome(o *bot.Overview, past []bot.Past) []piece {
	const most = 20 // collections; all must fit one block
	header := func(s string) piece {
		return piece{block: slack.NewHeaderBlock(plainText(s, maxHeader))}
	}
	bullets := func(lines []*line) piece {
		var list line
		for i, l := range lines {
			if i > 0 {
				list.addPlain("\n")
			}
			list.addPlain("•\u00a0").appendLine(l)
		}
		return list.asPiece()
	}
	pieces := []piece{header("What you can ask about")}
	summary := fmt.Sprintf("%d documents", o.Documents)
	if !o.Synced.IsZero() {
		summary += ", up to date as of " + o.Synced.UTC().Format("2 January 2006 15:04 MST")
	}
	if o.Documents == 0 { // as when nobody keeps a list
		summary = "The documents of this installation"
	}
	pieces = append(pieces, new(line).addPlain(summary+".").asPiece())
	var collections []*line
	for _, c := range o.Collections[:min(len(o.Collections), most)] {
		if c.Name != "" {
			collections = append(collections, new(line).addBold(text.Clip(text.OneLine(c.Name), 80, text.UTF16)).addPlain(fmt.Sprintf(" – %d documents", c.Documents)))
		}
	}
	if len(collections) > 0 {
		pieces = append(pieces, bullets(collections))
	}
	pieces = append(pieces, header("How to ask"), bullets([]*line{
		new(line).addPlain("Send me a message, here or in the ").addBold("Messages").addPlain(" tab."),
		new(line).addPlain("Mention me in a channel; I answer in the thread."),
		new(line).addBold("/ask").addPlain(" shows the answer to you alone, until you share it."),
		new(line).addBold("Find sources").addPlain(" in the menu of a message checks what it says against the documents."),
	}))
	if len(past) > 0 {
		var lines []*line
		for _, p := range past {
			lines = append(lines, new(line).addPlain(text.Clip(text.OneLine(p.Question), maxHeader, text.UTF16)).
				addItalic(" – "+outcomeWord(p.Outcome)+", "+p.At.UTC().Format(time.DateOnly)))
		}
		pieces = append(pieces, header("Your last questions"), bullets(lines))
	}
	return pieces
}

func outcomeWord(o bot.Outcome) string {
	switch o {
	case bot.Answered:
		return "answered"
	case bot.Related:
		return "closest passages"
	case bot.NotFound:
		return "not in the documents"
	}
	return "not answered"
}

// suggestQuestions offers questions that the documents answer, in the bot's pane.
func (s *Slack) suggestQuestions(ctx context.Context, o origin) error {
	overview, err := s.service.Overview(ctx, o.botViewer())
	if err != nil {
		return fmt.Errorf("find questions to suggest: %w", err)
	}
	params := slack.AssistantThreadsSetSuggestedPromptsParameters{ChannelID: o.Channel, ThreadTS: o.Thread, Title: "Ask the documents"}
	for _, q := range overview.Suggestions[:min(len(overview.Suggestions), maxPrompts)] {
		params.AddPrompt(text.Clip(text.OneLine(q), maxButtonText, text.UTF16), text.OneLine(q))
	}
	if len(params.Prompts) == 0 {
		return nil
	}
	return s.callAPI(ctx, func() error { return s.webClient().SetAssistantThreadsSuggestedPromptsContext(ctx, params) })
}
