package summary

import (
	"reflect"
	"testing"
)

// TestCutter feeds a text in pieces of every size: what comes out must not
// depend on where the pieces end.
func TestCutter(t *testing.T) {
	for name, test := range map[string]struct {
		text string
		want []draft
	}{
		"marks before the stop": {
			"It broke up 80 networks [1]. The ministry said so [2][3].",
			[]draft{{"It broke up 80 networks.", []int{1}}, {"The ministry said so.", []int{2, 3}}},
		},
		"marks behind the stop": {
			"It broke up 80 networks. [1] The ministry said so.[2, 3]",
			[]draft{{"It broke up 80 networks.", []int{1}}, {"The ministry said so.", []int{2, 3}}},
		},
		"marks of other kinds": {
			"One thing【2†source】. Another [excerpt 4]. A third[^1].",
			[]draft{{"One thing.", []int{2}}, {"Another.", []int{4}}, {"A third.", []int{1}}},
		},
		"markup": {
			"**Bold** `code` and [a link](https://evil.example/x) [1].\n- an item <b>here</b> [2].",
			[]draft{{"Bold code and a link.", []int{1}}, {"an item here.", []int{2}}},
		},
		"abbreviations and numbers": {
			"Mr. Zerouali gave 3.5 million dollars to the U.S. mission [1]. It was 4.30 p.m. in Rabat [2].",
			[]draft{{"Mr. Zerouali gave 3.5 million dollars to the U.S. mission.", []int{1}}, {"It was 4.30 p.m. in Rabat.", []int{2}}},
		},
		"no marks": {
			"I think so. Surely.",
			[]draft{{"I think so.", nil}, {"Surely.", nil}},
		},
		"marks below": {
			"It broke up 80 networks.\n\n[1]",
			[]draft{{"It broke up 80 networks.", []int{1}}},
		},
		"an open mark": {"It broke up 80 networks [1", []draft{{"It broke up 80 networks", nil}}},
		"Arabic":       {"فكك المغرب 80 شبكة [1]. ما هو العدد؟ [2]", []draft{{"فكك المغرب 80 شبكة.", []int{1}}, {"ما هو العدد؟", []int{2}}}},
		"Chinese":      {"摩洛哥瓦解了80个网络[1]。这是部长说的[2]。", []draft{{"摩洛哥瓦解了80个网络。", []int{1}}, {"这是部长说的。", []int{2}}}},
	} {
		t.Run(name, func(t *testing.T) {
			for size := 1; size <= len(test.text); size++ {
				var c cutter
				var got []draft
				for rest := test.text; rest != ""; {
					n := min(size, len(rest))
					for n < len(rest) && rest[n]&0xC0 == 0x80 {
						n++
					}
					got = append(got, c.addPiece(rest[:n])...)
					rest = rest[n:]
				}
				got = append(got, c.finishText()...)
				if !reflect.DeepEqual(got, test.want) {
					t.Fatalf("in pieces of %d: %+v, want %+v", size, got, test.want)
				}
			}
		})
	}
}

func FuzzCutter(f *testing.F) {
	f.Add("One [1]. Two.[2] 【3】", 3)
	f.Fuzz(func(t *testing.T, text string, size int) {
		var c cutter
		size = max(1, min(size, 64))
		for rest := text; rest != ""; {
			n := min(size, len(rest))
			c.addPiece(rest[:n])
			rest = rest[n:]
		}
		for _, d := range c.finishText() {
			if d.text != oneLine(d.text) {
				t.Errorf("%q is not one line", d.text)
			}
		}
	})
}
