package bot

import (
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/bot/grounding"
	"footnote/retrieval"
)

// namesStranger tells a question that speaks of a name or a year which no passage
// has: the documents say nothing of it, however well the rest matches. Of 1,500
// answerable questions of SQuAD 2, 11 have such a name, and four of these would
// be refused without this, too; of all its 2,906 none has such a year, of the
// 3,172 unanswerable ones 19 do. Initials and forms of address don't count: the
// documents may well name the person without them. Nor does a name that the hits
// have in another form: the Moroccan of Morocco, the EIB of the European Investment Bank.
func namesStranger(question string, words []retrieval.Word, hits []retrieval.Hit, checker *grounding.Checker) bool {
	names := capitalised(question)
	var evidence []grounding.Evidence
	return slices.ContainsFunc(words, func(w retrieval.Word) bool {
		if !w.Missing() || year(w.Text) {
			return w.Missing()
		}
		if !isName(w.Text, names) {
			return false
		}
		for i := len(evidence); i < len(hits); i++ {
			evidence = append(evidence, hitEvidence(&hits[i]))
		}
		return !checker.Knows(w.Text, evidence)
	})
}

// speaksOfOthers tells a hit that has none of the names in a question: the figure of
// Morocco is no answer about Tunisia, whatever else they share. Of SQuAD 2's
// 2,910 answerable questions one is refused by that, of the 3,168 others 15.
func speaksOfOthers(question string, words []retrieval.Word, hit *retrieval.Hit, checker *grounding.Checker) bool {
	names := capitalised(question)
	others := false
	for i, w := range words {
		if w.Stop || !isName(w.Text, names) {
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

func isName(word string, names map[string]bool) bool {
	return names[word] && !initial(word) && !slices.Contains(addresses, strings.ToLower(word))
}

// initial tells one letter, and "I'm" and its like.
func initial(word string) bool {
	return utf8.RuneCountInString(word) == 1 || strings.HasPrefix(word, "I'") || strings.HasPrefix(word, "I’")
}

// addresses are what stands before names.
var addresses = strings.Fields("mr mrs ms miss mister sir madam dr prof professor mme mlle monsieur madame señor señora sr sra herr frau signor signora")

// year tells a word that is written as years are, from 1000 to 2099.
func year(word string) bool {
	return len(word) == len("2000") && strings.Trim(word, "0123456789") == "" && (word[0] == '1' || strings.HasPrefix(word, "20"))
}

// capitalised returns the words of a question that are written as names. The
// first word of a sentence says nothing, and no word does in a language that
// writes all nouns so, nor in a question that is all capitals or has one on each
// longer word.
func capitalised(question string) map[string]bool {
	names := make(map[string]bool)
	if asksInGerman(question) || strings.ToUpper(question) == question {
		return names
	}
	long, small := 0, false
	previous, end := "", 0
	for start, stop := range wordsOf(question) {
		w := strings.Trim(question[start:stop], "'’") // which quote, too
		opens := previous == "" || endsSentence(previous, question[end:start])
		first, _ := utf8.DecodeRuneInString(w)
		upper := unicode.IsUpper(first)
		if !opens && upper {
			names[w] = true
		}
		if previous != "" && len(w) > shortWord {
			long++
			small = small || !upper
		}
		previous, end = w, stop
	}
	if !small && long >= titleWords {
		clear(names)
	}
	return names
}

// wordsOf yields where the words of a text begin and end.
func wordsOf(text string) iter.Seq2[int, int] {
	inside := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '\'' || r == '’' }
	return func(yield func(int, int) bool) {
		for at := 0; ; {
			start := strings.IndexFunc(text[at:], inside)
			if start < 0 {
				return
			}
			start += at
			at = len(text)
			if n := strings.IndexFunc(text[start:], func(r rune) bool { return !inside(r) }); n >= 0 {
				at = start + n
			}
			if !yield(start, at) {
				return
			}
		}
	}
}

// endsSentence tells whether a sentence ends between a word and the next one. A
// full stop behind one letter, or a short word with a capital, is rather of an
// abbreviation.
func endsSentence(word, between string) bool {
	if strings.ContainsAny(between, "?!\n") {
		return true
	}
	first, _ := utf8.DecodeRuneInString(word)
	return strings.Contains(between, ". ") && len(word) > 1 && (len(word) > shortWord || !unicode.IsUpper(first))
}

const (
	shortWord  = 3 // bytes; titles leave such words small
	titleWords = 4 // longer ones, all with a capital, make a title
)

// asksInGerman tells the language in which capitals make no name: each noun has
// one.
func asksInGerman(question string) bool {
	return slices.ContainsFunc(strings.Fields(strings.ToLower(question)), func(w string) bool {
		return slices.Contains(germanWords, w)
	})
}

// germanWords are function words of questions that are none in English.
var germanWords = strings.Fields("der das dem des ein eine einem einen einer eines ist sind wurde wurden hat haben " +
	"und von vom zum zur für wie wer wem wann wo welche welcher welches welchem welchen " +
	"ich wir kann können gibt muss müssen darf dürfen soll wird werden warum wieso weshalb woher wohin " +
	"nicht kein keine auf mit bei beim im nach aus über zwischen oder mein meine meinen meiner unser unsere")
