package answering

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"footnote/retrieval"
	"footnote/retrieval/frequency"
	"footnote/retrieval/question"
)

// Features of an answer from which its confidence is computed. Shares are of
// the summed idf of the question's content words.
const (
	inSentence    = iota // share of the words in the best sentence
	matchScore           // BM25F of the passage over that of a perfect one
	lead                 // distance of the best sentence's score to the mean of the other documents' best ones
	surprise             // idf of the words in its passage, title and headings over ln N and the root of their number
	titled               // what the title adds to the passage's rank over the most that one can
	strangerName         // share of the question's names that the passage lacks
	strangerDate         // 1 if the passage lacks a number of the question
	shortQuery           // 1 over the number of content words
	corpusSize           // log10 of the number N of passages, from 500 on
	bestCosine           // nearness of the best sentence to the question in meaning
	around               // share of the words above the best sentence
	met                  // 1 if it holds the kind of thing that is asked for
	unmet                // 1 if it lacks it
	naming               // 1 if it stands alone like a heading, or asks itself
	margin               // its score over that of the next best sentence
	named                // 1 if the question names somebody or something, all of which the passage has
	nearBest             // 1 if the document of the best sentence was cited just before
	topCosine            // that of the nearest passage
	read                 // how well the reader says that the best sentence answers
	readLead             // that over the most that it says of another one
	readAny              // how well it says that any of those it read answers
	readShare            // the share of the best sentence in that any of them answers, or none
	bestScore            // the best sentence's score
	covered              // share of the words in the best sentence, above it or in its header
	coveredSquare        // that squared: the last words missing say most
	crowd                // how many sentences come close to the best: the sum of exp(2(s-best)) over the best few
	featureCount
)

// surprise: words of which each stands in a share p of N passages stand together
// in one of them by chance, as long as their idf, about -ln p, adds up to no more
// than ln N. But words depend on each other, the more so the less is counted as one
// (three letters of Thai, a syllable of Vietnamese): by the root of their number,
// one line fits all languages. lead: where all documents are about one subject,
// many have most of the question's words, and it takes one that stands out to
// answer.

// confidenceFeatures describes how well the best sentence and its passage cover the
// question.
func confidenceFeatures(asked question.Question, near []string, found retrieval.Result, ranked []candidate) []float64 {
	f := make([]float64, featureCount)
	if len(ranked) == 0 {
		return f
	}
	best := ranked[0]
	passages := max(found.Passages, fewestPassages)
	var total, inPassage, words, names, strangers, beside float64
	for w, word := range found.Words {
		if word.Stop {
			continue
		}
		if word.Beside {
			beside += best.hit.Parts[w]
			continue
		}
		has := best.hit.Parts[w] > 0
		telling := 1.0
		if word.Passages == 0 {
			telling = frequency.Telling(asked.Spoken, word.Text)
		}
		words += telling
		total += telling * word.IDF
		if best.Matched[w] {
			f[inSentence] += word.IDF
		}
		if has {
			inPassage += inverseAmong(passages, word.Passages)
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
	if total == 0 && !found.Meant {
		return f
	}
	total = max(total, leastTotal)
	f[inSentence] /= total
	f[matchScore] = (best.hit.Score - beside) / (total * retrieval.MostOfWord)
	f[lead] = best.Score - meanElsewhere(ranked)
	f[surprise] = inPassage / math.Log(float64(passages)) / math.Sqrt(max(words, 1))
	f[titled] = best.hit.Titled / (total * retrieval.MostByTitle)
	if names > 0 {
		f[strangerName] = strangers / names
		f[named] = 1
		if strangers > 0 {
			f[named] = 0
		}
	}
	f[shortQuery] = 1 / max(words, 1)
	f[around] = best.Around()
	switch {
	case asked.Expects == question.Anything:
	case best.Expected:
		f[met] = 1
	default:
		f[unmet] = 1
	}
	if best.Heads() || best.Asks() {
		f[naming] = 1
	}
	if len(ranked) > 1 {
		f[margin] = best.Score - ranked[1].Score
	}
	if slices.Contains(near, best.hit.Document) && (inPassage > 0 || words == 0) { // else it leans on nothing
		f[nearBest] = 1
	}
	f[bestCosine], f[read], f[readLead] = best.Nearness(), best.Read(), best.Read()-mostReadElsewhere(ranked)
	f[readAny], f[readShare] = readTogether(ranked)
	f[bestScore], f[crowd] = best.Score, crowdAround(ranked)
	f[covered], f[coveredSquare] = best.Covered(), best.Covered()*best.Covered()
	for i := range found.Hits {
		f[topCosine] = max(f[topCosine], found.Hits[i].Nearness())
	}
	f[corpusSize] = math.Log10(float64(passages))
	return f
}

// fewestPassages is how many passages a corpus counts as at least: among a handful no
// word is rare, and that two stand together is no chance all the same.
const fewestPassages = 500

// inverseAmong is the idf of a word that n of that many passages have, as
// retrieval.Word has it.
func inverseAmong(passages, n int) float64 {
	return math.Log1p((float64(passages-n) + .5) / (float64(n) + .5))
}

// leastTotal keeps shares of nothing from being infinite.
const leastTotal = 1e-9

// readTogether sums up what the reader says of all sentences that it read: the odds that
// any of them answers, as a logarithm, and the probability that the best one does if one
// of them or none does. Both are 0 where none was read.
func readTogether(ranked []candidate) (anyOne, share float64) {
	var odds float64
	for i := range ranked {
		if ranked[i].WasRead {
			odds += math.Exp(ranked[i].ReadLogit())
		}
	}
	if odds == 0 || !ranked[0].WasRead {
		return math.Log1p(odds), 0
	}
	return math.Log1p(odds), math.Exp(ranked[0].ReadLogit()) / (1 + odds)
}

// crowdSize is how many of the best sentences may make a crowd.
const crowdSize = 8

// crowdAround says how many sentences come close to the best one, itself among them.
func crowdAround(ranked []candidate) float64 {
	sum := 0.0
	for _, c := range ranked[:min(len(ranked), crowdSize)] {
		sum += math.Exp(2 * (c.Score - ranked[0].Score))
	}
	return sum
}

// mostReadElsewhere is the most that the reader says of another sentence than the best
// one, or of that if it is alone.
func mostReadElsewhere(ranked []candidate) float64 {
	others := ranked[min(1, len(ranked)-1):]
	return slices.MaxFunc(others, func(a, b candidate) int { return cmp.Compare(a.Read(), b.Read()) }).Read()
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
