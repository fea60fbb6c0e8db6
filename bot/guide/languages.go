package guide

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"footnote/bot"
	"footnote/retrieval/language"
)

// mostLanguages is how many languages of documents are named.
const mostLanguages = 3

// noteLanguages says of a question that isn't answered in which languages the documents
// are, if it is in none of them.
func (g *Guide) noteLanguages(ctx context.Context, a *bot.Answer, exclude func(string) bool) error {
	if a.Outcome == bot.Answered {
		return nil
	}
	var words []string
	language.EachWord(a.Question, func(word string) bool {
		words = append(words, strings.ToLower(word))
		return true
	})
	asked := language.Spoken(words)
	if asked == language.Anything {
		return nil
	}
	titles, _, err := g.Titles(ctx, exclude)
	if err != nil {
		return err
	}
	counts := make(map[string]int)
	for _, t := range titles {
		if asked&language.Of(t.Language) != 0 {
			return nil
		}
		if t.Language != "" {
			counts[t.Language]++
		}
	}
	codes := slices.SortedFunc(maps.Keys(counts), func(x, y string) int {
		return cmp.Or(cmp.Compare(counts[y], counts[x]), cmp.Compare(x, y))
	})
	a.Languages = codes[:min(mostLanguages, len(codes))]
	return nil
}
