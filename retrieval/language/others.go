package language

// Languages of which little is known yet. One that grows gets a file of its own.

func bulgarian() *Language {
	return &Language{Code: "bg", Name: "Bulgarian", Index: Index{Stop: "stop_bg", Beginning: wordBeginning}}
}

func catalan() *Language {
	return &Language{Code: "ca", Name: "Catalan", Index: Index{Stop: "stop_ca", Filters: []string{"elision_ca"}}}
}

func croatian() *Language {
	return &Language{Code: "hr", Name: "Croatian", Index: Index{Stop: "stop_hr", Filters: []string{"stemmer_hr"}}}
}

func czech() *Language {
	return &Language{Code: "cs", Name: "Czech", Index: Index{Stop: "stop_cs", Beginning: wordBeginning}}
}

func danish() *Language {
	return &Language{
		Code: "da", Name: "Danish", Grammar: Grammar{Conjunctions: "og"}, Mail: Mail{Wrote: []string{"skrev"}, On: "den"},
		Index: Index{Stop: "stop_da", Filters: []string{"stemmer_da_snowball"}},
	}
}

func finnish() *Language {
	return &Language{Code: "fi", Name: "Finnish", Index: Index{Stop: "stop_fi", Filters: []string{"stemmer_fi_snowball"}}}
}

func greek() *Language {
	return &Language{
		Code: "el", Name: "Greek",
		Asks:  Asks{Number: "πόσα πόσοι πόσες", Date: "πότε", Place: "πού", Reason: "γιατί"},
		Index: Index{Stop: "stop_el", Beginning: wordBeginning},
	}
}

func hindi() *Language {
	return &Language{
		Code: "hi", Name: "Hindi",
		Asks:  Asks{Number: "कितने कितना कितनी", Date: "कब", Place: "कहाँ", Reason: "क्यों"},
		Index: Index{Stop: "stop_hi", Filters: []string{"normalize_in", "normalize_hi", "stemmer_hi"}},
	}
}

func hungarian() *Language {
	return &Language{Code: "hu", Name: "Hungarian", Index: Index{Stop: "stop_hu", Filters: []string{"stemmer_hu_snowball"}}}
}

func indonesian() *Language {
	return &Language{
		Code: "id", Name: "Indonesian",
		Time: Time{
			Months: [12]Words{
				"januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober", "november", "desember",
			},
			AmbiguousMonths: "mei",
		},
		Index: Index{Stop: "stop_id"},
	}
}

func japanese() *Language {
	return &Language{Code: "ja", Name: "Japanese", Mail: Mail{Wrote: []string{"写道", "のメール"}}}
}

func norwegian() *Language {
	return &Language{
		Code: "no", Name: "Norwegian", Grammar: Grammar{Conjunctions: "og"}, Mail: Mail{Wrote: []string{"skrev"}, On: "den"},
		Index: Index{Stop: "stop_no", Filters: []string{"stemmer_no_snowball"}},
	}
}

func persian() *Language {
	return &Language{Code: "fa", Name: "Persian", Index: Index{Stop: "stop_fa", Filters: []string{"normalize_ar", "normalize_fa"}}}
}

func polish() *Language {
	return &Language{
		Code: "pl", Name: "Polish", Mail: Mail{Wrote: []string{`napisał\(?a?\)?`}, On: "w_dniu"},
		Index: Index{Stop: "stop_pl", Filters: []string{"stemmer_pl"}},
	}
}

func romanian() *Language {
	return &Language{
		Code: "ro", Name: "Romanian", Asks: Asks{Number: "câți câte", Place: "unde"},
		Index: Index{Stop: "stop_ro", Filters: []string{"stemmer_ro_snowball"}},
	}
}

func swedish() *Language {
	return &Language{
		Code: "sv", Name: "Swedish", Grammar: Grammar{Conjunctions: "och"}, Mail: Mail{Wrote: []string{"skrev"}, On: "den"},
		Index: Index{Stop: "stop_sv", Filters: []string{"stemmer_sv_snowball"}},
	}
}

// wordBeginning is an Index's Beginning: on XQuAD's Greek 5 and 6 letters are
// best (hit@1 .919; 4: .905, 7: .913, whole words: .876).
const wordBeginning = 6

// inflected returns languages of which bleve has neither a stemmer nor stop words.
func inflected() []*Language {
	var list []*Language
	for _, l := range [][2]string{
		{"az", "Azerbaijani"}, {"be", "Belarusian"}, {"et", "Estonian"}, {"lt", "Lithuanian"}, {"lv", "Latvian"},
		{"mk", "Macedonian"}, {"sk", "Slovak"}, {"sl", "Slovenian"}, {"sr", "Serbian"}, {"uk", "Ukrainian"},
	} {
		list = append(list, &Language{Code: l[0], Name: l[1], Index: Index{Beginning: wordBeginning, Turkic: l[0] == "az"}})
	}
	return list
}
