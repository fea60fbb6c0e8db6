package summary

import (
	"regexp"

	"footnote/bot"
	"footnote/bot/grounding"
	"footnote/retrieval"
)

// address finds what a reader, or a chat platform, would take for a link.
var address = regexp.MustCompile(`(?i)(?:\bhttps?://|\bwww\.|[\w.+-]+@[\w-]+\.\w|\b[a-z0-9-]+\.(?:com|org|net|info|biz|xyz|online|site|top|club|shop|io|app)\b)`)

// relevance reports whether a sentence speaks of the question. What a document
// says and the question doesn't ask for has no place in an answer, however
// faithfully it is cited: that is how planted instructions would come through.
type relevance struct {
	analyzer retrieval.Analyzer
	asked    map[string]bool // content words of the question, as index terms
}

func newRelevance(a retrieval.Analyzer, question string) relevance {
	r := relevance{a, make(map[string]bool)}
	for _, term := range r.contentTerms(question) {
		r.asked[term] = true
	}
	return r
}

func (r relevance) contentTerms(text string) []string {
	var list []string
	for _, t := range r.analyzer.Terms(nil, "", text) {
		if !t.Stop {
			list = append(list, t.Text)
		}
	}
	return list
}

// isRelevant reports whether the sentence, or what bears it out, shares a content word
// with the question. A question without any is answered by everything.
func (r relevance) isRelevant(sentence string, evidence []grounding.Evidence, best []grounding.Place) bool {
	if len(r.asked) == 0 || r.sharesTerm(sentence) {
		return true
	}
	for _, p := range best {
		if r.sharesTerm(evidence[p.Evidence].Text[p.Start:p.End]) {
			return true
		}
	}
	return false
}

// restsOnNear reports whether what bears a sentence out is near the question in
// meaning: they may share no word, or be in two languages.
func restsOnNear(cited []bot.Citation, best []grounding.Place) bool {
	for _, p := range best {
		for _, near := range cited[p.Evidence].Near {
			if p.Start < near[1] && near[0] < p.End {
				return true
			}
		}
	}
	return false
}

func (r relevance) sharesTerm(text string) bool {
	for _, term := range r.contentTerms(text) {
		if r.asked[term] {
			return true
		}
	}
	return false
}
