package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

func TestAssemblyIsWhatIsGenerated(t *testing.T) {
	for name, want := range generateAll() {
		got, err := os.ReadFile(filepath.Join("..", name))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s isn't what the generator writes: run go generate ./retrieval/encoder/kernel", name)
		}
	}
}

// TestWordsAreWhatTheySay asks GNU as for the encodings of the instructions that
// are written as words.
func TestWordsAreWhatTheySay(t *testing.T) {
	as, err := exec.LookPath("aarch64-linux-gnu-as")
	if err != nil {
		t.Skip("needs binutils-aarch64-linux-gnu")
	}
	object := filepath.Join(t.TempDir(), "words.o")
	words := regexp.MustCompile(`WORD \$0x(\w{8}) // (.*)`).FindAllStringSubmatch(string(generateAll()["neon_arm64.s"]), -1)
	source := ".arch armv8.2-a+dotprod\n"
	for _, w := range words {
		source += w[2] + "\n"
	}
	cmd := exec.Command(as, "-o", object)
	cmd.Stdin = strings.NewReader(source)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	out, err := exec.Command(strings.TrimSuffix(as, "as")+"objdump", "-d", object).Output()
	if err != nil {
		t.Fatal(err)
	}
	codes := regexp.MustCompile(`(?m)^\s+[0-9a-f]+:\s+([0-9a-f]{8})`).FindAllStringSubmatch(string(out), -1)
	if len(codes) != len(words) || len(words) == 0 {
		t.Fatalf("%d instructions for %d words", len(codes), len(words))
	}
	for i, w := range words {
		if codes[i][1] != w[1] {
			t.Errorf("%s is 0x%s, not 0x%s", w[2], codes[i][1], w[1])
		}
	}
}
