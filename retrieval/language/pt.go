package language

func portuguese() *Language {
	return &Language{
		Code: "pt", Name: "Portuguese",
		Grammar: Grammar{
			Function:     "o os as um uma do da dos das que e em por com para não se no na nos nas ao mais foi são tem como ou seu sua",
			Prepositions: "por de",
			Conjunctions: "e",
		},
		Asks: Asks{
			Number: "quanto quanta quantos quantas", Date: "quando", Person: "quem", Place: "onde",
		},
		Talk: Talk{Following: "seguinte seguintes"},
		Time: Time{
			Months: [12]Words{
				"janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto",
				"setembro", "outubro", "novembro", "dezembro",
			},
		},
		Numbers: Numbers{OrdinalMarks: "º ª"},
		Mail:    Mail{Wrote: []string{"escreveu"}, OldMessage: "mensagem_original", On: "em"},
		Index: Index{
			Stop: "stop_pt", Filters: []string{"stemmer_pt_light"},
			MoreStops: "é são foi foram era eram há está estão ser onde",
		},
	}
}
