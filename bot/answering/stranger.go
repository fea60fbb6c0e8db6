package answering

import (
	"slices"

	"footnote/bot/grounding"
	"footnote/retrieval"
	"footnote/retrieval/language"
	"footnote/retrieval/question"
)

// namesStranger reports whether a question speaks of a name or a year which no passage
// has: the documents say nothing of it, however well the rest matches. Of 1,500
// answerable questions of SQuAD 2, 11 have such a name, and four of these would
// be refused without this, too; of all its 2,906 none has such a year, of the
// 3,172 unanswerable ones 19 do. Initials and forms of address don't count: the
// documents may well name the person without them. Nor does a name that the hits
// have in another form: the Moroccan of Morocco, the EIB of the European Investment Bank.
func namesStranger(asked question.Question, words []retrieval.Word, hits []retrieval.Hit, checker *grounding.Checker) bool {
	var evidence []grounding.Evidence
	return slices.ContainsFunc(words, func(w retrieval.Word) bool {
		if year, _ := language.Year(w.Text); !w.Missing() || year > 0 {
			return w.Missing()
		}
		if !asked.IsName(w.Text) {
			return false
		}
		for i := len(evidence); i < len(hits); i++ {
			evidence = append(evidence, hitEvidence(&hits[i]))
		}
		return !checker.Knows(w.Text, evidence)
	})
}

// speaksOfOthers reports whether a hit has none of the names in a question: the figure of
// Morocco is no answer about Tunisia, whatever else they share. Of SQuAD 2's
// 2,910 answerable questions one is refused by that, of the 3,168 others 15.
func speaksOfOthers(asked question.Question, words []retrieval.Word, hit *retrieval.Hit, checker *grounding.Checker) bool {
	others := false
	for i, w := range words {
		if w.Stop || !asked.IsName(w.Text) {
			continue
		}
		if hit.Parts[i] > 0 || checker.Knows(w.Text, []grounding.Evidence{hitEvidence(hit)}) {
			return false
		}
		others = true
	}
	return others
}

func hitEvidence(h *retrieval.Hit) grounding.Evidence {
	return grounding.Evidence{Text: h.Text, Title: h.Title, Language: h.Language}
}
