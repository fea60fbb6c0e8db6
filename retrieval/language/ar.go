package language

func arabic() *Language {
	return &Language{
		Code: "ar", Name: "Arabic",
		Asks: Asks{
			Number: "كم", Date: "متى", Place: "أين", Reason: "لماذا", Manner: "كيف", Thing: "ماذا",
		},
		Names: Names{Links: "bin al", Particles: "bin al"}, // in Latin letters
		Time: Time{
			Months: [12]Words{
				"يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس",
				"سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر",
			},
		},
		Numbers: Numbers{
			Scales: []Scale{{1e3, "ألف آلاف"}, {1e6, "مليون ملايين"}, {1e9, "مليار"}},
			About:  "حوالي", Over: "أكثر_من", Under: "أقل_من",
			Units: map[string]Words{"%": "٪"},
		},
		Denial: Denial{Negations: "لا لم لن ليس"},
		Index:  Index{Stop: "stop_ar", Filters: []string{"normalize_ar", "stemmer_ar"}},
	}
}
