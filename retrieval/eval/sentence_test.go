package eval

import "testing"

func TestRight(t *testing.T) {
	short := Question{Answers: []string{"50,000", "fifty thousand"}}
	gold := Question{Excerpts: []string{"The first prize went , in 1901 , to Röntgen ."}, Answers: []string{"Röntgen"}}
	for _, test := range []struct {
		q        Question
		sentence string
		want     bool
	}{
		{short, "Morocco foiled 50,000 attempts.", true},
		{short, "About Fifty Thousand attempts", true},
		{short, "Morocco foiled 5,000 attempts.", false},
		{short, "", false},
		{gold, "The first prize went, in 1901, to Röntgen.", true},
		{gold, "It is known: the first prize went, in 1901, to Röntgen.", true},
		{gold, "in 1901, to Röntgen", true},
		{gold, "Röntgen was a physicist.", false},
		{gold, "…", false},
	} {
		if got := test.q.Right(test.sentence); got != test.want {
			t.Errorf("%q: %v", test.sentence, got)
		}
	}
}
