package tally

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"footnote/retrieval"
	"footnote/retrieval/question"
	"footnote/retrieval/table"
)

func row(cells ...string) string { return strings.Join(cells, retrieval.CellMark) + "\n" }

// sheet writes rows as readers write those of sheets: each cell under its column's name.
func sheet(head string, rows ...string) string {
	names := strings.Split(head, ",")
	var b strings.Builder
	for _, r := range rows {
		var cells []string
		for i, value := range strings.Split(r, ",") {
			if value != "" {
				cells = append(cells, names[i]+": "+value)
			}
		}
		b.WriteString(row(cells...))
	}
	return b.String()
}

// documents are what the questions below are asked of.
func documents() []*retrieval.Document {
	boats := sheet("boat,kind,harbour,built,length_m,price_eur,skipper,insured",
		"Alba,ferry,Nordwik,2001-05-04,40,1200,Ada Lund,yes",
		"Bora,tug,Nordwik,2010-03-01,22,800,Bo Berg,no",
		"Cora,ferry,Südwik,2015-07-09,55,2300.50,Ada Lund,yes",
		"Dora,pilot boat,Südwik,1998-02-11,12,300,Cy Dahl,yes",
		"Elba,tug,Ostwik,2020-11-30,25,950,Bo Berg,no")
	return []*retrieval.Document{
		{ID: "fleet/boats.csv", Text: boats},
		{ID: "fleet/old/boats-2019.csv", Text: strings.ReplaceAll(boats, "40", "41")},
		{ID: "reports/2026-q3.md", Title: "Report on the third quarter of 2026", Text: "Passengers\n\n" +
			row("Month", "Passengers", "On time") + row("July", "1,200", "97.5 %") + row("August", "1,450", "88 %") + row("September", "900", "99 %") + row("Total", "3,550", "") + "\nThe weather was fair."},
		{ID: "de/liegegebuehren.csv", Text: sheet("Hafen,Platz,Gebühr EUR,Strom", "Nordwik,A,120,ja", "Nordwik,B,95,nein", "Südwik,C,80,ja")},
		{ID: "data/berths.json#1", Text: "updated: 2026-01-02\n\nberths.id: B1\nberths.depth_m: 4.5\nberths.state: free\n\nberths.id: B2\nberths.depth_m: 6\nberths.state: taken\n\nberths.id: B3\nberths.depth_m: 5\nberths.state: free\n"},
	}
}

// TestCompute asks for what is computed from the documents above, and for what isn't: "" is
// nothing, so that passages are shown.
func TestCompute(t *testing.T) {
	var sources []Source
	for _, d := range documents() {
		for _, read := range table.Read(d.Text) {
			sources = append(sources, Source{read, Names(d, read.Rows[0].Start)})
		}
	}
	for asked, want := range map[string]string{
		// counts
		"how many boats are there in the fleet?":      "5 boats: Alba, Bora, Cora, Dora, Elba",
		"how many boats does Ada Lund have?":          "2 boats: Alba, Cora",
		"how many boats are insured?":                 "3 boats: Alba, Cora, Dora",
		"hi all, how many boats are insured? thanks!": "3 boats: Alba, Cora, Dora",
		"number of boats longer than 24 m":            "3 boats: Alba, Cora, Elba",
		"how many boats were built since 2010?":       "3 boats: Bora, Cora, Elba",
		"how many berths are free":                    "2 berths: B1, B3",
		"how many harbours do the boats have?":        "3 harbours: Nordwik, Südwik, Ostwik",
		"Wie viele Plätze haben Strom?":               "2 Plätze: A, C",
		// lists
		"which boats are tugs?":     "Bora, Elba",
		"list the boats of Nordwik": "Alba, Bora",
		// sums and means
		"total price of all tugs in euro":                                "1750 (800 + 950), price_eur",
		"what do the Alba and the Cora cost together?":                   "3500.50 (1200 + 2300.50), price_eur",
		"total passengers from July to August 2026":                      "2650 (1,200 + 1,450), Passengers",
		"how many passengers were there in the third quarter altogether": "3550 (1,200 + 1,450 + 900), Passengers",
		"average length of the tugs":                                     "23.5 ((22 + 25) / 2), length_m",
		"Wie hoch sind die Gebühren in Nordwik zusammen?":                "215 (120 + 95), Gebühr EUR",
		// the largest and the smallest
		"which boat is the most expensive?":     "Cora",
		"cheapest tug":                          "Bora",
		"newest boat of the fleet":              "Elba",
		"which month had the fewest passengers": "September",
		"which month was the worst on time":     "August",
		"Welcher Platz hat die höchste Gebühr?": "A",
		// what the tables don't say
		"how many boats were sold?":                    "",
		"how many boats does Eve Moss have?":           "",
		"how many crews are insured?":                  "",
		"how many boats aren't insured?":               "",
		"total price of all yachts":                    "",
		"which boat has the highest fuel consumption?": "",
		"total passengers from July to August 2025":    "",
		"how many passengers came in July?":            "",
		"how often is a boat inspected?":               "",
		"who is the skipper of the Dora?":              "",
		"what does the Alba cost?":                     "",
	} {
		got := ""
		if task, ok := Parse(retrieval.NewQuery(asked).Question, asked); ok {
			if c, ok := task.Compute(sources); ok {
				if got = c.Said; got == "" {
					got = c.Rows[0].Cells[max(0, slices.Index(c.Table.Head, "Platz"))]
				}
			}
		}
		if sentence := strings.TrimSuffix(got, "."); sentence != want {
			t.Errorf("%s\n%q, want %q", asked, got, want)
		}
	}
}

// TestTheCurrentTableIsAsked: of two tables alike that of an old folder gives way, unless
// it is asked for.
func TestTheCurrentTableIsAsked(t *testing.T) {
	var sources []Source
	for _, d := range documents()[:2] {
		for _, read := range table.Read(d.Text) {
			sources = append(sources, Source{read, Names(d, read.Rows[0].Start)})
		}
	}
	slices.Reverse(sources)
	for asked, want := range map[string]int{"longest boat": 1, "longest boat in the old list of 2019": 0} {
		task, _ := Parse(question.Parse(asked), asked)
		if c, ok := task.Compute(sources); !ok || c.Source != want {
			t.Errorf("%s: table %d, %v, want %d", asked, c.Source, ok, want)
		}
	}
}

// TestManyRowsAreCounted: what is too long for a reply is named in part.
func TestManyRowsAreCounted(t *testing.T) {
	var rows []string
	for i := range 40 {
		rows = append(rows, fmt.Sprintf("T-%d,open", i))
	}
	read := table.Read(sheet("ticket,status", rows...))
	asked := "how many tickets are open?"
	task, _ := Parse(question.Parse(asked), asked)
	c, ok := task.Compute([]Source{{read[0], "tickets"}})
	if !ok || !strings.HasPrefix(c.Said, "40 tickets: T-0, T-1, ") || !strings.HasSuffix(c.Said, ", … +25") || len(c.Rows) != 40 {
		t.Errorf("%q, %v", c.Said, ok)
	}
}

func TestIsAlike(t *testing.T) {
	for pair, want := range map[[2]string]bool{
		{"city", "cities"}: true, {"own", "owner"}: true, {"vaccinated", "vaccination"}: true, {"ons", "on"}: true,
		{"state", "station"}: false, {"beta", "better"}: false, {"fj1", "fj2"}: false, {"plan", "plane"}: true,
	} {
		if got := isAlike(pair[0], pair[1]); got != want {
			t.Errorf("%v: %v", pair, got)
		}
	}
}

func TestReadCell(t *testing.T) {
	for text, want := range map[string]string{
		"1,465.00": "number 1465", "£2,500": "number 2500", "99.63 %": "number 99.63", "165 min": "number 165", "FP-2627": "", "42": "number 42",
		"2026-03-04": "date 20260304", "May": "date 500", "14 on travel days": "", "yes": "yes", "no": "no", "": "", "3.5.1": "",
	} {
		c, got := readCell(text), ""
		switch {
		case c.isDate:
			got = fmt.Sprint("date ", c.value)
		case c.isNumber:
			got = fmt.Sprint("number ", c.value)
		case c.isYes:
			got = "yes"
		case c.isNo:
			got = "no"
		}
		if got = strings.Replace(got, "2.0260304e+07", "20260304", 1); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

// TestNeedsRows: a row that says how many there are answers a count, but never a sum.
func TestNeedsRows(t *testing.T) {
	for asked, want := range map[string]bool{
		"total price of the boats": true, "which boat is the longest?": true, "average length": true,
		"how many seats has the Alba?": false, "which boats are tugs?": false,
	} {
		if task, ok := Parse(question.Parse(asked), asked); !ok || task.NeedsRows() != want {
			t.Errorf("%s: %v", asked, task.NeedsRows())
		}
	}
}
