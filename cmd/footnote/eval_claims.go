package main

import (
	"fmt"

	"footnote/bot/grounding"
	"footnote/retrieval/blevex"
	"footnote/retrieval/eval"
)

// claims measures the citation checker.
func (c *evalCmd) claims(a *app) error {
	claims, err := eval.LoadClaims(c.Claims)
	if err != nil {
		return fmt.Errorf("%w (footnote eval --help describes a file of claims)", err)
	}
	report := eval.RunClaims(checked{grounding.NewChecker(blevex.NewAnalyzer())}, claims)
	report.Threshold = grounding.Threshold
	if c.JSON {
		return a.printJSON(report)
	}
	return report.WriteText(a.stdout)
}

// checked is the citation checker as package eval sees it.
type checked struct{ checker *grounding.Checker }

// CheckClaim implements eval.ClaimChecker.
func (c checked) CheckClaim(claim eval.Claim) eval.ClaimVerdict {
	evidence := make([]grounding.Evidence, len(claim.Evidence))
	for i, text := range claim.Evidence {
		evidence[i].Text = text
	}
	v := c.checker.Check(claim.Text, evidence)
	out := eval.ClaimVerdict{Supported: v.Supported, Score: v.Score}
	for _, r := range v.Reasons {
		out.Reasons = append(out.Reasons, string(r.Kind))
	}
	return out
}
