package language

func spanish() *Language {
	return &Language{
		Code: "es", Name: "Spanish",
		Grammar: Grammar{
			Function:          "el la los las de del y que en un una es por con para su sus se no al lo como más pero fue son ha han este está estos entre sin o le ser",
			Articles:          "el los las una",
			Prepositions:      "desde para con por en de",
			PlacePrepositions: "en desde",
			Locative:          "en de",
			Conjunctions:      "y",
			Together:          "y",
		},
		Asks: Asks{
			Number: "cuánto cuánta cuántos cuántas", Date: "cuándo", Person: "quién quiénes", Place: "dónde", Manner: "cómo", Thing: "qué",
		},
		Talk: Talk{
			Leaders: "y_qué_hay_de qué_hay_de y", Companions: "desde hasta", Courtesies: "gracias",
			Following: "siguiente siguientes",
		},
		Names: Names{Addresses: "señor señora sr sra", Titles: "lunes", Links: "de la del el", Particles: "de"},
		Time: Time{
			Months: [12]Words{
				"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto",
				"septiembre", "octubre", "noviembre", "diciembre",
			},
			InsideDate: "de del", BeforeMonth: "en de",
			Weekdays: "lunes martes miércoles jueves viernes sábado domingo",
			Clock:    "a_las publicado el",
		},
		Numbers: Numbers{
			Cardinals: []Series{
				{"dos tres cuatro cinco seis siete ocho nueve diez", 2, 1}, // once is an English word
				{"doce trece catorce quince", 12, 1},
				{"veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa", 20, 10},
			},
			Scales:  []Scale{{12, "docena"}, {100, "cien ciento"}, {1e3, "mil"}, {1e6, "millón millones"}},
			Joiners: "y",
			Alone:   "mil cien ciento", Strangers: "dos mil seis quince",
			OrdinalMarks: "º ª",
			PerCent:      "por_ciento", About: "unos unas alrededor_de aproximadamente", Nearly: "casi", Over: "más_de", AtLeast: "al_menos", Under: "menos_de",
			Units: map[string]Words{
				"m": "metros", "km": "kilómetros", "kg": "kilogramos", "tonne": "toneladas", "second": "segundos", "minute": "minutos", "hour": "hora horas",
				"day": "día días", "week": "semana semanas", "month": "mes meses", "year": "año años", "ha": "hectáreas", "l": "litros", "$": "dólares",
			},
			Currencies: "peso pesos",
		},
		Denial: Denial{Negations: "sin nunca jamás", Clauses: "pero"},
		Writing: Writing{
			Honorifics: "sr sra dra", BeforeNumber: "núm", Bylines: []string{"Por "}, Small: "de la",
		},
		Mail: Mail{Wrote: []string{"escribió"}, OldMessage: "mensaje_original", On: "el"},
		Index: Index{
			Stop: "stop_es", Filters: []string{"normalize_es", "stemmer_es_snowball"},
			MoreStops: "es son fue fueron era eran ha han hay está están ser cuál cuáles dónde cuándo quién quiénes",
		},
	}
}
