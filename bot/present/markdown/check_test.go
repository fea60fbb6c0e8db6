package markdown

import (
	"strings"
	"testing"

	"footnote/bot"
)

func TestACheckIsATable(t *testing.T) {
	got := Check(&bot.Reply{Kind: bot.Verify, Claims: []bot.Claim{
		{Text: "It is | said."},
		{Text: "It was 95.", Contradicting: []bot.Citation{{N: 1, Document: "a.txt"}}, Conflicts: []string{"the source says 80"}},
	}}, nil)
	lines := strings.Split(got, "\n")
	if len(lines) < 4 || lines[1] != "| --- | --- | --- | --- |" || !strings.HasPrefix(lines[2], "| **Contradicted** | It was 95. | Differs: the source says 80 | **a.txt**") || !strings.Contains(lines[3], `It is \| said.`) {
		t.Errorf("the table is\n%s", got)
	}
}
