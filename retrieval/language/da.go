package language

func danish() *Language {
	return &Language{
		Code: "da", Name: "Danish",
		Tally: Tally{Outdated: "gammel gamle arkiv forældet", Editions: "v version udgave revision"},
		Grammar: Grammar{
			Function: "og i at det den de en et som på er af for med til har ikke om fra var ved kan han hun sig men så man eller når nu havde blev bliver blive blevet hvad hvilken hvilket hvilke hvem hvis hvordan hvor hvornår hvorfor hvorfra hvorhen her der skal skulle må måtte kunne får fik vil ville " +
				"jeg du vi dem dig os ham hende jer min mit mine sin sit sine hans hendes dens dets deres vores denne dette disse efter under over mellem mod uden gennem inden siden fordi end også kun meget mange mere mest alt alle andre anden nogen noget nogle ingen intet " +
				"været være findes gør gøre gjorde op ud ind hos ifølge samt både to selv hver dog ad",
			Articles: "en et den det de denne dette disse", Prepositions: "i på af for med til om fra ved efter under over mellem mod uden gennem inden siden hos ifølge", PlacePrepositions: "i på fra til", Locative: "i på fra til ved nær hos", Auxiliaries: "er var har havde bliver blev kan kunne skal skulle må vil ville findes", Copulas: "er var",
			Conjunctions: "og eller", Together: "og eller med mod", PersonPronouns: "han hun ham hende", PluralPronouns: "", Back: "han hun den det de denne dette disse hans hendes dens dets deres der",
		},
		Asks: Asks{
			Date: "hvornår", Person: "hvem", Place: "hvor hvorfra hvorhen", Reason: "hvorfor", Manner: "hvordan hvor", Thing: "hvad_er hvad_var hvad hvilken hvilket hvilke", Openers: "hvad hvilken hvilket hvilke hvordan",
			Degree: "mange meget længe ofte stor stort store gammel gammelt gamle lang langt lange høj højt høje dyb dybt bred hurtig hurtigt tung tungt dyr dyrt varm varmt kold koldt", Amounts: "mange meget", Much: "meget", Properties: "stor gammel høj dyb bred hurtig tung dyr", Counting: "hvor_mange",
			Naming: "hedder hed kaldes kaldtes", Paying: "koster kostede koste betaler betalte betale betalt tjener tjente værd brugte solgt solgte købte", NumberNouns: "antal procent procentdel andel mængde alder befolkning størrelse hastighed temperatur længde højde bredde dybde vægt nummer afstand", DateNouns: "år dato dag måned århundrede årti tid tidspunkt periode",
			PlaceNouns: "land lande by byer stat stater region kontinent sted steder provins ø kommune", MoneyNouns: "pris prisen omkostning omkostningen husleje huslejen løn lønnen indkomst indkomsten budget budgettet overskud overskuddet beløb beløbet gebyr gebyret", NameNouns: "virksomhed firma person personer organisation præsident konge dronning kejser forfatter skuespiller skuespillerinde sanger sangerinde hold universitet gruppe navn forsker kunstner parti spiller",
			Definitions: "hvad_er hvad_var hvad_betyder hvad_menes_med hvem_er hvem_var", Demonstratives: "det dette", Helping: "nogen tak egentlig præcis",
		},
		Talk:  Talk{Leaders: "og_hvad_med hvad_med og_for og men eller", Companions: "siden til fra præcis så og længe mange meget ofte", Courtesies: "tak ja nej hej okay ok", Following: "følgende nedenstående"},
		Names: Names{Addresses: "herr fru frøken doktor professor", Titles: "præsident statsminister minister konge kongen dronning dronningen prins prinsesse kejser borgmester pave", Links: "af von og de", Particles: "af von de", PeopleEndings: "s ns n en er e sk ske ner iske isk t", Places: "usa england skotland holland amerika storbritannien"},
		Time:  Time{Months: [12]Words{"januar jan", "februar feb", "marts", "april apr", "maj", "juni jun", "juli jul", "august aug", "september sep sept", "oktober okt", "november nov", "december dec"}, AmbiguousMonths: "maj jun jul dec sep", BeforeMonth: "i fra til siden", Weekdays: "mandag tirsdag onsdag torsdag fredag lørdag søndag", Centuries: "århundrede århundredet", Clock: "kl klokken offentliggjort den opdateret udgivet dato", Passing: "nu i_dag stadig allerede endnu"},
		Numbers: Numbers{
			// Two letters are too few to be taken for a number among other languages.
			Cardinals: []Series{{"en et", 1, 0}, {"to tre fire fem seks syv otte ni ti elleve tolv tretten fjorten femten seksten sytten atten nitten tyve", 2, 1}, {"tredive", 30, 1}, {"fyrre", 40, 1}, {"halvtreds tres halvfjerds firs halvfems", 50, 10}}, Ordinals: []Series{{"første anden tredje fjerde femte sjette syvende ottende niende tiende", 1, 1}},
			Scales: []Scale{{12, "dusin"}, {100, "hundrede"}, {1e3, "tusind tusinde"}, {1e6, "million millioner mio"}, {1e9, "milliard milliarder mia"}, {1e12, "billion billioner"}}, Alone: "hundrede tusind", Joined: true, JoinedBy: "og",
			Strangers: "en et to tre fire fem ni ti elleve tres otte anden første billion mia dag år time timer mio", Shares: []Scale{{2, "halvdelen"}, {3, "tredjedel tredjedele"}, {4, "fjerdedel fjerdedele"}}, Loose: "to tre fire fem seks syv otte ni ti tolv femten tyve tredive halvtreds hundrede tusind million millioner milliard milliarder dusin halvdelen tredjedel gange første anden nul",
			About: "cirka ca omkring omtrent", Nearly: "næsten knap", Over: "over mere_end flere_end godt_og_vel", AtLeast: "mindst", Under: "under mindre_end færre_end", AtMost: "højst op_til maksimalt", After: Bounds{AtLeast: "eller_mere eller_flere", AtMost: "eller_mindre eller_færre"},
			Units:      map[string]Words{"m": "meter", "km": "kilometer", "g": "gram", "kg": "kilogram kilo", "tonne": "ton", "second": "sekund sekunder", "minute": "minut minutter", "hour": "time timer", "day": "dag dage", "week": "uge uger", "month": "måned måneder", "year": "år", "ha": "hektar", "l": "liter", "%": "procent", "$": "dollar", "eur": "euro", "dkk": "kroner krone"},
			Currencies: "krone kroner øre euro dollar pund mark",
		},
		Denial:  Denial{Negations: "ikke ej aldrig uden ingen intet hverken nægtede nægter afviste", Prefixes: "u", Clauses: "men fordi mens når hvis som dog selvom", HarmlessPairs: "ikke_kun ikke_mindst ikke_mindre"},
		Meaning: Meaning{Antonyms: [][2]Words{{"steg øget stigning voksede", "faldt fald mindsket"}, {"før inden", "efter"}, {"mere flere", "mindre færre"}, {"tilladt", "forbudt"}, {"vandt vundet", "tabte tabt"}, {"nord", "syd"}, {"øst", "vest"}, {"altid", "aldrig"}}, Causes: "fordi derfor grund årsag årsagen årsager skyldes takket for at så resultat følge"},
		Writing: Writing{
			Elsewhere: "se se_også",
			Letters:   "æøåé", Honorifics: "hr fru dr prof f.eks bl.a d.v.s s.k m.m", Shortened: "osv etc ca kl jan feb apr aug sept okt nov dec tlf", BeforeNumber: "nr s kap art fig tlf", DottedOrdinals: true, BeforeOrdinal: "den d i fra til", Starters: "i på en et den det de han hun vi jeg da når om efter under som for med til fra af men og ifølge dette denne disse der alle mange andre siden", Bylines: []string{"Af ", "AF ", "Skrevet af "}, Small: "og i på for af"},
		Mail:  Mail{Wrote: []string{"skrev", "skriver"}, OldMessage: "oprindelig_meddelelse oprindelig_besked videresendt_meddelelse", On: "den"},
		Index: Index{Stop: "stop_da", Filters: []string{"stemmer_da_snowball"}},
	}
}
