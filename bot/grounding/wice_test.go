package grounding_test

import (
	"errors"
	"io/fs"
	"testing"

	"footnote/bot/grounding"
	"footnote/retrieval/eval"
)

// claimsFile holds claims by other people; it is no part of the project.
const claimsFile = "../../../shared/data/claims-wice/claims.jsonl"

// plain is the checker without an index's analyzer.
type plain struct{ *grounding.Checker }

func (p plain) CheckClaim(c eval.Claim) eval.ClaimVerdict {
	var evidence []grounding.Evidence
	for _, text := range c.Evidence {
		evidence = append(evidence, grounding.Evidence{Text: text})
	}
	v := p.Check(c.Text, evidence)
	return eval.ClaimVerdict{Supported: v.Weighed, Score: v.Score}
}

func TestWiCE(t *testing.T) {
	claims, err := eval.LoadClaims(claimsFile)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("the claims of WiCE are not here")
	}
	if err != nil {
		t.Fatal(err)
	}
	r := eval.RunClaims(plain{grounding.NewChecker(nil)}, claims)
	if r.BalancedAccuracy < .74 || r.AUC < .81 {
		t.Errorf("balanced accuracy %v, AUC %v", r.BalancedAccuracy, r.AUC)
	}
}
