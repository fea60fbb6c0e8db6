package retrieval

import (
	"slices"
	"strings"
	"testing"

	"footnote/retrieval/weights"
)

// TestEvidenceIsWeighed: each feature of the code has its weight in the file, and
// each weight its feature.
func TestEvidenceIsWeighed(t *testing.T) {
	names := EvidenceNames()
	if len(names) != evidenceCount || slices.Contains(names, "") {
		t.Fatalf("%d features have the names %q", evidenceCount, names)
	}
	m := weights.Shipped().Evidence
	if _, err := NewWeights(&m); err != nil {
		t.Error(err)
	}
	m.Features = m.Features[1:]
	if _, err := NewWeights(&m); err == nil || !strings.Contains(err.Error(), names[0]) {
		t.Errorf("without a weight: error %v", err)
	}
}
