package question

import (
	"testing"

	"footnote/retrieval/language"
)

func TestExpect(t *testing.T) {
	for question, want := range map[string]Expectation{
		"How many ships?":                        Number,
		"How much rain fell?":                    Number,
		"How much did Norvik pay for it?":        Money,
		"Wie viel kostet die Fahrt?":             Money,
		"What is the rent of the warehouse?":     Money,
		"What rent do they ask?":                 Money,
		"What is the maximum depth?":             Anything,
		"When did it end?":                       Date,
		"Which year was it?":                     Date,
		"Who pays?":                              Name,
		"Wie heißt der Hafen?":                   Name,
		"Wie funktioniert die Schleuse?":         Anything,
		"Wie is de burgemeester van het eiland?": Name,
		"Where do they pay?":                     Place,
		"Why did it cost so much?":               Reason,
		"hotel limit":                            Anything,
	} {
		if got := Parse(question).Expects; got != want {
			t.Errorf("%q expects %d, want %d", question, got, want)
		}
	}
	for sentence, want := range map[string]bool{
		"The price was about 60 million Swedish kronor.": true,
		"It costs $5.":                     true,
		"Hotels may cost EUR 160 a night.": true,
		"It has 46 employees.":             false,
	} {
		if got := Parse("How much does it cost?").MetBy(sentence, language.Of("en")); got != want {
			t.Errorf("%q has money: %t", sentence, got)
		}
	}
}
