package retrieval

import (
	"slices"
	"strings"
)

// refersBack tells a sentence whose first word stands for something named
// before.
func refersBack(sentence string) bool {
	found := false
	eachWord(sentence, func(w string) bool {
		found = pronouns[w]
		return false
	})
	return found
}

var pronouns = set("It He She They This These Its His Her Their")

// cues are words that answers to a question of some kind tend to have.
type cues map[string]bool

func (c cues) in(sentence string) bool {
	if len(c) == 0 {
		return false
	}
	found := false
	eachWord(sentence, func(w string) bool {
		found = c[strings.ToLower(w)]
		return !found
	})
	return found
}

// cuesFor returns the cues for an English question of the given words: the verb
// of a question and that of its answer are often different words.
func cuesFor(asked map[string]bool) cues {
	all := make(cues)
	for _, rule := range cueRules {
		if !slices.ContainsFunc(rule.asked, func(w string) bool { return asked[w] }) {
			continue
		}
		for _, a := range rule.answers {
			all[a] = true
		}
	}
	return all
}

type cueRule struct{ asked, answers []string }

var cueRules = []cueRule{
	rule("out release released premiere air start", "released release premiered premiere aired airs debuted published launched"),
	rule("play plays played cast voice voices voiced", "portrayed portrays played plays starring stars starred voiced actor actress cast"),
	rule("wrote write writes written author", "written wrote author novel penned composed songwriter writer"),
	rule("sing sings sang sung singer", "recorded performed singer sung song vocals band sang"),
	rule("film filmed shot", "filmed shot filming location"),
	rule("place located live lives find found", "located set situated headquartered lies stands resides based found"),
	rule("win wins won winner", "won winner winners champion champions defeated defeating"),
	rule("mean means meaning stand stands", "means meaning refers stands abbreviation term defined denotes known"),
	rule("die died dies death", "died death killed"),
	rule("born birth old", "born birth aged"),
	rule("begin began start started originate come", "began begun started founded established originated introduced originally"),
	rule("invent invented create created made", "invented created developed founded introduced designed"),
	rule("long last", "minutes hours days weeks months years kilometres kilometers miles"),
	rule("called name named nickname", "called named known nicknamed"),
	rule("purpose used use function", "used designed purpose allows function serves"),
	rule("marry married wife husband", "married wife husband spouse"),
}

func rule(asked, answers string) cueRule {
	return cueRule{strings.Fields(asked), strings.Fields(answers)}
}

// asksDefinition tells an English question for what or who something is.
func asksDefinition(question string) bool {
	question = strings.ToLower(question)
	asks := func(opening string) bool { return strings.HasPrefix(question, opening+" ") }
	return slices.ContainsFunc(definitionOpenings, asks)
}

var definitionOpenings = []string{
	"what is", "what are", "what was", "what were", "what does", "who is", "who are", "who was", "who were",
}

// namesPerson tells text with two capitalised words in a row that the question
// doesn't say.
func namesPerson(text string, inQuestion func(string) bool) bool {
	run := 0
	eachWord(text, func(w string) bool {
		if len(w) > 1 && startsUpper(w) && !inQuestion(w) && !pronouns[w] {
			run++
		} else {
			run = 0
		}
		return run < 2
	})
	return run == 2
}
