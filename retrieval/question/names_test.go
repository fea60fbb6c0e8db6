package question

import (
	"strings"
	"testing"
)

func TestNames(t *testing.T) {
	for question, want := range map[string]string{
		"How many passengers does the ferry Anna carry to Turku?": "Anna Turku",
		"Where is it? At Jane's, in D.C. or in the US?":           "Jane's D.C US",
		"HOW MANY PASSENGERS DOES ANNA CARRY?":                    "",
		"How Many Passengers Does the Ferry Anna Carry?":          "",
		"Zorn":                                                        "",
		"Wie viele Passagiere trägt die Fähre":                        "", // every noun has a capital
		"Kann der Mieter die Miete mindern?":                          "",
		"Combien de passagers pour Turku ?":                           "Turku",
		"Hoeveel passagiers gaan naar Turku?":                         "Turku",
		"Der ferry Anna: how many passengers does it carry to Turku?": "Anna Turku", // one German word among many
	} {
		if got := strings.Join(Parse(question).Names(), " "); got != want {
			t.Errorf("%q names %q, want %q", question, got, want)
		}
	}
}
