package language

func dutch() *Language {
	return &Language{
		Code: "nl", Name: "Dutch",
		Grammar: Grammar{
			Function:     "de het een en van in is dat op te voor met zijn niet aan er om ook als bij door naar uit werd was over dit",
			Telling:      "de het een van heeft hebben wordt werd zijn deze dit niet naar voor met",
			Conjunctions: "en",
		},
		Asks: Asks{
			Number: "hoeveel", Date: "wanneer", Person: "wie", Place: "waar", Reason: "waarom", Manner: "hoe",
		},
		Names: Names{Links: "van der den", Particles: "van"},
		Time: Time{
			Months: [12]Words{
				"januari", "februari", "maart mrt", "april", "mei", "juni", "juli", "augustus",
				"september", "oktober", "november", "december",
			},
			AmbiguousMonths: "mei",
		},
		Mail:  Mail{Wrote: []string{"schreef"}, OldMessage: "oorspronkelijk_bericht", On: "op"},
		Index: Index{Stop: "stop_nl", Filters: []string{"stemmer_nl_snowball"}},
	}
}
