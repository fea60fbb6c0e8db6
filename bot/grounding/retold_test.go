package grounding

import "testing"

// TestRetold: what retellings word otherwise is accepted, and what looks like it and says
// something else is not.
func TestRetold(t *testing.T) {
	c := NewChecker(nil)
	const table = "Model\tPrice min €\tUsers max\tSupport\nSmall\t12\t5\tmail\nLarge\t40\t80\tphone\n"
	for _, p := range []struct {
		source, claim string
		supported     bool
	}{
		{table, "For the Large model, the maximum of users is 80.", true},
		{table, "For the Large model, the maximum of users is 5.", false},
		{table, "The minimum price of the Small model is 12 €.", true},
		{table, "The minimum price of the Small model is 40 €.", false},
		{"Diesel use fell to 17 litres a hectare.", "Diesel use fell to 17 litres per hectare.", true},
		{"Nobody drives for more than ten hours.", "Drivers may not drive for more than ten hours.", true},
		{"The bay opened late: the concrete had cracked.", "The bay opened late because the concrete had cracked.", true},
		{"At 23:10 he thanked the crew and asked for water.", "At 23:10 he thanked the crew because he asked for water.", false},
		{"Our apprentice stays with us as a mechanic.", "The apprentice will stay as a mechanic.", true},
		{"A fourth lane is to open in May.", "A fourth lane is planned to open in May.", true},
		{"A fourth lane is to open in May.", "A fourth lane wants to open in May.", false},
		{"Whoever loses the key pays 25 euros.", "Whoever loses the key must pay 25 euros.", true},
		{"A card is compulsory for the hall.", "One must have a card for the hall.", true},
		{"The ferry was built in 1974. It carries 90 cars.", "The ferry, built in 1974, carries 90 cars.", true},
		{"The bridge is shut to all motor traffic.", "The bridge is shut to all traffic.", false},
		{"They cut 2,140 hectares, 180 fewer than last year.", "They cut 2,140 hectares fewer than last year.", false},
		{"90 of 400 trolleys are missing.", "400 trolleys are missing.", false},
		{"Cars go by Marl Lane, a detour of 11 km. Lorries go by Norbeck, a detour of 23 km.", "Cars go by Marl Lane, a detour of 23 km.", false},
		{"Call the desk by 8:00.", "You should call the desk by 8:00.", true},
		{"Tenants are liable only if the lease says so.", "Tenants are only liable if the lease says so.", true},
	} {
		v := c.Check(p.claim, []Evidence{{Text: p.source, Language: "en"}})
		if v.Supported != p.supported {
			t.Errorf("%q of %q: %+v", p.claim, p.source, v.Reasons)
		}
	}
}

// TestRowsOfTables: a claim that a cell bears out rests on its row.
func TestRowsOfTables(t *testing.T) {
	const text = "Prices are below.\n\nModel\tPrice\tUsers\nSmall\t12 euros\t5\nLarge\t40 euros\t80\n"
	v := NewChecker(nil).Check("The price of the Large model is 40 euros.", []Evidence{{Text: "Nothing here."}, {Text: text, Language: "en"}})
	if !v.Supported || len(v.Best) != 1 || v.Best[0].Evidence != 1 || text[v.Best[0].Start:v.Best[0].End] != "Large\t40 euros\t80" {
		t.Errorf("%+v", v)
	}
}
