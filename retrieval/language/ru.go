package language

func russian() *Language {
	return &Language{
		Code: "ru", Name: "Russian",
		Asks: Asks{
			Number: "сколько", Date: "когда", Person: "кто", Place: "где", Reason: "почему", Manner: "как",
		},
		Time: Time{
			Months: [12]Words{
				"января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа",
				"сентября", "октября", "ноября", "декабря",
			},
		},
		Mail: Mail{Wrote: []string{"написала?", "пишет"}},
		Index: Index{
			Stop: "stop_ru", Filters: []string{"stemmer_ru_snowball"}, MoreStops: "это где",
		},
	}
}
