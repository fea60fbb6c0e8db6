package grounding

import (
	"slices"
	"strings"
	"testing"

	"footnote/retrieval/weights"
)

// TestCheckerIsWeighed: each feature of the code has its weight in the file, and
// each weight its feature.
func TestCheckerIsWeighed(t *testing.T) {
	names := FeatureNames()
	if len(names) != featureCount || slices.Contains(names, "") {
		t.Fatalf("%d features have the names %q", featureCount, names)
	}
	m := weights.Shipped().Checker
	if _, err := newModel(&m); err != nil {
		t.Error(err)
	}
	m.Lines = m.Lines[:1]
	if _, err := newModel(&m); err == nil || !strings.Contains(err.Error(), "line") {
		t.Errorf("without a line: error %v", err)
	}
}
