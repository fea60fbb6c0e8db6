package rewrite

import (
	"flag"
	"os"
	"testing"
)

var update = flag.Bool("update", false, "write the golden file anew")

// TestPrompt makes a change of the prompt a diff to review.
func TestPrompt(t *testing.T) {
	prompt, err := rewriter(t, nil).rewritePrompt("and in\n2016?", []string{"Who is Khaled Zerouali?", "How many trafficking networks did Morocco dismantle in 2017?"})
	if err != nil {
		t.Fatal(err)
	}
	const path = "testdata/prompt.txt"
	got := prompt.System + "\n=====\n" + prompt.User
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the prompt is\n%s\nwant\n%s", got, want)
	}
}
