package sites

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"footnote/adapters/website"
	"footnote/bot/secret"
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

// TestCredentials are for their hosts alone, by ways that nobody else reads.
func TestCredentials(t *testing.T) {
	s := Settings{Private: []string{"wiki.intern"}, Credentials: secret.New("git.example.com=ann:a=b:c, Docs.example.com:8443=hush,wiki.intern=token")}
	for address, want := range map[string]string{
		"https://git.example.com/a.git": "Basic YW5uOmE9Yjpj", "https://docs.example.com:8443/": "Bearer hush", "https://docs.example.com/": "",
		"http://git.example.com/": "", "http://wiki.intern/": "Bearer token", "https://example.com/": "", "https://x.git.example.com/": "",
	} {
		u, err := website.ParseAddress(address)
		if err != nil {
			t.Fatal(err)
		}
		if got := s.authorization(u); got != want {
			t.Errorf("%s is told %q, want %q", address, got, want)
		}
	}
	for text, want := range map[string]string{
		"hush": "entry 1 is no HOST=", "a.example=x,https://git.example.com=hush": "entry 2 is no HOST=", "git.example.com=": "entry 1 is no HOST=",
		"git.example.com=hu\nsh": "characters in it", "docs.example.com=hush": "name it with https://",
	} {
		err := Settings{Addresses: []string{"http://docs.example.com/"}, Credentials: secret.New(text)}.checkCredentials()
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "hush") {
			t.Errorf("%q: %v, want %s", text, err, want)
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
		"asked for a day": {mirror.Pass{Ended: now.Add(-7 * time.Hour), Paused: now.Add(17 * time.Hour), Problem: "429"}, false},
		"paused, in time": {mirror.Pass{Ended: now.Add(-time.Hour), Paused: now.Add(-time.Minute), Problem: "429"}, true},
		"failed just now": {mirror.Pass{Ended: now.Add(-time.Minute), Problem: "no route"}, false},
	} {
		if due, wait := s.isDue(c.pass, now); due != c.want || due != (wait <= 0) {
			t.Errorf("%s: %v in %s, want %v", name, due, wait, c.want)
		}
	}
}
