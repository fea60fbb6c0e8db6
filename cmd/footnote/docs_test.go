package main

import (
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/alecthomas/kong"

	"footnote/cmd/footnote/docs"
)

// manualFiles are the README and the pages of the manual, by their paths.
func manualFiles(t *testing.T) map[string]string {
	t.Helper()
	pages, err := filepath.Glob("docs/*.md")
	check(t, err)
	texts := make(map[string]string)
	for _, path := range append(pages, "../../README.md") {
		data, err := os.ReadFile(path)
		check(t, err)
		texts[path] = string(data)
	}
	return texts
}

// TestTopics: each page is listed, and each topic is a page.
func TestTopics(t *testing.T) {
	readme := manualFiles(t)["../../README.md"]
	for _, topic := range docs.Topics() {
		text, ok := docs.Find(topic.Name)
		if !ok || !strings.HasPrefix(text, "# ") {
			t.Errorf("%s has no page with a heading", topic.Name)
		}
		if want := "[" + topic.Name + "](cmd/footnote/docs/" + topic.Name + ".md) | " + topic.About + " |"; !strings.Contains(readme, want) {
			t.Errorf("the README doesn't list %s as the program does", topic.Name)
		}
	}
	for path := range manualFiles(t) {
		if name := strings.TrimSuffix(filepath.Base(path), ".md"); name != "README" && !slices.Contains(docs.Names(), name) {
			t.Errorf("%s isn't listed", path)
		}
	}
}

// TestManualLinks: no link within the repository leads nowhere.
func TestManualLinks(t *testing.T) {
	link := regexp.MustCompile(`\]\(([^)#]*)(#[^)]*)?\)`)
	for path, text := range manualFiles(t) {
		for _, m := range link.FindAllStringSubmatch(text, -1) {
			if m[1] == "" {
				t.Errorf("%s has the link %s within itself: name the page", path, m[0])
			} else if !strings.Contains(m[1], "://") {
				if _, err := os.Stat(filepath.Join(filepath.Dir(path), m[1])); err != nil {
					t.Errorf("%s has a link to %s: %v", path, m[1], err)
				}
			}
		}
	}
}

// TestManualNames: all settings that the manual names are there.
func TestManualNames(t *testing.T) {
	known := append(knownSettings(t), "FOOTNOTE_TEST_ROBUST", "FOOTNOTE_BENCH_CORPUS", "FOOTNOTE_BENCH_DATA", "FOOTNOTE_BENCH_QUESTIONS")
	for path, text := range manualFiles(t) {
		for _, name := range regexp.MustCompile(`FOOTNOTE_[A-Z0-9_]*[A-Z0-9]`).FindAllString(text, -1) {
			if !slices.Contains(known, name) {
				t.Errorf("%s names %s, which is no setting", path, name)
			}
		}
	}
}

// manualCommands returns the commands of the program that a page shows, in blocks and in
// lines, as words without the program's name.
func manualCommands(text string) (commands [][]string) {
	var shown []string
	for line := range strings.Lines(text) {
		if code, ok := strings.CutPrefix(line, "    "); ok {
			shown = append(shown, strings.TrimPrefix(strings.TrimSpace(code), "$ "))
		}
	}
	for _, m := range regexp.MustCompile("`([^`]*)`").FindAllStringSubmatch(strings.ReplaceAll(text, "\n", " "), -1) {
		shown = append(shown, m[1])
	}
	variable := regexp.MustCompile(`^[A-Z_]+=`)
	for _, line := range shown {
		for _, command := range strings.Split(line, "&&") {
			words := shellWords(command)
			for len(words) > 0 && variable.MatchString(words[0]) {
				words = words[1:]
			}
			if len(words) > 1 && words[0] == "footnote" {
				commands = append(commands, words[1:])
			}
		}
	}
	return commands
}

// TestManualCommands parses all commands that the manual shows, as the program would.
func TestManualCommands(t *testing.T) {
	parser, err := newParser(&cli{}, allPlatforms(), kong.Name("footnote"), kong.Writers(io.Discard, io.Discard), kong.Exit(func(int) {}))
	check(t, err)
	n := 0
	for path, text := range manualFiles(t) {
		for _, command := range manualCommands(text) {
			n++
			if err := parses(parser, command); err != nil {
				t.Errorf("%s shows %q: %v", path, command, err)
			}
		}
	}
	if n < 40 {
		t.Errorf("only %d commands were found", n)
	}
}

// shellWords splits a command as a shell does, up to what it does with the output.
func shellWords(command string) (words []string) {
	command, _, _ = strings.Cut(command, " | ")
	command, _, _ = strings.Cut(command, " \\| ")
	for _, m := range regexp.MustCompile(`"([^"]*)"|'([^']*)'|(\S+)`).FindAllStringSubmatch(command, -1) {
		words = append(words, m[1]+m[2]+m[3])
	}
	return words
}

// parses returns why a command line isn't taken. One that lacks its arguments is: text
// names verbs without them. What is written for a value, such as VERB, stands for one.
func parses(parser *kong.Kong, args []string) error {
	if args = helpArgs(args, parser.Model); args[0] == "VERB" {
		args = args[1:]
	}
	_, err := parser.Parse(args)
	if err != nil && (strings.HasPrefix(err.Error(), "expected ") || strings.Contains(err.Error(), "missing")) {
		return nil
	}
	return err
}
