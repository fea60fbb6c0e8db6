package answering

import (
	"slices"
	"strings"
	"testing"

	"footnote/retrieval/weights"
)

// TestConfidenceIsWeighed: each feature of the code has its weight in the file,
// and each weight its feature, and the lines stand in order.
func TestConfidenceIsWeighed(t *testing.T) {
	names := FeatureNames()
	if len(names) != featureCount || slices.Contains(names, "") {
		t.Fatalf("%d features have the names %q", featureCount, names)
	}
	s := *weights.Shipped()
	w, err := NewWeights(&s, weights.ShippedMeant())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []confidences{w.words, w.meant} {
		if m := c.sentence; !(0 < m.mostOfStranger() && m.mostOfStranger() < m.line && m.line < 1) || !(0 < c.documents.line && c.documents.line < 1) {
			t.Errorf("the lines are %v and %v", c.documents.line, m.line)
		}
	}
	s.Confidence.Features = append(slices.Clone(s.Confidence.Features), weights.Feature{Name: "mood"})
	if _, err := NewWeights(&s, weights.ShippedMeant()); err == nil || !strings.Contains(err.Error(), "mood") {
		t.Errorf("with a weight too many: error %v", err)
	}
}
