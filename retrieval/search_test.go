package retrieval

import "testing"

// TestGuessCosines: of what has no vector nobody knows how near it is.
func TestGuessCosines(t *testing.T) {
	hits := []Candidate{{Cosine: .2}, {Cosine: NoCosine}, {Cosine: .6}}
	guessCosines(hits)
	if got := hits[1].Cosine; got < .399 || got > .401 {
		t.Errorf("it counts as %v near", got)
	}
	none := []Candidate{{Cosine: NoCosine}}
	if guessCosines(none); none[0].Cosine != NoCosine {
		t.Errorf("with none known it is %v", none[0].Cosine)
	}
}

// TestStrangePassages: without a word of the question a passage must be near it.
func TestStrangePassages(t *testing.T) {
	for _, test := range []struct {
		score, cosine float64
		want          bool
	}{{0, .1, true}, {0, .5, false}, {0, NoCosine, true}, {.1, -.2, false}} {
		if got := isStrange(Candidate{Score: test.score, Cosine: test.cosine}); got != test.want {
			t.Errorf("%+v: %v", test, got)
		}
	}
}

// TestClipQuery cuts at a whole character.
func TestClipQuery(t *testing.T) {
	long := ""
	for len(long) <= maxQueryBytes {
		long += "é"
	}
	if got := ClipQuery("x" + long); len(got) > maxQueryBytes || len(got) < maxQueryBytes-1 || got[len(got)-1] != "é"[1] {
		t.Errorf("%d bytes", len(got))
	}
	if got := ClipQuery("short"); got != "short" {
		t.Errorf("%q", got)
	}
}

// TestNewQueryTakesTheSceneAside.
func TestNewQueryTakesTheSceneAside(t *testing.T) {
	q := NewQuery("Hi all! I'm moving to the Cork office next month. How many days of leave do I get there? Thanks!")
	if q.Question.Text != "How many days of leave do I get there?" {
		t.Errorf("it asks %q", q.Question.Text)
	}
	if len(q.Beside) != 1 || q.Beside[0].Weight != sceneWeight {
		t.Errorf("beside it stands %+v", q.Beside)
	}
}
