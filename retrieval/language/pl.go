package language

func polish() *Language {
	return &Language{
		Code: "pl", Name: "Polish",
		Grammar: Grammar{
			Function: "i w we na z ze do o od po za dla przez przy przed pod nad między bez u ku jak co to ten ta te tego tej tym tych temu tę tą się nie jest są był była było byli były będzie będą być może mogą można czy który która które którego której którym których którzy którą " +
				"kto kogo komu kim kiedy gdzie skąd dokąd dlaczego czemu ile ilu jaki jaka jakie jakiego jakiej jakim jakich jaką czego czym a ale lub albo oraz że żeby aby gdy jeśli jeżeli ponieważ bo więc także również też tylko już jeszcze bardzo bardziej najbardziej więcej mniej " +
				"on ona ono oni one jego jej ich im mu go ją nią nim nich mnie mi ja ty my wy pan pani swój swoje swoją swoich swojego swojej sobie siebie wszystkie wszystkich każdy każdego inne innych tak tu tam teraz potem podczas według około jako został została zostało zostały zostali ma mają miał miała miało mieli " +
				"czyj czyja dwa pierwszy taki takie",
			Articles:          "ten ta to te tego tej tym tych",
			Prepositions:      "w we na z ze do o od po za dla przez przy przed pod nad między bez u podczas według około",
			PlacePrepositions: "w we na do z ze", Locative: "w we na do z ze koło obok przy pod od",
			Auxiliaries: "jest są był była było byli były będzie będą może mogą można ma mają został została zostało czy", Copulas: "jest są był była było byli były", Conjunctions: "i oraz lub albo a", Together: "i oraz lub z przeciw",
			PersonPronouns: "", Back: "on ona ono oni one to ten ta te jego jej ich tam tutaj",
		},
		Asks: Asks{
			Number: "ile ilu iloma", Date: "kiedy", Person: "kto kogo komu kim czyj czyja czyje", Place: "gdzie skąd dokąd", Reason: "dlaczego czemu", Manner: "jak", Thing: "jaka_jest jaki_jest jakie_jest jaka_była jaki_był ile_wynosi co jaki jaka jakie jakiego jakiej jakim jakich jaką który która które którym której którego którą czego czym",
			Openers: "co jaki jaka jakie jak który która które", Degree: "długo często daleko wysoko duży duża duże wysoki wysoka wysokie stary stara stare długi długa długie głęboka ciężka szeroki szeroka szybko dużo wiele głęboki ciężki", Properties: "daleko wysoko duży wysoki stary głęboki ciężki", Amounts: "dużo wiele", Much: "dużo", Counting: "ile ilu",
			Naming:      "nazywa nazywają nazywał nazywała się_nazywa się_nazywał się_nazywała brzmi zwie",
			Paying:      "kosztuje kosztują kosztował kosztowała kosztowało zapłacił zapłaciła zapłaciło zapłacili płaci płacą zarabia zarabiają zarobił wydał wydała wydano sprzedał sprzedano kupił wart",
			NumberNouns: "procent liczba ilość wiek populacja rozmiar prędkość temperatura temperaturze długość wysokość wysokości szerokość głębokość waga odległość odległości część powierzchnia numer",
			DateNouns:   "rok roku latach lata dzień dniu miesiąc miesiącu wiek wieku data dacie dekadzie czas czasie godzina godzinie okres okresie stuleciu",
			PlaceNouns:  "kraj kraju krajach miasto mieście miasta państwo państwie stan stanie region regionie kontynent kontynencie miejsce miejscu województwie prowincji wyspie dzielnicy",
			MoneyNouns:  "cena cenę koszt czynsz pensja dochód budżet zysk kwota kwotę opłata",
			NameNouns:   "firma firmy osoba organizacja prezydent król królowa cesarz autor aktor aktorka piosenkarz piosenkarka drużyna uniwersytet grupa zespół nazwa imię nazwisko naukowiec artysta partia zawodnik",
			Definitions: "co_to_jest co_to co_to_są co_to_były co_oznacza co_znaczy czym_jest czym_są czym_był czym_była kim_jest kim_był kim_była kto_to_jest kto_to", DefinitionEnds: "co_to_jest co_to", Demonstratives: "to tego", Helping: "ktoś kogoś nikt proszę dokładnie",
		},
		Tally: Tally{Outdated: "stary stara stare archiwum nieaktualne", Editions: "v wersja wydanie rewizja"},
		Talk: Talk{
			Leaders: "a_co_z a_co_ze co_z a_dla a i ale lub", Companions: "od do z dokładnie i jeszcze długo często dla", Courtesies: "dzięki dziękuję proszę tak nie cześć witam ok dobrze", Following: "następujące następujących następujący następująca poniższe poniższych",
		},
		Names: Names{
			Addresses: "pan pani panna państwo panie dr prof", Titles: "prezydent premier minister król królowa cesarz książę księżna burmistrz papież generał", Links: "i de von van", Particles: "de von van",
			Peoples:       "francja francuski niemcy niemiecki hiszpania hiszpański szwecja szwedzki polska polski dania duński turcja turecki grecja grecki szwajcaria szwajcarski anglia angielski rosja rosyjski chiny chiński holandia holenderski usa amerykański czechy czeski węgry węgierski włochy włoski",
			PeopleEndings: "a y i u ie e ę ą em om ami ach owi ski ska skie skiego skiej skim ów anin anka czyk iej ego ia ii ię", Places: "usa anglia szkocja holandia ameryka", Acronyms: "pkb_produkt_krajowy onz_narodów_zjednoczonych ue_unia_europejska",
		},
		Time: Time{
			Months: [12]Words{
				"styczeń stycznia styczniu sty", "luty lutego lutym", "marzec marca marcu", "kwiecień kwietnia kwietniu kwi", "maj maja maju", "czerwiec czerwca czerwcu cze", "lipiec lipca lipcu lip", "sierpień sierpnia sierpniu sie",
				"wrzesień września wrześniu wrz", "październik października październiku paź", "listopad listopada listopadzie lis", "grudzień grudnia grudniu gru",
			},
			AmbiguousMonths: "maj maja maju luty marca sie lip lis gru cze", BeforeMonth: "w od do z", Weekdays: "poniedziałek wtorek środa środę czwartek piątek sobota sobotę niedziela niedzielę",
			Centuries: "wiek wieku wieki wieków", Clock: "godz godzina opublikowano dnia dodano r aktualizacja data", Passing: "teraz obecnie dziś dzisiaj nadal jeszcze już",
		},
		Numbers: Numbers{
			Cardinals: []Series{
				{"jeden jedna jedno", 1, 0}, {"dwa trzy cztery pięć sześć siedem osiem dziewięć dziesięć jedenaście dwanaście trzynaście czternaście piętnaście szesnaście siedemnaście osiemnaście dziewiętnaście dwadzieścia", 2, 1}, {"dwie dwóch dwaj", 2, 0}, {"trzech", 3, 1}, {"czterech", 4, 1}, {"pięciu", 5, 1},
				{"trzydzieści", 30, 1}, {"czterdzieści", 40, 1}, {"pięćdziesiąt sześćdziesiąt siedemdziesiąt osiemdziesiąt dziewięćdziesiąt", 50, 10}, {"dwieście trzysta czterysta pięćset sześćset siedemset osiemset dziewięćset", 200, 100},
			},
			Ordinals: []Series{{"pierwszy drugi trzeci czwarty piąty szósty siódmy ósmy dziewiąty dziesiąty", 1, 1}, {"pierwsza druga trzecia czwarta piąta szósta siódma ósma dziewiąta dziesiąta", 1, 1}, {"pierwszego drugiego trzeciego czwartego piątego", 1, 1}},
			Scales:   []Scale{{12, "tuzin"}, {100, "sto stu"}, {1e3, "tysiąc tysiące tysięcy tys"}, {1e6, "milion miliony milionów mln"}, {1e9, "miliard miliardy miliardów mld"}, {1e12, "bilion biliony bilionów"}},
			Alone:    "sto tysiąc", Strangers: "jeden jedna jedno sto stu pierwszy druga drugi rok lat dni", Shares: []Scale{{2, "połowa połowę połowy"}, {3, "trzecie"}, {4, "ćwierć"}}, OrdinalMarks: "szy gi ci ty ego go",
			Loose: "dwa dwie trzy cztery pięć sześć siedem osiem dziewięć dziesięć dwanaście dwadzieścia trzydzieści pięćdziesiąt sto dwieście tysiąc tysiące tysięcy tys milion miliony milionów mln miliard miliardów mld połowa połowę ćwierć dwoje dwukrotnie pierwszy pierwsza drugi zero kilka",
			About: "około ok mniej_więcej w_przybliżeniu jakieś circa", Nearly: "prawie niemal blisko niespełna", Over: "ponad więcej_niż powyżej przeszło", AtLeast: "co_najmniej przynajmniej minimum nie_mniej_niż", Under: "poniżej mniej_niż", AtMost: "najwyżej co_najwyżej maksymalnie do nie_więcej_niż",
			After: Bounds{AtLeast: "lub_więcej i_więcej", AtMost: "lub_mniej"},
			Units: map[string]Words{
				"mm": "milimetrów milimetry", "cm": "centymetrów centymetry", "m": "metr metry metrów", "km": "kilometr kilometry kilometrów", "mile": "mila mile mil", "foot": "stóp stopy", "inch": "cali cale", "g": "gram gramy gramów", "kg": "kilogram kilogramy kilogramów", "tonne": "tona tony ton",
				"second": "sekunda sekundy sekund", "minute": "minuta minuty minut", "hour": "godzina godziny godzin godz", "day": "dzień dni", "week": "tydzień tygodnie tygodni", "month": "miesiąc miesiące miesięcy", "year": "rok lata lat", "decade": "dekada dekady dekad", "ha": "hektar hektary hektarów", "km²": "kilometrów_kwadratowych",
				"m²": "metrów_kwadratowych", "l": "litr litry litrów", "%": "procent procenta", "$": "dolar dolary dolarów", "eur": "euro", "pln": "złoty złote złotych", "gbp": "funtów_szterlingów", "rub": "rubli",
			},
			Currencies: "złoty złote złotych groszy euro dolar dolary dolarów funt funtów frank franków rubli jenów koron marek",
		},
		Limits: Limits{
			Not: "nie nigdy nikt nikogo nic żaden żadna żadne żadnych ani", Without: "bez", False: "fałsz fałszem nieprawda kłamstwo kłamstwem mit mitem plotka", Only: "tylko jedynie wyłącznie",
			Can: "może mogą mógł można mogli", Might: "mógłby mogłaby mogłoby mogliby", Must: "musi muszą musiał musieli trzeba należy powinien", Should: "powinien powinna powinno powinni", Would: "byłby byłaby", Will: "będzie będą", Plan: "planuje planują chce chcą zamierza zamierzają próbuje",
			Perhaps: "może prawdopodobnie podobno rzekomo chyba wydaje", Said: "mówi mówią powiedział powiedziała według twierdzi oświadczył poinformował ogłosił", Doubted: "twierdzi twierdzą uważa uważają sądzi obawia obawiają spodziewa podejrzewa szacuje zaprzecza wątpi",
			If: "jeśli jeżeli gdyby pod_warunkiem", When: "gdy kiedy", Unless: "chyba_że", Except: "oprócz poza wyjątkiem", Although: "chociaż choć mimo pomimo", Because: "ponieważ bo gdyż dlatego dzięki",
			All: "wszystkie wszyscy wszystkich zawsze cały", Most: "większość zwykle najwięcej", Some: "niektóre niektórzy kilka czasem", Few: "niewiele nieliczni rzadko", Many: "wiele wielu często", Each: "każdy każda każde każdego każdej", Half: "połowa połowę", Twice: "dwukrotnie podwoił",
			More: "więcej wyższy większy dłużej", Less: "mniej niższy mniejszy krócej", NoLonger: "już_nie", Again: "znowu ponownie", Before: "przed zanim", After: "po", Until: "do aż", Since: "od", While: "podczas", By: "do", Within: "ciągu", From: "od", Per: "na za każdy",
			Next: "przyszły przyszłym następny", Last: "zeszły zeszłym ostatni", Nearly: "prawie niemal", Period: "rok roku miesiąc miesięcznie dzień tydzień godzinę noc", State: "kosztuje kosztują waży mierzy trwa liczy zawiera płacą", Voice: "jest są został została zostało zostały był była było",
			Infinitive: "", Free: "łącznie jest są był była było były ma mają miał się też również tam tu to", Passive: "przez", Which: "",
		},
		Denial: Denial{Negations: "nie nigdy bez ani nikt nikogo nic żaden żadna żadne żadnych odmówił odmówiła odmówiono zaprzeczył", Prefixes: "nie bez", Clauses: "ale lecz jednak chociaż choć ponieważ bo który która które gdy kiedy jeśli", HarmlessPairs: "nie_tylko nie_mniej nie_więcej"},
		Meaning: Meaning{
			Antonyms: [][2]Words{{"wzrósł wzrosła wzrost zwiększył", "spadł spadła spadek zmniejszył"}, {"przed", "po"}, {"więcej", "mniej"}, {"północ", "południe"}, {"wschód", "zachód"}, {"wygrał", "przegrał"}, {"dozwolone", "zabronione zakazane"}},
			Causes:   "ponieważ bo gdyż dlatego powód powodu powody przyczyna przyczyny przyczyną wskutek dzięki więc zatem aby żeby skutek wynik wyniku",
		},
		Writing: Writing{
			Elsewhere: "zob zobacz patrz por",
			Sheets:    "arkusz", Letters: "ąćęłńóśźż",
			Honorifics: "dr prof inż mgr ks św gen tzn tj np im al ul p.n.e n.e tzw m.in wg", Shortened: "itd itp godz tys mln mld zł gr ok ur zm str wyd red tel", BeforeNumber: "nr art str rys tab rozdz poz pkt ust tel ul",
			DottedOrdinals: true, Starters: "w na z do po od za dla przez przy przed to ten ta te on ona oni one jest jego jej ich kiedy gdy jeśli ponieważ i a ale jednak według podczas dziś potem później wiele niektóre wszystkie inne nie ja my jako",
			Bylines: []string{"Autor: ", "Tekst: ", "Autorka: "}, Small: "i w na z do dla",
		},
		Pages: Pages{
			Invitations: []string{"czytaj (?:też|także|więcej)", "zobacz (?:też|także)", "polecamy", "podobne", "komentarze"},
		},
		Mail:  Mail{Wrote: []string{`napisał\(?a?\)?`, "pisze"}, OldMessage: "wiadomość_oryginalna oryginalna_wiadomość wiadomość_przekazana", On: "w_dniu dnia"},
		Index: Index{Stop: "stop_pl", Filters: []string{"stemmer_pl"}},
	}
}
