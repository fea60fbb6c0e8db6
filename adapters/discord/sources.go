package discord

import (
	"context"
	"fmt"
	"strings"

	"github.com/bwmarrin/discordgo"

	"footnote/bot"
	"footnote/bot/present"
	"footnote/bot/present/text"
	"footnote/bot/wording"
)

// sourcesPage renders further passages on an answered question.
func sourcesPage(request string, s *bot.Sources) rendered {
	w := wording.In(s.Language)
	if len(s.Citations) == 0 {
		return rendered{[]piece{drawHeadline(present.NoEntry, w.NoFurther)}, grey}
	}
	out := rendered{[]piece{drawHeadline(present.Magnifier, w.MoreSources), drawNote(s.Question)}, grey}
	passages := pen{shows: wholeExcerpts}
	out.pieces = append(out.pieces, passages.drawAll(present.Sources(s.Citations, s.Language))...)
	if s.More {
		if id := customID(actionMore, request, s.Page+1); id != "" {
			out.pieces = append(out.pieces, rowPiece(newButton(w.MoreSources, id)))
		}
	}
	return out
}

type choice struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

func choiceResponse(list []choice) *response {
	if list == nil {
		list = []choice{}
	}
	return &response{Type: discordgo.InteractionApplicationCommandAutocompleteResult, Data: map[string][]choice{"choices": list}}
}

// completeOption proposes titles and collections while somebody types. On failure
// it proposes nothing: the next key asks again.
func (d *Discord) completeOption(ctx context.Context, o origin, data *interactionData) reaction {
	var list []choice
	add := func(name, value string) {
		if value = text.OneLine(value); value != "" && text.UTF16(value) <= maxChoiceText && len(list) < maxChoices {
			list = append(list, choice{text.Clip(text.OneLine(name), maxChoiceText, text.UTF16), value})
		}
	}
	for _, option := range data.Options {
		if !option.Focused {
			continue
		}
		typed := data.optionText(option.Name)
		switch option.Name {
		case optionTitle:
			titles, err := d.service.Titles(ctx, o.botViewer(), bot.Listing{Text: typed, Most: maxChoices})
			if err != nil {
				d.log.Debug("no titles to propose", "error", err)
			}
			for _, t := range titles {
				add(t.Title, text.Clip(t.Title, maxChoiceText, text.UTF16))
			}
		case optionCollection:
			overview, err := d.service.Overview(ctx, o.botViewer())
			if err != nil {
				d.log.Debug("no collections to propose", "error", err)
			}
			for _, c := range overview.Collections {
				if strings.Contains(strings.ToLower(c.Name), strings.ToLower(typed)) {
					add(c.Name, c.Name)
				}
			}
		}
	}
	return reaction{response: choiceResponse(list)}
}

// showIndexed shows what can be asked about, or, if a title is given, the documents
// whose titles begin so.
func (d *Discord) showIndexed(ctx context.Context, o origin, title string) error {
	o.Private = true
	return d.answerClick(ctx, o, "", func(ctx context.Context) (rendered, error) {
		if title == "" {
			overview, err := d.service.Overview(ctx, o.botViewer())
			return renderIndexed(wording.In(o.Locale), &overview), err
		}
		titles, err := d.service.Titles(ctx, o.botViewer(), bot.Listing{Text: strings.TrimSuffix(title, "…"), Most: maxChoices})
		return renderTitled(wording.In(o.Locale), title, titles), err
	})
}

func renderIndexed(w *wording.Words, o *bot.Overview) rendered {
	out := rendered{[]piece{drawHeadline(present.Books, w.Count(w.Documents, o.Documents))}, grey}
	out.pieces = append(out.pieces, drawBullets(present.CollectionLines(w, o.Collections))...)
	if len(o.Suggestions) > 0 {
		out.pieces = append(append(out.pieces, textPiece(escapeMarkdown(w.TheyAnswer))), drawBullets(o.Suggestions)...)
	}
	if !o.Synced.IsZero() {
		out.pieces = append(out.pieces, textPiece(smallPrint(fmt.Sprintf(w.Updated, fmt.Sprintf("<t:%d:R>", o.Synced.Unix())))))
	}
	return out
}

func renderTitled(w *wording.Words, asked string, titles []bot.Title) rendered {
	if len(titles) == 0 {
		return rendered{append([]piece{drawHeadline(present.NoEntry, w.NoTitle)}, drawNote(asked)), grey}
	}
	out := rendered{[]piece{drawHeadline(present.Books, w.WithTitle)}, grey}
	for _, t := range titles {
		out.pieces = append(out.pieces, drawLines("• ", text.OneLine(t.Title)+" · "+text.OneLine(t.Document))...)
	}
	return out
}
