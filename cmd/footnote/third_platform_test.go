package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"footnote/adapters"
	"footnote/bot"
	"footnote/cmd/footnote/doctor"
	"footnote/cmd/footnote/platforms"
	"footnote/cmd/footnote/server"
)

// withPigeons is the program with one platform more, in one line.
func withPigeons(s *sky) []adapters.Platform { return append(allPlatforms(), pigeonPost(s)) }

// footnoteWith runs the program in this process with other platforms.
func footnoteWith(t *testing.T, platforms []adapters.Platform, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	code = runWith(platforms, args, strings.NewReader(""), &out, &errs)
	return code, out.String(), errs.String()
}

// TestServeOnAThirdPlatform: a platform that is only in the list is served, under
// access rules in its own words, and what was asked there can be forgotten.
func TestServeOnAThirdPlatform(t *testing.T) {
	const fact = "The lease of the warehouse ends on 30 June 2027."
	corpus, data, rules := t.TempDir(), t.TempDir(), filepath.Join(t.TempDir(), "access.yaml")
	check(t, os.Mkdir(filepath.Join(corpus, "contracts"), 0o755))
	check(t, os.WriteFile(filepath.Join(corpus, "contracts", "lease.txt"), []byte(fact+" The monthly rent is 4,200 euros.\n"), 0o644))
	check(t, os.WriteFile(filepath.Join(corpus, "harbour.txt"), []byte("The harbour lies at the sea. It is deep.\n"), 0o644))
	check(t, os.WriteFile(rules, []byte("contracts: {pigeon: {lofts: [loft-1]}}\n.: {pigeon: {lofts: ['*']}, slack: {teams: [T1]}}\n"), 0o644))
	s := newSky()
	platforms := withPigeons(s)
	args := []string{"--corpus", corpus, "--data", data}

	command, err := parseCommand(platforms, append(args, "serve", "--access", rules, "--http-addr", "off", "--pigeon-whistle", "tune"), io.Discard, io.Discard)
	check(t, err)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	var said bytes.Buffer
	ended := make(chan error, 1)
	go func() { ended <- command.run(ctx, strings.NewReader(""), io.Discard, &said) }()
	select {
	case <-s.ready:
	case err := <-ended:
		t.Fatalf("it ended: %v\n%s", err, said.String())
	}
	answer := func(l letter) string {
		t.Helper()
		s.letters <- l
		select {
		case text := <-s.flown:
			return text
		case err := <-s.refused:
			t.Fatalf("not taken: %v", err)
		case err := <-ended:
			t.Fatalf("it ended: %v\n%s", err, said.String())
		}
		return ""
	}
	const question = "When does the lease of the warehouse end?"
	if got := answer(letter{"1", "loft-1", "ada", question}); !strings.Contains(got, "30 June 2027") || !strings.Contains(got, "contracts/lease.txt") {
		t.Errorf("a loft that may see it gets %s", got)
	}
	if got := answer(letter{"2", "loft-2", "bob", question}); strings.Contains(got, "2027") || strings.Contains(got, "contracts") {
		t.Errorf("a loft that may not see it gets %s", got)
	}
	stop()
	check(t, <-ended)

	// What it says of places and people.
	for _, c := range []struct {
		args []string
		code int
		want string
	}{
		{[]string{"doctor", "--access", rules, "--who", "pigeon/loft-1"}, exitOK, "pigeon/loft-1 sees 2 documents."},
		{[]string{"doctor", "--access", rules, "--who", "pigeon/loft-2?ring=9"}, exitOK, "pigeon/loft-2?ring=9 sees 1 document."},
		{[]string{"doctor", "--access", rules, "--who", "slack/T1/C1"}, exitOK, "slack/T1/C1 sees 1 document."},
		{[]string{"doctor", "--access", rules, "--who", "pigeon/attic"}, exitUsage, `--who pigeon/attic: "attic" is no loft, such as loft-7 (it stands on its door)`},
		{[]string{"doctor", "--access", rules, "--who", "pigeon"}, exitUsage, "a place is slack/TEAM/CHANNEL, discord/GUILD/CHANNEL, pigeon/LOFT or web/USER"},
		{[]string{"doctor", "--access", rules, "--who", "pigeon/loft-1?role=1"}, exitUsage, "there is no role in pigeon (it can have direct, email, ring)"},
		{[]string{"forget", "pigeon/ada"}, exitOK, "Removed what was kept of pigeon/ada: 1 questions"},
		{[]string{"forget", "pigeon/ada"}, exitFailure, "a person is slack/TEAM/USER, discord/USER or pigeon/KEEPER, by the ids"},
		{[]string{"forget", "pigeon/bob"}, exitOK, "Removed what was kept of pigeon/bob: 1 questions"},
	} {
		if code, out, stderr := footnoteWith(t, platforms, append(slices.Clone(args), c.args...)...); code != c.code || !strings.Contains(out+stderr, c.want) {
			t.Errorf("%q: exit code %d, want %d with %q:\n%s%s", c.args, code, c.code, c.want, out, stderr)
		}
	}
}

// TestAThirdPlatformBringsItsWords: help, checks and errors of a platform that is
// only in the list.
func TestAThirdPlatformBringsItsWords(t *testing.T) {
	t.Chdir(t.TempDir())
	t.Setenv("FOOTNOTE_CORPUS", "")
	t.Setenv("FOOTNOTE_DATA", t.TempDir())
	check(t, os.WriteFile("wrong.yaml", []byte("a: {pigeon: {lofts: [attic]}}\nb: {pigeon: {rings: [1]}}\nc: {fax: {}}\nd: {pigeon: {lofts: ['*']}}\n"), 0o644))
	platforms := withPigeons(newSky())
	for _, c := range []struct {
		args []string
		code int
		want []string
	}{
		{[]string{"--help"}, exitOK, []string{"Answer on a page, in Slack, in Discord and in the pigeon post, until interrupted.", "Set up the bot in the pigeon post."}},
		{[]string{"serve", "--help"}, exitOK, []string{"--pigeon-whistle=TUNE", "--pigeon-lofts=LOFT,...", "citations in Slack, Discord and the pigeon post lead"}},
		{[]string{"doctor", "--help"}, exitOK, []string{"--pigeon-lofts=LOFT", "?direct for a direct message pigeon/LOFT, with ?ring=RING web/USER"}},
		{[]string{"forget", "--help"}, exitOK, []string{"slack/TEAM/USER, discord/USER, pigeon/KEEPER, or web/", "Slack, Discord or the pigeon post stays"}},
		{[]string{"doctor"}, exitOK, []string{"ok pigeon: not in the pigeon post (FOOTNOTE_PIGEON_WHISTLE is not set)"}},
		{[]string{"doctor", "--pigeon-whistle", "hush"}, exitOK, []string{"ok pigeon: the pigeons come"}},
		{[]string{"doctor", "--pigeon-whistle", "out of tune"}, exitOK, []string{"warning pigeon: the pigeons hesitate (tune it)"}},
		{[]string{"doctor", "--pigeon-whistle", "hush", "--pigeon-lofts", "attic"}, exitFailure, []string{`error pigeon: FOOTNOTE_PIGEON_LOFTS names "attic", which is no loft`}},
		{[]string{"serve", "--http-addr", "off", "--pigeon-whistle", "hush", "--pigeon-lofts", "attic"}, exitUsage, []string{`footnote: FOOTNOTE_PIGEON_LOFTS names "attic", which is no loft, such as loft-7`}},
		{[]string{"serve", "--http-addr", "off"}, exitUsage, []string{"FOOTNOTE_DISCORD_TOKEN to be in Discord or FOOTNOTE_PIGEON_WHISTLE to be in the pigeon post; footnote slack manifest, footnote discord invite and footnote pigeon call are the first steps"}},
		{[]string{"serve", "--http-addr", "off", "--access", "wrong.yaml"}, exitUsage, []string{
			`wrong.yaml:1: a.pigeon.lofts: "attic" is no loft, such as loft-7`,
			"wrong.yaml:2: b.pigeon.rings: there is no such setting (pigeon has lofts)",
			"wrong.yaml:3: c.fax: there is no such setting (it can be everyone, people, slack, discord, pigeon or web)",
		}},
		{[]string{"pigeon", "call"}, exitUsage, []string{"there is no whistle (set FOOTNOTE_PIGEON_WHISTLE)"}},
		{[]string{"pigeon", "call", "--loud", "--pigeon-whistle", "hush"}, exitOK, []string{"COO"}},
		{[]string{"pigeon", "call", "--shy"}, exitUsage, []string{"unknown flag --shy"}},
	} {
		code, out, stderr := footnoteWith(t, platforms, c.args...)
		said := strings.Join(strings.Fields(out+stderr), " ") // help is wrapped
		for _, want := range c.want {
			if code != c.code || !strings.Contains(said, want) {
				t.Errorf("%q: exit code %d, want %d with %q:\n%s%s", c.args, code, c.code, want, out, stderr)
			}
		}
		if strings.Contains(out+stderr, "hush") {
			t.Errorf("%q prints a secret:\n%s%s", c.args, out, stderr)
		}
	}
	// Without it in the list there is none.
	if code, _, stderr := footnote(t, "serve", "--pigeon-whistle", "x"); code != exitUsage || !strings.Contains(stderr, "unknown flag") {
		t.Errorf("exit code %d: %s", code, stderr)
	}
}

// TestASecretOfAPlatformIsReadAgain: from .env as it is now, unless the command line
// or the environment gives it.
func TestASecretOfAPlatformIsReadAgain(t *testing.T) {
	t.Chdir(t.TempDir())
	check(t, os.WriteFile(".env", []byte("FOOTNOTE_PIGEON_WHISTLE=new\n"), 0o600))
	for _, c := range []struct {
		name, environment, want string
		args                    []string
	}{
		{".env", "", "new", nil},
		{"a flag", "", "old", []string{"--pigeon-whistle", "old"}},
		{"the environment", "old", "old", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Setenv("FOOTNOTE_PIGEON_WHISTLE", c.environment)
			if c.environment == "" {
				os.Unsetenv("FOOTNOTE_PIGEON_WHISTLE")
			}
			got := ""
			p := pigeonPost(newSky())
			p.Verbs = func() any { return &renewing{got: &got} }
			code, out, stderr := footnoteWith(t, []adapters.Platform{p}, append([]string{"renew"}, c.args...)...)
			if code != exitOK || got != c.want {
				t.Errorf("exit code %d, %q: %s%s", code, got, out, stderr)
			}
		})
	}
}

// renewing is a verb that asks for the whistle again.
type renewing struct {
	Renew renewVerb `cmd:""`
	got   *string
}

// AfterApply hands the verb where to tell it.
func (r *renewing) AfterApply() error {
	r.Renew.got = r.got
	return nil
}

type renewVerb struct {
	Settings pigeonSettings `embed:""`
	got      *string
}

func (r *renewVerb) Run(e adapters.Environment) error {
	*r.got = e.Renew("FOOTNOTE_PIGEON_WHISTLE", r.Settings.Whistle).Reveal()
	return nil
}

// TestPlacesOfEachPlatform holds the real grammars to what rules mean by them.
func TestPlacesOfEachPlatform(t *testing.T) {
	file := filepath.Join(t.TempDir(), "access.yaml")
	check(t, os.WriteFile(file, []byte(`
a:
  slack: {teams: [T1], channels: [C1, D7]}
  discord: {guilds: [11], channels: ["21"], roles: [31]}
  web: {users: [Ada@example.com], groups: [legal]}
wide:
  slack: {teams: ["*"]}
  discord: {guilds: ["*"]}
  web: {users: ["*"]}
`), 0o644))
	a := newApp(settings{}, nil, io.Discard, io.Discard)
	a.platforms = allPlatforms()
	rules, err := server.Access{File: file}.Open(a.platforms, a.Log)
	check(t, err)
	for place, want := range map[string]string{
		"slack/T1/C9": "a wide", "slack/T2/C9": "wide", "slack/T2/C1": "a wide", "slack/T2/D7": "a wide", "slack//": "",
		"discord/11/99": "a wide", "discord/12/21": "a wide", "discord/12/99": "wide", "discord//77?direct": "", "discord//21?direct": "a",
		"discord/12/99?role=31": "wide", "discord/12/99?role=31&direct": "a wide", "discord/12/99?role=33&direct": "wide",
		"web/ada@example.com": "a wide", "web/ADA@EXAMPLE.com": "a wide", "web/root\u212a": "wide", "web/bob": "wide", "web/bob?group=legal": "a wide",
		"web/legal": "wide", "web/?group=ada@example.com": "wide",
	} {
		p, err := doctor.ParsePlace(place, platforms.PlaceGrammars(a.platforms))
		check(t, err)
		if list, all := rules.Collections(p); all || strings.Join(list, " ") != want {
			t.Errorf("%s sees %q, want %q", place, list, want)
		}
	}
	if list, _ := rules.Collections(bot.Place{Platform: "web"}); strings.Join(list, " ") != "wide" {
		t.Errorf("a visitor without a name sees %q", list)
	}
	for text, want := range map[string]string{
		"a: {slack: {teams: [acme]}}":          `a.slack.teams: "acme" is no id of a workspace, such as T0123456789 (it stands in the address of Slack in a browser, after client/)`,
		"a: {slack: {channels: ['#general']}}": `"#general" is no id of a channel, such as C0123456789 (it stands at the end of the channel's details)`,
		"a: {slack: {channels: ['*']}}":        `"*" is possible for teams, guests, guilds and users only (or say everyone: true)`,
		"a: {discord: {roles: [mods]}}":        `"mods" is no id, such as 123456789012345678 (in Discord turn on Developer Mode, then right-click and Copy ID)`,
		"a: {web: {groups: ['user:ada']}}":     `"user:ada" is no name (write it as the login gives it, without user:)`,
		"a: {web: {users: ['']}}":              `"" is no name`,
		"a: {teams: [T1]}":                     `it can be everyone, people, slack, discord or web`,
	} {
		check(t, os.WriteFile(file, []byte(text), 0o644))
		if _, err := (server.Access{File: file}).Open(a.platforms, a.Log); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", text, err, want)
		}
	}
}
