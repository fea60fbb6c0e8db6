package language

func romanian() *Language {
	return &Language{
		Code: "ro", Name: "Romanian",
		Grammar: Grammar{
			Function: "și in în de la a al ai ale cu pe din pentru care ce este sunt era erau au fost fi nu mai sau dar un o unei unui unor niște cel cea cei cele celui lui ei lor său sa săi sale se să că când unde cum cine cui câți câte cât câtă dintre prin după între până către fără " +
				"despre asupra sub peste acest această acesta aceasta acești aceste acestea acestui acestei acel acea aceea avea are avut aveau poate pot putea trebuie ca dacă fiecare toate toți tot foarte unul una două doi ori deși deoarece doar numai încă deja astfel atunci aici acolo " +
				"decât asemenea altă alte alți alt ne vă îi îl le mi ți s l n i ea el ele noi voi eu tu fie fiind cărui cărei cărora căror căruia căreia timp lângă împotriva față prima ce-a dintr-o într-o dintr într printre va vor ar fac face făcut ași ia",
			Articles:          "al a ale ai un o unei unui niște cel cea cei cele acest această acești aceste",
			Prepositions:      "în la de cu pe din pentru dintre prin după între până către fără despre asupra sub peste lângă dintr într",
			PlacePrepositions: "în la din", Locative: "în la din lângă spre către de",
			Auxiliaries: "este sunt era erau au are fost va vor ar poate pot trebuie avea aveau", Copulas: "este sunt era erau fost", Conjunctions: "și sau ori", Together: "și sau cu împotriva",
			PersonPronouns: "", Back: "el ea ei ele acesta aceasta acestea aceștia acest această său sa",
		},
		Asks: Asks{
			Number: "câți câte cât câtă câtor", Date: "când", Person: "cine cui", Place: "unde", Reason: "de_ce", Manner: "cum", Thing: "care_este care_era care_a_fost ce care cărui cărei căror",
			Openers: "ce care cum", Much: "cât câtă", Amounts: "câți câte", Counting: "câți câte",
			Naming:      "se_numește se_numesc se_numea se_cheamă numește numea",
			Paying:      "costă costau costat costa plătește plătit plătesc plătea câștigă câștigat valorează cheltuit cheltuie vândut vinde cumpărat",
			NumberNouns: "procent procentaj număr cantitate vârstă populație mărime viteză temperatură lungime înălțime lățime adâncime greutate distanță durată proporție parte suprafață frecvență altitudine",
			DateNouns:   "an ani anul anii dată zi zile lună secol deceniu moment oră perioadă epocă ora",
			PlaceNouns:  "țară țări oraș orașe stat state regiune regiuni continent loc locuri provincie județ insulă comună cartier zonă",
			MoneyNouns:  "preț prețul cost costul chirie chiria salariu salariul venit venitul buget bugetul profit profitul sumă suma taxă taxa",
			NameNouns:   "companie companii firmă persoană persoane organizație președinte rege regină împărat autor actor actriță cântăreț cântăreață echipă universitate grup nume om bărbat femeie artist partid jucător",
			Definitions: "ce_este ce_sunt ce_era ce_erau ce_a_fost ce_înseamnă ce_reprezintă ce_se_înțelege_prin cine_este cine_sunt cine_era cine_a_fost cine_erau", Demonstratives: "asta aceasta acesta", Helping: "cineva vreun oricine rog exact",
		},
		Tally: Tally{Outdated: "vechi veche arhiva arhivă", Editions: "v versiunea versiune ediția revizia"},
		Talk: Talk{
			Leaders: "dar_ce_zici_de și_ce_zici_de ce_zici_de dar_despre și_despre și dar sau", Companions: "de la până din exact și atunci pentru", Courtesies: "mulțumesc mersi rog da nu salut bună ok", Following: "următoarele următorii următoarea următorul",
		},
		Names: Names{
			Addresses: "domnul domnule doamna domnișoara dl dna d-l d-na dr", Titles: "președinte președintele ministru prim regele rege regina regină împăratul prințul primar senator general papa",
			Links: "de și al din", Particles: "de", Peoples: "franța francez germania german spania spaniol suedia suedez polonia polonez turcia turc grecia grec elveția elvețian anglia englez marea_britanie britanic rusia rus china chinez olanda olandez ungaria maghiar statele_unite american",
			PeopleEndings: "ul ului a ei i ii ilor e lor ian iană ean eană ez eză ezi esc ească ă lui", Places: "anglia scoția olanda america sua", Acronyms: "pib_produs_intern tva_valoare_adăugată onu_națiunile_unite ue_uniunea_europeană",
		},
		Time: Time{
			Months: [12]Words{
				"ianuarie ian", "februarie feb", "martie", "aprilie apr", "mai", "iunie iun", "iulie iul", "august aug", "septembrie sept", "octombrie oct", "noiembrie noi nov", "decembrie dec",
			},
			AmbiguousMonths: "mai noi dec", BeforeMonth: "în din până", Weekdays: "luni marți miercuri joi vineri sâmbătă duminică",
			Centuries: "secol secolul secolului secole", Clock: "ora publicat la actualizat data", Passing: "acum astăzi azi încă deja prezent",
		},
		Numbers: Numbers{
			Cardinals: []Series{
				{"doi trei patru cinci șase șapte opt nouă zece unsprezece doisprezece treisprezece paisprezece cincisprezece șaisprezece șaptesprezece optsprezece nouăsprezece", 2, 1}, {"două", 2, 1}, {"douăsprezece", 12, 1},
				{"douăzeci treizeci patruzeci cincizeci șaizeci șaptezeci optzeci nouăzeci", 20, 10}, {"unu una un o", 1, 0},
			},
			Ordinals: []Series{{"primul", 1, 1}, {"prima", 1, 1}},
			Scales:   []Scale{{12, "duzină"}, {100, "sută sute"}, {1e3, "mie mii"}, {1e6, "milion milioane"}, {1e9, "miliard miliarde"}},
			Joiners:  "și", Alone: "sută mie", Strangers: "un o una unu două opt trei mie nouă patru luni zi an ani prima",
			Shares: []Scale{{2, "jumătate"}, {3, "treime treimi"}, {4, "sfert sferturi"}}, OrdinalMarks: "lea a",
			Loose:   "doi două trei patru cinci șase șapte opt nouă zece unsprezece doisprezece douăzeci treizeci cincizeci sută sute mie mii milion milioane miliard miliarde jumătate treime sfert dublu ori primul prima zero niciun nicio",
			PerCent: "la_sută", About: "aproximativ circa vreo în_jur_de cam", Nearly: "aproape aproape_de", Over: "peste mai_mult_de mai_mulți_de mai_multe_de", AtLeast: "cel_puțin minim minimum", Under: "sub mai_puțin_de mai_puțini_de", AtMost: "cel_mult maxim până_la",
			After: Bounds{AtLeast: "sau_mai_mult sau_mai_multe", AtMost: "sau_mai_puțin"},
			Units: map[string]Words{
				"mm": "milimetri milimetru", "cm": "centimetri centimetru", "m": "metru metri", "km": "kilometru kilometri", "mile": "milă mile", "foot": "picioare", "inch": "inci", "g": "grame", "kg": "kilogram kilograme", "tonne": "tonă tone", "second": "secundă secunde", "minute": "minut minute", "hour": "oră ore",
				"day": "zi zile", "week": "săptămână săptămâni", "month": "lună luni", "year": "an ani", "decade": "decenii", "ha": "hectar hectare", "km²": "kilometri_pătrați", "m²": "metri_pătrați", "l": "litru litri", "%": "procente", "$": "dolar dolari", "eur": "euro", "gbp": "lire_sterline",
			},
			Currencies: "leu lei euro dolar dolari lire franci ruble coroane yeni bani",
		},
		Denial: Denial{Negations: "nu niciodată fără nici nimeni nimic niciun nicio niciunul refuzat neagă", Prefixes: "ne in im", Clauses: "dar însă deși pentru_că când dacă iar care", HarmlessPairs: "nu_doar nu_numai"},
		Meaning: Meaning{
			Antonyms: [][2]Words{{"crescut creștere mărit", "scăzut scădere redus"}, {"înainte", "după"}, {"mai mult", "mai puțin"}, {"nord", "sud"}, {"est", "vest"}, {"câștigat", "pierdut"}, {"permis", "interzis"}},
			Causes:   "deoarece pentru_că fiindcă cauza cauză cauze motiv motivul motive datorită căci întrucât astfel deci prin_urmare rezultat ca pentru",
		},
		Writing: Writing{Letters: "ăâîșțşţ",
			Honorifics: "dl dna d-l d-na dr prof sf î.hr d.hr hr", Shortened: "etc nr aprox ian feb apr iun iul aug sept oct nov dec str tel ed vol", BeforeNumber: "nr art pag fig cap vol tel",
			Starters: "în la de din pe cu pentru un o acest această acesta aceasta aceste el ea ei ele după când dacă deși și dar ca conform potrivit astăzi apoi nu este mulți unele toate",
			Bylines:  []string{"Autor: ", "Scris de "}, Small: "de și din la în",
		},
		Mail:  Mail{Wrote: []string{"a scris"}, OldMessage: "mesaj_original mesaj_redirecționat", On: "pe în"},
		Index: Index{Stop: "stop_ro", Filters: []string{"stemmer_ro_snowball"}},
	}
}
