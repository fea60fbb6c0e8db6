package grounding_test

import (
	"testing"

	"footnote/bot/grounding"
	"footnote/retrieval/blevex"
	"footnote/retrieval/eval"
)

// byAnalyzer is the checker with the analyzer of an index, as the program has it.
type byAnalyzer struct{ *grounding.Checker }

func (c byAnalyzer) CheckClaim(claim eval.Claim) eval.ClaimVerdict {
	v := c.Check(claim.Text, []grounding.Evidence{{Text: claim.Evidence[0], Title: claim.Title, Heading: claim.Heading, Language: claim.Language}})
	return eval.ClaimVerdict{Supported: v.Supported}
}

// trainingClaims are those that a head for entailment was trained with.
const trainingClaims = "../../retrieval/encoder/weights/training/claims/*.tsv"

// TestMinimalEdits keeps the shares of false and of true claims that are accepted. The
// figures are those measured in November 2026, with some room: .003 and .94 on the claims
// that the check was made with, .02 and .80 on those that were held back then. Of the two
// newest sets, written when the check was done, .036 and .081 of the false claims passed at
// first run, .50 and .51 of the true ones; fresh was then mended against, which brought kept
// to .066 and .60, and at last the kinds seen in kept were mended, too. told and last retell
// our archives as models do, farther from the words: .23 and .22 of the true claims passed
// before, .067 and .071 of the false ones. What was mended on told alone brought last to .37
// and .071; its kinds were mended since. free retells texts of every kind in other words
// altogether: of its true claims .02 passed at first sight, of its false ones .04, so that the
// check tells nothing of such; of those that a head was trained with (training/claims) .06
// and .02.
func TestMinimalEdits(t *testing.T) {
	for pattern, bar := range map[string]struct{ mostFalse, leastTrue eval.Share }{
		"testdata/edits/??.tsv":        {.01, .93},
		"testdata/edits/*-retold*.tsv": {.03, .75},
		"testdata/edits/*-held.tsv":    {.03, .82},
		"testdata/edits/*-fresh.tsv":   {.03, .66},
		"testdata/edits/*-kept.tsv":    {.05, .65},
		"testdata/edits/*-told.tsv":    {.02, .60},
		"testdata/edits/*-last.tsv":    {.03, .40},
		"testdata/edits/*-free.tsv":    {.05, .02},
		trainingClaims:                 {.03, .05},
	} {
		claims, err := eval.LoadEdits(pattern)
		if err != nil {
			t.Fatal(err)
		}
		r := eval.RunEdits(byAnalyzer{grounding.NewChecker(blevex.NewAnalyzer())}, claims, nil)
		if r.False.Share() > bar.mostFalse || r.True.Share() < bar.leastTrue {
			t.Errorf("%s: %v of false claims and %v of true ones are accepted", pattern, r.False.Share(), r.True.Share())
		}
	}
}
