package present

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"footnote/bot"
	"footnote/bot/present/text"
	"footnote/bot/wording"
)

// kindsOf tells parts in one line each, with what is marked between asterisks.
func kindsOf(parts []Part) string {
	marked := func(m text.Marked) string {
		var b strings.Builder
		for _, r := range m.Runs() {
			if r.Bold {
				r.Text = "*" + r.Text + "*"
			}
			b.WriteString(strings.ReplaceAll(r.Text, "\n", "/"))
		}
		return b.String()
	}
	var lines []string
	for _, p := range parts {
		switch p.Kind {
		case Table:
			var rows []string
			for _, row := range p.Rows {
				var cells []string
				for _, c := range row {
					if c.Marked {
						c.Text = "*" + c.Text + "*"
					}
					cells = append(cells, c.Text)
				}
				rows = append(rows, strings.Join(cells, ","))
			}
			lines = append(lines, "table "+strings.Join(rows, ";"))
		case List:
			var items []string
			for _, i := range p.Items {
				items = append(items, fmt.Sprintf("%d.%d %s", i.Number, i.Indent, marked(i.Text)))
			}
			lines = append(lines, "list "+strings.Join(items, ";"))
		case Code:
			lines = append(lines, "code "+marked(p.Text))
		default:
			lines = append(lines, "prose "+marked(p.Text))
		}
	}
	return strings.Join(lines, "\n")
}

func TestExcerptsAreCutIntoTheirParts(t *testing.T) {
	for excerpt, want := range map[string]string{
		"One. *Two.* Three.\n\nFour.":            "prose One. *Two.* Three.\nprose Four.",
		"Sizes:\nName\tSize\n*small\t3*\nbig\t9": "prose Sizes:\ntable Name,Size;*small*,*3*;big,9",
		"You must not:\n- smoke,\n  not even once\n- *sing*\n  - at night\n1. First.\n2. Then.": "prose You must not:\nlist 0.0 smoke, not even once;0.0 *sing*;0.1 at night;1.0 First.;2.0 Then.",
		"Run this.\n\ntool copy --all s3://source folder":                                       "prose Run this.\ncode tool copy --all s3://source folder",
		"{\n  \"name\": \"x\",\n\n  \"size\": 3\n}\n\nThat is all.":                             "code {/  \"name\": \"x\",//  \"size\": 3/}\nprose That is all.",
		"See https://x.example/a, please.":                                                      "prose See https://x.example/a, please.",
		"":                                                                                      "",
	} {
		m := text.Marked{}
		for i, s := range strings.Split(excerpt, "*") {
			if i%2 == 1 {
				m.Marks = append(m.Marks, [2]int{len(m.Text), len(m.Text) + len(s)})
			}
			m.Text += s
		}
		if got := kindsOf(Parts(m)); got != want {
			t.Errorf("%q\nis   %s\nwant %s", excerpt, got, want)
		}
	}
}

func TestTablesStandInColumns(t *testing.T) {
	rows := func(s string) [][]Cell { return Parts(text.Marked{Text: s})[0].Rows }
	got := Grid(rows("Name\tSize of it\nsmall\t3\nvery big\t900"))
	if want := "Name      Size of it\n────────────────────\nsmall              3\nvery big         900"; got != want {
		t.Errorf("the table is\n%s\nwant\n%s", got, want)
	}
	marked := rows("a\t1\nb\t2")
	marked[1][0].Marked = true
	if got, want := Grid(marked), "  a  1\n→ b  2"; got != want {
		t.Errorf("marked, it is\n%s\nwant\n%s", got, want)
	}
	long := strings.Repeat("long ", 20)
	if got, want := Grid(rows("Name\tUse of it\nx\t"+long+"\ny\tshort")), "x · Use of it: "+strings.TrimSpace(long)+"\ny · Use of it: short"; got != want {
		t.Errorf("a wide one is\n%s\nwant\n%s", got, want)
	}
}

func TestRowsNameTheirColumns(t *testing.T) {
	cells := []bot.Cell{{Column: "Class", Text: "m5"}, {Column: "Maria", Text: "64"}, {Column: "Server", Text: "16"}, {Column: "Mine", Text: ""}}
	statement := func(c []bot.Cell) string { return readableLines(bot.Sentence{Text: "m5\t64\t16", Cells: c})[0] }
	if got, want := statement(cells), "m5 · Maria: 64 · Server: 16"; got != want {
		t.Errorf("the row is %q, want %q", got, want)
	}
	cells[2].Asked = true
	if got, want := statement(cells), "m5 · Server: 16"; got != want {
		t.Errorf("the row is %q, want %q", got, want)
	}
	if got, want := statement([]bot.Cell{{Text: "Sets"}, {Text: "6"}}), "Sets: 6"; got != want {
		t.Errorf("the row is %q, want %q", got, want)
	}
	table := bot.Sentence{Broken: []string{"The limits:", "Name\tMost", "a\t1", "b\t2"}}
	if got, want := strings.Join(readableLines(table), "/"), "The limits:/a · Most: 1/b · Most: 2"; got != want {
		t.Errorf("the table is %q, want %q", got, want)
	}
}

func TestAnswersAreBrief(t *testing.T) {
	long := strings.Repeat("word ", 200) + "end."
	say := func(lines ...string) Statement { return Statement{Lines: lines, Words: wording.In("en")} }
	for _, c := range []struct {
		given []Block
		want  string
	}{
		{[]Block{say("- ALIAS")}, "ALIAS"},
		{[]Block{say("You must not:", "- smoke", "- sing", "- cook", "- run")}, "You must not:/- smoke/- sing/… 2 more"},
		{[]Block{say("You must not:", "- smoke", "- sing", "- run"), say("Pay in May.")}, "You must not:/- smoke/… 2 more/Pay in May."},
		{[]Block{say("You must not:", "- smoke", "- sing", "- cook")}, "You must not:/- smoke/- sing/- cook"}, // to say "1 more" takes a line, too
		{[]Block{say("Two things:", "One is this.", "The other is that.", "And more.")}, "Two things:/One is this./The other is that. …"},
		{[]Block{say("Unpack it:", "tar -xzf a.tar.gz \\", "-C /srv --strip-components=1", "systemctl start x", "rm -f /tmp/x")}, "Unpack it:/tar -xzf a.tar.gz \\/-C /srv --strip-components=1/systemctl start x/rm -f /tmp/x"},
		{[]Block{say("You must not:", "- smoke"), say("- smoke")}, "You must not:/- smoke"},
		{[]Block{Statement{Lines: []string{long}, Own: true}}, long},
	} {
		var got []string
		for _, b := range Brief(c.given) {
			got = append(got, b.(Statement).Lines...)
		}
		if s := strings.Join(got, "/"); s != c.want {
			t.Errorf("%v\nis   %q\nwant %q", c.given, s, c.want)
		}
	}
	cut := Brief([]Block{say(long)})[0].(Statement).Lines[0]
	if !strings.HasSuffix(cut, "word …") || text.Runes(cut) > briefSentence+2 {
		t.Errorf("a long sentence is cut to %q", cut)
	}
}

func TestSnippetsShowWhatWasAskedFor(t *testing.T) {
	before, after := strings.Repeat("Nothing of it. ", 30), strings.Repeat(" Nor here.", 40)
	c := bot.Citation{Excerpt: before + "The lease ends in June." + after}
	at := len(before) + len("The ")
	c.Highlights = [][2]int{{0, 7}, {at, at + 5}, {at + 6, at + 10}}
	got := Snippet(c, 0)
	if !strings.HasPrefix(got, "… The lease ends in June.") || !strings.HasSuffix(got, "…") || len(got) > firstSnippet+20 {
		t.Errorf("the snippet is %q", got)
	}
	best := strings.Index(c.Excerpt, "Nor here.")
	c.Best = [2]int{best, best + len("Nor here.")}
	if got := Snippet(c, 1); !strings.HasPrefix(got, "… Nor here.") || len(got) > nextSnippet+20 {
		t.Errorf("the snippet around the sentence that most probably answers is %q", got)
	}
	begun := strings.Repeat("It is said here. ", 9) + "\nAnd this only begins, and goes on and on and on."
	if got := Snippet(bot.Citation{Excerpt: begun, Best: [2]int{0, 16}}, 0); !strings.HasSuffix(got, "It is said here. …") {
		t.Errorf("the snippet ends in what only begins: %q", got)
	}
	if got, want := Snippet(bot.Citation{Excerpt: "a\tb\n\n- c\n1. d"}, 0), "a · b\n• c\n1. d"; got != want {
		t.Errorf("the snippet is %q, want %q", got, want)
	}
}

// TestStatementsHaveForms: what a line announces is drawn as a list or as code.
func TestStatementsHaveForms(t *testing.T) {
	for _, c := range []struct {
		lines []string
		want  []PartKind
	}{
		{[]string{"The lease ends in June."}, []PartKind{Prose}},
		{[]string{"You must not:", "- smoke", "- sing", "… 3 more"}, []PartKind{Prose, List, Prose}},
		{[]string{"Unpack it:", "tar -xzf \"$file\" -C /srv"}, []PartKind{Prose, Code}},
		{[]string{"tar -xzf \"$file\" -C /srv"}, []PartKind{Prose}},
		{[]string{"It is so.", "And so."}, []PartKind{Prose}},
	} {
		var got []PartKind
		for _, p := range (Statement{Lines: c.lines}).Parts() {
			got = append(got, p.Kind)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q is %v, want %v", c.lines, got, c.want)
		}
	}
}

// TestAModelsWordsMarkWhatTheyRestOn in the excerpt.
func TestAModelsWordsMarkWhatTheyRestOn(t *testing.T) {
	const excerpt = "It was let in 2021. The lease ends in June. It can be renewed."
	a := &bot.Answer{Outcome: bot.Answered, Citations: []bot.Citation{{N: 1, Document: "a.md", End: len(excerpt), Excerpt: excerpt}}, Sentences: []bot.Sentence{{
		Text: "It ends in June.", Citations: []int{1}, Rests: []bot.Rest{{Citation: 1, Text: "The lease ends in June."}, {Citation: 2, Text: "It can be renewed."}},
	}}}
	_, blocks := Answer(a, "")
	marks := blocks[len(blocks)-1].(Source).Answering
	if len(marks) != 1 || excerpt[marks[0][0]:marks[0][1]] != "The lease ends in June." {
		t.Errorf("marked are %v", marks)
	}
}
