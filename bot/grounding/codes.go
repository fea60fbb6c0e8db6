package grounding

import (
	"strings"
	"unicode"
)

// checkCodes looks up the words of the claim that have letters and digits both
// and are no figures: A380, v2, Covid19. Nothing else is like them, so that the
// evidence has them as they are or doesn't have them at all.
func (m *matched) checkCodes() []Reason {
	var wrong []Reason
	for _, w := range m.claim.words {
		if !w.figure || !strings.ContainsFunc(w.folded, unicode.IsLetter) || m.claim.inQuantity(w) || m.source.forms[w.folded] > 0 {
			continue
		}
		wrong = append(wrong, Reason{Kind: Name, Words: m.claim.text[w.Start:w.End]})
	}
	return wrong
}
