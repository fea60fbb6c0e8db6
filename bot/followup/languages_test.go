package followup

import "testing"

// TestCompleteInManyLanguages completes the short forms of other languages. "" is
// left alone.
func TestCompleteInManyLanguages(t *testing.T) {
	for _, conversation := range []struct {
		before, answer string
		complete       map[string]string
	}{
		{"Wie viele Schiffe liegen in Hamburg seit 2017?", "In Hamburg liegen 80 Schiffe.", map[string]string{
			"Und 2016?": "Wie viele Schiffe liegen in Hamburg seit 2016?", "Und in Kiel?": "Wie viele Schiffe liegen in Kiel seit 2017?",
			"Was ist mit Bremen?": "Wie viele Schiffe liegen in Bremen seit 2017?", "Wie sieht es mit Kiel aus?": "Wie viele Schiffe liegen in Kiel seit 2017?", "Aber in Kiel?": "Wie viele Schiffe liegen in Kiel seit 2017?",
			"Warum?": leans, "Seit wann?": leans, "Wer sagt das?": leans,
			"Und danke!": "", "Und wer leitet den Hafen?": "", "Oder ist das falsch?": "", "Danke schön": "",
		}},
		{"Combien de navires sont à Marseille depuis 2017 ?", "À Marseille il y a 80 navires.", map[string]string{
			"Et en 2016 ?": "Combien de navires sont à Marseille depuis 2016 ?", "Et à Toulon ?": "Combien de navires sont à Toulon depuis 2017 ?",
			"Qu'en est-il de Toulon ?": "Combien de navires sont à Toulon depuis 2017 ?", "Et l’Algérie ?": "Combien de navires sont à Algérie depuis 2017 ?", "Mais en Algérie ?": "Combien de navires sont à Algérie depuis 2017 ?",
			"Pourquoi ?": leans, "Depuis quand ?": leans, "Qui a dit ça ?": leans,
			"Et merci": "", "Et qui dirige le port ?": "", "Mais est-ce vrai ?": "", "Merci beaucoup": "",
		}},
		{"¿Cuántos barcos hay en Vigo desde 2017?", "En Vigo hay 80 barcos.", map[string]string{
			"¿Y en 2016?": "¿Cuántos barcos hay en Vigo desde 2016?", "¿Y en Cádiz?": "¿Cuántos barcos hay en Cádiz desde 2017?", "¿Qué pasa con los barcos en Cádiz?": "", "¿Qué hay de Cádiz?": "¿Cuántos barcos hay en Cádiz desde 2017?", "¿Pero en Francia?": "¿Cuántos barcos hay en Francia desde 2017?",
			"¿Por qué?": leans, "¿Desde cuándo?": leans, "¿Quién dijo eso?": leans,
			"Y gracias": "", "¿Y quién dirige el puerto?": "", "¿O es falso?": "", "Muchas gracias": "",
		}},
		{"Quante navi ci sono a Genova dal 2017?", "A Genova ci sono 80 navi.", map[string]string{
			"E nel 2016?": "Quante navi ci sono a Genova dal 2016?", "E a Napoli?": "Quante navi ci sono a Napoli dal 2017?", "Che mi dici di Napoli?": "Quante navi ci sono a Napoli dal 2017?", "Ma in Francia?": "Quante navi ci sono a Francia dal 2017?", "E l'Algeria?": "Quante navi ci sono a Algeria dal 2017?",
			"Perché?": leans, "Da quando?": leans, "Chi dice questo?": leans,
			"E grazie": "", "E chi dirige il porto?": "", "Ma è vero?": "", "Grazie mille": "",
		}},
		{"Quantos navios estão em Lisboa desde 2017?", "Em Lisboa estão 80 navios.", map[string]string{
			"E em 2016?": "Quantos navios estão em Lisboa desde 2016?", "E em Faro?": "Quantos navios estão em Faro desde 2017?", "E quanto a Faro?": "Quantos navios estão em Faro desde 2017?", "Mas em França?": "Quantos navios estão em França desde 2017?",
			"Porquê?": leans, "Desde quando?": leans, "Quem disse isso?": leans,
			"E obrigado": "", "E quem dirige o porto?": "", "Mas é verdade?": "", "Muito obrigado": "",
		}},
		{"Hoeveel schepen liggen er in Rotterdam sinds 2017?", "In Rotterdam liggen 80 schepen.", map[string]string{
			"En in 2016?": "Hoeveel schepen liggen er in Rotterdam sinds 2016?", "En in Vlissingen?": "Hoeveel schepen liggen er in Vlissingen sinds 2017?", "Hoe zit het met Vlissingen?": "Hoeveel schepen liggen er in Vlissingen sinds 2017?", "Maar in Frankrijk?": "Hoeveel schepen liggen er in Frankrijk sinds 2017?",
			"Waarom?": leans, "Sinds wanneer?": leans, "Wie zei dat?": leans,
			"En bedankt": "", "En wie leidt de haven?": "", "Maar is dat waar?": "", "Dank je wel": "",
		}},
		{"港口有多少艘船？", "港口有80艘船。", map[string]string{"到1991年有多少艘船？": ""}},
		{"How many ships are in Oslo since 2017?", "In Oslo there are 80 ships.", map[string]string{
			// What leads a fragment elsewhere is a word like any other here.
			"A ship?": "", "O Captain?": "", "I see": "", "Men at work?": "", "Dan?": "",
		}},
	} {
		turns := []Turn{{Question: conversation.before, Answer: []string{conversation.answer}}}
		for text, want := range conversation.complete {
			wantLeans := want != ""
			if want == "" || want == leans {
				want = text
			}
			if got, leans := Complete(text, turns); got != want || leans != wantLeans {
				t.Errorf("%q became %q, which leans: %v; want %q, %v", text, got, leans, want, wantLeans)
			}
		}
	}
}
