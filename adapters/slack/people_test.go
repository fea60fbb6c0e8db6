package slack

import (
	"slices"
	"strings"
	"testing"

	"footnote/bot"
	"footnote/bot/access"
)

// staffed is a workspace with a member, a guest, somebody of another organisation and
// somebody whose address isn't confirmed.
func staffed(f *fake) {
	user := func(id, email string, more ...any) map[string]any {
		u := map[string]any{"id": id, "team_id": team, "is_email_confirmed": true, "profile": map[string]any{"email": email}}
		for i := 0; i+1 < len(more); i += 2 {
			u[more[i].(string)] = more[i+1]
		}
		return u
	}
	f.users = map[string]map[string]any{
		"U1":     user("U1", "Ada@Example.com"),
		"U2":     user("U2", "guest@example.com", "is_restricted", true),
		"U3":     user("U3", "eve@example.com", "team_id", "T0OTHER"),
		"U4":     user("U4", "bob@example.com", "is_email_confirmed", false),
		botUser:  user(botUser, "", "is_bot", true),
		"UGONE":  user("UGONE", "gone@example.com", "deleted", true),
		"UAPP00": user("UAPP00", "", "is_bot", true),
	}
	f.groups = []map[string]any{
		{"id": "S1", "users": []string{"U1", "U2"}},
		{"id": "S2", "users": []string{"U4"}},
		{"id": "S3", "users": []string{"U1"}, "date_delete": 1700000000},
	}
	f.members = map[string][]string{"C1": {"U1", "U4", botUser, "UAPP00"}, "C2": {"U1", "U4", "U2"}, "C3": {"U1", "U3"}}
}

func parseRules(t *testing.T, text string) *access.Rules {
	t.Helper()
	rules, err := access.Parse("access.yaml", []byte(text), []access.Grammar{placeGrammar()})
	if err != nil {
		t.Fatal(err)
	}
	return rules
}

// TestRulesKnowPeople asks in direct messages and channels, as people whom rules name in
// all ways, and looks at what each request may draw on.
func TestRulesKnowPeople(t *testing.T) {
	rules := parseRules(t, `
all: {everyone: true}
team: {slack: {teams: [T0TEAM]}}
guests: {slack: {guests: [T0TEAM]}}
c2: {slack: {channels: [C2]}}
ada: {people: {emails: [ada@example.com]}}
domain: {people: {domains: [example.com]}}
bob: {slack: {users: [U4]}}
group: {slack: {groups: [S1]}}
gone: {slack: {groups: [S3]}}
`)
	w := newWorld(t, func(o *Options) { o.Names = rules.HasKind })
	staffed(w.fake)
	for _, c := range []struct{ name, user, channel, want string }{
		{"a member", "U1", "D1", "all team guests ada domain group"},
		{"a guest", "U2", "D2", "all guests domain group"},
		{"another organisation", "U3", "D3", "all guests"},
		{"an address that isn't confirmed", "U4", "D4", "all team guests bob"},
		{"whom Slack doesn't know", "U9", "D9", "all guests"},
		{"a member in a channel", "U1", "C1", "all team guests"},
		{"a member beside a guest", "U1", "C2", "all guests c2"},
		{"a member beside another organisation", "U1", "C3", "all guests"},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := mention(c.channel, "17"+c.channel+c.user, "Lease?")
			if e["user"] = c.user; isDirect(c.channel) {
				e = direct("17"+c.channel, "Lease?")
				e["user"], e["channel"] = c.user, c.channel
			}
			if err := w.event(e); err != nil {
				t.Fatal(err)
			}
			list, _ := rules.Collections(w.Last(t).Place)
			if got := strings.Join(list, " "); got != c.want {
				t.Errorf("%s sees %s, want %s (%+v)", c.user, got, c.want, w.Last(t).Place)
			}
		})
	}
	if n := w.count("users.list"); n > 4 {
		t.Errorf("the people of the workspace are read anew for each question: %d calls", n)
	}
}

// TestRulesAskOnlyForWhatTheyName: without rules, or with some that name channels alone,
// nobody is looked up.
func TestRulesAskOnlyForWhatTheyName(t *testing.T) {
	for name, set := range map[string]func(*Options){
		"no rules":       func(*Options) {},
		"channels alone": func(o *Options) { o.Names = parseRules(t, "a: {slack: {channels: [C1], guests: ['*']}}").HasKind },
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, set)
			for _, e := range []map[string]any{mention("C1", "1700000001.000100", "Lease?"), direct("1700000002.000100", "Lease?")} {
				if err := w.event(e); err != nil {
					t.Fatal(err)
				}
			}
			w.Texts()
			for _, method := range []string{"users.info", "users.list", "conversations.members", "usergroups.list"} {
				if n := w.count(method); n > 0 {
					t.Errorf("%s was called %d times", method, n)
				}
			}
		})
	}
}

// TestWhoIsNotKnownIsAskedAgain: what Slack can't say now isn't acknowledged, and nobody
// counts as a member meanwhile. What the app may never know closes.
func TestWhoIsNotKnownIsAskedAgain(t *testing.T) {
	rules := parseRules(t, "a: {slack: {teams: [T0TEAM], groups: [S1]}, people: {domains: [example.com]}}")
	w := newWorld(t, func(o *Options) { o.Names = rules.HasKind })
	staffed(w.fake)
	w.fail("users.info", slices.Repeat([]fault{status(503)}, attempts)...)
	e := direct("1700000001.000100", "Lease?")
	if err := w.event(e); err == nil || len(w.Texts()) > 0 {
		t.Errorf("it is acknowledged, submitted are %q", w.Texts())
	}
	if err := w.event(e); err != nil || len(w.Texts()) != 1 {
		t.Errorf("when it comes again: %v, submitted are %q", err, w.Texts())
	}

	w = newWorld(t, func(o *Options) { o.Names = rules.HasKind })
	w.fail("users.info", refused("missing_scope"))
	w.fail("users.list", refused("unknown_method"))
	w.fail("usergroups.list", refused("missing_scope"))
	for _, e := range []map[string]any{e, mention("C1", "1700000002.000100", "Lease?")} {
		if err := w.event(e); err != nil {
			t.Fatal(err)
		}
		w.Texts()
		if list, all := rules.Collections(w.Last(t).Place); all || len(list) > 0 {
			t.Errorf("without the scope %v is open", list)
		}
	}
}

// TestClicksKnowPeople: a click is checked as a question is.
func TestClicksKnowPeople(t *testing.T) {
	rules := parseRules(t, "a: {people: {emails: [ada@example.com]}}")
	w := newWorld(t, func(o *Options) { o.Names = rules.HasKind })
	staffed(w.fake)
	for user, want := range map[string]bool{"U1": true, "U2": false} {
		o := origin{Team: team, Channel: "C1", User: user, Private: true}
		v, err := w.slack.viewerOf(t.Context(), o)
		if list, _ := rules.Collections(v.Place); err != nil || (len(list) > 0) != want {
			t.Errorf("%s sees %v (%v)", user, list, err)
		}
	}
	w.fail("users.info", slices.Repeat([]fault{status(503)}, attempts)...)
	if _, err := w.slack.viewerOf(t.Context(), origin{Team: team, Channel: "D1", User: "U4"}); err == nil {
		t.Error("somebody opens something without being known")
	}
}

// TestAskersAreIntroduced: where there is a page, the bot comes to know whose address an
// asker has.
func TestAskersAreIntroduced(t *testing.T) {
	w := newWorld(t, func(o *Options) { o.Link = func(string, bot.Citation) string { return "" } })
	staffed(w.fake)
	for n, user := range []string{"U1", "U4"} {
		e := direct("170000000"+string(rune('1'+n))+".000100", "Lease?")
		e["user"] = user
		if err := w.event(e); err != nil {
			t.Fatal(err)
		}
	}
	w.slack.Wait()
	if got := w.Introduced; got["slack/"+team+"/U1"] != "ada@example.com" || got["slack/"+team+"/U4"] != "" {
		t.Errorf("introduced are %v", got)
	}
}

// TestTheCheckKnowsWhatRulesNeed: doctor says which scopes the rules can't do without.
func TestTheCheckKnowsWhatRulesNeed(t *testing.T) {
	for rules, want := range map[string]string{
		"a: {slack: {channels: [C1]}}":        "",
		"a: {slack: {teams: [T1]}}":           "users:read",
		"a: {slack: {groups: [S1]}}":          "usergroups:read",
		"a: {people: {domains: [x.example]}}": "users:read users:read.email",
	} {
		var got []string
		for _, scope := range allScopes() {
			if isNeededByRules(scope, parseRules(t, rules).HasKind) {
				got = append(got, scope)
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s needs %q, want %q", rules, got, want)
		}
	}
}

func TestGroupsOfAnOrganisation(t *testing.T) {
	w := newWorld(t, func(o *Options) { o.Names = parseRules(t, "a: {slack: {groups: [S1]}}").HasKind })
	staffed(w.fake)
	w.slack.mu.Lock()
	w.slack.enterprise = "E1"
	w.slack.mu.Unlock()
	if err := w.event(direct("1700000001.000100", "Lease?")); err != nil {
		t.Fatal(err)
	}
	w.slack.Wait()
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, c := range w.calls {
		if c.method == "usergroups.list" && c.values.Get("team_id") != team {
			t.Errorf("user groups are asked for with %v", c.values)
		}
	}
}
