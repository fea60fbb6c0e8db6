package retrieval

import "testing"

func TestCollectionOf(t *testing.T) {
	for id, want := range map[string]string{
		"a.txt": "", "notes": "", "law/a.txt": "law", "law/2024/a.txt": "law", "law/a.zip#b/c.txt": "law", "law/a#b.txt": "law",
		"a.zip#law/b.txt": "", "a.zip#b.zip#law/c.txt": "", "mail.mbox#a/b@example.com": "", "corpus.JSONL#https://example.com/": "",
		"C# notes/a.txt": "C# notes", "#1/a.txt": "#1", "hr#private/a.txt": "hr#private", "v1.0#x/a.txt": "v1.0#x",
		"Dr. No#2/a.txt": "Dr. No#2", "C# notes/a.zip#b/c": "C# notes",
	} {
		if got := CollectionOf(id); got != want {
			t.Errorf("%q lies in %q, want %q", id, got, want)
		}
	}
}
