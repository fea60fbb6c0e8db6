package present

import (
	"cmp"
	"fmt"
	"strings"

	"footnote/bot"
	"footnote/bot/present/text"
	"footnote/bot/wording"
)

// Guide returns the tone and the blocks of the reply to a message that no sentence
// of the documents could answer, worded in a language.
func Guide(g *bot.Guide, language string) (Tone, []Block) {
	w := wording.In(language)
	topic := text.Clip(text.OneLine(g.Topic), longestTopic, text.Runes)
	switch g.To {
	case bot.ToThanks:
		return Guided, []Block{Paragraph{w.Welcome}}
	case bot.ToGreeting:
		return Guided, append([]Block{Paragraph{w.Hello + " " + w.WhoIAm}}, overviewBlocks(w, g.Overview)...)
	case bot.ToListing:
		return listBlocks(w, g, topic)
	case bot.ToSummarize:
		return summaryBlocks(w, g, topic)
	case bot.ToAbout:
		return toldBlocks(w, g, fmt.Sprintf(w.SaidOf, topic), topic)
	}
	blocks := []Block{Paragraph{w.WhoIAm}, Bullets{[]string{w.HowAsk, w.HowList, w.HowSummarize}}}
	return Guided, append(blocks, overviewBlocks(w, g.Overview)...)
}

// longestTopic is how many letters of a topic stand in a headline.
const longestTopic = 120

// overviewBlocks say what there is, and what can be asked.
func overviewBlocks(w *wording.Words, o *bot.Overview) []Block {
	if o == nil {
		return nil
	}
	if o.Documents == 0 {
		return []Block{Paragraph{w.Nothing}}
	}
	blocks := []Block{Paragraph{fmt.Sprintf(w.ThereAre, documentsByKind(w, o))}}
	if list := CollectionLines(w, o.Collections); len(list) > 0 {
		blocks = append(blocks, Bullets{list})
	}
	return append(blocks, questionBlocks(w, o)...)
}

func questionBlocks(w *wording.Words, o *bot.Overview) []Block {
	var questions []string
	for _, q := range o.Suggestions {
		questions = append(questions, text.OneLine(q))
	}
	if len(questions) == 0 {
		return nil
	}
	return []Block{Paragraph{w.ForExample}, Questions{questions}}
}

// documentsByKind says how many documents there are, and of which kinds.
func documentsByKind(w *wording.Words, o *bot.Overview) string {
	all := w.Count(w.Documents, o.Documents)
	labels := w.Kinds()
	var kinds []string
	for _, k := range o.Kinds {
		kinds = append(kinds, fmt.Sprintf("%s: %s", cmp.Or(labels[k.Kind], w.Others), w.Number(k.Documents)))
	}
	if len(kinds) == 0 {
		return all
	}
	return all + " (" + strings.Join(kinds, ", ") + ")"
}

// mostCollections is how many collections are named.
const mostCollections = 20

// CollectionLines names the collections that have a name, each with how many
// documents it has.
func CollectionLines(w *wording.Words, list []bot.Collection) []string {
	const longest = 80
	var lines []string
	for _, c := range list {
		if c.Name != "" && len(lines) < mostCollections {
			lines = append(lines, text.Clip(text.OneLine(c.Name), longest, text.Runes)+" – "+w.Count(w.Documents, c.Documents))
		}
	}
	return lines
}

func listBlocks(w *wording.Words, g *bot.Guide, topic string) (Tone, []Block) {
	if !g.HasFound() {
		if topic == "" {
			return Guided, []Block{Paragraph{w.Nothing}}
		}
		blocks := []Block{Headline{NoEntry, fmt.Sprintf(w.NoneOn, topic)}}
		return NotFound, append(blocks, overviewBlocks(w, g.Overview)...)
	}
	var blocks []Block
	if topic == "" {
		blocks = append(blocks, Headline{Books, w.AllDocuments})
	} else {
		blocks = append(blocks, Headline{Books, fmt.Sprintf(w.DocumentsOn, topic)})
	}
	if g.Overview != nil {
		blocks = append(blocks, Paragraph{documentsByKind(w, g.Overview)})
		if list := CollectionLines(w, g.Overview.Collections); len(list) > 0 {
			blocks = append(blocks, Bullets{list})
		}
	}
	return Guided, append(blocks, shelfBlocks(w, g)...)
}

// shelfBlocks list the documents of a guide.
func shelfBlocks(w *wording.Words, g *bot.Guide) []Block {
	if len(g.Documents) == 0 {
		return nil
	}
	var shelf Shelf
	for _, d := range g.Documents {
		shelf.Documents = append(shelf.Documents, Source{
			Citation: bot.Citation{Document: d.Document, Title: d.Title, URL: d.URL, Published: d.Published}, Words: w,
		})
	}
	blocks := []Block{shelf}
	if g.More > 0 {
		blocks = append(blocks, Note{w.Count(w.More, g.More)})
	}
	return blocks
}

func summaryBlocks(w *wording.Words, g *bot.Guide, topic string) (Tone, []Block) {
	if len(g.Documents) > 0 {
		return Guided, append([]Block{Paragraph{fmt.Sprintf(w.WhichOne, topic)}}, shelfBlocks(w, g)...)
	}
	if !g.Named {
		return toldBlocks(w, g, fmt.Sprintf(w.NoneCalled, topic), topic)
	}
	told := g.Told
	title := text.Clip(Title(told.Citations[0]), longestTopic, text.Runes)
	blocks := []Block{Headline{Magnifier, fmt.Sprintf(w.MainPoints, title)}}
	if s := told.Summary; s != nil && s.Fallback == "" { // in a model's words
		blocks = statementBlocks(w, told)
	}
	blocks = append(blocks, noteBlocks(w, told)...)
	return Guided, append(blocks, sourceBlocks(w, told.Citations)...)
}

// toldBlocks show the passages that speak of a topic.
func toldBlocks(w *wording.Words, g *bot.Guide, headline, topic string) (Tone, []Block) {
	if g.Told == nil || len(g.Told.Citations) == 0 {
		blocks := []Block{Headline{NoEntry, fmt.Sprintf(w.NothingOn, topic)}}
		return NotFound, append(blocks, overviewBlocks(w, g.Overview)...)
	}
	blocks := append([]Block{Headline{Magnifier, headline}}, noteBlocks(w, g.Told)...)
	return Found, append(blocks, sourceBlocks(w, g.Told.Citations)...)
}
