package language

// Finnish says with endings what others say with prepositions.
func finnish() *Language {
	return &Language{
		Code: "fi", Name: "Finnish",
		Grammar: Grammar{
			Function: "ja on ei ole oli olivat olla ollut olisi että se ne tämä nämä tuo hän he minä sinä me te joka jotka jonka jossa josta johon jota jolla mitä mikä minkä missä mistä mihin milloin miksi miten kuinka kuka ketkä kenen ketä keitä kenelle mitkä millainen millä miltä monta moni paljonko montako mutta tai kun jos kuin niin myös vain jo vielä nyt sekä eli " +
				"sen sitä siitä siinä siihen niiden niitä tämän tätä tässä tästä hänen häntä heidän meidän kanssa mukaan jälkeen ennen aikana välillä alla päällä luona ilman vuonna vuoden voi voivat voidaan pitää täytyy saa saada tulee tuli tulla kaikki kaikkien muut muita yli alle noin enemmän vähemmän hyvin eniten ovat olemme olen onko eivät en et emme koska vaikka kautta",
			Prepositions: "ennen ilman yli alle noin", Auxiliaries: "on ovat oli olivat ei ole voi voivat onko", Copulas: "on ovat oli olivat", Conjunctions: "ja tai sekä", Together: "ja sekä tai kanssa", PersonPronouns: "", Back: "hän he se ne tämä nämä tuo siellä sen niiden hänen heidän",
		},
		Asks: Asks{
			Number: "montako paljonko kuinka_monta kuinka_paljon kuinka_moni", Date: "milloin koska", Person: "kuka ketkä kenen ketä kenelle keitä keneltä", Place: "missä mistä mihin minne", Reason: "miksi", Manner: "miten kuinka", Thing: "mikä mitä minkä mitkä mihin mistä missä millä minä millainen", Openers: "mikä mitä miten",
			Degree: "monta paljon kauan usein suuri iso vanha pitkä korkea syvä nopeasti kaukana painava moni", Amounts: "monta paljon moni", Much: "paljon paljonko", Counting: "kuinka_monta montako", Naming: "nimi kutsutaan", Paying: "maksaa maksoi maksavat maksoivat ansaitsee ansaitsi hinta myytiin osti",
			NumberNouns: "prosentti prosenttia määrä ikä väkiluku koko nopeus lämpötila pituus korkeus leveys syvyys paino etäisyys", DateNouns: "vuosi vuonna vuosina päivä päivänä kuukausi kuussa vuosisadalla vuosikymmenellä aika aikana", PlaceNouns: "maa maassa maasta kaupunki kaupungissa kaupungista valtio osavaltiossa alueella alue maanosa paikka paikassa kunta", MoneyNouns: "hinta kustannus vuokra palkka tulot budjetti voitto summa", NameNouns: "yritys yhtiö henkilö järjestö presidentti kuningas kuningatar keisari kirjailija näyttelijä laulaja joukkue yliopisto ryhmä nimi puolue pelaaja",
			Definitions: "mikä_on mitä_on mitä_ovat mikä_oli mitä_tarkoittaa kuka_on kuka_oli", Demonstratives: "tämä se tuon sen", Helping: "joku kukaan kiitos",
		},
		Talk:  Talk{Leaders: "entä_mitä entäpä entä ja mutta tai", Companions: "asti lähtien tarkalleen ja", Courtesies: "kiitos kyllä ei hei moi ok", Following: "seuraavat seuraavia seuraava seuraavassa"},
		Names: Names{Addresses: "herra rouva neiti tohtori professori", Titles: "presidentti pääministeri ministeri kuningas kuningatar prinssi keisari", Links: "von ja de", Particles: "von de", PeopleEndings: "n a ä ssa ssä sta stä lla llä lta ltä lle in en ta tä lainen läinen laiset läiset laisen läisen", Places: "usa englanti skotlanti hollanti amerikka"},
		Time: Time{Months: [12]Words{
			"tammikuu tammikuuta tammikuussa tammikuun", "helmikuu helmikuuta helmikuussa helmikuun", "maaliskuu maaliskuuta maaliskuussa maaliskuun", "huhtikuu huhtikuuta huhtikuussa huhtikuun", "toukokuu toukokuuta toukokuussa toukokuun", "kesäkuu kesäkuuta kesäkuussa kesäkuun",
			"heinäkuu heinäkuuta heinäkuussa heinäkuun", "elokuu elokuuta elokuussa elokuun", "syyskuu syyskuuta syyskuussa syyskuun", "lokakuu lokakuuta lokakuussa lokakuun", "marraskuu marraskuuta marraskuussa marraskuun", "joulukuu joulukuuta joulukuussa joulukuun",
		}, Weekdays: "maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai maanantaina tiistaina keskiviikkona torstaina perjantaina lauantaina sunnuntaina", Centuries: "vuosisata vuosisadalla vuosisadan", Clock: "klo julkaistu päivitetty", Passing: "nyt nykyään tänään yhä vielä jo"},
		Numbers: Numbers{
			Cardinals: []Series{{"yksi", 1, 1}, {"kaksi kolme neljä viisi kuusi seitsemän kahdeksan yhdeksän kymmenen yksitoista kaksitoista kolmetoista neljätoista viisitoista kuusitoista seitsemäntoista kahdeksantoista yhdeksäntoista kaksikymmentä", 2, 1}, {"kolmekymmentä neljäkymmentä viisikymmentä kuusikymmentä seitsemänkymmentä kahdeksankymmentä yhdeksänkymmentä", 30, 10}},
			Ordinals:  []Series{{"ensimmäinen toinen kolmas neljäs viides kuudes seitsemäs kahdeksas yhdeksäs kymmenes", 1, 1}}, Scales: []Scale{{12, "tusina"}, {100, "sata sataa"}, {1e3, "tuhat tuhatta"}, {1e6, "miljoona miljoonaa milj"}, {1e9, "miljardi miljardia mrd"}}, Alone: "sata tuhat", Joined: true, Strangers: "kuusi toinen ensimmäinen yksi", Shares: []Scale{{2, "puolet"}, {3, "kolmasosa kolmannes"}, {4, "neljäsosa neljännes"}},
			Loose: "kaksi kolme neljä viisi kuusi seitsemän kahdeksan yhdeksän kymmenen kaksitoista kaksikymmentä sata sataa tuhat tuhatta miljoona miljoonaa miljardi miljardia puolet kolmasosa ensimmäinen toinen kaksinkertainen nolla",
			About: "noin suunnilleen likimain", Nearly: "lähes melkein", Over: "yli enemmän_kuin", AtLeast: "vähintään ainakin", Under: "alle vähemmän_kuin", AtMost: "enintään korkeintaan", After: Bounds{AtLeast: "tai_enemmän"},
			Units:      map[string]Words{"m": "metriä metri", "km": "kilometriä kilometri", "g": "grammaa", "kg": "kilogrammaa kiloa", "tonne": "tonnia", "second": "sekuntia sekunti", "minute": "minuuttia minuutti", "hour": "tuntia tunti", "day": "päivää vuorokautta", "week": "viikkoa viikko", "month": "kuukautta", "year": "vuotta", "ha": "hehtaaria", "l": "litraa", "%": "prosenttia prosentti", "$": "dollaria", "eur": "euroa"},
			Currencies: "euro euroa dollari dollaria markka markkaa punta puntaa kruunua ruplaa",
		},
		Denial:  Denial{Negations: "ei eivät en et emme ette älä ilman kukaan koskaan mikään kieltäytyi", Prefixes: "epä", Clauses: "mutta vaikka koska kun joka jos"},
		Meaning: Meaning{Antonyms: [][2]Words{{"nousi kasvoi kasvu lisääntyi", "laski väheni lasku"}, {"ennen", "jälkeen"}, {"enemmän", "vähemmän"}, {"pohjoinen", "etelä"}, {"itä", "länsi"}}, Causes: "koska siksi syy syystä syyt vuoksi takia johdosta ansiosta johtuu seurauksena jotta sillä"},
		Writing: Writing{Letters: "äöå", Honorifics: "hra rva tri prof esim ns mm", Shortened: "jne yms klo n milj mrd ks ym puh", BeforeNumber: "nro s luku puh", DottedOrdinals: true, Starters: "se ne tämä nämä hän he on ei ja mutta kun jos koska vuonna myös monet kaikki muut siitä jälkeen ennen", Bylines: []string{"Kirjoittanut ", "Teksti: "}, Small: "ja"},
		Mail:    Mail{Wrote: []string{"kirjoitti"}, OldMessage: "alkuperäinen_viesti välitetty_viesti"},
		Index:   Index{Stop: "stop_fi", Filters: []string{"stemmer_fi_snowball"}},
	}
}
