package language

func german() *Language {
	return &Language{
		Code: "de", Name: "German",
		Grammar: Grammar{
			Function: "der die das und ist von den dem des ein eine einer einem einen zu mit im in auf für nicht sich auch als an es bei nach wird wurde wurden sind war hat haben über oder aus er sie ihr sein seine am zum zur vor",
			Telling: "der das dem des ein eine einem einen einer eines ist sind wurde wurden hat haben und von vom zum zur für wie wer wem wann wo welche welcher welches welchem welchen " +
				"ich wir kann können gibt muss müssen darf dürfen soll wird werden warum wieso weshalb woher wohin " +
				"nicht kein keine auf mit bei beim im nach aus über zwischen oder mein meine meinen meiner unser unsere",
			Articles:          "der die das den dem ein eine",
			Prepositions:      "im am von für mit seit bei nach vor in",
			PlacePrepositions: "in im nach",
			Locative:          "aus nach bei im am zu",
			Conjunctions:      "und",
			Together:          "und",
		},
		Asks: Asks{
			Number: "wieviel wieviele", Date: "wann", Person: "wer wem wen", Place: "wo woher wohin", Openers: "wie", Reason: "warum weshalb wieso", Manner: "wie", Thing: "was welche welcher welches welchen welchem",
			Degree:     "viel viele vielen lange oft hoch groß alt weit schnell schwer teuer",
			Properties: "hoch groß alt weit schnell schwer teuer",
			Much:       "viel",
			Naming:     "heißt heißen hieß nennt nannte",
			Paying:     "kostet kosten kostete zahlt zahlte bezahlt verdient verdiente wert",
		},
		Talk: Talk{
			Leaders: "und_was_ist_mit was_ist_mit und", Companions: "seit bis", Courtesies: "danke",
			Following: "folgende folgenden folgendes",
		},
		Names: Names{
			Addresses: "herr frau", Titles: "montag", Links: "von der den und", Particles: "von",
			PeopleEndings: "er in isch ische ischen es",
			BareAfter:     "in von nach aus bei und durch mit an", NounEndings: "e en er es",
		},
		Time: Time{
			Months: [12]Words{
				"januar jänner jan", "februar feb", "märz", "april apr", "mai", "juni", "juli", "august aug",
				"september sep sept", "oktober okt", "november nov", "dezember dez",
			},
			AmbiguousMonths: "mai",
			BeforeMonth:     "im seit bis",
			Weekdays:        "montag dienstag mittwoch donnerstag freitag samstag sonntag",
			Clock:           "um uhr veröffentlicht am",
		},
		Numbers: Numbers{
			Cardinals: []Series{
				{"zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig", 2, 1},
				{"dreißig vierzig fünfzig sechzig siebzig achtzig neunzig", 30, 10},
			},
			Scales: []Scale{{12, "dutzend"}, {100, "hundert"}, {1e3, "tausend"}, {1e6, "millionen mio"}, {1e9, "milliarde milliarden mrd"}},
			Alone:  "hundert tausend", Strangers: "elf acht drei",
			About: "etwa rund ungefähr", Nearly: "beinahe", Over: "mehr_als über", AtLeast: "mindestens", Under: "weniger_als", AtMost: "höchstens bis_zu",
			Units: map[string]Words{
				"tonne": "tonnen", "second": "sekunden", "minute": "minuten", "hour": "stunde stunden", "day": "tag tage tagen", "week": "woche wochen",
				"month": "monat monate monaten", "year": "jahr jahre jahren", "ha": "hektar", "%": "prozent",
			},
			Currencies: "franken rubel",
		},
		Denial: Denial{
			Negations: "nicht kein keine keinen keiner keinem keines nie niemals ohne", Clauses: "aber sondern",
		},
		Writing: Writing{
			Honorifics: "hr fr bzw z.b d.h", Shortened: "usw ca", BeforeNumber: "nr abs art",
			BeforeOrdinal:  "am vom zum beim im ab bis seit dem den des der das die ein eine einem einen einer eines jeder jede jedes",
			DottedOrdinals: true, CapitalNouns: true,
			Participle: `^(?:\p{Ll}*ge|be|emp|ent|er|miss|ver|zer)\p{Ll}{2,}(?:t|en)$|^\p{Ll}+iert$|^los$`,
			Bylines:    []string{"Von "}, Small: "der",
		},
		Mail: Mail{
			Wrote: []string{"schrieb", "schreibt"}, OldMessage: "ursprüngliche_nachricht weitergeleitete_nachricht", On: "am",
		},
		Index: Index{Stop: "stop_de", Filters: []string{"normalize_de", "stemmer_de_snowball"}},
	}
}
