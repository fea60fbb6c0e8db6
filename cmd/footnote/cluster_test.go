package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"path/filepath"
	"strings"
	"testing"

	"footnote/retrieval/opensearch/realcluster"
	"footnote/seeds"
)

// TestClusterAnswersAsTheFolderDoes asks the sample corpus in a folder and on a real
// cluster: the answers are the same to the byte, and their confidences to the sixth
// digit.
func TestClusterAnswersAsTheFolderDoes(t *testing.T) {
	address, _ := realcluster.Address(t)
	t.Setenv("FOOTNOTE_CORPUS", "")
	t.Setenv("FOOTNOTE_SEMANTIC", "off")
	golden, err := seeds.Golden()
	if err != nil {
		t.Fatal(err)
	}
	var questions strings.Builder
	for _, q := range golden {
		questions.WriteString(q.Text + "\n")
	}
	answers := func(index string) []string {
		t.Setenv("FOOTNOTE_INDEX", index)
		data := filepath.Join(t.TempDir(), "data")
		runFootnote(t, "", "index", "--data", data)
		return strings.Split(runFootnote(t, questions.String(), "ask", "--batch", "-", "--json", "--data", data), "\n")
	}
	inFolder, onCluster := answers(""), answers(address)
	if len(inFolder) < len(golden) || len(inFolder) != len(onCluster) {
		t.Fatalf("%d lines and %d, of %d questions", len(inFolder), len(onCluster), len(golden))
	}
	for i := range inFolder {
		if got, want := withoutRunFacts(t, onCluster[i]), withoutRunFacts(t, inFolder[i]); got != want {
			t.Errorf("the cluster answers\n%s\nthe folder\n%s", got, want)
		}
	}
}

// runFootnote runs the program and returns what it prints. That questions have no answer
// is no failure.
func runFootnote(t *testing.T, stdin string, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	if code := run(args, strings.NewReader(stdin), &out, &errs); code != exitOK && code != exitNotAnswered {
		t.Fatalf("%s: exit code %d: %s", strings.Join(args, " "), code, errs.String())
	}
	return out.String()
}

// withoutRunFacts is a line of JSON without what differs from run to run.
func withoutRunFacts(t *testing.T, line string) string {
	t.Helper()
	if line == "" {
		return ""
	}
	fields := make(map[string]any)
	if err := json.Unmarshal([]byte(line), &fields); err != nil {
		t.Fatalf("%s: %v", line, err)
	}
	for name := range maps.Clone(fields) {
		switch name {
		case "id", "request", "elapsed_ms":
			delete(fields, name)
		case "confidence", "spoken": // sums in float32, added up in another order
			fields[name] = fmt.Sprintf("%.6f", fields[name])
		}
	}
	text, err := json.Marshal(fields)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
