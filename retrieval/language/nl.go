package language

func dutch() *Language {
	return &Language{
		Code: "nl", Name: "Dutch",
		Grammar: Grammar{
			// "die" is left out: as the first of two words it tells German more.
			Function: "de het een en of maar want dus dat dit deze van in op te aan voor met naar bij door uit over om tot tegen onder tussen tijdens sinds na zonder per volgens vanaf binnen buiten achter boven rond " +
				"ik jij je u hij zij ze wij we jullie mij me hem haar ons hun hen zich zijn mijn jouw uw onze is was waren ben bent wordt worden werd werden geworden heeft hebben had hadden heb kan kunnen kon konden moet moeten moest mag mogen " +
				"zal zullen zou zouden wil willen gaat gaan ging doet deed er hier daar waar toen als dan nu nog al ook niet geen wel meer zeer heel zo hoe wie wat welk welke alle alles andere elke elk veel enkele sommige iets niets iemand men zelf eerst twee " +
				"waarin waarvan waarmee waaruit waarop waardoor waarvoor daarvan ervan aan't 't",
			Articles:          "de het een dit dat deze die",
			Prepositions:      "in op te aan voor met naar bij door uit over om tot tegen onder tussen tijdens sinds na zonder per volgens vanaf binnen buiten van",
			PlacePrepositions: "in te bij naar uit",
			Locative:          "in te bij naar uit van nabij tot op",
			Auxiliaries:       "is was waren zijn ben bent wordt worden werd werden heeft hebben had hadden kan kunnen kon konden moet moeten moest mag mogen mocht zal zullen zou zouden wil willen wilde",
			Copulas:           "is was waren zijn",
			Conjunctions:      "en of", Together: "en of met tegen",
			PersonPronouns: "hij hem", PluralPronouns: "hun hen", ThingPronouns: "",
			Back: "hij zij ze het dit dat deze die zijn haar hun daar daarmee hierbij",
		},
		Asks: Asks{
			Number: "hoeveel", Date: "wanneer", Person: "wie wiens", Place: "waar waarheen waarvandaan", Reason: "waarom", Manner: "hoe", Thing: "wat welk welke",
			Openers: "wat welk welke hoe",
			Degree:  "veel lang vaak groot hoog oud ver snel zwaar duur diep breed warm koud dik laat", Amounts: "veel hoeveel", Much: "veel",
			Properties: "groot hoog oud ver snel zwaar duur diep breed warm koud dik", Counting: "hoeveel hoe_veel",
			Naming:      "heet heten heette noemt noemde genoemd",
			Paying:      "kost kosten kostte gekost betaalt betalen betaalde betaalden betaald verdient verdienen verdiende verdiend waard uitgegeven verkocht verkoopt gekocht kocht",
			NumberNouns: "aantal percentage hoeveelheid leeftijd bevolking grootte snelheid temperatuur lengte hoogte breedte diepte gewicht nummer afstand duur deel oppervlakte",
			DateNouns:   "jaar jaren datum dag dagen maand eeuw decennium tijd moment uur periode tijdstip",
			PlaceNouns:  "land landen stad steden staat regio gebied continent plaats plaatsen plek provincie gemeente eiland wijk",
			MoneyNouns:  "prijs prijzen kosten huur salaris omzet begroting winst bedrag tarief loon",
			NameNouns:   "bedrijf onderneming persoon personen organisatie president koning koningin keizer auteur schrijver schrijfster acteur actrice zanger zangeres ploeg team universiteit groep naam namen wetenschapper kunstenaar band partij speler",
			Definitions: "wat_is wat_zijn wat_was wat_waren wat_betekent wat_houdt wie_is wie_zijn wie_was wie_waren wat_wordt_bedoeld_met", Demonstratives: "dat dit", Helping: "iemand niemand iedereen alsjeblieft alstublieft eigenlijk precies",
		},
		Talk: Talk{
			Leaders:    "en_hoe_zit_het_met hoe_zit_het_met en_wat_is_er_met en_wat_met wat_met en_voor en maar of",
			Companions: "sinds tot vanaf van precies dan nog en niet lang vaak veel zo",
			Courtesies: "dank dankjewel bedankt dankuwel alsjeblieft alstublieft ja nee hallo hoi ok oké doei",
			Following:  "volgende onderstaande",
		},
		Names: Names{
			Addresses: "meneer mevrouw dhr mevr mw heer juffrouw",
			Titles:    "president premier koning koningin keizer prins prinses hertog graaf burgemeester minister paus generaal",
			Links:     "van der den de het en ter ten", Particles: "van der den de ter ten",
			Peoples: "frankrijk frans frankrijk franse duitsland duits spanje spaans zweden zweeds polen pools denemarken deens turkije turks griekenland grieks zwitserland zwitsers engeland engels groot-brittannië brits ierland iers " +
				"nederland nederlands rusland russisch china chinees noorwegen noors oostenrijk oostenrijks italië italiaans japan japans",
			PeopleEndings: "er se s ers aan aans aanse es ees ese e en n isch ische",
			Acronyms:      "bbp_bruto_product ai_kunstmatige_intelligentie vn_verenigde_naties eu_europese_unie btw_toegevoegde_waarde",
			Places:        "engeland schotland holland amerika groot-brittannië vs",
		},
		Time: Time{
			Months: [12]Words{
				"januari jan", "februari feb", "maart mrt", "april apr", "mei", "juni jun", "juli jul", "augustus aug",
				"september sep sept", "oktober okt", "november nov", "december dec",
			},
			AmbiguousMonths: "mei jan jun jul sep dec",
			BeforeMonth:     "in sinds tot vanaf begin eind half van",
			Weekdays:        "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
			Centuries:       "eeuw eeuwen",
			Clock:           "om uur gepubliceerd op bijgewerkt laatst gewijzigd datum geplaatst",
			Passing:         "nu momenteel tegenwoordig vandaag nog al thans",
		},
		Numbers: Numbers{
			Cardinals: []Series{
				{"een één", 1, 0}, {"twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien twintig", 2, 1},
				{"dertig veertig vijftig zestig zeventig tachtig negentig", 30, 10},
			},
			Ordinals: []Series{
				{"eerste tweede derde vierde vijfde zesde zevende achtste negende tiende elfde twaalfde dertiende veertiende vijftiende zestiende zeventiende achttiende negentiende twintigste", 1, 1},
			},
			Scales: []Scale{{12, "dozijn"}, {100, "honderd"}, {1e3, "duizend"}, {1e6, "miljoen mln"}, {1e9, "miljard mld"}, {1e12, "biljoen"}},
			Alone:  "honderd duizend", Joined: true, JoinedBy: "en ën",
			Strangers:    "een elf acht tien eerste derde week uur zes dag dagen pond",
			Shares:       []Scale{{2, "helft"}, {4, "kwart"}},
			OrdinalMarks: "e de ste",
			Loose:        "twee drie vier vijf zes zeven acht negen tien twaalf twintig dertig veertig vijftig honderd duizend miljoen miljard dozijn helft half kwart dubbel keer eerste tweede nul geen",
			About:        "ongeveer circa rond zo'n pakweg omstreeks zowat", Nearly: "bijna haast krap", Over: "meer_dan ruim hoger_dan groter_dan", AtLeast: "minstens tenminste ten_minste minimaal op_zijn_minst niet_minder_dan",
			Under: "minder_dan onder kleiner_dan lager_dan", AtMost: "hoogstens maximaal ten_hoogste tot hooguit niet_meer_dan", After: Bounds{AtLeast: "of_meer", AtMost: "of_minder"},
			Units: map[string]Words{
				"m": "meter meters", "km": "kilometer kilometers", "mile": "mijl mijlen", "foot": "voet", "inch": "duim", "g": "gram", "kg": "kilogram kilo kilo's", "tonne": "ton", "lb": "pond", "ounce": "ons",
				"second": "seconde seconden", "minute": "minuut minuten", "hour": "uur uren", "day": "dag dagen", "week": "weken", "month": "maand maanden", "year": "jaar jaren", "decade": "decennia",
				"ha": "hectare hectaren", "km²": "vierkante_kilometer", "m²": "vierkante_meter", "l": "liter", "barrel": "vaten vat", "ms": "milliseconden", "%": "procent", "$": "dollar", "eur": "euro", "gbp": "pond_sterling",
			},
			Currencies: "euro cent dollar gulden guldens pond frank franken yen roebel kroon kronen",
		},
		Limits: Limits{
			Not: "niet geen nooit niemand niets nergens noch nauwelijks", Without: "zonder", False: "onwaar vals leugen mythe onzin gerucht onjuist verzonnen klopt_niet",
			Only: "alleen slechts enkel uitsluitend maar_liefst", Can: "kan kunnen kon konden mag mogen mocht mochten zou_kunnen", Might: "zou_kunnen zouden_kunnen", Must: "moet moeten moest moesten hoeft verplicht dient dienen", Should: "zou_moeten zouden_moeten hoort",
			Would: "zou zouden", Will: "zal zullen gaat gaan", Plan: "belooft beloven beloofde beloofd plant plannen wil willen wilde wilden beoogt probeert hoopt overweegt van_plan",
			Perhaps: "misschien mogelijk waarschijnlijk vermoedelijk blijkbaar vermeend wellicht lijkt schijnt", Said: "zegt zei zeggen gezegd volgens verklaart verklaarde meldt meldde aldus laat_weten deelde kondigt",
			Doubted: "beweert beweren gelooft geloven denkt denken vindt vreest vrezen hoopt hopen vermoedt verwacht verwachten schat waarschuwt ontkent betwijfelt meent",
			If:      "als indien mits zodra", When: "wanneer toen als", Unless: "tenzij", Except: "behalve uitgezonderd uitzondering", Although: "hoewel ondanks ofschoon", Because: "omdat want doordat vanwege dankzij dus",
			All: "alle allemaal altijd iedereen hele heel", Most: "meeste meestal meerderheid", Some: "sommige enkele enige soms bepaalde", Few: "weinig zelden", Many: "veel vele vaak talrijke", Each: "elk elke ieder iedere per", Half: "helft half halve", Twice: "tweemaal dubbele verdubbeld",
			More: "meer hoger hogere groter grotere langer ouder later", Less: "minder lager lagere kleiner kleinere korter jonger eerder", NoLonger: "niet_meer geen_meer", Again: "weer opnieuw",
			Before: "voor voordat", After: "na nadat", Until: "tot totdat", Since: "sinds", While: "terwijl tijdens", By: "tegen", Within: "binnen", From: "vanaf", Per: "per elke ieder iedere elk in_de",
			Next: "volgend volgende komende", Last: "vorig vorige afgelopen laatste", Degree: "met", BarePlurals: true, Nearly: "bijna haast", Apposed: "stad dorp gemeente eiland firma groep", Period: "jaar maand dag week uur nacht",
			State: "kost kosten kostte weegt meet duurt telt bevat betaalt betalen", Definite: "de het", Voice: "wordt worden werd werden geworden is zijn", Infinitive: "te", InfinitiveEnds: "en",
			Free:    "bedroeg bedragen totaal heeft hebben had hadden is was waren zijn er ligt bevindt bedraagt ook dan daar hier dit dat die deze zich om men je",
			Passive: "door",
		},
		Denial: Denial{
			Negations: "niet geen nooit zonder noch niemand niets nergens weigert weigerde weigerden ontkent ontkende", Prefixes: "on", Clauses: "maar hoewel echter omdat terwijl wanneer die dat als behalve",
			HarmlessPairs: "niet_alleen niet_minder niet_meer niet_later niet_zozeer",
		},
		Meaning: Meaning{
			Retold: []Words{
				"vergoeden vergoed vergoedt betalen betaalt terugbetalen terugbetaald", "indienen ingediend inleveren ingeleverd aanvragen aangevraagd", "goedkeuren goedgekeurd goedkeuring toestemming instemming",
				"sturen stuurt gestuurd doorsturen doorgestuurd verwijzen verwezen zenden", "bedragen bedraagt bedroeg kosten kost kostte", "medewerker medewerkers werknemer werknemers personeel", "chef leidinggevende manager baas",
				"vakantie verlof", "krijgen krijgt kreeg gekregen ontvangen ontvangt ontving", "duren duurt duurde", "apparaat toestel machine toestellen apparaten", "controleren controleert gecontroleerd nakijken inspecteren",
				"vernieuwen vernieuwd vervangen", "sluiten sluit gesloten dicht", "openen opent open opengaat geopend", "houden houdt bewaren bewaart bewaard", "besluiten besluit besloten beslissen beslist",
				"weigeren weigert geweigerd afwijzen afgewezen", "vinden vindt vond gevonden ontdekken ontdekt", "gewond gewonden verwond", "uitstellen uitgesteld verplaatsen verplaatst",
				"annuleren geannuleerd afgelasten afgelast schrappen", "schoonmaken reinigen gereinigd", "reis reizen rit", "melden meldt gemeld informeren", "vragen vraagt gevraagd eisen eist", "huis huizen woning woningen",
				"klant klanten gebruiker gebruikers", "arts artsen dokter dokters", "leerling leerlingen scholier scholieren", "verlopen verloopt vervallen vervalt", "beginnen begint starten start", "nodig vereist noodzakelijk",
			},
			FormPrefixes: "ge",
			Synonyms: []Words{
				"zeggen zegt zei gezegd verklaren verklaart verklaarde meedelen aankondigen aangekondigd", "kopen koopt kocht gekocht verwerven verworven overnemen overgenomen", "beginnen begint begon begonnen starten startte gestart", "eindigen eindigt eindigde geëindigd stoppen beëindigd",
				"sterven sterft stierf gestorven overlijden overleden overleed dood", "film films", "bedrijf bedrijven onderneming firma maatschappij", "auto auto's wagen voertuig voertuigen", "maken maakt maakte gemaakt produceren geproduceerd vervaardigd", "stijgen stijgt steeg gestegen toenemen toegenomen groeien groeide gegroeid",
				"dalen daalt daalde gedaald afnemen afgenomen zakken gezakt", "winnen wint won gewonnen zege overwinning", "bouwen bouwt bouwde gebouwd opgericht", "gebruiken gebruikt gebruikte toepassen", "noemen genoemd heten heet", "oprichten gesticht stichten stichtte", "publiceren gepubliceerd uitgegeven verschenen verscheen uitgebracht",
			},
			Antonyms: [][2]Words{
				{"gestegen steeg stijging toegenomen toename groeide gegroeid", "gedaald daalde daling afgenomen afname"}, {"voor", "na"}, {"meer", "minder"}, {"toegestaan toestaan", "verboden verbieden"}, {"aanvaard goedgekeurd", "afgewezen verworpen"}, {"winnen won gewonnen", "verliezen verloor verloren"}, {"open geopend", "dicht gesloten"}, {"kopen gekocht kocht", "verkopen verkocht"},
				{"waar juist", "onwaar onjuist"}, {"noord noorden", "zuid zuiden"}, {"oost oosten", "west westen"}, {"altijd", "nooit"}, {"eerste", "laatste"}, {"maximum", "minimum"}, {"meerderheid", "minderheid"}, {"openbaar", "privé"},
			},
			Cues: []Cue{
				{"schreef geschreven auteur", "geschreven schreef auteur roman schrijver"}, {"ligt gelegen bevindt woont", "gelegen ligt bevindt gevestigd woont"}, {"geboren geboorte oud", "geboren geboorte leeftijd"}, {"stierf gestorven dood", "stierf gestorven overleden overleed gedood"}, {"won gewonnen winnaar", "won gewonnen winnaar kampioen versloeg"}, {"betekent betekenis", "betekent betekenis verwijst term afkorting"},
			},
			Causes: "omdat want wegens vanwege doordat door reden redenen oorzaak oorzaken daarom dus dankzij zodat gevolg aangezien om als",
		},
		Writing: Writing{Letters: "éèëïöü",
			Honorifics: "dhr mevr mw drs ir mr bijv d.w.z m.a.w o.a t.o.v i.p.v ds jhr", Shortened: "enz etc ca blz jl resp evt mln mld tel jan feb mrt apr aug sept okt nov dec", BeforeNumber: "nr nrs art afb fig hfst blz tel",
			Starters: "de het een dit dat deze die hij zij ze wij we ik in op aan van voor met bij na door uit tijdens toen als en maar ook omdat volgens er zijn haar hun daar hier vandaag later veel sommige alle andere om tot",
			Bylines:  []string{"Door ", "DOOR ", "Auteur: ", "Tekst: "}, Small: "van de het en voor in op",
		},
		Mail:  Mail{Wrote: []string{"schreef", "schrijft", "geschreven"}, OldMessage: "oorspronkelijk_bericht doorgestuurd_bericht origineel_bericht", On: "op"},
		Index: Index{Stop: "stop_nl", Filters: []string{"stemmer_nl_snowball"}, MoreStops: ""},
	}
}
