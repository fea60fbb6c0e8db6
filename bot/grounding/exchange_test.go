package grounding

import "testing"

// TestExchanged: of two things that are told in parallel, each keeps what is told of it.
func TestExchanged(t *testing.T) {
	c := NewChecker(nil)
	for _, p := range []struct {
		source, claim string
		supported     bool
	}{
		// Behind figures, whatever preposition is before it.
		{"Prices rise to 14 euros downtown but stay near 9 euros at the harbour.", "Prices rise to 14 euros downtown but stay near 9 euros at the harbour.", true},
		{"Prices rise to 14 euros downtown but stay near 9 euros at the harbour.", "Prices rise to 14 euros at the harbour but stay near 9 euros downtown.", false},
		// In two statements with a figure each.
		{"Trucks must be at the gate 40 minutes before loading, vans 15.", "Trucks must be at the gate 40 minutes before loading, vans 15.", true},
		{"Trucks must be at the gate 40 minutes before loading, vans 15.", "Vans must be at the gate 40 minutes before loading, trucks 15.", false},
		// In lists.
		{"The farm keeps a donkey and three goats.", "The farm keeps three goats and a donkey.", true},
		{"The farm keeps a donkey and three goats.", "The farm keeps three donkeys and a goat.", false},
		// In a contrast.
		{"The cable was cut by a digger, not by the storm.", "The cable was cut by a digger, not by the storm.", true},
		{"The cable was cut by a digger, not by the storm.", "The cable was cut by the storm, not by a digger.", false},
		{"Letters go to the office where the shop stands, not where the owner lives.", "Letters go to the office where the owner lives, not where the shop stands.", false},
		// A date belongs to the figure before it where two are as near.
		{"Herds fell from 310 in 2009 to 85 in 2021.", "The herds dropped from 310 in 2009 to 85 in 2021.", true},
		{"Herds fell from 310 in 2009 to 85 in 2021.", "The herds dropped from 310 in 2021 to 85 in 2009.", false},
	} {
		v := c.Check(p.claim, []Evidence{{Text: p.source, Language: "en"}})
		if v.Supported != p.supported {
			t.Errorf("%q of %q: %+v", p.claim, p.source, v.Reasons)
		}
	}
}
