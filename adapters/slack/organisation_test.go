package slack

import (
	"encoding/json"
	"testing"
	"time"
)

// TestWorkspacesOfAnOrganisation: by the token of an organisation each workspace is asked
// and seen by its own rules, and what was written meanwhile is read in all of them.
func TestWorkspacesOfAnOrganisation(t *testing.T) {
	rules := parseRules(t, "one: {slack: {teams: [T0TEAM]}}\ntwo: {slack: {teams: [T0TWO]}}")
	w := away(t, func(o *Options) { o.Names = rules.HasKind })
	staffed(w.fake)
	w.organisation = true
	for id, workspace := range map[string]string{"U1": team, "U2": "T0TWO"} {
		u := w.users[id]
		u["is_restricted"], u["team_id"], u["enterprise_user"] = false, workspace, map[string]any{"enterprise_id": "E0ORG"}
	}
	if err := w.slack.Identify(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ workspace, want string }{{team, "one"}, {"T0TWO", "two"}} {
		e := direct("17000000"+c.workspace, "When does the lease end?")
		if err := w.event(e, "team_id", c.workspace, "authorizations", []any{map[string]any{"team_id": c.workspace, "user_id": botUser, "is_enterprise_install": true}}); err != nil {
			t.Fatal(err)
		}
		w.Texts()
		list, all := rules.Collections(w.Last(t).Place)
		if all || len(list) != 1 || list[0] != c.want {
			t.Errorf("in %s is seen %v", c.workspace, list)
		}
	}
	asked := len(w.Texts())
	w.joined = append(w.joined, map[string]any{"id": "D2", "is_im": true, "context_team_id": "T0TWO"})
	at := timestampOf(time.Now().Add(-10 * time.Minute))
	w.said["D2"] = []map[string]any{{"type": "message", "user": "U2", "ts": at, "text": "In the second workspace?"}}
	w.runUntilHeard(time.Now().Add(-time.Minute))
	w.Texts()
	found := false
	for _, r := range w.Requests {
		var o origin
		if err := json.Unmarshal(r.Origin, &o); err != nil {
			t.Fatal(err)
		}
		if r.Text == "In the second workspace?" {
			found = o.Team == "T0TWO" && r.Place.Space == "T0TWO"
		}
	}
	if !found || len(w.Texts()) != asked+5 {
		t.Errorf("asked are %q", w.Texts())
	}
}
