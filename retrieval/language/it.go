package language

func italian() *Language {
	return &Language{
		Code: "it", Name: "Italian",
		Grammar: Grammar{
			Function:     "il lo la gli le di del della dei delle che e un una per con non si da in al alla sono era ha come anche più nel nella su",
			Locative:     "a da nel nella al",
			Conjunctions: "e",
		},
		Asks: Asks{
			Number: "quanto quanta quanti quante", Date: "quando", Person: "chi", Place: "dove", Reason: "perché", Manner: "come",
		},
		Talk:  Talk{Following: "seguente seguenti"},
		Names: Names{Addresses: "signor signora", Links: "da del"},
		Time: Time{
			Months: [12]Words{
				"gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto",
				"settembre", "ottobre", "novembre", "dicembre",
			},
			Clock: "alle",
		},
		Numbers: Numbers{OrdinalMarks: "º ª"},
		Writing: Writing{Bylines: []string{"Di "}},
		Mail:    Mail{Wrote: []string{"ha scritto"}, OldMessage: "messaggio_originale", On: "il"},
		Index:   Index{Stop: "stop_it", Filters: []string{"elision_it", "stemmer_it_snowball"}},
	}
}
