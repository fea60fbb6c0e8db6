package language

// Languages of which little is known yet. One that grows gets a file of its own.

func bulgarian() *Language {
	return &Language{Code: "bg", Name: "Bulgarian", Writing: Writing{Letters: "ъ", Scripts: []string{"Cyrillic"}}, Index: Index{Stop: "stop_bg", Beginning: wordBeginning}}
}

func catalan() *Language {
	return &Language{Code: "ca", Name: "Catalan", Writing: Writing{Letters: "àçéèíïóòúü"}, Index: Index{Stop: "stop_ca", Filters: []string{"elision_ca"}}}
}

func croatian() *Language {
	return &Language{Code: "hr", Name: "Croatian", Writing: Writing{Letters: "čćđšž"}, Index: Index{Stop: "stop_hr", Filters: []string{"stemmer_hr"}}}
}

// wordBeginning is an Index's Beginning: on XQuAD's Greek 5 and 6 letters are
// best (hit@1 .919; 4: .905, 7: .913, whole words: .876).
const wordBeginning = 6

// inflected returns languages of which bleve has neither a stemmer nor stop words.
func inflected() []*Language {
	var list []*Language
	for _, l := range []struct {
		code, name, letters string
		scripts             []string
	}{
		{code: "az", name: "Azerbaijani", letters: "ə"},
		{code: "be", name: "Belarusian", letters: "ўіыэё", scripts: []string{"Cyrillic"}},
		{code: "et", name: "Estonian", letters: "äöõüšž"},
		{code: "lt", name: "Lithuanian", letters: "ąčęėįšųūž"},
		{code: "lv", name: "Latvian", letters: "āčēģīķļņšūž"},
		{code: "mk", name: "Macedonian", letters: "ѓќѕјљњџ", scripts: []string{"Cyrillic"}},
		{code: "sk", name: "Slovak", letters: "áäčďéíĺľňóôŕšťúýž"},
		{code: "sl", name: "Slovenian", letters: "čšž"},
		{code: "sr", name: "Serbian", letters: "čćđšžђјљњћџ", scripts: []string{"Cyrillic"}},
		{code: "uk", name: "Ukrainian", letters: "іїєґ", scripts: []string{"Cyrillic"}},
	} {
		list = append(list, &Language{
			Code: l.code, Name: l.name, Writing: Writing{Letters: l.letters, Scripts: l.scripts},
			Index: Index{Beginning: wordBeginning, Turkic: l.code == "az"},
		})
	}
	return list
}
