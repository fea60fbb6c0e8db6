package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// layers are the module's top-level packages, the lowest first: imports run
// from later to earlier ones only.
var layers = []string{"footnote/seeds", "footnote/retrieval", "footnote/bot", "footnote/adapters", "footnote/cmd"}

// owners are the libraries that only one part of the house may import.
var owners = map[string]string{
	"github.com/blevesearch/bleve":      "footnote/retrieval/blevex",
	"go.etcd.io/bbolt":                  "footnote/retrieval/blevex",
	"github.com/opensearch-project":     "footnote/retrieval/opensearch",
	"github.com/slack-go/slack":         "footnote/adapters/slack",
	"github.com/bwmarrin/discordgo":     "footnote/adapters/discord",
	"github.com/sashabaranov/go-openai": "footnote/adapters/openai",
	"github.com/alecthomas/kong":        "footnote/cmd",
	"github.com/coreos/go-oidc":         "footnote/adapters/web/login",
	"github.com/prometheus":             "footnote/adapters/web/status",
	"github.com/modelcontextprotocol":   "footnote/adapters/web/api",
	"github.com/mmcdole/gofeed":         "footnote/adapters/website",
	"github.com/jackc/pgx":              "footnote/adapters/postgres",
	"github.com/temoto/robotstxt":       "footnote/adapters/website",
}

// floors are the rooms of all layers but the adapters', the lowest first: imports run
// from later floors to earlier ones, never along one. A room that isn't listed stands
// on the floor of the one that it lies in.
var floors = [][]string{
	{"footnote/retrieval/language", "footnote/retrieval/private", "footnote/retrieval/weights", "footnote/retrieval/encoder"},
	{"footnote/retrieval/quantity"},
	{"footnote/retrieval/question"},
	{"footnote/retrieval"},
	{"footnote/retrieval/lexicon", "footnote/retrieval/eval", "footnote/retrieval/meaning", "footnote/retrieval/engine"},
	{"footnote/retrieval/corpus", "footnote/retrieval/blevex", "footnote/retrieval/opensearch", "footnote/retrieval/weights/training"},
	{"footnote/retrieval/library", "footnote/retrieval/mirror"},
	{"footnote/bot", "footnote/bot/secret"},
	{"footnote/bot/wording", "footnote/bot/present/text"},
	{"footnote/bot/attached", "footnote/bot/followup", "footnote/bot/grounding", "footnote/bot/meter", "footnote/bot/rewrite"},
	{"footnote/bot/answering", "footnote/bot/summary"},
	{"footnote/bot/guide"},
	{"footnote/bot/inbox", "footnote/bot/present"},
	{"footnote/bot/access", "footnote/bot/bottest"},
	{programPath + "/clustered", programPath + "/completion", programPath + "/console", programPath + "/datafolder", programPath + "/docs", programPath + "/holdings", programPath + "/manual",
		programPath + "/measuring", programPath + "/passages", programPath + "/pulled", programPath + "/serving", programPath + "/setting", programPath + "/version"},
	{programPath + "/backup", programPath + "/embedding", programPath + "/page", programPath + "/platforms", programPath + "/replying", programPath + "/sites",
		programPath + "/stores", programPath + "/tokens", programPath + "/trust", programPath + "/writing"},
	{programPath + "/batch", programPath + "/chat", programPath + "/show"},
	{programPath + "/doctor", programPath + "/indexing"},
	{programPath + "/asking"},
	{programPath + "/evaluation", programPath + "/server"},
	{programPath},
}

// programPath is the path of package main.
const programPath = "footnote/cmd/footnote"

// TestEveryRoomOfTheProgramHasAFloor: one that isn't listed would count as package main,
// and none of its imports be looked at.
func TestEveryRoomOfTheProgramHasAFloor(t *testing.T) {
	for _, p := range listPackages(t) {
		if _, room := floorOf(p.ImportPath); within(p.ImportPath, programPath) && room != p.ImportPath {
			t.Errorf("%s has no floor", p.ImportPath)
		}
	}
}

// mostLines is the size of package main at which it holds more than verbs and wiring.
const mostLines = 2500

func TestMainIsSmall(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	lines := 0
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		lines += bytes.Count(text, []byte("\n"))
	}
	if lines >= mostLines {
		t.Errorf("package main has %d lines, must have fewer than %d: what is more than a verb belongs into a room", lines, mostLines)
	}
}

// floorOf returns the floor of a package and the room that it belongs to, -1 for
// one outside of them.
func floorOf(path string) (floor int, room string) {
	floor = -1
	for i, rooms := range floors {
		for _, r := range rooms {
			if within(path, r) && len(r) > len(room) {
				floor, room = i, r
			}
		}
	}
	return floor, room
}

func TestImportsRunDownTheFloors(t *testing.T) {
	for _, p := range listPackages(t) {
		from, room := floorOf(p.ImportPath)
		for _, imported := range p.Imports {
			to, other := floorOf(imported)
			if from >= 0 && to >= from && other != room {
				t.Errorf("%s imports %s, which stands no lower", p.ImportPath, imported)
			}
		}
	}
}

func TestImportsRunOneWay(t *testing.T) {
	packages := listPackages(t)
	if len(packages) < 5 {
		t.Fatalf("go list found only %d packages", len(packages))
	}
	for _, p := range packages {
		for _, imported := range p.Imports {
			for library, owner := range owners {
				if within(imported, library) && !within(p.ImportPath, owner) {
					t.Errorf("%s imports %s, which only %s may", p.ImportPath, imported, owner)
				}
			}
			from, to := layer(p.ImportPath), layer(imported)
			switch {
			case to < 0:
			case to > from:
				t.Errorf("%s imports %s: imports run cmd → adapters → bot → retrieval", p.ImportPath, imported)
			case within(p.ImportPath, "footnote/retrieval") && within(imported, "footnote/seeds"):
				t.Errorf("%s imports the sample corpus", p.ImportPath)
			case layers[from] == "footnote/bot" && (imported == "footnote/retrieval/blevex" || imported == "footnote/retrieval/opensearch" || imported == "footnote/retrieval/library"):
				t.Errorf("%s imports an engine", p.ImportPath)
			case layers[from] == "footnote/adapters" && layers[to] == "footnote/adapters" && imported != layers[to] && // what all bring
				!within(imported, "footnote/adapters/internal") && !within(imported, p.ImportPath):
				t.Errorf("%s imports another adapter, %s", p.ImportPath, imported)
			}
		}
	}
}

func layer(path string) int {
	for i, l := range layers {
		if within(path, l) {
			return i
		}
	}
	return -1
}

// within reports whether an import path is root or below it. Major versions of a
// library count as below it.
func within(path, root string) bool { return path == root || strings.HasPrefix(path, root+"/") }

type listed struct {
	ImportPath string
	Imports    []string
}

func listPackages(t *testing.T) []listed {
	t.Helper()
	cmd := exec.Command("go", "list", "-json=ImportPath,Imports", "footnote/...")
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var packages []listed
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listed
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return packages
		} else if err != nil {
			t.Fatal(err)
		}
		packages = append(packages, p)
	}
}
