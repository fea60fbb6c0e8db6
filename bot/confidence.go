package bot

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/retrieval"
)

// Features of an answer from which its confidence is computed. Shares are of
// the summed idf of the question's content words.
const (
	inSentence   = iota // share of the words in the best sentence
	inPassage           // share of the words in its passage, title and headings
	matchScore          // BM25F of the passage over that of a perfect one
	evidence            // score of the best sentence
	margin              // its distance to the best sentence of another document
	strangerName        // share of the question's names that the passage lacks
	strangerDate        // 1 if the passage lacks a number of the question
	shortQuery          // 1 over the number of content words
	corpusSize          // log10 of the number of passages, from 500 on
	featureCount
)

// confidenceWeights and confidenceBias were fitted by logistic regression on
// SQuAD 2, XQuAD (English), QED and CLAP NQ: each answerable question as it is,
// and with its article taken away, once alone and once (but XQuAD) among 147,000
// passages of product documentation; and on CLAP NQ's unanswerable questions.
var confidenceWeights = [featureCount]float64{
	inSentence: 1.69, inPassage: 1.46, matchScore: 3.64, evidence: .94, margin: 1.39,
	strangerName: -.9, strangerDate: -1.13, shortQuery: -4.71, corpusSize: -.35,
}

const confidenceBias = -2.49

// The lines between the outcomes. On the questions above, from answeredFrom on
// 84 to 89 % of the answerable ones are answered, and 2 to 5 % (of 150,000
// passages: 11 %) of those of SQuAD 2 and XQuAD whose article is missing.
const (
	answeredFrom = .4
	relatedFrom  = .12
)

// features describes how well the best sentence and its passage cover the
// question.
func features(question string, found retrieval.Result, ranked []candidate) []float64 {
	f := make([]float64, featureCount)
	if len(ranked) == 0 {
		return f
	}
	best := ranked[0]
	named := capitalised(question)
	var total, words, names, strangers float64
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
			f[inPassage] += word.IDF
		}
		if named[word.Text] {
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
	f[inPassage] /= total
	f[matchScore] = best.hit.Score / (total * 2.2) // 2.2: what a word adds at most, over its idf
	f[evidence] = best.Score
	f[margin] = best.Score - bestElsewhere(ranked)
	if names > 0 {
		f[strangerName] = strangers / names
	}
	f[shortQuery] = 1 / words
	f[corpusSize] = math.Log10(float64(max(found.Passages, 500)))
	return f
}

// bestElsewhere is the score of the best sentence of another document.
func bestElsewhere(ranked []candidate) float64 {
	for _, c := range ranked {
		if c.hit.Document != ranked[0].hit.Document {
			return c.Score
		}
	}
	return 0
}

// capitalised returns the words of a question that are written as names. The
// first word says nothing, and neither do words of a text in capitals.
func capitalised(question string) map[string]bool {
	names := make(map[string]bool)
	for i, w := range strings.FieldsFunc(question, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' }) {
		r, _ := utf8.DecodeRuneInString(w)
		if i > 0 && unicode.IsUpper(r) {
			names[w] = true
		}
	}
	return names
}

// confidence is the calibrated probability that the documents answer the
// question.
func confidence(f []float64) float64 {
	z := confidenceBias
	for i, w := range confidenceWeights {
		z += w * f[i]
	}
	return 1 / (1 + math.Exp(-z))
}

// outcome draws the lines.
func outcome(confidence float64, sentences int) Outcome {
	switch {
	case sentences == 0 || confidence < relatedFrom:
		return NotFound
	case confidence < answeredFrom:
		return Related
	}
	return Answered
}
