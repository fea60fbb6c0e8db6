package grounding

import (
	"slices"
	"testing"

	"footnote/retrieval/language"
)

// TestClaimsInManyLanguages checks claims on one sentence of evidence each.
func TestClaimsInManyLanguages(t *testing.T) {
	c := NewChecker(nil)
	for _, test := range []struct {
		code, evidence, claim string
		want                  ReasonKind
	}{
		// What one denies and the other doesn't.
		{"de", "Der Hafen von Kiel hat keine eigenen Kräne.", "Der Hafen von Kiel hat eigene Kräne.", Polarity},
		{"fr", "Le port de Brest ne possède pas de grues mobiles.", "Le port de Brest possède des grues mobiles.", Polarity},
		{"es", "El puerto de Vigo no tiene grúas móviles.", "El puerto de Vigo tiene grúas móviles.", Polarity},
		{"it", "Il porto di Genova non possiede gru mobili.", "Il porto di Genova possiede gru mobili.", Polarity},
		{"pt", "O porto de Faro não tem guindastes móveis.", "O porto de Faro tem guindastes móveis.", Polarity},
		{"nl", "De haven van Vlissingen heeft geen mobiele kranen.", "De haven van Vlissingen heeft mobiele kranen.", Polarity},
		{"ru", "Порт Выборга не имеет подвижных кранов.", "Порт Выборга имеет подвижных кранов.", Polarity},
		{"pl", "Port w Gdyni nie posiada ruchomych dźwigów.", "Port w Gdyni posiada ruchomych dźwigów.", Polarity},
		{"sv", "Hamnen i Malmö har inte rörliga kranar.", "Hamnen i Malmö har rörliga kranar.", Polarity},
		// The contrary.
		{"de", "Der Umsatz der Werft stieg um 5 Prozent.", "Der Umsatz der Werft sank um 5 Prozent.", Polarity},
		{"fr", "Le chiffre du chantier a augmenté de 5 %.", "Le chiffre du chantier a baissé de 5 %.", Polarity},
		{"es", "El gasto del astillero aumentó un 5 %.", "El gasto del astillero disminuyó un 5 %.", Polarity},
		// The same in other words.
		{"de", "Die Reederei erwarb 2017 zwei Fähren.", "Die Reederei kaufte 2017 zwei Fähren.", ""},
		{"fr", "La compagnie a acquis deux ferries en 2017.", "La société a acheté deux ferries en 2017.", ""},
		{"es", "La compañía adquirió dos barcos en 2017.", "La empresa compró dos barcos en 2017.", ""},
		// Denials of other languages are words like any other.
		{"en", "The pastor spoke about pardon, sin and grace.", "The pastor spoke about pardon and grace.", ""},
		{"en", "The band Sin played in the old harbour hall.", "The band played in the old harbour hall.", ""},
		{"de", "Die Fähre hat Platz für 300 Gäste.", "Die Fähre hat nie Platz für 300 Gäste.", Polarity},
	} {
		v := c.Check(test.claim, []Evidence{{Text: test.evidence, Language: test.code}})
		has := slices.ContainsFunc(v.Reasons, func(r Reason) bool { return r.Kind == test.want })
		if test.want == "" && slices.ContainsFunc(v.Reasons, func(r Reason) bool { return r.Kind.Fatal() || r.Kind == Coverage }) || test.want != "" && !has {
			t.Errorf("%s: %q on %q: want %q, got %+v", test.code, test.claim, test.evidence, test.want, v)
		}
	}
}

// TestSynonymsKeepToTheirLanguage: a Kind is a child in German only, and a fall one of
// figures in English only.
func TestSynonymsKeepToTheirLanguage(t *testing.T) {
	for _, test := range []struct {
		code, a, b string
		same       bool
	}{
		{"de", "kind", "kinder", true}, {"en", "kind", "child", false}, {"en", "fall", "drop", true}, {"de", "fall", "drop", false}, {"", "fall", "drop", true}, {"fr", "acheté", "acquis", true}, {"fr", "achete", "acquis", true},
	} {
		if got := synonymOf(test.code, test.a, language.Fold(test.a)) == synonymOf(test.code, test.b, test.b); got != test.same {
			t.Errorf("%s: %q and %q mean the same: %t", test.code, test.a, test.b, got)
		}
	}
}
