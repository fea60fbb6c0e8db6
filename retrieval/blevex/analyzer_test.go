package blevex

import (
	"slices"
	"testing"
)

// TestTermsOfScripts shows what a word is in each kind of script.
func TestTermsOfScripts(t *testing.T) {
	for _, c := range []struct {
		language, text string
		want           []string
	}{
		{"en", "The networks' 50,000 attempts", []string{"the", "network", "50000", "attempt"}},
		{"en", "Washington, D.C. and the U.S. in A.B.C.", []string{"washington", "dc", "and", "the", "us", "in", "abc"}},
		{"en", "file.c i.e. J. K. R.2 a.b.cd", []string{"file", "c", "ie", "j", "k", "r", "2", "a", "b", "cd"}},
		{"zh", "三千个小组", []string{"三千", "千个", "个小", "小组"}},
		{"zh", "人 A", []string{"人", "a"}},
		{"ko", "정부는", []string{"정부", "부는"}},
		{"th", "ประชากร", []string{"ประ", "ระช", "ะชา", "ชาก", "ากร"}},
		{"th", "น้ำท่วมที่ไทย2567", []string{"น้ําท่", "ําท่ว", "ท่วม", "วมที่", "มที่ไ", "ที่ไท", "ไทย", "2567"}},
		{"th", "คน三千", []string{"คน", "三千"}},
		{"km", "កម្ពុជា", []string{"កម្ពុ", "ម្ពុជា"}},
	} {
		var got []string
		for _, term := range NewAnalyzer().Terms(nil, c.language, c.text) {
			got = append(got, term.Text)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s %q: %q, want %q", c.language, c.text, got, c.want)
		}
	}
}
