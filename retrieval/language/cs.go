package language

func czech() *Language {
	return &Language{
		Code: "cs", Name: "Czech",
		Tally: Tally{Outdated: "starý stará staré archiv", Editions: "v verze vydání revize"},
		Grammar: Grammar{
			Function: "a i v ve na z ze s se si do od po pro za při před pod nad mezi bez u k ke o že by aby když kdyby jestli protože ale nebo či ani však jen také už ještě velmi více méně jak jako co kdo koho komu kým kdy kde kam odkud proč kolik jaký jaká jaké jakého jakou jakým jakých jakém jakému čí čím čeho čemu " +
				"který která které kterého kterou kterým kterých kterém kteří je jsou byl byla bylo byli byly být bude budou má mají měl měla mělo může mohou lze není jsem jste jsme on ona ono oni jeho její jejich jim ho mu ji ní něm nich ten ta to ti ty toho tom tomu tím těch této tento tato toto tyto tohoto těmito " +
				"svůj své svou svého svých všechny všech každý každého jiné jiných tak tam zde pak potom podle během kolem dva první nejvíce mě já my vy",
			Articles: "ten ta to ti ty tento tato toto tyto", Prepositions: "v ve na z ze s do od po pro za při před pod nad mezi bez u k ke o podle během kolem",
			PlacePrepositions: "v ve na do z ze", Locative: "v ve na do z ze u při poblíž od", Auxiliaries: "je jsou byl byla bylo byli byly bude budou má mají může mohou lze není", Copulas: "je jsou byl byla bylo byli byly", Conjunctions: "a nebo i", Together: "a s proti", Back: "on ona ono oni to ten ta tento tato toto jeho její jejich tam",
		},
		Asks: Asks{
			Number: "kolik kolika", Date: "kdy", Person: "kdo koho komu kým čí", Place: "kde kam odkud", Reason: "proč", Manner: "jak", Thing: "jaká_je jaký_je jaké_je jaká_byla jaký_byl co jaký jaká jaké jakého jakou jakým jakých jakém který která které kterého kterou kterým kterém kterých čím čeho", Openers: "co jaký jaká jaké jak který která které",
			Degree: "dlouho často daleko vysoko velký velká velké vysoký vysoká vysoké starý stará staré rychle hluboký těžký dlouhá dlouhý", Counting: "kolik", Naming: "jmenuje jmenují jmenoval jmenovala nazývá nazýval se_jmenuje se_jmenoval se_nazývá", Paying: "stojí stál stála stálo zaplatil zaplatila zaplatili platí vydělává vydělal utratil prodal prodáno koupil",
			NumberNouns: "procento procent počet množství věk věku populace velikost rychlost rychlostí teplota délka výška výšce šířka hloubka váha vzdálenost část plocha číslo", DateNouns: "rok roce roku letech datum den dni měsíc měsíci století době čas období desetiletí hodin", PlaceNouns: "země zemi zemích stát státě státech město městě městech region kraj kraji oblast oblasti kontinent kontinentu místo místě provincie ostrov",
			MoneyNouns: "cena cenu náklady nájem plat příjem rozpočet zisk částka částku", NameNouns: "společnost firma osoba organizace prezident král královna císař autor herec herečka zpěvák zpěvačka tým univerzita skupina jméno vědec umělec strana hráč", Definitions: "co_je co_jsou co_to_je co_byl co_byla co_bylo co_znamená kdo_je kdo_byl kdo_byla kdo_jsou kdo_byli", Demonstratives: "to tohle toto", Helping: "někdo nikdo prosím přesně",
		},
		Talk:  Talk{Leaders: "a_co co_třeba a_pro a ale nebo", Companions: "od do z přesně a ještě dlouho často", Courtesies: "děkuji díky prosím ano ne ahoj dobře ok", Following: "následující následujících"},
		Names: Names{Addresses: "pan pán paní slečna doktor profesor", Titles: "prezident premiér ministr král královna císař kníže papež generál starosta", Links: "a z de von van", Particles: "de von van z", PeopleEndings: "a y u e i ě ou em ovi ů ům ský ská ské ského ském ák an ka ce", Places: "usa anglie skotsko holandsko amerika"},
		Time: Time{
			Months:          [12]Words{"leden ledna lednu", "únor února únoru", "březen března březnu", "duben dubna dubnu", "květen května květnu", "červen června červnu", "červenec července červenci", "srpen srpna srpnu", "září", "říjen října říjnu", "listopad listopadu", "prosinec prosince prosinci"},
			AmbiguousMonths: "září", BeforeMonth: "v od do", Weekdays: "pondělí úterý středa středu čtvrtek pátek sobota sobotu neděle neděli", Centuries: "století", Clock: "hodin zveřejněno publikováno aktualizováno dne datum", Passing: "nyní teď dnes stále již",
		},
		Numbers: Numbers{
			Cardinals: []Series{{"jeden jedna jedno", 1, 0}, {"dva tři čtyři pět šest sedm osm devět deset jedenáct dvanáct třináct čtrnáct patnáct šestnáct sedmnáct osmnáct devatenáct dvacet", 2, 1}, {"dvě", 2, 1}, {"třicet čtyřicet padesát šedesát sedmdesát osmdesát devadesát", 30, 10}},
			Ordinals:  []Series{{"první druhý třetí čtvrtý pátý šestý sedmý osmý devátý desátý", 1, 1}, {"druhá", 2, 1}}, Scales: []Scale{{12, "tucet"}, {100, "sto sta stě set"}, {1e3, "tisíc tisíce"}, {1e6, "milion miliony milionů mil mio"}, {1e9, "miliarda miliardy miliard mld"}, {1e12, "bilion bilionů"}},
			Alone: "sto tisíc", Strangers: "jeden jedna jedno sto sta set mil pět první den let roku mio", Shares: []Scale{{2, "polovina polovinu"}, {3, "třetina třetinu"}, {4, "čtvrtina čtvrtinu"}},
			Loose: "dva dvě tři čtyři pět šest sedm osm devět deset dvanáct dvacet třicet padesát sto tisíc tisíce milion milionů miliarda miliard polovina třetina čtvrtina několik první druhý",
			About: "asi zhruba přibližně okolo kolem cca", Nearly: "téměř skoro", Over: "přes více_než nad", AtLeast: "alespoň nejméně minimálně", Under: "pod méně_než", AtMost: "nejvýše nanejvýš maximálně až", After: Bounds{AtLeast: "nebo_více a_více", AtMost: "nebo_méně"},
			Units:      map[string]Words{"m": "metr metry metrů", "km": "kilometr kilometry kilometrů", "kg": "kilogram kilogramy kilogramů", "g": "gramů gramy", "tonne": "tuna tuny tun", "second": "sekunda sekundy sekund", "minute": "minuta minuty minut", "hour": "hodina hodiny", "day": "den dny dní", "week": "týden týdny týdnů", "month": "měsíc měsíce měsíců", "year": "rok roky roků let", "ha": "hektar hektarů", "l": "litr litry litrů", "%": "procent procenta", "$": "dolar dolary dolarů", "eur": "euro eura eur"},
			Currencies: "koruna koruny korun kč euro eura dolar dolarů liber",
		},
		Denial:  Denial{Negations: "ne není nejsou nebyl nebyla nebylo nikdy bez ani nikdo nic žádný žádná žádné nemá nemůže odmítl odmítla", Prefixes: "ne", Clauses: "ale však protože který která když pokud ačkoli"},
		Meaning: Meaning{Antonyms: [][2]Words{{"vzrostl vzrostla růst zvýšil", "klesl klesla pokles snížil"}, {"před", "po"}, {"více", "méně"}, {"sever", "jih"}, {"východ", "západ"}, {"vyhrál", "prohrál"}}, Causes: "protože neboť proto důvod důvodu příčina kvůli díky tedy aby vzhledem následek"},
		Writing: Writing{Letters: "áčďéěíňóřšťúůýž", Honorifics: "ing mgr mudr judr dr prof sv tzv např př.n.l n.l", Shortened: "atd apod tj resp kč mil mld tis obr str tel ul", BeforeNumber: "č čl str obr tab kap odst", DottedOrdinals: true, BeforeOrdinal: "dne od do v k", Starters: "v na z do po od pro za při před to ten ta tento tato on ona oni je jeho její když protože a ale podle během dnes potom některé všechny jiné", Bylines: []string{"Autor: ", "Autorka: "}, Small: "a v na z pro"},
		Mail:    Mail{Wrote: []string{`napsala?`, "píše"}, OldMessage: "původní_zpráva přeposlaná_zpráva", On: "dne"},
		Index:   Index{Stop: "stop_cs", Beginning: wordBeginning},
	}
}
