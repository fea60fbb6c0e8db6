package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
)

// mayName are the files outside a platform's own folder that name it in code, with
// the reason why.
var mayName = map[string]string{
	"cmd/footnote/platforms_list.go":   "it is the list of the platforms",
	"retrieval/corpus/chatprograms.go": "it reads files of chats, which are called after what exported them",
	"retrieval/corpus/slack.go":        "so does it",
	"retrieval/corpus/slackzip.go":     "so does it",
}

// TestOnlyTheListNamesPlatforms: what a platform needs stands in its folder, so that
// adding one takes a folder and a line. Comments may give examples.
func TestOnlyTheListNamesPlatforms(t *testing.T) {
	const root = "../.."
	var names []string
	for _, p := range allPlatforms() {
		names = append(names, regexp.QuoteMeta(p.Name))
	}
	named := regexp.MustCompile(`(?i)` + strings.Join(names, "|"))
	files, found := 0, make(map[string]bool)
	check(t, filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		if d.IsDir() {
			if d.Name() == "testdata" || strings.HasPrefix(d.Name(), ".") && path != root || named.MatchString(strings.TrimPrefix(rel, "adapters/")) && strings.HasPrefix(rel, "adapters/") {
				return fs.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(rel, ".go") || strings.HasSuffix(rel, "_test.go") {
			return nil
		}
		files++
		tokens := token.NewFileSet()
		file, err := parser.ParseFile(tokens, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			text := ""
			switch n := n.(type) {
			case *ast.BasicLit:
				text = n.Value
			case *ast.Ident:
				text = n.Name
			}
			if !named.MatchString(text) {
				return true
			}
			found[rel] = true
			if _, ok := mayName[rel]; !ok {
				t.Errorf("%s:%d names a platform: %s (let its adapter bring it)", rel, tokens.Position(n.Pos()).Line, text)
			}
			return true
		})
		return nil
	}))
	if files < 100 {
		t.Errorf("only %d files were read", files)
	}
	for path := range mayName {
		if !found[path] {
			t.Errorf("%s names no platform: it needs no exception", path)
		}
	}
}

// TestPlatformsKeepToTheirNames: what a platform adds to the command line can't be
// taken for another's, and its check and rules are called as it is.
func TestPlatformsKeepToTheirNames(t *testing.T) {
	seen := make(map[string]bool)
	for _, p := range withPigeons(newSky()) {
		if seen[p.Name] || p.Name == "" || p.Places.Platform != p.Name || !strings.HasPrefix(p.Places.Place, p.Name+"/") || !strings.HasPrefix(p.Places.Person, p.Name+"/") {
			t.Errorf("%q is there twice, or its places aren't called so", p.Name)
		}
		seen[p.Name] = true
		parser, err := kong.New(p.Settings())
		check(t, err)
		needs := false
		for _, f := range parser.Model.Flags {
			if f.Name == "help" {
				continue
			}
			if want := "FOOTNOTE_" + strings.ToUpper(strings.ReplaceAll(f.Name, "-", "_")); !strings.HasPrefix(f.Name, p.Name+"-") || len(f.Envs) != 1 || f.Envs[0] != want {
				t.Errorf("a setting of %s is --%s, %v", p.Name, f.Name, f.Envs)
			}
			needs = needs || f.Envs[0] == p.Needs
		}
		if !needs {
			t.Errorf("%s has no setting %s", p.Name, p.Needs)
		}
	}
}
