package lexicon

import (
	"context"
	"errors"
	"strings"
	"testing"

	"footnote/retrieval"
	"footnote/retrieval/language"
)

// plain analyzes words by their small letters, with English function words.
type plain struct{}

func (plain) Terms(dst []retrieval.Term, _, text string) []retrieval.Term {
	stop := language.For("en").Grammar.Function.Set()
	language.Tokenize(text, func(t language.Token) {
		term := strings.ToLower(text[t.Start:t.End])
		dst = append(dst, retrieval.Term{Text: term, Start: t.Start, End: t.End, Stop: stop[term]})
	})
	return dst
}

// terms is an index of passages, each a list of terms, that counts its calls.
type terms struct {
	passages []string
	calls    int
	err      error
}

func (x *terms) Count(_ context.Context, list []string) ([]int, error) {
	x.calls++
	counts := make([]int, len(list))
	for i, term := range list {
		counts[i] = x.having(term)
	}
	return counts, x.err
}

func (x *terms) having(all ...string) int {
	n := 0
next:
	for _, p := range x.passages {
		for _, term := range all {
			if !strings.Contains(" "+p+" ", " "+term+" ") {
				continue next
			}
		}
		n++
	}
	return n
}

func (x *terms) Together(_ context.Context, pairs []Pair) ([]int, error) {
	x.calls++
	both := make([]int, len(pairs))
	for i, p := range pairs {
		both[i] = x.having(p.First, p.Second)
	}
	return both, x.err
}

func (x *terms) Nearest(_ context.Context, forms []string) ([]string, error) {
	x.calls++
	nearest := make([]string, len(forms))
	for i, form := range forms {
		for _, word := range strings.Fields(strings.Join(x.passages, " ")) {
			if len(word) == len(form) && word[:3] == form[:3] && word != form {
				nearest[i] = word
			}
		}
	}
	return nearest, x.err
}

// passages of which most have nothing to do with the others, so that two words
// stand together by more than chance.
var passages = append([]string{
	"the gallbladder lies below the liver", "the super bowl was won in the harbour", "the chief executive spoke", "the wallet was lost",
}, strings.Split(strings.Repeat("nothing is here|", 20), "|")...)

func TestLookUp(t *testing.T) {
	for question, want := range map[string]string{
		"where is the gall bladder?": "where* is* the* gall:1 bladder:1",
		"superbowl":                  "superbowl=super bowl:1 superbowl=super bowl:1",
		"the CEO":                    "the* CEO=chief executive:1 CEO=chief executive:1",
		"a wallat":                   "a* wallat=wallet:1",
		"the the":                    "the:4",
		"":                           "",
	} {
		x := &terms{passages: passages}
		got := lookUp(t, x, question)
		if got != want {
			t.Errorf("%q: %q, want %q", question, got, want)
		}
		if x.calls > 5 {
			t.Errorf("%q took %d calls", question, x.calls)
		}
	}
}

// TestWordsThatPeopleUseStay: a word that no passage has is misspelt only where it is no
// word.
func TestWordsThatPeopleUseStay(t *testing.T) {
	l := Lexicon{Terms: &terms{passages: passages}, Analyzer: plain{}, Languages: []string{"en"}, Passages: len(passages)}
	q := retrieval.NewQuery("wallat harbuor")
	for _, test := range []struct {
		isWord func(string) bool
		want   string
	}{
		{nil, "wallet harbour"},
		{func(word string) bool { return word == "harbuor" }, "wallet "},
	} {
		q.IsWord = test.isWord
		words, err := l.LookUpQuery(t.Context(), &q)
		if err != nil {
			t.Fatal(err)
		}
		if got := words[0].Corrected + " " + words[1].Corrected; got != test.want {
			t.Errorf("taken for %q, want %q", got, test.want)
		}
	}
	q = retrieval.NewQuery("is the river here") // one of the commonest words
	words, err := l.LookUpQuery(t.Context(), &q)
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range words {
		if w.Corrected != "" {
			t.Errorf("%s is taken for %s", w.Text, w.Corrected)
		}
	}
}

// TestCallsAreBounded asks with many words that no passage has.
func TestCallsAreBounded(t *testing.T) {
	x := &terms{passages: passages}
	lookUp(t, x, strings.Repeat("gibberish wordplay superbowl nonsense unknowable ", 50))
	if x.calls > 5 {
		t.Errorf("it took %d calls", x.calls)
	}
}

func TestErrorsOfTermsAreReturned(t *testing.T) {
	broken := errors.New("broken")
	l := Lexicon{Terms: &terms{err: broken}, Analyzer: plain{}, Languages: []string{"en"}, Passages: 1}
	if _, err := l.LookUp(t.Context(), "gall bladder"); !errors.Is(err, broken) {
		t.Errorf("the error is %v", err)
	}
}

// lookUp writes the words with what they were taken for and how many passages have
// them; function words have a star.
func lookUp(t *testing.T, x *terms, question string) string {
	t.Helper()
	l := Lexicon{Terms: x, Analyzer: plain{}, Languages: []string{"en"}, Passages: len(x.passages)}
	words, err := l.LookUp(t.Context(), question)
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, w := range words {
		s := w.Text
		switch {
		case w.Stop:
			s += "*"
		case w.Corrected != "":
			s += "=" + w.Corrected
		}
		if !w.Stop {
			s += ":" + string(rune('0'+w.Passages))
		}
		list = append(list, s)
	}
	return strings.Join(list, " ")
}
