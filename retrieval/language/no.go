package language

func norwegian() *Language {
	return &Language{
		Code: "no", Name: "Norwegian",
		Tally: Tally{Outdated: "gammel gammelt gamle arkiv utdatert", Editions: "v versjon utgave revisjon"},
		Grammar: Grammar{
			Function: "og i at det den de en et ei som på er av for med til har ikke om fra var ved kan han hun seg men så man eller når nå hadde ble blir bli blitt hva hvilken hvilket hvilke hvem hvis hvordan hvor hvorfor hvorfra her der skal skulle må måtte kunne får fikk vil ville " +
				"jeg du vi dem deg oss ham henne dere min mitt mine sin sitt sine hans hennes dens dets deres vår vårt våre denne dette disse etter under over mellom mot uten gjennom innen siden fordi enn også bare kun mye mange mer mest alt alle andre annen noen noe ingen " +
				"vært være finnes gjør gjøre gjorde opp ut inn hos ifølge samt både to selv hver dog ikkje kva kven korleis kvar kvifor eg frå",
			Articles: "en et ei den det de denne dette disse", Prepositions: "i på av for med til om fra ved etter under over mellom mot uten gjennom innen siden hos ifølge", PlacePrepositions: "i på fra til", Locative: "i på fra til ved nær hos", Auxiliaries: "er var har hadde blir ble kan kunne skal skulle må vil ville finnes", Copulas: "er var",
			Conjunctions: "og eller", Together: "og eller med mot", PersonPronouns: "han hun ham henne", Back: "han hun den det de denne dette disse hans hennes dens dets deres der",
		},
		Asks: Asks{
			Date: "når", Person: "hvem kven", Place: "hvor hvorfra kvar", Reason: "hvorfor kvifor", Manner: "hvordan hvor korleis", Thing: "hva_er hva_var hva hvilken hvilket hvilke kva", Openers: "hva hvilken hvilket hvilke hvordan",
			Degree: "mange mye lenge ofte stor stort store gammel gammelt gamle lang langt lange høy høyt høye dyp dypt bred rask raskt fort tung tungt dyr dyrt varm varmt kald kaldt", Amounts: "mange mye", Much: "mye", Properties: "stor gammel høy dyp bred rask tung dyr", Counting: "hvor_mange",
			Naming: "heter het kalles kaltes", Paying: "koster kostet koste betaler betalte betale betalt tjener tjente verdt brukte solgt solgte kjøpte", NumberNouns: "antall prosent prosentandel andel mengde alder befolkning størrelse hastighet temperatur lengde høyde bredde dybde vekt nummer avstand", DateNouns: "år dato dag måned århundre tiår tid tidspunkt periode",
			PlaceNouns: "land by byer stat stater region kontinent sted steder provins øy kommune fylke", MoneyNouns: "pris prisen kostnad kostnaden husleie husleien lønn lønnen inntekt inntekten budsjett budsjettet overskudd overskuddet beløp beløpet gebyr gebyret", NameNouns: "bedrift selskap firma person personer organisasjon president konge dronning keiser forfatter skuespiller sanger lag universitet gruppe navn forsker kunstner parti spiller",
			Definitions: "hva_er hva_var hva_betyr hva_menes_med hvem_er hvem_var", Demonstratives: "det dette", Helping: "noen takk egentlig nøyaktig",
		},
		Talk:  Talk{Leaders: "og_hva_med hva_med og_for og men eller", Companions: "siden til fra nøyaktig så og lenge mange mye ofte", Courtesies: "takk ja nei hei greit ok", Following: "følgende nedenstående"},
		Names: Names{Addresses: "herr fru frøken doktor professor", Titles: "president statsminister minister konge kongen dronning dronningen prins prinsesse keiser ordfører pave", Links: "av von og de", Particles: "von de", PeopleEndings: "s ns n en er e sk ske ere isk iske t", Places: "usa england skottland holland amerika storbritannia"},
		Time:  Time{Months: [12]Words{"januar jan", "februar feb", "mars", "april apr", "mai", "juni jun", "juli jul", "august aug", "september sep sept", "oktober okt", "november nov", "desember des"}, AmbiguousMonths: "mai mars jun jul sep des", BeforeMonth: "i fra til siden", Weekdays: "mandag tirsdag onsdag torsdag fredag lørdag søndag", Centuries: "århundre århundret", Clock: "kl klokken publisert den oppdatert dato", Passing: "nå i_dag fortsatt allerede ennå"},
		Numbers: Numbers{
			Cardinals: []Series{{"en ett én", 1, 0}, {"to tre fire fem seks sju åtte ni ti elleve tolv tretten fjorten femten seksten sytten atten nitten tjue", 2, 1}, {"syv", 7, 1}, {"tretti førti femti seksti sytti åtti nitti", 30, 10}}, Ordinals: []Series{{"første andre tredje fjerde femte sjette sjuende åttende niende tiende", 1, 1}},
			Scales: []Scale{{12, "dusin"}, {100, "hundre"}, {1e3, "tusen"}, {1e6, "million millioner mill"}, {1e9, "milliard milliarder mrd"}, {1e12, "billion billioner"}}, Alone: "hundre tusen", Joined: true,
			Strangers: "en ett to tre fire fem ni ti elleve andre første billion mill dag år time timer én", Shares: []Scale{{2, "halvparten"}, {3, "tredjedel tredjedeler"}, {4, "fjerdedel fjerdedeler"}}, Loose: "to tre fire fem seks sju syv åtte ni ti tolv femten tjue tretti femti hundre tusen million millioner milliard milliarder dusin halvparten tredjedel ganger første andre null",
			About: "cirka ca omkring omtrent rundt", Nearly: "nesten knapt", Over: "over mer_enn flere_enn drøyt", AtLeast: "minst", Under: "under mindre_enn færre_enn", AtMost: "høyst opptil opp_til maksimalt", After: Bounds{AtLeast: "eller_mer eller_flere", AtMost: "eller_mindre eller_færre"},
			Units:      map[string]Words{"m": "meter", "km": "kilometer", "g": "gram", "kg": "kilogram kilo", "tonne": "tonn", "second": "sekund sekunder", "minute": "minutt minutter", "hour": "time timer", "day": "dag dager", "week": "uke uker", "month": "måned måneder", "year": "år", "ha": "hektar", "l": "liter", "%": "prosent", "$": "dollar", "eur": "euro", "nok": "kroner krone"},
			Currencies: "krone kroner øre euro dollar pund mark",
		},
		Denial:  Denial{Negations: "ikke ikkje ei aldri uten ingen ingenting verken nektet nekter avslo", Prefixes: "u", Clauses: "men fordi mens når hvis som dog selv_om", HarmlessPairs: "ikke_bare ikke_minst ikke_mindre"},
		Meaning: Meaning{Antonyms: [][2]Words{{"steg økte økt økning vokste", "falt fall redusert sank"}, {"før innen", "etter"}, {"mer flere", "mindre færre"}, {"tillatt", "forbudt"}, {"vant vunnet", "tapte tapt"}, {"nord", "sør"}, {"øst", "vest"}, {"alltid", "aldri"}}, Causes: "fordi derfor grunn årsak årsaken årsaker skyldes takket for at så resultat følge"},
		Writing: Writing{
			Elsewhere: "se se_også",
			Letters:   "æøåéòô", Honorifics: "hr fru dr prof f.eks bl.a d.v.s s.k m.m", Shortened: "osv etc ca kl jan feb apr aug sept okt nov des tlf", BeforeNumber: "nr s kap art fig tlf", DottedOrdinals: true, BeforeOrdinal: "den i fra til", Starters: "i på en et den det de han hun vi jeg da når om etter under som for med til fra av men og ifølge dette denne disse der alle mange andre siden", Bylines: []string{"Av ", "AV ", "Skrevet av "}, Small: "og i på for av"},
		Mail:  Mail{Wrote: []string{"skrev", "skriver"}, OldMessage: "opprinnelig_melding videresendt_melding", On: "den"},
		Index: Index{Stop: "stop_no", Filters: []string{"stemmer_no_snowball"}},
	}
}
