package retrieval

import "testing"

func TestReadable(t *testing.T) {
	headings := []Heading{{Text: "Handbook"}, {Text: "Town"}, {Text: "Halls"}, {Text: "Who minds them"}} // the nearest three
	for _, c := range []struct{ title, id, want string }{
		{"halls", "a.md", "halls — Town — Who minds them: Ada Lund."},
		{"The quay", "a.md", "The quay — Town — Halls — Who minds them: Ada Lund."},
		{"", "lists/hall_list-2026.csv", "hall list 2026 — Town — Halls — Who minds them: Ada Lund."},
	} {
		h := &Hit{}
		h.Title, h.Document = c.title, c.id
		if got := Readable(h, headings, "Ada Lund."); got != c.want {
			t.Errorf("it reads %q, want %q", got, c.want)
		}
	}
}
