package measuring

import (
	"fmt"

	"footnote/bot/grounding"
	"footnote/retrieval/blevex"
	"footnote/retrieval/eval"
	"footnote/retrieval/weights"
)

// RunClaims measures the check of citations, by the given weights, on a file of
// claims.
func RunClaims(path string, by *weights.Set) (*eval.ClaimsReport, error) {
	claims, err := eval.LoadClaims(path)
	if err != nil {
		return nil, fmt.Errorf("%w (footnote eval --help describes a file of claims)", err)
	}
	c, err := newChecked(by)
	if err != nil {
		return nil, err
	}
	report := eval.RunClaims(c, claims)
	report.Threshold = c.checker.Threshold()
	return report, nil
}

// RunEdits measures the check of citations on the sets of minimal edits that the
// pattern names. wrong, if not nil, is called with the claims that are told wrongly.
func RunEdits(pattern string, by *weights.Set, wrong func(eval.Claim, eval.ClaimVerdict)) (*eval.EditsReport, error) {
	claims, err := eval.LoadEdits(pattern)
	if err != nil {
		return nil, fmt.Errorf("%w (footnote eval --help describes a set of minimal edits)", err)
	}
	c, err := newChecked(by)
	if err != nil {
		return nil, err
	}
	return eval.RunEdits(c, claims, wrong), nil
}

// checked is the citation checker as package eval sees it.
type checked struct{ checker *grounding.Checker }

func newChecked(by *weights.Set) (checked, error) {
	checker, err := grounding.NewChecker(blevex.NewAnalyzer()).WeighingBy(&by.Checker)
	return checked{checker}, err
}

// CheckClaim implements eval.ClaimChecker.
func (c checked) CheckClaim(claim eval.Claim) eval.ClaimVerdict {
	v := c.checker.Check(claim.Text, claimEvidence(claim))
	out := eval.ClaimVerdict{Supported: v.Supported, Weighed: v.Weighed, Score: v.Score}
	for _, r := range v.Reasons {
		out.Reasons = append(out.Reasons, string(r.Kind))
		out.Words = append(out.Words, fmt.Sprintf("%s %q → %q", r.Kind, r.Words, r.Found))
	}
	return out
}

func claimEvidence(claim eval.Claim) []grounding.Evidence {
	evidence := make([]grounding.Evidence, len(claim.Evidence))
	for i, text := range claim.Evidence {
		evidence[i] = grounding.Evidence{Text: text, Title: claim.Title, Heading: claim.Heading, Language: claim.Language}
	}
	return evidence
}
