package access

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"footnote/bot"
)

const rules = `# who sees what
handbook:
  everyone: true
contracts:
  slack:
    teams: [T1]
    channels:
      - C1 # the lawyers
      - D7
  discord:
    guilds: [11]
    channels: ["21"]
    roles: [31, 32]
  web:
    users: [Ada@example.com]
    groups: [legal]
board:
  slack: {channels: [C2]}
  discord:
    roles: [32]
.:
  web: {users: ["*"]}
wide:
  slack: {teams: ["*"]}
  discord: {guilds: ["*"]}
"*":
  web: {users: [root], groups: [admins]}
2017:
  slack: {channels: [C3]}
staff:
  people:
    emails: [Eve@Example.com]
    domains: [example.org]
nobody:
`

func parsed(t *testing.T, text string) *Rules {
	t.Helper()
	r, err := Parse("access.yaml", []byte(text), Grammars())
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestWhoSeesWhat(t *testing.T) {
	r := parsed(t, rules)
	place := func(platform, space, channel string, direct bool, roles ...string) bot.Place {
		return bot.Place{Platform: platform, Space: space, Channel: channel, Direct: direct, Roles: roles}
	}
	person := func(platform, email string, direct bool) bot.Place {
		return bot.Place{Platform: platform, Direct: direct, Email: email}
	}
	for _, c := range []struct {
		name  string
		place bot.Place
		want  string // "*" for all
	}{
		{"a person in Slack", person("slack", "eve@example.com", true), "handbook staff"},
		{"the same person on a platform without rules", person("terminal", "eve@example.com", true), "handbook staff"},
		{"a person where others read, too", person("slack", "eve@example.com", false), "handbook"},
		{"a domain", person("discord", "bob@example.org", true), "handbook staff"},
		{"a domain below it", person("discord", "bob@evil.example.org", true), "handbook"},
		{"an address with two domains", person("discord", "bob@evil.com@example.org", true), "handbook"},
		{"somebody without an address", person("discord", "", true), "handbook"},
		{"a workspace", place("slack", "T1", "C9", false), "handbook contracts wide"},
		{"a direct message belongs to its workspace", place("slack", "T1", "D1", true), "handbook contracts wide"},
		{"another workspace", place("slack", "T2", "C9", false), "handbook wide"},
		{"a channel of another workspace", place("slack", "T2", "C1", false), "handbook contracts wide"},
		{"one direct message", place("slack", "T2", "D7", true), "handbook contracts wide"},
		{"a channel with rules of its own", place("slack", "T1", "C2", false), "handbook contracts board wide"},
		{"a private reply in a channel", place("slack", "T2", "C2", true), "handbook board wide"},
		{"a collection that looks like a number", place("slack", "T2", "C3", false), "handbook wide 2017"},
		{"Slack without a workspace", place("slack", "", "", true), "handbook"},
		{"a server", place("discord", "11", "99", false), "handbook contracts wide"},
		{"a channel of another server", place("discord", "12", "21", false), "handbook contracts wide"},
		{"a role counts for nothing in a channel", place("discord", "12", "99", false, "31", "32"), "handbook wide"},
		{"a role counts where the asker alone reads", place("discord", "12", "99", true, "32"), "handbook contracts board wide"},
		{"another role", place("discord", "12", "99", true, "33"), "handbook wide"},
		{"a direct message in Discord", place("discord", "", "77", true), "handbook"},
		{"ids of one platform mean nothing on another", place("slack", "11", "21", true, "32"), "handbook wide"},
		{"ids of one kind mean nothing as another", place("discord", "12", "11", true, "21"), "handbook wide"},
		{"a user", place("web", "", "", true, "user:ada@example.com"), "handbook contracts ."},
		{"a user in other letters", place("web", "", "", true, "user:ADA@EXAMPLE.com"), "handbook contracts ."},
		{"a look-alike is another user", place("web", "", "", true, "user:root\u212a", "user:Ａda@example.com"), "handbook ."},
		{"a group", place("web", "", "", true, "user:bob", "group:legal"), "handbook contracts ."},
		{"a user called like a group", place("web", "", "", true, "user:legal"), "handbook ."},
		{"a group called like a user", place("web", "", "", true, "group:root", "group:ada@example.com", "group:user:root", "legal"), "handbook ."},
		{"somebody without a name", place("web", "", "", true), "handbook ."},
		{"a user who sees all", place("web", "", "", true, "user:root"), "*"},
		{"a group that sees all", place("web", "", "", true, "group:admins"), "*"},
		{"elsewhere", place("terminal", "T1", "C1", true, "31", "user:root", "admins"), "handbook"},
	} {
		t.Run(c.name, func(t *testing.T) {
			list, all := r.Collections(c.place)
			for i := range list {
				if list[i] == "" {
					list[i] = "."
				}
			}
			got := strings.Join(list, " ")
			if all {
				got = "*"
			}
			if got != c.want {
				t.Errorf("sees %q, want %q", got, c.want)
			}
		})
	}
}

func TestAnEmptyFileClosesAll(t *testing.T) {
	for _, text := range []string{"", "\n", "# nothing yet\n", "---\n", "{}\n"} {
		r := parsed(t, text)
		if list, all := r.Collections(bot.Place{Platform: "slack", Space: "T1", Direct: true}); all || len(list) > 0 {
			t.Errorf("%q: sees %v, %v", text, list, all)
		}
		if w := r.Warnings(nil); len(w) != 1 || !strings.Contains(w[0], "nobody sees anything") {
			t.Errorf("%q: warnings %q", text, w)
		}
	}
}

func TestErrorsSayWhereAndWhatToDo(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"a: [\n", "access.yaml:"},
		{"a:\n  slack:\n   teams: [T1]\n  channels\n", "access.yaml:"},
		{"*:\n  everyone: true\n", `access.yaml:1: * stands in quotes in YAML (write "*")`},
		{"a:\n  web:\n    users: [*]\n", `in quotes`},
		{"- a\n", `access.yaml:1: there must be names`},
		{"a\n", `access.yaml:1: there must be names`},
		{"a: true\n", `access.yaml:1: a: there must be names`},
		{"a:\n  everyone: yes please\n", `access.yaml:2: a.everyone: it is true or false`},
		{"a:\n  everyone: true\nb: {}\na:\n  everyone: true\n", `access.yaml:4: a: it stands in line 1 already (make one of the two)`},
		{"a:\n  slack: {}\n  slack: {}\n", `access.yaml:3: a.slack: it stands in line 2 already`},
		{"a:\n  teams: [T1]\n", `access.yaml:2: a.teams: there is no such setting (it can be everyone, people, slack, discord or web)`},
		{"a:\n  slack:\n    guilds: [1]\n", `access.yaml:3: a.slack.guilds: there is no such setting (slack has teams, channels)`},
		{"a:\n  slack:\n    channels: C1\n", `access.yaml:3: a.slack.channels: there must be a list`},
		{"a:\n  slack:\n    channels:\n      - C1\n      - \"#general\"\n", `access.yaml:5: a.slack.channels: "#general" is no id of a channel, such as C0123456789 (`},
		{"a:\n  slack:\n    channels: [C1, C2, C1]\n", `access.yaml:3: a.slack.channels: "C1" is there twice (take one out)`},
		{"a:\n  slack:\n    channels: ['*']\n", `"*" is possible for teams, guilds and users only (or say everyone: true)`},
		{"a:\n  slack:\n    teams: [acme]\n", `"acme" is no id of a workspace`},
		{"a:\n  discord:\n    roles: [mods]\n", `"mods" is no id, such as 123456789012345678 (`},
		{"a:\n  discord:\n    roles: [[1]]\n", `access.yaml:3: a.discord.roles: there must be an id`},
		{"a:\n  web:\n    groups: ['user:ada']\n", `"user:ada" is no name`},
		{"a:\n  web:\n    users: ['']\n", `"" is no name`},
		{"a:\n  people: {emails: [ada]}\n", `a.people.emails: "ada" is no e-mail address`},
		{"a:\n  people: {domains: ['@example.com']}\n", `a.people.domains: "@example.com" is no domain, such as example.com`},
		{"a:\n  people: {groups: [x]}\n", `(people has emails, domains)`},
		{"a/b:\n  everyone: true\n", `a collection is a folder directly below the corpus`},
		{"a: &x\n  everyone: true\nb: *x\n", `anchors, aliases and tags are not read`},
		{"a:\n  everyone: true\n---\nb:\n  everyone: true\n", `a second YAML document begins here`},
	} {
		r, err := Parse("access.yaml", []byte(c.text), Grammars())
		var e *Error
		if err == nil || !errors.As(err, &e) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q gives %v, %v, want an error with %q", c.text, r, err, c.want)
		}
	}
	_, err := Parse("access.yaml", []byte("a:\n  teams: [T1]\nb:\n  slack: {teams: [x]}\n"), Grammars())
	if n := strings.Count(err.Error(), "access.yaml:"); n != 2 {
		t.Errorf("%d errors, want both: %v", n, err)
	}
}

func TestWarnings(t *testing.T) {
	r := parsed(t, "Handbook:\n  everyone: true\ncontrcts:\n  everyone: true\nx:\n  everyone: true\n.:\n  everyone: true\n'*':\n  web: {}\n")
	w := r.Warnings([]string{"handbook", "contracts"})
	for i, want := range []string{
		"access.yaml:1: Handbook: there is no such collection (perhaps handbook is meant)",
		"access.yaml:3: contrcts: there is no such collection (perhaps contracts is meant)",
		"access.yaml:5: x: there is no such collection (correct the name",
		"access.yaml:7: .: no document lies outside of a folder",
		"access.yaml:9: *: nobody is named",
	} {
		if i >= len(w) || !strings.HasPrefix(w[i], want) {
			t.Errorf("warnings %q, want %q", w, want)
		}
	}
	if got := r.Unopened([]string{"", "handbook", "x"}); !slices.Equal(got, []string{"handbook"}) {
		t.Errorf("nobody sees %q", got)
	}
}

func TestTheFileIsFollowed(t *testing.T) {
	path := filepath.Join(t.TempDir(), "access.yaml")
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var log strings.Builder
	logger := slog.New(slog.NewTextHandler(&log, nil))
	if _, err := Open(path, logger, Grammars()); err == nil || !strings.Contains(err.Error(), "FOOTNOTE_ACCESS") {
		t.Errorf("a file that isn't there: %v", err)
	}
	if _, err := Open(filepath.Dir(path), logger, Grammars()); err == nil {
		t.Error("a folder is taken for a file")
	}
	write("a: {teams: [T1]}\n")
	if _, err := Open(path, logger, Grammars()); err == nil {
		t.Error("a wrong file is opened")
	}
	write("a:\n  everyone: true\n")
	f, err := Open(path, logger, Grammars())
	if err != nil {
		t.Fatal(err)
	}
	f.Known = func(context.Context) ([]string, error) { return []string{"a"}, nil }
	sees := func(want ...string) {
		t.Helper()
		f.Look(t.Context())
		list, all := f.Collections(bot.Place{Platform: "web"})
		if all || !slices.Equal(list, want) {
			t.Errorf("sees %v, %v, want %v", list, all, want)
		}
	}
	logged := func(n int, text string) {
		t.Helper()
		if strings.Count(log.String(), text) != n {
			t.Errorf("%q isn't logged %d times: %s", text, n, log.String())
		}
	}
	sees("a")
	write("b:\n  everyone: true\n")
	sees("b")
	logged(1, "there is no such collection")
	write("b:\n  everyone: tru\n")
	sees("b")
	sees("b")
	logged(1, "b.everyone: it is true or false")
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	sees("b")
	sees("b")
	logged(1, "there is no access file")
	write("a:\n  everyone: true\n")
	sees("a")
	write("")
	sees()
}

// FuzzParse holds the parser to never panicking, to errors that say where, and
// to never opening anything to a place that the file doesn't name.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{rules, "", "*", "a: *b", "a: &b {everyone: true}", "? {a: b}\n: c", "<<: {everyone: true}", "a: {everyone: true, everyone: false}",
		"a: !!binary x", "a: |\n  everyone: true", "\x00", "- - -", "a: [", "{a: {slack: {teams: [T1,]}}}", "\"\\u0000\": {}", "a:\n\t- b"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		r, err := Parse("f", []byte(text), Grammars())
		if err != nil {
			var e *Error
			if !errors.As(err, &e) || e.Line < 1 || e.Line > strings.Count(text, "\n")+2 || e.Text == "" {
				t.Fatalf("%q: %#v", text, err)
			}
			return
		}
		for _, p := range []bot.Place{{Platform: "slack", Space: "TUNNAMED", Channel: "CUNNAMED", Direct: true}, {Platform: "web", Direct: true, Roles: []string{"user:un named", "group:un named"}}} {
			if list, all := r.Collections(p); (all || len(list) > 0) && !strings.Contains(text, "everyone") && !strings.Contains(text, "*") && !strings.Contains(text, "\\") {
				t.Fatalf("%q opens %v, %v to a place it doesn't name", text, list, all)
			}
		}
		r.Warnings([]string{"a"})
	})
}

// TestPlatformsAreThoseOfTheGrammars: what the rules can name, and what is said
// about it, comes from the grammars alone.
func TestPlatformsAreThoseOfTheGrammars(t *testing.T) {
	halls := []Grammar{{Platform: "pigeon", Kinds: []Kind{{
		Name: "lofts", All: true,
		Refuse: func(id string) string {
			if strings.HasPrefix(id, "loft-") {
				return ""
			}
			return "is no loft (look at its door)"
		},
		IDs: func(p bot.Place) []string { return []string{p.Space} },
	}}}}
	for text, want := range map[string]string{
		"a: {slack: {teams: [T1]}}":     "it can be everyone, people or pigeon)",
		"a: {pigeon: {teams: [T1]}}":    "(pigeon has lofts)",
		"a: {pigeon: {lofts: [T1]}}":    `"T1" is no loft (look at its door)`,
		"a: true":                       `such as "pigeon:"`,
		"a: {pigeon: {lofts: loft-1}}":  "there must be a list",
		"a: {pigeon: {lofts: [[loft]]}": "",
	} {
		if _, err := Parse("f", []byte(text), halls); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", text, err, want)
		}
	}
	r, err := Parse("f", []byte("a: {pigeon: {lofts: [loft-1]}}\nb: {pigeon: {lofts: ['*']}}"), halls)
	if err != nil {
		t.Fatal(err)
	}
	for space, want := range map[string][]string{"loft-1": {"a", "b"}, "loft-2": {"b"}, "": nil} {
		if got, all := r.Collections(bot.Place{Platform: "pigeon", Space: space}); all || !slices.Equal(got, want) {
			t.Errorf("%q sees %v, %v, want %v", space, got, all, want)
		}
	}
	if got, _ := r.Collections(bot.Place{Platform: "slack", Space: "loft-1"}); len(got) > 0 {
		t.Errorf("a platform without a grammar sees %v", got)
	}
}
