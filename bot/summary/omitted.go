package summary

import (
	"fmt"

	"footnote/bot"
	"footnote/bot/grounding"
	"footnote/bot/present/text"
)

// What is kept of the sentences that failed: enough to see what the model does, and not so
// much that an endless one fills the store.
const (
	mostOmitted    = 8
	longestOmitted = 300 // runes
)

// holdsAddress is the objection to sentences that aren't even shown as left out: somebody
// may have planted the address.
const holdsAddress = "it holds an address"

// noteOmission keeps a sentence that failed with what is wrong with it.
func (w *writing) noteOmission(said, objection string) {
	if len(w.omitted) == mostOmitted {
		return
	}
	if objection == holdsAddress {
		said = ""
	}
	w.omitted = append(w.omitted, bot.Omission{Text: text.Clip(said, longestOmitted, text.Runes), Reason: text.Clip(objection, longestOmitted, text.Runes)})
}

// restsOf returns what the cited excerpts say that bears a sentence out, with the words that
// it has of that.
func restsOf(cites []int, cited []grounding.Evidence, best []grounding.Place) []bot.Rest {
	var rests []bot.Rest
	for _, p := range best {
		r := bot.Rest{Citation: cites[p.Evidence], Text: cited[p.Evidence].Text[p.Start:p.End]}
		for _, w := range p.Words {
			r.Words = append(r.Words, [2]int{w.Start - p.Start, w.End - p.Start})
		}
		rests = append(rests, r)
	}
	return rests
}

// wordReason says what is wrong with a sentence, for people.
func wordReason(r grounding.Reason) string {
	switch {
	case r.Kind == grounding.Coverage || r.Words == "" && r.Found == "":
		return "the excerpts don’t say it"
	case r.Kind == grounding.Quote:
		return fmt.Sprintf("“%s” is no verbatim quotation", r.Words)
	case r.Kind == grounding.Language:
		return "it is in another language than the excerpts"
	case r.Kind == grounding.Length:
		return "it is too long to be checked"
	case r.Words == "":
		return fmt.Sprintf("it leaves out “%s”", r.Found)
	case r.Found == "":
		return fmt.Sprintf("the excerpts don’t have “%s”", r.Words)
	}
	return fmt.Sprintf("“%s”, where they say “%s”", r.Words, r.Found)
}
