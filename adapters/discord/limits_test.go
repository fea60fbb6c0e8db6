package discord

import (
	"strings"
	"testing"

	"footnote/bot/present/text"
)

// TestLimits fills each limit to the brim and one over. A character outside of
// the BMP, as the last one, counts as two.
func TestLimits(t *testing.T) {
	fill := func(n int) string { return strings.Repeat("x", n-2) + "😀" }
	clipped := func(limit int, of func(string) string) func(int) int {
		return func(n int) int {
			got := of(fill(n))
			if text.UTF16(got) > limit {
				return -1
			}
			return strings.Count(got, "…")
		}
	}
	for _, c := range []struct {
		name     string
		limit    int
		of       func(n int) int
		at, over int // what comes of limit and of limit + 1
	}{
		// The container and the footer are components, too.
		{"components", maxComponents - 2, func(n int) int { return len(packReply("R1", rendered{pieces: filled(n, "x")})) }, 1, 2},
		{"text of a message", maxTextDisplay - footerRoom, func(n int) int {
			return len(packReply("R1", rendered{pieces: []piece{textPiece(fill(2000)), textPiece(fill(n - 2000))}}))
		}, 1, 2},
		{"button", maxButtonLabel, clipped(maxButtonLabel, func(s string) string { return newButton(s, "id").Label }), 0, 1},
		{"custom_id", maxCustomID, func(n int) int { return len(customID(actionMore, strings.Repeat("x", n-len("footnote|more||0")), 0)) }, maxCustomID, 0},
		{"address", maxComponentURL, func(n int) int {
			return strings.Count(linkOrLabel("x", "https://x.example/"+strings.Repeat("x", n-len("https://x.example/"))), "](<")
		}, 1, 0},
	} {
		for n, want := range map[int]int{c.limit: c.at, c.limit + 1: c.over} {
			if got := c.of(n); got != want {
				t.Errorf("%s of %d: %d, want %d", c.name, n, got, want)
			}
		}
	}
	if got := len(partNonce("R1", 0, 1)); got != maxNonce {
		t.Errorf("a nonce has %d characters", got)
	}
}

func filled(n int, s string) []piece {
	list := make([]piece, n)
	for i := range list {
		list[i] = textPiece(s)
	}
	return list
}

// TestDescriptionsFit holds what is registered against its limits.
func TestDescriptionsFit(t *testing.T) {
	for _, c := range Commands() {
		if len(c.Description) > maxDescription {
			t.Errorf("%s: %d", c.Name, len(c.Description))
		}
		for _, o := range c.Options {
			if n := len(o.Description); n == 0 || n > maxDescription {
				t.Errorf("%s %s: %d", c.Name, o.Name, n)
			}
		}
	}
}

func FuzzEscape(f *testing.F) {
	for _, s := range []string{"", "# x", "1. x\n2) y", "**a**", "\\", "<@1>", "> q\n- l", "a\nb_c", "[x](https://x)"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		s = text.Clean(s)
		if got := unescape(escapeMarkdown(s)); got != s {
			t.Errorf("%q becomes %q", s, got)
		}
		if escapedSize(s)+2 < text.UTF16(quoteLines(escapeMarkdown(s))) {
			t.Errorf("%q is longer than it is measured", s)
		}
	})
}

// unescape takes out the backslashes, as Discord does before punctuation.
func unescape(s string) string {
	var b strings.Builder
	escaped := false
	for _, r := range s {
		if r == '\\' && !escaped {
			escaped = true
			continue
		}
		escaped = false
		b.WriteRune(r)
	}
	return b.String()
}
