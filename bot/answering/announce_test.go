package answering

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"footnote/retrieval/question"
)

// TestWhatASentenceAnnouncesComesWithIt tries what stands below the first
// sentence of a passage.
func TestWhatASentenceAnnouncesComesWithIt(t *testing.T) {
	many := []string{"The limits are:\n\n"}
	for i := range 40 {
		many = append(many, fmt.Sprintf("- Limit %d is %s.\n", i, strings.Repeat("high ", 5)))
	}
	for name, c := range map[string]struct {
		pieces []string
		want   []string // lines
	}{
		"a list":                          {[]string{"The limits are:\n\n", "- Files: 10.\n", "- Users: 20.\n\n", "More is said."}, []string{"The limits are:", "- Files: 10.", "- Users: 20."}},
		"an item's sentences":             {[]string{"The limits are:\n", "- Files: 10. ", "No more.\n", "- Users: 20.\n\n", "More is said."}, []string{"The limits are:", "- Files: 10. No more.", "- Users: 20."}},
		"a table":                         {[]string{"The following limits apply.\n\n", "Files\t10\n", "Users\t20\n"}, []string{"The following limits apply.", "Files\t10", "Users\t20"}},
		"a command":                       {[]string{"Use the following command.\n\n", "ship --all\n\n", "More is said."}, []string{"Use the following command.", "ship --all"}},
		"one line below a colon":          {[]string{"The captain is:\n", "Ingrid Solberg\n", "More is said."}, []string{"The captain is:", "Ingrid Solberg"}},
		"one line below a wide colon":     {[]string{"命令如下：\n", "ship --all\n"}, []string{"命令如下：", "ship --all"}},
		"a command with a full stop":      {[]string{"Use the following command.\n\n", "ship build .\n\n"}, []string{"Use the following command.", "ship build ."}},
		"no other paragraph":              {[]string{"He resigned following the vote.\n\n", "He was 65.\n\n"}, []string{"He resigned following the vote."}},
		"no heading":                      {[]string{"Note the following names.\n\n", "Harbours\n\n", "More is said."}, []string{"Note the following names."}},
		"no long text":                    {[]string{"He said:\n", strings.Repeat("word ", 100) + "\n"}, []string{"He said:"}},
		"nothing of the same line":        {[]string{"He said the following: ", "nothing."}, []string{"He said the following:"}},
		"nothing that isn't said to come": {[]string{"The limits are known.\n\n", "- Files: 10.\n"}, []string{"The limits are known."}},
		"the end":                         {[]string{"The limits are:"}, []string{"The limits are:"}},
		"wrapped lines are one":           {[]string{"The following\nlimits are\nknown.\n"}, []string{"The following limits are known."}},
		"a list, not the table below it":  {[]string{"The limits are:\n\n", "- Files: 10.\n", "- Users: 20.\n\n", "Files\t10\n"}, []string{"The limits are:", "- Files: 10.", "- Users: 20."}},
		"a head's rows":                   {[]string{"Format\tUse\n", "DNG\tpictures\n", "MOV\tfilms\n\n", "More is said."}, []string{"Format\tUse", "DNG\tpictures", "MOV\tfilms"}},
		"no rows of a row":                {[]string{"DNG 2\tpictures\n", "MOV\tfilms\n"}, []string{"DNG 2\tpictures"}},
		"no rows of a sheet's row":        {[]string{"Name: DNG\tUse: pictures\n", "Name: MOV\tUse: films\n"}, []string{"Name: DNG\tUse: pictures"}},
		"no more than a screen":           {many, nil},
	} {
		h := passage(c.pieces...)
		span := announcedSpan(candidate{Sentence: h.Sentences[0], hit: h})
		got := linesOf(h.Text[span.Start:span.End])
		if c.want == nil {
			if n := span.End - h.Sentences[0].End; len(got) < 5 || n > maxAnnounced || n < maxAnnounced/2 {
				t.Errorf("%s: %d lines, %d bytes", name, len(got), n)
			}
		} else if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// TestAnItemComesWithWhatAnnouncesItsList tries a passage's last item but one:
// alone it may say the opposite of what the document does.
func TestAnItemComesWithWhatAnnouncesItsList(t *testing.T) {
	long := "- " + strings.Repeat("word ", maxAnnounced/5) + "\n"
	for name, c := range map[string]struct {
		pieces []string
		want   []string
	}{
		"below a colon":       {[]string{"The tenant must not:\n\n", "- keep cats\n", "- smoke inside\n", "- sublet\n"}, []string{"The tenant must not:", "- keep cats", "- smoke inside", "- sublet"}},
		"below a plain line":  {[]string{"Rules\n\n", "- keep cats\n", "- smoke inside\n", "- sublet\n"}, []string{"- smoke inside"}},
		"below another text":  {[]string{"He said:\n\n", "Nothing.\n\n", "- smoke inside\n", "- sublet\n"}, []string{"- smoke inside"}},
		"too far down a list": {[]string{"The tenant must not:\n\n", long, "- smoke inside\n", "- sublet\n"}, []string{"- smoke inside"}},
	} {
		h := passage(c.pieces...)
		span := completeSpan(candidate{Sentence: h.Sentences[len(h.Sentences)-2], hit: h}, question.Parse("What is forbidden?"))
		if got := linesOf(h.Text[span.Start:span.End]); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// TestQuestionsComeWithAnswers tries what stands below a question.
func TestQuestionsComeWithAnswers(t *testing.T) {
	long := strings.Repeat("word ", maxAnnexed/5) + "end.\n\n"
	for name, c := range map[string]struct {
		pieces []string
		want   []string
	}{
		"a paragraph":           {[]string{"Is it late?\n\n", "Yes. ", "It is ten.\n\n", "More is said."}, []string{"Is it late?", "Yes. It is ten."}},
		"the same line":         {[]string{"Is it late? ", "Yes.\n\n", "More is said."}, []string{"Is it late? Yes."}},
		"no other question":     {[]string{"Is it late?\n\n", "Is it ten?\n\n", "Yes."}, []string{"Is it late?"}},
		"no more than a few":    {[]string{"Is it late?\n\n", "Yes. ", long}, []string{"Is it late?", "Yes."}},
		"no answer that is one": {[]string{"Is it late?\n\n", long}, []string{"Is it late?"}},
		"nothing":               {[]string{"Is it late?"}, []string{"Is it late?"}},
	} {
		h := passage(c.pieces...)
		span := completeSpan(candidate{Sentence: h.Sentences[0], hit: h}, question.Parse("Is it late?"))
		if got := linesOf(h.Text[span.Start:span.End]); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// TestStepsComeTogether tries the second step of a list.
func TestStepsComeTogether(t *testing.T) {
	pieces := []string{"Do this.\n\n", "1. Open it. ", "Slowly.\n", "2. Look.\n", "3. Close it. ", "Done.\n\n", "1. Start anew.\n", "More."}
	all := []string{"1. Open it. Slowly.", "2. Look.", "3. Close it. Done."}
	h := passage(pieces...)
	for asked, want := range map[string][]string{
		"How do I look?":      all,
		"Wie sieht man nach":  all,
		"How many are there?": {"2. Look."},
		"Who looks?":          {"2. Look."},
	} {
		span := completeSpan(candidate{Sentence: h.Sentences[3], hit: h}, question.Parse(asked))
		if got := linesOf(h.Text[span.Start:span.End]); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", asked, got, want)
		}
	}
	many := []string{"1. Look.\n"}
	for i := range 60 {
		many = append(many, fmt.Sprintf("%d. Look again.\n", i+2))
	}
	h = passage(many...)
	if span := completeSpan(candidate{Sentence: h.Sentences[3], hit: h}, question.Parse("How do I look?")); span != h.Sentences[3].Span {
		t.Errorf("of many steps %v, want %v", span, h.Sentences[3].Span)
	}
}

// TestAnAntecedentIsTakenAlong: what the first word of a sentence stands for is said with
// it, unless it stands elsewhere.
func TestAnAntecedentIsTakenAlong(t *testing.T) {
	for _, c := range []struct{ before, between, text, want string }{
		{"The visa is free.", " ", "It takes two days.", "The visa is free. It takes two days."},
		{"The visa is free.", " ", "A stamp takes two days.", "A stamp takes two days."},
		{"The visa is free.", "\n\n", "It takes two days.", "It takes two days."},
		{"Is the visa free?", " ", "It stays so.", "It stays so."}, // a question says nothing of it
		{strings.Repeat("The visa is free of charge for all, ", 6) + "too.", " ", "It takes two days.", "It takes two days."},
	} {
		h := passage(c.before+c.between, c.text)
		h.Language = "en"
		span := completeSpan(candidate{Sentence: h.Sentences[1], hit: h}, question.Parse("How long does the visa take?"))
		if got := h.Text[span.Start:span.End]; got != c.want {
			t.Errorf("the answer is %q, want %q", got, c.want)
		}
	}
}
