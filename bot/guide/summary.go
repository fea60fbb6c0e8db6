package guide

import (
	"context"
	"strings"

	"footnote/bot"
	"footnote/retrieval"
)

// summarizeDocument has a guide tell the main points of the document that its topic
// names, in a model's words if there is one. If several fit, it lists them, and if
// none does, it tells what passages speak of the topic.
func (g *Guide) summarizeDocument(ctx context.Context, r Request, out *bot.Guide) error {
	x, err := g.Views.View(ctx)
	if err != nil {
		return err
	}
	defer x.Close()
	d := r.Sent
	if d == nil {
		titles, _, err := g.Titles(ctx, r.Exclude)
		if err != nil {
			return err
		}
		list, certain := newNames(x.Analyzer(), r.Language, out.Topic).fitting(titles)
		switch {
		case len(list) == 0:
			return g.findPassages(ctx, r, out)
		case !certain:
			out.Documents = list[:min(mostOffered, len(list))]
			out.More = len(list) - len(out.Documents)
			return nil
		}
		if d, err = x.Document(ctx, list[0].Document); err != nil {
			return err
		}
	}
	points := mainPoints(d, x.Analyzer())
	if len(points) == 0 { // there is hardly a text
		out.Documents = []bot.Title{{Document: d.ID, Title: d.Title, URL: d.URL, Published: d.Published}}
		return nil
	}
	told := bot.Answer{
		ID: out.ID, Question: out.Message, Outcome: bot.Answered, Confidence: 1,
		Sentences: []bot.Sentence{}, Missing: []string{}, Citations: []bot.Citation{citePoint(d, points[0])},
	}
	for i, p := range points {
		told.Sentences = append(told.Sentences, bot.Sentence{Text: d.Text[p.Start:p.End], Citations: []int{1}, Start: p.Start, End: p.End})
		if i > 0 {
			told.Citations[0].Add(citePoint(d, p))
		}
	}
	out.Told, out.Named = &told, true
	if g.Summarizer == nil {
		return nil
	}
	return g.writeSummary(ctx, d, points, out)
}

// writeSummary has the model write the main points anew. What the model writes must
// share a word with what was asked, or it is dropped: so the title and the headings
// are asked for too.
func (g *Guide) writeSummary(ctx context.Context, d *retrieval.Document, points []retrieval.Span, out *bot.Guide) error {
	asked := *out.Told
	headings := []string{out.Message, d.Title}
	for _, p := range points {
		asked.Evidence = append(asked.Evidence, citePoint(d, around(d, p)))
		headings = append(headings, d.HeadingPath(p.Start))
	}
	asked.Question = strings.Join(headings, "\n")
	told, err := g.Summarizer.Summarize(ctx, asked, nil)
	if err != nil {
		return err
	}
	told.Question, told.Evidence = out.Message, nil
	out.Told = &told
	return nil
}

// citePoint cites some bytes of a document.
func citePoint(d *retrieval.Document, at retrieval.Span) bot.Citation {
	return bot.Citation{
		N: 1, Document: d.ID, Title: d.Title, URL: d.URL, Author: d.Author, Publisher: d.Publisher, Published: d.Published,
		Page: d.PageAt(at.Start), Heading: d.HeadingPath(at.Start), Start: at.Start, End: at.End, Excerpt: d.Text[at.Start:at.End],
		Highlights: [][2]int{},
	}
}
