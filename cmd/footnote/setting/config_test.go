package setting

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
)

// grammar has a setting of each kind.
type grammar struct {
	Folder string            `env:"FOOTNOTE_FOLDER" placeholder:"DIR"`
	List   []string          `env:"FOOTNOTE_LIST"`
	Deep   string            `env:"FOOTNOTE_LIST_DEEP"`
	Pairs  map[string]string `env:"FOOTNOTE_CHAT_PAIRS" mapsep:","`
	Token  string            `env:"FOOTNOTE_CHAT_TOKEN"`
	Number int               `env:"FOOTNOTE_NUMBER"`
	Switch bool              `env:"FOOTNOTE_SWITCH"`
}

// parseConfig reads a settings file as the program does.
func parseConfig(t *testing.T, text string) (g grammar, err error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "footnote.yaml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	parser, err := kong.New(&g)
	if err != nil {
		t.Fatal(err)
	}
	c, err := readConfig(path, parser.Model)
	if err != nil {
		return g, err
	}
	parser, err = kong.New(&g, kong.Resolvers(c))
	if err != nil {
		t.Fatal(err)
	}
	_, err = parser.Parse(nil)
	if g.Folder != "" {
		g.Folder = strings.TrimPrefix(g.Folder, filepath.Dir(path))
	}
	return g, err
}

// TestConfig reads values of all kinds.
func TestConfig(t *testing.T) {
	g, err := parseConfig(t, "# mine\nfolder: docs # here\nlist:\n  - a, b\n  - c\nlist_deep: '*'\nchat:\n  pairs: {C1: x, C2: y}\n  token: |\n    secret\nnumber: 7\nswitch: true\n")
	if err != nil || g.Folder != "/docs" && g.Folder != "\\docs" || len(g.List) != 2 || g.List[0] != "a, b" || g.Deep != "*" || g.Token != "secret" ||
		g.Pairs["C1"] != "x" || g.Pairs["C2"] != "y" || g.Number != 7 || !g.Switch {
		t.Errorf("%+v, %v", g, err)
	}
	for _, text := range []string{"", "# nothing\n", "folder:\n", "folder: \"\"\nlist: []\n"} {
		if g, err := parseConfig(t, text); err != nil || g.Folder != "" || len(g.List) > 0 {
			t.Errorf("%q: %+v, %v", text, g, err)
		}
	}
}

// TestWrongConfig names the line and the key.
func TestWrongConfig(t *testing.T) {
	for text, want := range map[string]string{
		"folder: a\nfoldr: b\n":             "line 2, foldr: there is no such setting (did you mean folder?)",
		"chat:\n  tokn: b\n":                "line 2, chat.tokn: there is no such setting (did you mean chat_token?)",
		"nothing: {like: it}\n":             "line 1, nothing: there is no such setting (.env.example",
		"folder: a\n\nfolder: b\n":          "line 3, folder: it is set in line 1, too",
		"chat_token: a\nchat: {token: b}\n": "line 2, chat.token: it is set in line 1, too",
		"list:\n  deep: x\n":                "line 1, list: this setting is one value or a list",
		"list: [a, [b]]\n":                  "list: a list stands in a list",
		"folder: &x a\n":                    "line 1, folder: anchors, aliases and tags are not read",
		"folder: a\n---\nlist: [b]\n":       "what stands behind --- is not read",
		"a text\n":                          "line 1: here stands a value and no key",
		"- a\n":                             "line 1: here stands a value and no key",
		"folder: a\n\tlist: b\n":            "this is no YAML",
		"\xff\xfe":                          "line 1",
	} {
		_, err := parseConfig(t, text)
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "footnote.yaml") {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}

// TestAbsolutePath: ~ is the home folder of the environment.
func TestAbsolutePath(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	for text, want := range map[string]string{"~": home, "~/docs": filepath.Join(home, "docs"), home: home} {
		if got, err := AbsolutePath(text); err != nil || got != want {
			t.Errorf("%s is %s, %v, want %s", text, got, err, want)
		}
	}
	if got, err := AbsolutePath("~ann"); err != nil || filepath.Base(got) != "~ann" {
		t.Errorf("a file of that name is %s, %v", got, err)
	}
}
