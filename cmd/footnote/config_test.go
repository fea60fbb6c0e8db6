package main

import (
	"io"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"footnote/cmd/footnote/setting"
)

// knownSettings returns the environment names of all flags.
func knownSettings(t *testing.T) []string {
	t.Helper()
	parser, err := newParser(&cli{}, allPlatforms())
	if err != nil {
		t.Fatal(err)
	}
	return setting.Names(parser.Model.Node)
}

// exampleSetting is a setting of .env.example, with what stands above it.
type exampleSetting struct{ name, comment string }

// exampleSettings reads .env.example, where indented comments are examples.
func exampleSettings(t *testing.T) (list []exampleSetting) {
	t.Helper()
	data, err := os.ReadFile("../../.env.example")
	if err != nil {
		t.Fatal(err)
	}
	setting := regexp.MustCompile(`^#?(FOOTNOTE_[A-Z_]+)=`)
	var comment []string
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		match := setting.FindStringSubmatch(line)
		switch {
		case match != nil:
			list = append(list, exampleSetting{match[1], strings.Join(comment, " ")})
			if !strings.HasPrefix(line, "#") {
				t.Errorf("%s is set: a copy of the file should change nothing", match[1])
			}
			comment = nil
		case line == "":
			comment = nil
		case strings.HasPrefix(line, "#  "):
		case strings.HasPrefix(line, "#"):
			comment = append(comment, strings.TrimSpace(line[1:]))
		default:
			t.Errorf("neither comment nor setting: %q", line)
		}
	}
	return list
}

// TestEnvExample keeps .env.example and the code equal, in both directions.
func TestEnvExample(t *testing.T) {
	var listed []string
	for _, s := range exampleSettings(t) {
		listed = append(listed, s.name)
		if !strings.Contains(s.comment, "Default:") {
			t.Errorf("the comment before %s doesn't say what it does and its default: %q", s.name, s.comment)
		}
	}
	slices.Sort(listed)
	if known := knownSettings(t); !slices.Equal(listed, known) {
		t.Errorf(".env.example lists %v, the code knows %v", listed, known)
	}
}

// TestManualSettings keeps the manual's table equal to .env.example.
func TestManualSettings(t *testing.T) {
	const name, head = "docs/settings.md", "| setting | what it does |\n|---|---|\n"
	readme, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(readme), head)
	table, after, more := strings.Cut(rest, "\n\n")
	table = strings.TrimSuffix(table, "\n")
	if more {
		after = "\n" + after
	}
	if !ok {
		t.Fatal("the manual has no table of settings")
	}
	var want strings.Builder
	for _, s := range exampleSettings(t) {
		want.WriteString("| `" + s.name + "` | " + s.comment + " |\n")
	}
	if table+"\n" == want.String() {
		return
	}
	if !*update {
		t.Fatal("the manual's table of settings isn't .env.example's (go test ./cmd/footnote -update writes it anew)")
	}
	if err := os.WriteFile(name, []byte(before+head+want.String()+after), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestWrongSettings holds what is said of settings that can't be meant against
// their names, wherever they come from.
func TestWrongSettings(t *testing.T) {
	const notPublic = "must be as https://footnote.example.com, without a path"
	for _, c := range []struct {
		name, value string
		want        string
		args        []string
	}{
		{"FOOTNOTE_COLOR", "pink", `--color (FOOTNOTE_COLOR) must be one of "auto","always","never" but got "pink"`, []string{"version"}},
		{"FOOTNOTE_MODEL_DEADLINE", "20", `--model-deadline (FOOTNOTE_MODEL_DEADLINE): expected duration but got "20"`, []string{"version"}},
		{"FOOTNOTE_RETENTION_DAYS", "x", `--retention (FOOTNOTE_RETENTION_DAYS): `, []string{"serve"}},
		{"FOOTNOTE_HTTP_ADDR", "nowhere", `FOOTNOTE_HTTP_ADDR is "nowhere", must be as 127.0.0.1:8067`, []string{"serve"}},
		{"FOOTNOTE_PUBLIC_URL", "footnote.example.com", notPublic, []string{"serve"}},
		{"FOOTNOTE_PUBLIC_URL", "ftp://x", notPublic, []string{"serve"}},
		{"FOOTNOTE_PUBLIC_URL", "https://x/path", notPublic, []string{"serve"}},
		{"FOOTNOTE_PUBLIC_URL", "https://x?q", notPublic, []string{"serve"}},
		{"FOOTNOTE_PUBLIC_URL", "https://ann@x", notPublic, []string{"serve"}},
		{"FOOTNOTE_PUBLIC_URL", "https://:80", notPublic, []string{"serve"}},
		{"FOOTNOTE_PUBLIC_URL", "javascript:alert(1)", notPublic, []string{"serve"}},
		{"FOOTNOTE_SLACK_APP_TOKEN", "", "there is no app token for Socket Mode (set FOOTNOTE_SLACK_APP_TOKEN", []string{"serve"}},
		{"FOOTNOTE_SLACK_CHANNELS", "general", `FOOTNOTE_SLACK_CHANNELS names "general", which is no id such as C0123456789`, []string{"slack", "check"}},
		{"FOOTNOTE_SLACK_FOLLOW", "C1, *, general", `FOOTNOTE_SLACK_FOLLOW names "general"`, []string{"slack", "check"}},
		{"FOOTNOTE_SLACK_COLLECTIONS", "general=handbook", `FOOTNOTE_SLACK_COLLECTIONS names "general"`, []string{"slack", "check"}},
		{"FOOTNOTE_DISCORD_GUILDS", "ours", `FOOTNOTE_DISCORD_GUILDS names "ours", which is no id`, []string{"discord", "invite"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Setenv("FOOTNOTE_CORPUS", "")
			t.Setenv("FOOTNOTE_DATA", t.TempDir())
			t.Setenv("FOOTNOTE_SLACK_BOT_TOKEN", "xoxb-1")
			t.Setenv("FOOTNOTE_DISCORD_TOKEN", "t")
			if c.args[0] == "serve" && c.name != "FOOTNOTE_HTTP_ADDR" {
				t.Setenv("FOOTNOTE_HTTP_ADDR", anyPort)
			}
			t.Setenv(c.name, c.value)
			if code, _, stderr := footnote(t, c.args...); code != exitUsage || !strings.Contains(stderr, c.want) {
				t.Errorf("exit code %d: %s", code, stderr)
			}
		})
	}
}

// TestEmptySettings sets every setting to nothing in the environment: that is as
// good as not set.
func TestEmptySettings(t *testing.T) {
	t.Chdir(t.TempDir())
	names := knownSettings(t)
	for _, name := range names {
		t.Setenv(name, "")
		os.Unsetenv(name) // Setenv above puts it back
	}
	for _, verb := range [][]string{{"ask", "what?"}, {"serve"}} {
		want, err := parseCommand(allPlatforms(), verb, io.Discard, io.Discard)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			t.Setenv(name, "")
		}
		got, err := parseCommand(allPlatforms(), verb, io.Discard, io.Discard)
		if err != nil {
			t.Fatalf("%s: %v", verb, err)
		}
		if !reflect.DeepEqual(got.settings, want.settings) {
			t.Errorf("%s: with all settings empty\n%+v, want\n%+v", verb, got.settings, want.settings)
		}
		if g, w := got.kong.Selected().Target.Interface(), want.kong.Selected().Target.Interface(); !reflect.DeepEqual(g, w) {
			t.Errorf("%s: with all settings empty\n%+v, want\n%+v", verb, g, w)
		}
		for _, name := range names {
			os.Unsetenv(name)
		}
	}
}
