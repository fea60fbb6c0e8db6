package answering

import (
	"footnote/bot"
	"math"
	"strings"

	"footnote/retrieval"
	"footnote/retrieval/question"
)

// Features of an answer from which its confidence is computed. Shares are of
// the summed idf of the question's content words.
const (
	inSentence   = iota // share of the words in the best sentence
	matchScore          // BM25F of the passage over that of a perfect one
	lead                // distance of the best sentence's score to the mean of the other documents' best ones
	surprise            // idf of the words in its passage, title and headings over ln N and the root of their number
	titled              // what the title adds to the passage's rank over the most that one can
	strangerName        // share of the question's names that the passage lacks
	strangerDate        // 1 if the passage lacks a number of the question
	shortQuery          // 1 over the number of content words
	corpusSize          // log10 of the number N of passages, from 500 on
	featureCount
)

// surprise: words of which each stands in a share p of N passages stand together
// in one of them by chance, as long as their idf, about -ln p, adds up to no more
// than ln N. But words depend on each other, the more so the less is counted as one
// (three letters of Thai, a syllable of Vietnamese): by the root of their number,
// one line fits all languages. lead: where all documents are about one subject,
// many have most of the question's words, and it takes one that stands out to
// answer.

// confidenceWeights and confidenceBias were fitted by logistic regression on
// SQuAD 2, XQuAD (its languages but English at a fifth of the weight), QED, a
// thousand questions of its training part, and CLAP NQ: each answerable question
// as it is, and with its article taken away, once alone and once (but XQuAD) among
// 147,000 passages of product documentation; of SQuAD 2 and XQuAD, at a quarter of
// the weight, also with only its passage taken away, which leaves the others of
// the same subject; and on CLAP NQ's unanswerable questions.
var confidenceWeights = [featureCount]float64{
	inSentence: 1.38, matchScore: 3.97, lead: .91, surprise: 2.54, titled: .56,
	strangerName: -1.4, strangerDate: -1, shortQuery: -1.89, corpusSize: -.4,
}

const confidenceBias = -2.95

// The lines between the outcomes. From answeredFrom on, 80 to 93 % of the questions
// above that the documents answer are answered, and of those of SQuAD 2 and XQuAD
// whose article is missing 1 to 4 % (Thai and Vietnamese: 11 and 13 %), among
// 147,000 passages 20 %.
const (
	answeredFrom = .36
	relatedFrom  = .12
	// mostOfStranger is the confidence at most where the question names somebody
	// or something that no document does.
	mostOfStranger = answeredFrom - .01
)

// confidenceFeatures describes how well the best sentence and its passage cover the
// question.
func confidenceFeatures(asked question.Question, found retrieval.Result, ranked []candidate) []float64 {
	f := make([]float64, featureCount)
	if len(ranked) == 0 {
		return f
	}
	best := ranked[0]
	var total, inPassage, words, names, strangers float64
	for w, word := range found.Words {
		if word.Stop {
			continue
		}
		words++
		total += word.IDF
		if best.Matched[w] {
			f[inSentence] += word.IDF
		}
		has := best.hit.Parts[w] > 0
		if has {
			inPassage += word.IDF
		}
		if asked.IsNamed(word.Text) {
			names++
			if !has {
				strangers++
			}
		}
		if !has && strings.ContainsAny(word.Text, "0123456789") {
			f[strangerDate] = 1
		}
	}
	if total == 0 {
		return f
	}
	f[inSentence] /= total
	f[matchScore] = best.hit.Score / (total * retrieval.MostOfWord)
	f[lead] = best.Score - meanElsewhere(ranked)
	f[surprise] = inPassage / math.Log(float64(max(found.Passages, 2))) / math.Sqrt(words)
	f[titled] = best.hit.Titled / (total * retrieval.MostByTitle)
	if names > 0 {
		f[strangerName] = strangers / names
	}
	f[shortQuery] = 1 / words
	f[corpusSize] = math.Log10(float64(max(found.Passages, 500)))
	return f
}

// meanElsewhere is the mean score of the best sentences of the other documents,
// 0 if there are none.
func meanElsewhere(ranked []candidate) float64 {
	seen := map[string]bool{ranked[0].hit.Document: true}
	var sum float64
	for _, c := range ranked {
		if !seen[c.hit.Document] {
			seen[c.hit.Document] = true
			sum += c.Score
		}
	}
	return sum / float64(max(len(seen)-1, 1))
}

// estimateConfidence is the calibrated probability that the documents answer the
// question.
func estimateConfidence(f []float64) float64 {
	z := confidenceBias
	for i, w := range confidenceWeights {
		z += w * f[i]
	}
	return 1 / (1 + math.Exp(-z))
}

// decideOutcome draws the lines.
func decideOutcome(confidence float64, sentences int) bot.Outcome {
	switch {
	case sentences == 0 || confidence < relatedFrom:
		return bot.NotFound
	case confidence < answeredFrom:
		return bot.Related
	}
	return bot.Answered
}
