package language

func hungarian() *Language {
	return &Language{
		Code: "hu", Name: "Hungarian",
		Grammar: Grammar{
			Function: "a az és is hogy nem egy van vannak volt voltak lesz lenne lehet kell meg el ki be fel le át ez ezek azok ezt azt ebben abban erre arra ennek annak mint vagy de ha mert csak már még akkor amikor aki akik ami amely amelyek ahol ahogy mi mit mik miért hol hová honnan mikor hogyan hány mennyi kik kit kinek melyik melyek milyen mely miben mire miből mivel minek " +
				"én te ő ti ők nekem neki nekik őt őket után előtt alatt között mellett szerint által nélkül felett során óta számára miatt felé ellen minden más több kevesebb nagyon legtöbb sem se így úgy itt ott most tehát azonban pedig két első volna kapcsolatban ne hanem hányan",
			Articles: "a az egy ez ezek azok", Auxiliaries: "van vannak volt voltak lesz lehet kell", Copulas: "volt voltak van", Conjunctions: "és vagy", Together: "és vagy ellen", Back: "ő ők az ez ezek azok ott ebben ennek",
		},
		Asks: Asks{
			Number: "hány mennyi hányan mennyit mennyibe hányadik", Date: "mikor mikortól meddig", Person: "ki kik kit kinek kivel kiket", Place: "hol hová honnan merre", Reason: "miért", Manner: "hogyan hogy milyen", Thing: "mi mit mik melyik melyek milyen mely miben mire miből melyikben", Openers: "mi mit melyik milyen hogyan",
			Degree: "sokáig gyakran messze magas nagy hosszú mély régi gyorsan nehéz", Counting: "hány", Much: "mennyi mennyit mennyibe", Naming: "hívják hívták nevezik", Paying: "kerül került kerülnek fizet fizetett fizettek keres kereset ára ér költött eladták",
			NumberNouns: "százaléka százalék szám száma mennyiség életkor népesség méret sebesség hőmérséklet hosszúság magasság szélesség mélység súly távolság", DateNouns: "év évben évek dátum nap napon hónap hónapban század században évtizedben időszakban idő időpontban", PlaceNouns: "ország országban országok város városban állam államban régióban régió kontinens kontinensen hely helyen megyében tartomány sziget", MoneyNouns: "ár költség bér bérlet fizetés jövedelem költségvetés nyereség összeg",
			NameNouns: "cég vállalat személy szervezet elnök király királynő császár szerző színész színésznő énekes énekesnő csapat egyetem csoport név tudós művész párt játékos", Definitions: "mi_az mi_a mik_a mik_az mit_jelent ki_az ki_volt ki_a", Demonstratives: "ezt azt ez az", Helping: "valaki senki kérem pontosan",
		},
		Talk:  Talk{Leaders: "és_mi_a_helyzet mi_a_helyzet és_mi_van mi_van és de vagy", Companions: "óta pontosan és akkor", Courtesies: "köszönöm köszi kérem igen nem szia helló rendben ok", Following: "következő következők alábbi alábbiak"},
		Names: Names{Addresses: "úr asszony kisasszony doktor professzor", Titles: "elnök miniszterelnök miniszter király királynő császár herceg gróf", Links: "és von de", Particles: "von de", PeopleEndings: "i ban ben ból ből nak nek n t ra re tól től hoz hez höz on en ön val vel ról ről ok ek", Places: "usa anglia skócia hollandia amerika"},
		Time: Time{Months: [12]Words{
			"január jan januárban", "február febr februárban", "március márc márciusban", "április ápr áprilisban", "május máj májusban", "június jún júniusban", "július júl júliusban", "augusztus aug augusztusban", "szeptember szept szeptemberben", "október okt októberben", "november nov novemberben", "december dec decemberben",
		}, AmbiguousMonths: "dec", Weekdays: "hétfő kedd szerda csütörtök péntek szombat vasárnap hétfőn kedden szerdán csütörtökön pénteken szombaton", Centuries: "század században századi", Clock: "óra órakor közzétéve frissítve", Passing: "most jelenleg ma még már"},
		Numbers: Numbers{
			Cardinals: []Series{{"egy", 1, 1}, {"kettő három négy öt hat hét nyolc kilenc tíz tizenegy tizenkettő tizenhárom tizennégy tizenöt tizenhat tizenhét tizennyolc tizenkilenc húsz", 2, 1}, {"két", 2, 1}, {"harminc negyven ötven hatvan hetven nyolcvan kilencven", 30, 10}}, Stems: []Series{{"huszon", 20, 1}},
			Ordinals: []Series{{"első második harmadik negyedik ötödik hatodik hetedik nyolcadik kilencedik tizedik", 1, 1}}, Scales: []Scale{{12, "tucat"}, {100, "száz"}, {1e3, "ezer"}, {1e6, "millió"}, {1e9, "milliárd"}}, Alone: "száz ezer", Joined: true, Strangers: "egy hat hét első ezer nap év", Shares: []Scale{{2, "fele"}, {3, "harmada"}, {4, "negyede"}},
			Loose: "kettő két három négy öt hat hét nyolc kilenc tíz tizenkettő húsz harminc ötven száz ezer millió milliárd tucat fele harmada negyede első második nulla",
			About: "körülbelül kb mintegy nagyjából", Nearly: "majdnem csaknem közel", Over: "több_mint", AtLeast: "legalább minimum", Under: "kevesebb_mint", AtMost: "legfeljebb maximum", After: Bounds{AtLeast: "vagy_több", AtMost: "vagy_kevesebb"},
			Units:      map[string]Words{"m": "méter", "km": "kilométer", "g": "gramm", "kg": "kilogramm kiló", "tonne": "tonna", "second": "másodperc", "minute": "perc", "hour": "óra", "day": "nap", "week": "hét", "month": "hónap", "year": "év éves", "ha": "hektár", "l": "liter", "%": "százalék", "$": "dollár", "eur": "euró"},
			Currencies: "forint ft euró dollár font frank rubel",
		},
		Denial:  Denial{Negations: "nem ne sem se soha nélkül senki semmi nincs nincsenek sincs egyetlen megtagadta", Clauses: "de mert hogy amikor ha bár aki amely"},
		Meaning: Meaning{Antonyms: [][2]Words{{"nőtt növekedett emelkedett növekedés", "csökkent csökkenés"}, {"előtt", "után"}, {"több", "kevesebb"}, {"észak", "dél"}, {"kelet", "nyugat"}}, Causes: "mert mivel ezért ok oka okok miatt következtében köszönhetően azért hogy így"},
		Writing: Writing{Letters: "áéíóöőúüű", Honorifics: "dr prof ifj id szt ún pl kb ill", Shortened: "stb old jan febr márc ápr máj jún júl aug szept okt nov dec tel", BeforeNumber: "sz old tel", DottedOrdinals: true, BeforeOrdinal: "a az", Starters: "a az ez ezek ő ők és de ha amikor mert bár egy minden sok más később ma majd szerint nem", Bylines: []string{"Írta: ", "Szerző: "}, Small: "és a az"},
		Mail:    Mail{Wrote: []string{"írta", "ezt írta"}, OldMessage: "eredeti_üzenet továbbított_üzenet"},
		Index:   Index{Stop: "stop_hu", Filters: []string{"stemmer_hu_snowball"}},
	}
}
