package lexicon

import "testing"

// TestIsFunctionWord: a question's own words are function words where a stop list of
// texts leaves them out.
func TestIsFunctionWord(t *testing.T) {
	for _, test := range []struct {
		word, code string
		want       bool
	}{
		{"hangi", "tr", true}, {"Kaç", "tr", true}, {"gemi", "tr", false}, {"ποιο", "el", true}, {"Welche", "de", true}, {"welche", "en", false},
		{"combien", "fr", true}, {"WER", "de", false}, {"nào", "vi", false}, {"which", "", false}, {"whats", "en", true}, {"cant", "en", true}, {"cant", "de", false},
	} {
		if got := isFunctionWord(test.word, test.code); got != test.want {
			t.Errorf("%q in %q: %t", test.word, test.code, got)
		}
	}
}
