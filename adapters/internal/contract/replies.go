package contract

import (
	"fmt"
	"net/url"
	"strings"

	"footnote/bot"
)

const (
	sentence = "The lease ends on 30 June 2027."
	excerpt  = "It can be renewed twice."
	link     = "https://documents.example/lease.pdf"

	hugeCitations = 30
)

// Hostile is text that would be markup, mentions or links if it weren't
// escaped, in the ways of several platforms. None of it hides characters.
const Hostile = `<!channel> <!here> <@U0123ABCD> <#C0123ABCD> <!subteam^S0123>
@everyone @here <@123456789012345678> <@&123456789012345678> <#123456789012345678>
<https://evil.example|harmless> [harmless](https://evil.example) ![x](https://evil.example/x.png)
https://evil.example/auto www.evil.example mail@evil.example
*bold* _it_ ~no~ **b** __u__ ||spoiler|| # heading
> quote &lt;b&gt; &amp; <b>html</b> :smile: <:x:123456789012345678> </ask:123456789012345678> <t:0:R>`

// Cited returns citation n: an excerpt of the lease.
func Cited(n int) bot.Citation {
	text := sentence + " " + excerpt
	at := strings.Index(text, "lease ends")
	return bot.Citation{
		N: n, Document: fmt.Sprintf("contracts/lease-%d.pdf", n), Title: "The lease", URL: link, Publisher: "Land Office",
		Published: "2024-03-12", Page: 7, Heading: "Term", Start: 100, End: 100 + len(text), Excerpt: text,
		Highlights: [][2]int{{at, at + len("lease ends")}},
	}
}

// Answered is the final reply to a question that the documents answer.
func Answered(id string) *bot.Reply {
	return &bot.Reply{Request: id, Kind: bot.Ask, Final: true, Answer: &bot.Answer{
		ID: id, Question: "When does the lease end?", Outcome: bot.Answered, Confidence: .9,
		Sentences: []bot.Sentence{{Text: sentence, Citations: []int{1}, Start: 100, End: 100 + len(sentence)}},
		Citations: []bot.Citation{Cited(1)},
	}}
}

// Unsure is an answer that may not be right: a passage that it doesn't cite stands below.
func Unsure(id string) *bot.Reply {
	r := Answered(id)
	r.Answer.Confidence = .3
	r.Answer.Citations = append(r.Answer.Citations, Cited(2))
	return r
}

// Differing is the final reply to a question that two documents answer with
// different figures.
func Differing(id string) *bot.Reply {
	r := Answered(id)
	a, other := r.Answer, Cited(2)
	other.Excerpt, other.Published = strings.ReplaceAll(other.Excerpt, "2027", "2030"), ""
	a.Citations = append(a.Citations, other)
	figure := func(text string, c bot.Citation) bot.Figure {
		start := c.Start + strings.Index(c.Excerpt, text)
		return bot.Figure{Text: text, Sentence: c.Excerpt, Citation: c.N, Published: c.Published, Start: start, End: start + len(text)}
	}
	a.Disagreements = []bot.Disagreement{{Figures: []bot.Figure{figure("30 June 2027", a.Citations[0]), figure("30 June 2030", other)}}}
	return r
}

// Listed is the final reply whose sentence announces a list.
func Listed(id string) *bot.Reply {
	r := Answered(id)
	const text = "The tenant must not:\n\n1. keep *animals*,\n2. smoke.\n"
	c := &r.Answer.Citations[0]
	c.Excerpt, c.End, c.Highlights = text, c.Start+len(text), [][2]int{{len("The "), len("The tenant")}}
	r.Answer.Sentences = []bot.Sentence{{
		Text: strings.TrimSpace(text), Citations: []int{1}, Start: c.Start, End: c.End - 1,
		Broken: []string{"The tenant must not:", "1. keep *animals*,", "2. smoke."},
	}}
	return r
}

// Further is the final reply to a question that two places of one document
// answer.
func Further(id string) *bot.Reply {
	r := Answered(id)
	const text = "Notice must be given by 31 December of the year before."
	r.Answer.Sentences = append(r.Answer.Sentences, bot.Sentence{Text: "Notice must be given by 31 December.", Citations: []int{1}})
	r.Answer.Citations[0].More = []bot.Excerpt{{
		Page: 9, Heading: "Notice", Start: 900, End: 900 + len(text), Text: text, Highlights: [][2]int{{0, len("Notice")}},
	}}
	return r
}

// RelatedTo is the reply with passages that are close and no answer.
func RelatedTo(id string) *bot.Reply {
	r := Answered(id)
	r.Answer.Outcome, r.Answer.Sentences = bot.Related, nil
	r.Answer.Corrected = map[string]string{"leese": "lease"}
	return r
}

// NotFoundFor is the reply when the documents don't speak of it.
func NotFoundFor(id string) *bot.Reply {
	return &bot.Reply{Request: id, Kind: bot.Ask, Final: true, Answer: &bot.Answer{
		ID: id, Question: "Where do griffins live?", Outcome: bot.NotFound, Missing: []string{"griffin"},
	}}
}

// Huge is an answer that no message of any platform holds, with a sentence,
// too, that is longer than any block.
func Huge(id string) *bot.Reply {
	a := &bot.Answer{ID: id, Question: "Tell me all.", Outcome: bot.Answered}
	for i := range hugeCitations {
		text := fmt.Sprintf("Beginning %d. ", i) + strings.Repeat("A sentence of some length stands here. ", 30) + fmt.Sprintf("End %d.", i)
		c := Cited(i + 1)
		c.Excerpt, c.End, c.Highlights = text, c.Start+len(text), [][2]int{{0, 9}, {len(text) - 6, len(text)}}
		a.Citations = append(a.Citations, c)
		a.Sentences = append(a.Sentences, bot.Sentence{Text: strings.Repeat("word ", 200) + "stop.", Citations: []int{i + 1}, Start: c.Start, End: c.Start + 10})
	}
	a.Sentences[0].Text = strings.Repeat("An unbroken tale ", 1500) + "ends."
	return &bot.Reply{Request: id, Kind: bot.Ask, Final: true, Answer: a}
}

// HostileReply is an answer all of whose texts are Hostile.
func HostileReply(id string) *bot.Reply {
	r := Answered(id)
	r.Understood = Hostile
	a := r.Answer
	a.Question = Hostile
	a.Sentences[0].Text = "Mind the following:\n# heading <!here>\n- " + Hostile // in three lines
	a.Sentences[0].Broken = []string{"Mind the following:", "# heading <!here>", "- " + strings.Join(strings.Fields(Hostile), " ")}
	a.Missing, a.Corrected = []string{Hostile}, map[string]string{Hostile: Hostile}
	c := &a.Citations[0]
	c.Document, c.Title, c.Publisher, c.Published, c.Heading = Hostile, Hostile, Hostile, Hostile, Hostile
	c.Excerpt, c.Duplicates = Hostile, []string{Hostile}
	c.Highlights = [][2]int{{2, 9}, {11, 30}}
	c.More = []bot.Excerpt{{Heading: Hostile + "!", Text: Hostile, Highlights: [][2]int{{2, 9}}}}
	c.URL = "javascript:alert(1)"
	a.Disagreements = []bot.Disagreement{{Figures: []bot.Figure{{Text: Hostile, Sentence: Hostile, Citation: 1, Published: Hostile}}}}
	return r
}

// Linked gives an address of the page that shows a citation in its document.
func Linked(c bot.Citation) string {
	return fmt.Sprintf("https://footnote.example/source?document=%s&n=%d", url.QueryEscape(c.Document), c.N)
}

// Addresses are what a link may be made of, and whether it can be followed.
var Addresses = map[string]bool{
	"https://footnote.example/source?d=a%2Fb.md&n=1#c1": true, "http://127.0.0.1:8065/source": true,
	"": false, "/source?d=a": false, "javascript:alert(1)": false, "data:text/html,x": false, "file:///etc/passwd": false,
	"https://user:word@evil.example/": false, "https://": false, "https://x.example/\n": false, "%": false,
}

// Verified returns a reply whose claims cite one document twice, and another.
func Verified(id string) *bot.Reply {
	return &bot.Reply{Request: id, Kind: bot.Verify, Final: true, Claims: []bot.Claim{
		{Text: "The lease ends in March.", Supporting: []bot.Citation{Cited(1)}},
		{Text: "The lease ends in May.", Contradicting: []bot.Citation{Cited(1), Cited(2)}, Conflicts: []string{"May is March in the source"}},
	}}
}

// Pictured is the final reply to PicturedQuestion, for pictures: a row of a table answers
// it, and a sentence of another document.
func Pictured(id string) *bot.Reply {
	const (
		row   = "large\t32 GB\t320 GB\t45 €"
		table = "What the plans hold:\n\nPlan\tMemory\tDisk\tPrice a month\nsmall\t2 GB\t20 GB\t5 €\nmedium\t8 GB\t80 GB\t15 €\n" + row + "\n"
		other = "A plan can be changed at any time."
		rest  = " What is left of the month is charged by the day."
	)
	plans := bot.Citation{
		N: 1, Document: "handbook/plans.md", Title: "Plans and prices", URL: "https://documents.example/plans", Publisher: "Customer handbook",
		Published: "2026-09-01", Heading: "Plans", End: len(table), Excerpt: table,
	}
	change := bot.Citation{
		N: 2, Document: "handbook/changes.md", Title: "Changing a plan", URL: "https://documents.example/changes", Publisher: "Customer handbook",
		Published: "2026-03-12", Heading: "Upgrades", End: len(other + rest), Excerpt: other + rest,
	}
	at := strings.Index(table, row)
	return &bot.Reply{Request: id, Kind: bot.Ask, Final: true, Answer: &bot.Answer{
		ID: id, Question: PicturedQuestion, Outcome: bot.Answered, Confidence: .9,
		Sentences: []bot.Sentence{
			{Text: row, Citations: []int{1}, Start: at, End: at + len(row), Cells: []bot.Cell{
				{Column: "Plan", Text: "large"}, {Column: "Memory", Text: "32 GB", Asked: true}, {Column: "Disk", Text: "320 GB"}, {Column: "Price a month", Text: "45 €"},
			}},
			{Text: other, Citations: []int{2}, End: len(other)},
		},
		Citations: []bot.Citation{plans, change},
	}}
}

// PicturedQuestion is what Pictured answers.
const PicturedQuestion = "How much memory does the large plan have, and can I change later?"
