package uplink

import "testing"

func TestStates(t *testing.T) {
	var l List
	l.Up("a") // nobody expects it
	l.Expect("signing in", "a", "b")
	l.Expect("again", "a")
	check := func(what string, want ...State) {
		t.Helper()
		got := l.States()
		if len(got) != len(want) {
			t.Fatalf("%s: %+v", what, got)
		}
		for i := range got {
			if got[i].Since.IsZero() {
				t.Errorf("%s: nobody knows since when", what)
			}
			got[i].Since = want[i].Since
			if got[i] != want[i] {
				t.Errorf("%s: %+v, want %+v", what, got[i], want[i])
			}
		}
	}
	check("at first", State{Name: "a", Reason: "signing in"}, State{Name: "b", Reason: "signing in"})
	l.Up("a")
	check("one is up", State{Name: "a", Up: true, Before: true}, State{Name: "b", Reason: "signing in"})
	since := l.States()[0].Since
	l.Up("a")
	if l.States()[0].Since != since {
		t.Error("what is up goes up")
	}
	l.Down("a", "cut")
	since = l.States()[0].Since
	l.Down("a", "refused")
	if l.States()[0].Since != since {
		t.Error("what is down goes down")
	}
	check("down again", State{Name: "a", Reason: "refused", Before: true}, State{Name: "b", Reason: "signing in"})
	l.Refuse("b", "invalid_auth")
	l.Explain("no route")
	l.RefuseToken("token_revoked")
	l.RefuseToken("account_inactive")
	check("refused", State{Name: "a", Reason: "no route", Before: true}, State{Name: "b", Reason: "invalid_auth", Refused: true},
		State{Name: "bot token", Reason: "account_inactive", Refused: true})
	l.Up("b")
	l.Explain("still no route")
	l.AcceptToken()
	check("accepted", State{Name: "a", Reason: "still no route", Before: true}, State{Name: "b", Up: true, Before: true})
	l.Refuse("b", "invalid_auth")
	l.Down("b", "signing in")
	check("it may be that it is refused no more", State{Name: "a", Reason: "still no route", Before: true}, State{Name: "b", Reason: "signing in", Before: true})
	l.AllDown("stopped")
	check("at last", State{Name: "a", Reason: "stopped", Before: true}, State{Name: "b", Reason: "stopped", Before: true})
}
