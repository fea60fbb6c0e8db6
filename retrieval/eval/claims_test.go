package eval

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// byWord takes claims for supported whose first word their evidence has.
type byWord struct{}

func (byWord) CheckClaim(c Claim) ClaimVerdict {
	word, _, _ := strings.Cut(c.Text, " ")
	if strings.Contains(strings.Join(c.Evidence, " "), word) {
		return ClaimVerdict{Supported: true, Weighed: true, Score: .9}
	}
	return ClaimVerdict{Score: .1, Reasons: []string{"word", "word"}}
}

func writeClaims(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "claims.jsonl")
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestClaims(t *testing.T) {
	claims, err := LoadClaims(writeClaims(t, `{"claim":"Cats sleep.","evidence":["Cats do.","They sleep."],"label":"supported"}
{"claim":"Dogs bark.","evidence":["Hounds do."],"label":"supported"}

{"claim":"Cats bark.","evidence":["Cats sleep."],"label":"not_supported"}
{"claim":"Birds sing and swim.","evidence":["They sing."],"label":"partially_supported"}
{"claim":"Fish fly.","evidence":[],"label":"not_supported"}
`))
	if err != nil {
		t.Fatal(err)
	}
	r := RunClaims(byWord{}, claims)
	// Of two supported one is found, of three others two are.
	near(t, "balanced accuracy", float64(r.BalancedAccuracy), (1./2+2./3)/2)
	near(t, "precision", float64(r.Precision), 1./2)
	near(t, "recall", float64(r.Recall), 1./2)
	near(t, "AUC", float64(r.AUC), 3.5/6) // of six pairs two are in order, three tie
	var text bytes.Buffer
	if err := r.WriteText(&text); err != nil {
		t.Fatal(err)
	}
	line, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "claims.txt", text.String())
	golden(t, "claims.json", string(line)+"\n")
}

func TestLoadClaimsNamesWhatIsWrong(t *testing.T) {
	good := `{"claim":"a","evidence":["b"],"label":"supported"}` + "\n"
	for _, test := range []struct{ text, want string }{
		{"", "holds no claims"},
		{good + "{\n", "claims.jsonl, line 2: "},
		{good + "\n" + `{"claim":" ","evidence":["b"],"label":"x"}`, "line 3: it lacks claim, evidence or label"},
		{`{"claim":"a","label":"x"}`, "line 1: it lacks"},
		{`{"claim":"a","evidence":"b","label":"x"}`, "line 1: "},
	} {
		if _, err := LoadClaims(writeClaims(t, test.text)); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%q: error %v, want %q", test.text, err, test.want)
		}
	}
}
