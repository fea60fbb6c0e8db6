package eval

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Claim is one sentence with the evidence that is cited for it.
type Claim struct {
	Text     string
	Evidence []string // sentences
	Label    string   // LabelSupported, or what else the set calls it
	Edited            // of a set of minimal edits only
}

// LabelSupported is the label of claims that their evidence bears out in full.
const LabelSupported = "supported"

// ClaimChecker is what is measured on claims.
type ClaimChecker interface {
	// CheckClaim reports whether the evidence supports the claim.
	CheckClaim(c Claim) ClaimVerdict
}

// ClaimVerdict is what a ClaimChecker finds.
type ClaimVerdict struct {
	Supported bool
	Weighed   bool     // as far as words, figures and names tell, without their order
	Score     float64  // 0 to 1
	Reasons   []string // why not, by name
	Words     []string // why not, each with its words
}

// ClaimsReport says how well supported claims are told from the rest. Shares
// are from 0 to 1.
type ClaimsReport struct {
	N int `json:"n"`
	// BalancedAccuracy is the mean of the shares of supported claims and of
	// others that are told rightly.
	BalancedAccuracy Share `json:"balanced_accuracy"`
	// Weighed is the balanced accuracy of what is weighed by words alone.
	Weighed   Share `json:"weighed_balanced_accuracy"`
	Precision Share `json:"precision"` // of "supported"
	Recall    Share `json:"recall"`
	// AUC is the probability that a supported claim scores above another.
	AUC       Share   `json:"auc"`
	Threshold float64 `json:"threshold"` // left for the caller to fill in
	// Labels is by label of the set, Reasons by what a claim failed by; one
	// may fail by several.
	Labels  []ClaimCount `json:"labels"`
	Reasons []ClaimCount `json:"reasons"`
}

// ClaimCount counts the claims of one kind.
type ClaimCount struct {
	Name string `json:"name"`
	N    int    `json:"n"`
	// Passed is how many of a label's claims were taken for supported; of a
	// reason, how many failed by it wrongly.
	Passed int `json:"passed"`
}

// LoadClaims reads a file of claims, one JSON object a line: claim, evidence
// (sentences) and label. Its errors name the file and the line.
func LoadClaims(path string) ([]Claim, error) {
	var claims []Claim
	err := eachLine(path, func(line []byte) error {
		var record struct {
			Claim    string   `json:"claim"`
			Evidence []string `json:"evidence"`
			Label    string   `json:"label"`
		}
		if err := json.Unmarshal(line, &record); err != nil {
			return err
		}
		if strings.TrimSpace(record.Claim) == "" || record.Evidence == nil || record.Label == "" {
			return errors.New("it lacks claim, evidence or label")
		}
		claims = append(claims, Claim{Text: record.Claim, Evidence: record.Evidence, Label: record.Label})
		return nil
	})
	if err == nil && len(claims) == 0 {
		err = fmt.Errorf("%s holds no claims", path)
	}
	return claims, err
}

// RunClaims puts every claim to the checker.
func RunClaims(checker ClaimChecker, claims []Claim) *ClaimsReport {
	r := &ClaimsReport{N: len(claims), Labels: []ClaimCount{}, Reasons: []ClaimCount{}}
	var decisions []Decision
	var told, weighed, all [2]float64 // not supported, supported
	for _, c := range claims {
		v := checker.CheckClaim(c)
		supported := c.Label == LabelSupported
		decisions = append(decisions, Decision{v.Score, supported})
		truth, passed := 0, 0
		if supported {
			truth = 1
		}
		if v.Supported {
			passed = 1
		}
		all[truth]++
		if supported == v.Weighed {
			weighed[truth]++
		}
		if supported == v.Supported {
			told[truth]++
		}
		countClaim(&r.Labels, c.Label, passed)
		for _, reason := range slices.Compact(slices.Sorted(slices.Values(v.Reasons))) {
			countClaim(&r.Reasons, reason, truth)
		}
	}
	right, wrong := shareOf(told[1], all[1]), 1-shareOf(told[0], all[0])
	r.BalancedAccuracy = (right + 1 - wrong) / 2
	r.Weighed = (shareOf(weighed[1], all[1]) + shareOf(weighed[0], all[0])) / 2
	r.Precision = shareOf(told[1], told[1]+all[0]-told[0])
	r.Recall = right
	r.AUC = Share(AUC(decisions))
	byName := func(a, b ClaimCount) int { return cmp.Compare(a.Name, b.Name) }
	slices.SortFunc(r.Labels, byName)
	slices.SortFunc(r.Reasons, byName)
	return r
}

func countClaim(list *[]ClaimCount, name string, passed int) {
	i := slices.IndexFunc(*list, func(c ClaimCount) bool { return c.Name == name })
	if i < 0 {
		i = len(*list)
		*list = append(*list, ClaimCount{Name: name})
	}
	(*list)[i].N++
	(*list)[i].Passed += passed
}
