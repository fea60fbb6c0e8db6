package present

import (
	"slices"

	"footnote/bot"
)

// VerdictOrder is the order in which people want to see verdicts: what speaks against a
// text first.
var VerdictOrder = []Verdict{Contradicted, Mixed, Unmentioned, Supported}

// SortedClaims returns the claims of a reply by their verdicts, and the notes on them.
func SortedClaims(r *bot.Reply) (claims []Claim, notes []string) {
	_, blocks := Reply(r)
	for _, b := range blocks {
		switch one := b.(type) {
		case Claim:
			claims = append(claims, one)
		case Note:
			notes = append(notes, one.Text)
		}
	}
	slices.SortStableFunc(claims, func(a, b Claim) int {
		return slices.Index(VerdictOrder, a.Verdict) - slices.Index(VerdictOrder, b.Verdict)
	})
	return claims, notes
}
