package quantity

import (
	"math"
	"testing"

	"footnote/retrieval/language"
)

// TestFindInManyLanguages reads the one figure of a text.
func TestFindInManyLanguages(t *testing.T) {
	for _, test := range []struct {
		text      string
		value     float64
		dimension string
		bound     Bound
	}{
		// German
		{"Die Werft hat einundzwanzig Kräne.", 21, "", Exactly}, {"zweitausenddreihundert", 2300, "", Exactly}, {"Das sind eine Million Euro.", 1e6, "EUR", Exactly},
		{"Es sind zwei Drittel der Schiffe.", 200. / 3, "%", Exactly}, {"die Hälfte der Flotte", 50, "%", Exactly}, {"Sie fährt mit höchstens 30 Kilometern.", 30000, "length", AtMost},
		{"Es kamen mehr als 500 Gäste.", 500, "", Over}, {"fast 200 Boote", 200, "", Nearly}, {"Es sind 300 oder mehr.", 300, "", AtLeast}, {"drei Milliarden Kilowattstunden", 3e9, "energy", Exactly},
		{"Das dauert vierzehn Tage.", 14 * 86400, "time", Exactly}, {"zweihundert Quadratmeter", 200, "area", Exactly}, {"Das kostet zwei Billionen.", 2e12, "", Exactly},
		// French
		{"vingt et un", 21, "", Exactly}, {"Le port a deux cent cinquante bateaux.", 250, "", Exactly}, {"jusqu'à 300 passagers", 300, "", AtMost}, {"jusqu’à 300 passagers", 300, "", AtMost},
		{"Il coûte un million d'euros.", 1e6, "", Exactly}, {"plus de 500 visiteurs", 500, "", Over}, {"près de 200 bateaux", 200, "", Nearly}, {"deux tiers des bateaux", 200. / 3, "%", Exactly}, {"un quart des bateaux", 25, "%", Exactly}, {"la moitié des bateaux", 50, "%", Exactly},
		{"Elle a 20 ans.", 240, "months", Exactly}, {"trois douzaines", 36, "", Exactly}, {"au moins douze personnes", 12, "", AtLeast}, {"50 kilomètres carrés", 50e6, "area", Exactly}, {"Il y en a 40 ou plus.", 40, "", AtLeast}, {"soixante-quinze", 75, "", Exactly}, {"septante", 70, "", Exactly},
		// Spanish
		{"Hay trescientos cincuenta barcos.", 350, "", Exactly}, {"treinta y un barcos", 31, "", Exactly}, {"En el puerto hay dos mil quinientos barcos.", 2500, "", Exactly}, {"Vinieron más de 500 personas.", 500, "", Over}, {"hasta 300 pasajeros", 300, "", AtMost}, {"al menos 20 barcos", 20, "", AtLeast},
		{"dos tercios de los barcos", 200. / 3, "%", Exactly}, {"la mitad de los barcos", 50, "%", Exactly}, {"Tiene cinco millones de euros.", 5e6, "", Exactly}, {"casi 200 barcos", 200, "", Nearly}, {"30 kilómetros cuadrados", 30e6, "area", Exactly}, {"Dura 3 meses.", 3, "months", Exactly}, {"veintitrés", 23, "", Exactly}, {"una docena de barcos", 12, "", Exactly},
		// Italian
		{"Ci sono ventuno navi.", 21, "", Exactly}, {"duecentocinquanta navi", 250, "", Exactly}, {"tremila navi", 3000, "", Exactly}, {"Sono più di 500 persone.", 500, "", Over}, {"fino a 300 passeggeri", 300, "", AtMost}, {"almeno 20 navi", 20, "", AtLeast}, {"quasi 200 navi", 200, "", Nearly},
		{"due terzi delle navi", 200. / 3, "%", Exactly}, {"la metà delle navi", 50, "%", Exactly}, {"cinque milioni", 5e6, "", Exactly}, {"Il viaggio dura 3 ore.", 3 * 3600, "time", Exactly}, {"quarantotto", 48, "", Exactly}, {"Ci sono sette navi.", 7, "", Exactly}, {"Costa 20 euro circa.", 20, "EUR", About},
		// Portuguese
		{"São trinta e cinco navios.", 35, "", Exactly}, {"duzentos e cinquenta navios", 250, "", Exactly}, {"dois mil e quinhentos navios", 2500, "", Exactly}, {"mais de 500 pessoas", 500, "", Over}, {"até 300 passageiros", 300, "", AtMost}, {"pelo menos 20 navios", 20, "", AtLeast}, {"quase 200 navios", 200, "", Nearly},
		{"dois terços dos navios", 200. / 3, "%", Exactly}, {"metade dos navios do porto", 50, "%", Exactly}, {"São cinco milhões de euros.", 5e6, "", Exactly}, {"Dura 3 meses.", 3, "months", Exactly}, {"dezesseis navios", 16, "", Exactly},
		// Dutch
		{"Er liggen vijfentwintig schepen.", 25, "", Exactly}, {"tweeëntwintig", 22, "", Exactly}, {"tweehonderdvijftig schepen", 250, "", Exactly}, {"drieduizend schepen", 3000, "", Exactly}, {"meer dan 500 mensen", 500, "", Over}, {"minstens 20 schepen", 20, "", AtLeast}, {"hoogstens 300 schepen", 300, "", AtMost}, {"bijna 200 schepen", 200, "", Nearly},
		{"de helft van de schepen", 50, "%", Exactly}, {"vijf miljoen euro", 5e6, "EUR", Exactly}, {"Het duurt 3 uur.", 3 * 3600, "time", Exactly}, {"20 of meer", 20, "", AtLeast},
		// Others
		{"двадцать пять кораблей", 25, "", Exactly}, {"двести тысяч", 200000, "", Exactly}, {"Там более 500 человек.", 500, "", Over}, {"не менее 20 кораблей", 20, "", AtLeast}, {"5 млн рублей", 5e6, "RUB", Exactly}, {"две трети", 200. / 3, "%", Exactly}, {"почти 200 кораблей", 200, "", Nearly}, {"не более 3 часов", 3 * 3600, "time", AtMost},
		{"tjugofem båtar", 25, "", Exactly}, {"tvåhundrafemtio båtar", 250, "", Exactly}, {"Det är minst 20 båtar.", 20, "", AtLeast}, {"femogtyve", 25, "", Exactly}, {"huszonöt", 25, "", Exactly}, {"kaksikymmentäviisi", 25, "", Exactly}, {"dwadzieścia pięć statków", 25, "", Exactly}, {"co najmniej 20 statków", 20, "", AtLeast},
		{"500'den fazla gemi", 500, "", Over}, {"en az 20 gemi", 20, "", AtLeast}, {"iki yüz elli gemi", 250, "", Exactly}, {"on beş gemi var", 15, "", Exactly}, {"περίπου 50 πλοία", 50, "", About}, {"τουλάχιστον 20 πλοία", 20, "", AtLeast}, {"διακόσια πενήντα πλοία", 250, "", Exactly}, {"لا يقل عن 20 سفينة", 20, "", AtLeast}, {"أكثر من 500 شخص", 500, "", Over},
		{"500 से अधिक लोग", 500, "", Over}, {"कम से कम 20 जहाज", 20, "", AtLeast}, {"पाँच लाख", 5e5, "", Exactly}, {"cel puțin 20 de nave", 20, "", AtLeast}, {"douăzeci și cinci de nave", 25, "", Exactly}, {"peste 500 de oameni", 500, "", Over},
	} {
		found := Find(test.text)
		if len(found) != 1 {
			t.Errorf("%q: %+v", test.text, found)
			continue
		}
		q := found[0]
		if math.Abs(q.Value-test.value) > 1e-6*math.Abs(test.value) || q.Unit.Dimension != test.dimension || q.Bound != test.bound {
			t.Errorf("%q: %v %q bound %d, want %v %q bound %d", test.text, q.Value, q.Unit.Dimension, q.Bound, test.value, test.dimension, test.bound)
		}
	}
}

// TestFindDatesInManyLanguages reads the one date of a text.
func TestFindDatesInManyLanguages(t *testing.T) {
	for text, want := range map[string]Day{
		"am 17. März 2017": {2017, 3, 17, 1}, "im Mai 2017": {2017, 5, 0, 1}, "Die Werft schließt im Mai.": {0, 5, 0, 1}, "im 19. Jahrhundert": {1800, 0, 0, 100},
		"le 17 mars 2017": {2017, 3, 17, 1}, "Il arrive le 17 mars.": {0, 3, 17, 1}, "en mars 2017": {2017, 3, 0, 1}, "Il est fermé en mai.": {0, 5, 0, 1}, "au XIXe siècle": {1800, 0, 0, 100}, "au 19e siècle": {1800, 0, 0, 100},
		"el 3 de enero de 2017": {2017, 1, 3, 1}, "en el siglo XX": {1900, 0, 0, 100}, "el 5 de mayo": {0, 5, 5, 1},
		"il 17 marzo 2017": {2017, 3, 17, 1}, "nel XIX secolo": {1800, 0, 0, 100}, "Chiude in agosto.": {0, 8, 0, 1},
		"a 17 de março de 2017": {2017, 3, 17, 1}, "no século XIX": {1800, 0, 0, 100}, "em maio de 2017": {2017, 5, 0, 1},
		"op 17 maart 2017": {2017, 3, 17, 1}, "Het is dicht in mei.": {0, 5, 0, 1}, "in de 19e eeuw": {1800, 0, 0, 100},
		"17 марта 2017": {2017, 3, 17, 1}, "в мае 2017": {2017, 5, 0, 1}, "в XIX веке": {1800, 0, 0, 100}, "в 19-м веке": {1800, 0, 0, 100},
		"den 17 mars 2017": {2017, 3, 17, 1}, "17 Mart 2017": {2017, 3, 17, 1}, "19. yüzyılda": {1800, 0, 0, 100}, "17 Μαρτίου 2017": {2017, 3, 17, 1}, "17 मार्च 2017": {2017, 3, 17, 1}, "17 martie 2017": {2017, 3, 17, 1},
		"17. března 2017": {2017, 3, 17, 1}, "17. marraskuuta 2017": {2017, 11, 17, 1}, "17 marca 2017": {2017, 3, 17, 1}, "secolul al XIX-lea": {1800, 0, 0, 100}, "القرن 19": {1800, 0, 0, 100},
	} {
		found := Find(text)
		if len(found) != 1 || found[0].Day != want || found[0].Kind != Date {
			t.Errorf("%q: %+v, want %+v", text, found, want)
		}
	}
}

// TestWordsOfOtherLanguagesAreNoFigures: what counts, measures or bounds in one
// language is a word like any other in another.
func TestWordsOfOtherLanguagesAreNoFigures(t *testing.T) {
	for _, text := range []string{
		"The payment is due to the bank on Monday.", "She said that the hat was on the bin.", "He was fit for the nap and the jam.", "That time the others were out and ago.",
		"The set of gen and mag was for the mars rover.", "Die Frau ging mit dem Hund an den See.", "Er kam, nahm Acht und ging.", "She has a son and they do come.", "En man som var på väg.",
		"The mill, the tress and the fire were in the otto.", "Mars is a planet, and it has no seas.", "Un poco más tarde llegó el barco.", "Une femme et un homme sont venus.", "Een vrouw en een man.",
	} {
		for _, q := range Find(text) {
			if !q.Weak {
				t.Errorf("%q holds %+v", text, q)
			}
		}
	}
	for _, text := range []string{"room 5a", "The rules of room 5a and 5e are here."} {
		for _, q := range Find(text) {
			if q.Kind != Number {
				t.Errorf("%q holds %+v", text, q)
			}
		}
	}
	for text, want := range map[string]float64{
		"They paid 5 an hour.": 5, "There were 5 pies on the table.": 5, "It had 5 jam jars and 5": 5, "Those are 20 mars bars.": 20, "We have 3 time slots.": 3,
	} {
		if found := Find(text); found[0].Value != want || found[0].Unit.Dimension != "" {
			t.Errorf("%q: %+v", text, found)
		}
	}
}

// TestUnitsAreKnown has each name of a unit stand for one that there is.
func TestUnitsAreKnown(t *testing.T) {
	for _, l := range language.All() {
		for unit := range l.Numbers.Units {
			if knownUnit(unit).unit.Name != unit {
				t.Errorf("%s: nobody knows the unit %q", l.Code, unit)
			}
		}
	}
}
