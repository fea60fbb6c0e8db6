package language

func turkish() *Language {
	return &Language{
		Code: "tr", Name: "Turkish",
		Grammar: Grammar{Conjunctions: "ve"},
		Asks:    Asks{Number: "kaç", Place: "nerede", Reason: "neden"},
		Time: Time{
			Months: [12]Words{
				"ocak", "şubat", "mart", "nisan", "mayıs", "haziran", "temmuz", "ağustos", "eylül", "ekim", "kasım", "aralık",
			},
			AmbiguousMonths: "ocak mart",
		},
		Index: Index{Stop: "stop_tr", Filters: []string{"stemmer_tr_snowball"}, Turkic: true},
	}
}
