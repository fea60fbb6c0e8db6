package sites

import (
	"fmt"
	"testing"
	"time"

	"footnote/retrieval/library"
	"footnote/retrieval/mirror"
)

// TestOpen tells repositories from other addresses.
func TestOpen(t *testing.T) {
	for address, want := range map[string]string{
		"https://docs.example.com/": "*website.Site", "https://git.example.com/team/handbook.git": "*repository.Repository",
	} {
		s, err := Settings{}.open(library.Site{Address: address}, "", 1)
		if err != nil || fmt.Sprintf("%T", s) != want {
			t.Errorf("%s is a %T, %v, want %s", address, s, err, want)
		}
	}
}

// TestIsDue: a pass is due after its time, sooner if the last one failed, and at once if
// it was interrupted or there was none.
func TestIsDue(t *testing.T) {
	now := time.Now()
	s := Settings{Every: 6 * time.Hour}
	for name, c := range map[string]struct {
		pass mirror.Pass
		want bool
	}{
		"none":            {mirror.Pass{}, true},
		"interrupted":     {mirror.Pass{Began: now.Add(-time.Minute)}, true},
		"an hour ago":     {mirror.Pass{Began: now.Add(-time.Hour), Ended: now.Add(-time.Hour)}, false},
		"long ago":        {mirror.Pass{Ended: now.Add(-7 * time.Hour)}, true},
		"failed":          {mirror.Pass{Ended: now.Add(-time.Hour), Problem: "no route"}, true},
		"failed just now": {mirror.Pass{Ended: now.Add(-time.Minute), Problem: "no route"}, false},
	} {
		if due, wait := s.isDue(c.pass, now); due != c.want || due != (wait <= 0) {
			t.Errorf("%s: %v in %s, want %v", name, due, wait, c.want)
		}
	}
}
