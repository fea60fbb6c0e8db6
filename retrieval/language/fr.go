package language

func french() *Language {
	return &Language{
		Code: "fr", Name: "French",
		Grammar: Grammar{
			Function:          "le la les des du de et est une un dans pour que qui sur avec par ne pas au aux ce cette ces il elle ils elles son sa ses leur leurs en a été sont plus ont mais ou se nous vous était",
			Articles:          "le la les un une",
			Prepositions:      "en à au aux de du des pour dans avec depuis par",
			PlacePrepositions: "en à au aux",
			Locative:          "à en dans de aux",
			Conjunctions:      "et",
			Together:          "et",
		},
		Asks: Asks{
			Number: "combien", Date: "quand", Person: "qui", Place: "où", Reason: "pourquoi", Manner: "comment", Thing: "quel quelle quels quelles",
		},
		Talk: Talk{
			Leaders: "et_pour qu'en_est_il_de et", Companions: "depuis jusqu", Courtesies: "merci",
			Following: "suivant suivants suivante suivantes",
		},
		Names: Names{
			Addresses: "mme mlle monsieur madame", Titles: "lundi", Links: "de la du des", Particles: "de",
			PeopleEndings: "ien ne ienne ais aise ns",
		},
		Time: Time{
			Months: [12]Words{
				"janvier janv", "février févr fevrier", "mars", "avril", "mai", "juin", "juillet juil", "août aout",
				"septembre", "octobre", "novembre", "décembre déc",
			},
			AmbiguousMonths: "mai",
			InsideDate:      "de d", BeforeMonth: "en de",
			Weekdays:  "lundi mardi mercredi jeudi vendredi samedi dimanche",
			Centuries: "siècle",
			Clock:     "à publié le",
		},
		Numbers: Numbers{
			Cardinals: []Series{
				{"deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize", 2, 1},
				{"vingt trente quarante cinquante soixante", 20, 10}, {"vingts", 20, 1},
			},
			Scales:  []Scale{{12, "douzaine"}, {100, "cent cents"}, {1e3, "mille"}, {1e6, "million millions"}, {1e9, "milliard milliards"}},
			Joiners: "et",
			Alone:   "cent mille", Strangers: "sept dix neuf cent cents onze quince mille",
			OrdinalMarks: "ème eme er",
			PerCent:      "pour_cent", About: "environ", Nearly: "presque près_de", Over: "plus_de", AtLeast: "au_moins", Under: "moins_de", AtMost: "au_plus jusqu'à",
			Units: map[string]Words{
				"m": "mètre mètres", "km": "kilomètres", "second": "secondes", "hour": "heure heures", "day": "jour jours", "week": "semaine semaines",
				"month": "mois", "year": "an ans année années",
			},
		},
		Denial: Denial{Negations: "pas jamais sans aucun aucune", Clauses: "mais"},
		Writing: Writing{
			Honorifics: "mme mlle", Bylines: []string{"Par "}, Small: "de la le du",
		},
		Mail:  Mail{Wrote: []string{"a écrit"}, OldMessage: "message_d'origine", On: "le"},
		Index: Index{Stop: "stop_fr", Filters: []string{"elision_fr", "stemmer_fr_snowball"}},
	}
}
