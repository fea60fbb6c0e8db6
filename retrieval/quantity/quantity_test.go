package quantity

import (
	"math"
	"testing"
)

func TestFindNumbers(t *testing.T) {
	for _, test := range []struct {
		text      string
		value     float64
		dimension string
	}{
		{"50,000", 50000, ""}, {"50 000", 50000, ""}, {"50\u00a0000", 50000, ""}, {"1.234.567", 1234567, ""},
		{"1.234,5", 1234.5, ""}, {"1,234.5", 1234.5, ""}, {"3,5", 3.5, ""}, {"50k", 50000, ""}, {"fifty thousand", 50000, ""},
		{"1.2 million", 1.2e6, ""}, {"half a million", 5e5, ""}, {"a dozen", 12, ""}, {"two dozen", 24, ""},
		{"three hundred and fifty thousand", 350000, ""}, {"twenty-five", 25, ""}, {"half of them", 50, "%"},
		{"two-thirds", 200. / 3, "%"}, {"a quarter of", 25, "%"}, {"50 %", 50, "%"}, {"fifty per cent", 50, "%"},
		{"$1.2m", 1.2e6, "$"}, {"£66 million", 66e6, "GBP"}, {"1,2 Millionen Euro", 1.2e6, "EUR"}, {"50 dirhams", 50, "MAD"},
		{"5 km", 5000, "length"}, {"10-year-old", 120, "months"}, {"100 km/h", 100 * .2777778, "speed"}, {"16GB", 16e9, "data"},
		{"−5 °C", -5, "°C"}, {"٥٠٬٠٠٠", 50000, ""}, {"3½ hours", 3.5 * 3600, "time"}, {"three and a half years", 42, "months"},
		{"quatre-vingt-dix-sept", 97, ""}, {"cinquante mille", 50000, ""}, {"fünfundzwanzig", 25, ""}, {"zweihunderttausend", 200000, ""},
		{"treinta y cinco", 35, ""}, {"٥٠ مليون", 50e6, ""}, {"21st", 21, ""}, {"twenty-first", 21, ""},
	} {
		found := Find(test.text)
		if len(found) != 1 {
			t.Errorf("%q: %+v", test.text, found)
			continue
		}
		if q := found[0]; math.Abs(q.Value-test.value) > 1e-6*math.Abs(test.value) || q.Unit.Dimension != test.dimension {
			t.Errorf("%q: %v %q, want %v %q", test.text, q.Value, q.Unit.Dimension, test.value, test.dimension)
		}
	}
}

func TestFindDates(t *testing.T) {
	for text, want := range map[string]Day{
		"17 November 2017": {2017, 11, 17, 1}, "2017-11-17": {2017, 11, 17, 1}, "Nov. 17, 2017": {2017, 11, 17, 1}, "November 17th, 2017": {2017, 11, 17, 1},
		"17.11.2017": {2017, 11, 17, 1}, "17/11/2017": {2017, 11, 17, 1}, "17 de noviembre de 2017": {2017, 11, 17, 1}, "17. November 2017": {2017, 11, 17, 1},
		"17 novembre 2017": {2017, 11, 17, 1}, "١٧ نوفمبر ٢٠١٧": {2017, 11, 17, 1}, "in May 2017": {2017, 5, 0, 1}, "in May": {0, 5, 0, 1}, "the 5th of June": {0, 6, 5, 1},
		"in 1864": {1864, 0, 0, 1}, "the 1990s": {1990, 0, 0, 10}, "the 19th century": {1800, 0, 0, 100}, "the nineteenth century": {1800, 0, 0, 100}, "1er mai 2017": {2017, 5, 1, 1},
	} {
		found := Find(text)
		if len(found) != 1 || found[0].Day != want || found[0].Kind != Date {
			t.Errorf("%q: %+v, want %+v", text, found, want)
		}
	}
}

func TestFindLeavesAlone(t *testing.T) {
	for _, text := range []string{
		"They may march again.", "vitamin B12 and the H1N1 virus", "millions of people", "the first half", "An hour ago", "a third party",
	} {
		for _, q := range Find(text) {
			if !q.Weak && text != "a third party" {
				t.Errorf("%q holds %+v", text, q)
			}
		}
	}
}

func TestFindSpans(t *testing.T) {
	const text = "In 2017 more than 50,000 people paid $1.2 million, or 5 % each, by 17 November 2017."
	want := []string{"2017", "50,000", "$1.2 million", "5 %", "17 November 2017"}
	found := Find(text)
	if len(found) != len(want) {
		t.Fatalf("%+v", found)
	}
	for i, q := range found {
		if got := text[q.Start:q.End]; got != want[i] {
			t.Errorf("%q, want %q", got, want[i])
		}
	}
	if found[1].Bound != Over {
		t.Errorf("bound %v", found[1].Bound)
	}
}

func TestCompare(t *testing.T) {
	for _, test := range []struct {
		claim, evidence string
		want            Relation
	}{
		{"50,000", "fifty thousand", Supports}, {"50.000", "50,000", Supports}, {"50,000", "5,000", Contradicts},
		{"50 %", "half of", Supports}, {"two-thirds", "66.7 percent", Supports}, {"5 km", "5000 metres", Supports}, {"3 miles", "4.8 km", Supports},
		{"5 km", "5 miles", OtherUnit}, {"5 km", "6 miles", Contradicts}, {"60,000", "60", Contradicts}, {"more than 60,000", "73", Contradicts}, {"1.500", "1500", Supports}, {"aged 31", "31-year", Supports}, {"5 kg", "5 km", OtherUnit}, {"5 %", "5", Partly}, {"5 kg", "7 km", Unrelated},
		{"$5", "€5", OtherUnit}, {"US$5", "5 dollars", Supports}, {"12 months", "one year", Supports},
		{"about 50,000", "49,600", Supports}, {"about 50,000", "60,000", Contradicts},
		{"more than 50,000", "52,431", Supports}, {"more than 50,000", "48,000", Contradicts}, {"more than 50,000", "50,000", OtherBound},
		{"more than 50,000", "less than 50,000", OtherBound}, {"fewer than 100", "98", Supports}, {"nearly 100", "98", Supports}, {"nearly 100", "103", Contradicts},
		{"at least 5", "5", Supports}, {"50,000", "more than 50,000", Supports},
		{"17 November 2017", "2017-11-17", Supports}, {"November 2017", "17 Nov 2017", Supports}, {"17 November 2017", "November 2017", Partly},
		{"17 November 2017", "17 November", Partly}, {"17 November 2017", "18 November 2017", Contradicts}, {"3/4/2017", "4 March 2017", Supports},
		{"the 1990s", "1994", Supports}, {"the 19th century", "1864", Supports}, {"1864", "the 1990s", Contradicts}, {"season 8", "the eighth season", Supports},
		{"version 1.2.3", "version 1.2.3", Supports}, {"version 1.2.3", "version 1.2.4", Contradicts},
	} {
		c, e := Find(test.claim), Find(test.evidence)
		if len(c) != 1 || len(e) != 1 {
			t.Errorf("%q: %+v, %q: %+v", test.claim, c, test.evidence, e)
			continue
		}
		if got := Compare(c[0], e[0]); got != test.want {
			t.Errorf("%q against %q is %v, want %v (%+v, %+v)", test.claim, test.evidence, got, test.want, c[0], e[0])
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, seed := range []string{"1.2.3,4 5", "a half", "half a", "-1", "$", "17. ", "1992–93", "quatre-vingt", "½", "\xff1\xff", "٫٬٥", "1'000'0", "the first century", "0$0", "twenty-", "5 km/"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, q := range Find(text) {
			if q.Start < end || q.End <= q.Start || q.End > len(text) {
				t.Fatalf("%q: span %v after %d", text, q.Span, end)
			}
			end = q.End
			if q.Value == q.Value && Compare(q, q) < Supports && q.Bound == Exactly {
				t.Errorf("%q: %+v doesn't support itself", text, q)
			}
		}
	})
}
