package retrieval

import "testing"

func TestExpect(t *testing.T) {
	for question, want := range map[string]Expectation{
		"How many ships?":                        ExpectNumber,
		"How much rain fell?":                    ExpectNumber,
		"How much did Norvik pay for it?":        ExpectMoney,
		"Wie viel kostet die Fahrt?":             ExpectMoney,
		"What is the rent of the warehouse?":     ExpectMoney,
		"What rent do they ask?":                 ExpectMoney,
		"What is the maximum depth?":             ExpectAnything,
		"When did it end?":                       ExpectDate,
		"Which year was it?":                     ExpectDate,
		"Who pays?":                              ExpectName,
		"Wie heißt der Hafen?":                   ExpectName,
		"Wie funktioniert die Schleuse?":         ExpectAnything,
		"Wie is de burgemeester van het eiland?": ExpectName,
		"Where do they pay?":                     ExpectPlace,
		"Why did it cost so much?":               ExpectReason,
		"hotel limit":                            ExpectAnything,
	} {
		if got := Expect(question); got != want {
			t.Errorf("%q expects %d, want %d", question, got, want)
		}
	}
	none := func(string) bool { return false }
	for sentence, want := range map[string]bool{
		"The price was about 60 million Swedish kronor.": true,
		"It costs $5.":                     true,
		"Hotels may cost EUR 160 a night.": true,
		"It has 46 employees.":             false,
	} {
		if got := ExpectMoney.Meets(sentence, none); got != want {
			t.Errorf("%q has money: %t", sentence, got)
		}
	}
}
