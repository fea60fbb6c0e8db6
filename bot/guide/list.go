package guide

import (
	"context"
	"path"
	"slices"
	"strings"

	"footnote/bot"
	"footnote/bot/wording"
	"footnote/retrieval"
	"footnote/retrieval/question"
)

const (
	mostListed  = 15 // documents that a reply lists
	mostOffered = 8  // documents of which one is to be chosen
	searched    = 60 // passages that are looked at for documents on a topic
	// speaksFrom is the share of a topic, by the weight of its words, that a document
	// must have to be listed: "the vpn for visitors" is one on visitors' vpn.
	speaksFrom = .7
)

// ListRows answers the wish for a list by rows of a table, "list all open tickets", nil
// where no table has them and documents are to be listed. q is the message as a question.
func (g *Guide) ListRows(ctx context.Context, r Request, q bot.Question) (*bot.Answer, error) {
	if kinds[r.Message.Kind] != bot.ToListing || r.Message.Question == "" {
		return nil, nil
	}
	answer, err := g.Answerer.Answer(ctx, q)
	if err != nil || !answer.IsComputed() {
		return nil, err
	}
	return &answer, nil
}

// listDocuments fills a guide with the documents on its topic: those whose title,
// folder, file name or kind has all of its words, and those whose text speaks of it.
// Without a topic the list has all.
func (g *Guide) listDocuments(ctx context.Context, r Request, out *bot.Guide) error {
	titles, _, err := g.Titles(ctx, r.Exclude)
	if err != nil {
		return err
	}
	if out.Topic == "" {
		if len(titles) <= mostListed {
			out.Documents = titles
		}
		return nil
	}
	x, err := g.Views.View(ctx)
	if err != nil {
		return err
	}
	defer x.Close()
	names := newNames(x.Analyzer(), r.Language, out.Topic)
	found, err := searchDocuments(ctx, x, r, out.Topic)
	if err != nil {
		return err
	}
	byID := make(map[string]bot.Title, len(titles))
	var list []string
	for _, t := range titles {
		byID[t.Document] = t
		if names.areAllIn(t) {
			list = append(list, t.Document)
		}
	}
	// The best of those that have it in their names come first.
	rank := make(map[string]int)
	for i, id := range found {
		rank[id] = i - len(found)
	}
	slices.SortStableFunc(list, func(a, b string) int { return rank[a] - rank[b] })
	for _, id := range found {
		if !slices.Contains(list, id) {
			list = append(list, id)
		}
	}
	for _, id := range list {
		if t, ok := byID[id]; ok && len(out.Documents) < mostListed {
			out.Documents = append(out.Documents, t)
		}
	}
	out.More = len(list) - len(out.Documents)
	return nil
}

// searchDocuments returns the documents whose passages speak of a topic, the best
// first.
func searchDocuments(ctx context.Context, x retrieval.Index, r Request, topic string) ([]string, error) {
	found, err := retrieval.Search(ctx, x, retrieval.Query{Question: question.Parse(topic), Limit: searched, Exclude: r.Exclude})
	if err != nil {
		return nil, err
	}
	whole := 0.
	for _, w := range found.Words {
		if !w.Stop && !w.Foreign {
			whole += w.IDF
		}
	}
	var order []string
	has := make(map[string][]bool) // by document: the words that its hits have
	for _, h := range found.Hits {
		for _, id := range append([]string{h.Document}, h.Duplicates...) {
			if has[id] == nil {
				has[id] = make([]bool, len(found.Words))
				order = append(order, id)
			}
			for i := range found.Words {
				has[id][i] = has[id][i] || h.Parts[i] > 0 || h.Above[i]
			}
		}
	}
	return slices.DeleteFunc(order, func(id string) bool {
		part := 0.
		for i, w := range found.Words {
			if has[id][i] && !w.Stop {
				part += w.IDF
			}
		}
		return part == 0 || part < speaksFrom*whole
	}), nil
}

// names compares a topic with what documents are called.
type names struct {
	analyzer retrieval.Analyzer
	language string
	asked    []string // index terms of the topic
	kinds    map[bot.DocumentKind][]string
}

func newNames(a retrieval.Analyzer, language, topic string) *names {
	n := &names{analyzer: a, language: language, kinds: make(map[bot.DocumentKind][]string)}
	n.asked = n.termsOf(topic)
	for kind, label := range wording.In(language).Kinds() {
		n.kinds[kind] = n.termsOf(label)
	}
	return n
}

// termsOf returns the index terms of a text's content words.
func (n *names) termsOf(text string) []string {
	var list []string
	for _, t := range n.analyzer.Terms(nil, n.language, text) {
		if !t.Stop {
			list = append(list, t.Text)
		}
	}
	return list
}

// termsOfTitle returns the terms of a document's title, and those of its path and kind.
func (n *names) termsOfTitle(t bot.Title) (title, others []string) {
	readable := strings.NewReplacer("/", " ", "_", " ", "-", " ", "#", " ", ".", " ")
	ending := strings.TrimPrefix(path.Ext(t.Document), ".")
	return n.termsOf(t.Title), slices.Concat(n.termsOf(readable.Replace(t.Document)), n.termsOf(ending), n.kinds[KindOf(t.MediaType)])
}

// hasTerm reports whether a term, or what it is the plural of, is in a list: acronyms
// have no stem, so that PDFs stay apart from PDF.
func hasTerm(list []string, term string) bool {
	return slices.Contains(list, term) || slices.Contains(list, strings.TrimSuffix(term, "s"))
}

// areAllIn reports whether what a document is called has all words of the topic.
func (n *names) areAllIn(t bot.Title) bool {
	title, others := n.termsOfTitle(t)
	return len(n.asked) > 0 && !slices.ContainsFunc(n.asked, func(term string) bool {
		return !hasTerm(title, term) && !hasTerm(others, term)
	})
}

// fitting returns the documents that the topic names, and whether it names one of them
// for certain: by its whole title or file name, or as the only one whose name has all
// of its words. Where none has all, those count that have most of the words that any
// name has; then nothing is certain.
func (n *names) fitting(titles []bot.Title) (list []bot.Title, certain bool) {
	most := 0
	var exact []bot.Title
	for _, t := range titles {
		title, others := n.termsOfTitle(t)
		common := 0
		for _, term := range n.asked {
			if hasTerm(title, term) || hasTerm(others, term) {
				common++
			}
		}
		if common == 0 || common < most {
			continue
		}
		if common > most {
			most, list, exact = common, nil, nil
		}
		list = append(list, t)
		if common == len(n.asked) && (len(title) == len(n.asked) || slices.Equal(n.asked, n.termsOf(stemOf(t.Document)))) {
			exact = append(exact, t)
		}
	}
	if most < len(n.asked) {
		return list, false
	}
	if len(exact) > 0 {
		list = exact
	}
	return list, len(list) == 1
}

// stemOf returns a file's name without its ending.
func stemOf(document string) string {
	base := path.Base(document)
	return strings.NewReplacer("_", " ", "-", " ").Replace(strings.TrimSuffix(base, path.Ext(base)))
}
