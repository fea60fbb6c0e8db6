package question

import (
	"testing"

	"footnote/retrieval/language"
)

func TestCounts(t *testing.T) {
	const question = "How many seasons of the 2 shows are there?"
	q := Parse(question)
	for text, want := range map[string]bool{
		"It came to 172 episodes and 9 seasons.":                 true,
		"It ran for nine full seasons.":                          true,
		"It ran for one season only.":                            true,
		"In 1996 they began to make new ones for later seasons.": false,
		"Its seasons were 9.":                                    false,
		"Both of the 2 seasons were short.":                      false,
		"It ran for 9 years.":                                    false,
	} {
		if got := q.CountedIn(text, language.Of("en")); got != want {
			t.Errorf("%q counts %q: %t, want %t", text, q.Counted, got, want)
		}
	}
	for _, question := range []string{"How much is it?", "How many", "Many seasons passed, how?", ""} {
		if got := Parse(question).Counted; got != "" {
			t.Errorf("%q asks to count %q", question, got)
		}
	}
}

// TestCountedInManyLanguages finds the word that a question counts.
func TestCountedInManyLanguages(t *testing.T) {
	for question, want := range map[string]string{
		"How many of the ships sank?": "shi", "How many did sink?": "", "How many ships sank?": "shi",
		"Wie viele Schiffe liegen im Hafen?": "schif", "Wie viele der Schiffe sind neu?": "schif", "Wie viele waren es?": "",
		"Combien de navires sont au port ?": "navir", "Combien d’habitants a l'île ?": "habitan", "Combien sont-ils ?": "",
		"¿Cuántos barcos hay en el puerto?": "barc", "¿Cuántos de los barcos son nuevos?": "barc", "Quante navi ci sono?": "nav", "Quantos navios estão no porto?": "navi", "Hoeveel schepen liggen er?": "schep",
		"Сколько кораблей в порту?": "корабл", "Ile statków jest w porcie?": "statk", "Kaç gemi var?": "gem", "كم من الوقت بقي؟": "الو",
	} {
		if got := Parse(question).Counted; got != want {
			t.Errorf("%q counts %q, want %q", question, got, want)
		}
	}
}
