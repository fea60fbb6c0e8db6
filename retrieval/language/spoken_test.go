package language

import (
	"bufio"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// questionsOf returns the words of each question of a set, in lower case; the test
// is skipped where the set isn't beside the checkout.
func questionsOf(t *testing.T, path string) [][]string {
	t.Helper()
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skipf("the questions are not beside this checkout (%s)", path)
	}
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var questions [][]string
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var q struct{ Text string }
		if err := json.Unmarshal(lines.Bytes(), &q); err != nil {
			t.Fatal(err)
		}
		questions = append(questions, wordsOf(q.Text))
	}
	return questions
}

func wordsOf(text string) []string {
	var words []string
	EachWord(text, func(word string) bool {
		words = append(words, strings.ToLower(word))
		return true
	})
	return words
}

// TestSpokenOfQuestions measures how often the language of real questions is told
// by their function words.
func TestSpokenOfQuestions(t *testing.T) {
	dirs, _ := filepath.Glob("../../../shared/data/xquad/*")
	if len(dirs) == 0 {
		t.Skip("the questions are not beside this checkout (../shared/data/xquad)")
	}
	for _, dir := range dirs {
		code := filepath.Base(dir)
		alone, among, wrong, all := 0, 0, 0, 0
		for _, words := range questionsOf(t, filepath.Join(dir, "queries.jsonl")) {
			spoken := Spoken(words)
			all++
			switch {
			case spoken&Of(code) == 0 || For(code) == nil:
				wrong++
				if os.Getenv("FOOTNOTE_TEST_SHOW") == code {
					t.Log("wrong", words, listed(spoken))
				}
			case spoken.Only() != nil:
				alone++
			default:
				among++
				if os.Getenv("FOOTNOTE_TEST_SHOW") == code {
					t.Log("among", words, listed(spoken))
				}
			}
		}
		share := func(n int) float64 { return 100 * float64(n) / float64(all) }
		if share(alone) < 97 {
			t.Errorf("%s is told alone in %.1f %%, want 97 %%", code, share(alone))
		}
		t.Logf("%s: alone %5.1f %%, among others %5.1f %%, wrong %5.1f %%", code, share(alone), share(among), share(wrong))
	}
}

func listed(c Codes) string {
	var list []string
	for _, l := range c.List() {
		list = append(list, l.Code)
	}
	return strings.Join(list, ",")
}

// TestSharedWordsTellNothing: English has words that look like function words elsewhere.
func TestSharedWordsTellNothing(t *testing.T) {
	for _, text := range []string{"hotel munich max per night", "compensation for a crab boat per day", "company car", "who is the end user"} {
		if spoken := Spoken(wordsOf(text)); spoken != Anything && spoken&Of("en") == 0 {
			t.Errorf("%q is taken for %v", text, spoken.List()[0].Code)
		}
	}
}
