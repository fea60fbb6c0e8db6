package language

func swedish() *Language {
	return &Language{
		Code: "sv", Name: "Swedish",
		Grammar: Grammar{
			Function: "och i att det den de en ett som på är av för med till har inte om från var vid kan han hon sig men så man eller när nu hade blev blir bli blivit vad vilken vilket vilka vem vems hur varför vart varifrån där här ska skulle måste kunde får fick vill ville " +
				"jag du vi ni mig dig oss er honom henne dem sin sitt sina hans hennes dess deras min mitt mina vår vårt våra denna detta dessa efter under över mellan mot utan genom innan sedan eftersom då än också bara mycket många mer mest alla allt andra annan något någon några ingen inga inget " +
				"varit vara finns fanns göra gör gjorde upp ut in hos enligt samt både två själv varje dock ja nej åt ur även sådan samma inom",
			Articles: "en ett den det de denna detta dessa", Prepositions: "i på av för med till om från vid efter under över mellan mot utan genom innan sedan hos enligt ur åt inom",
			PlacePrepositions: "i på från till", Locative: "i på från till vid nära hos inom utanför",
			Auxiliaries: "är var har hade blev blir kan kunde ska skulle måste får fick vill ville finns fanns", Copulas: "är var", Conjunctions: "och eller", Together: "och eller med mot", PersonPronouns: "han hon honom henne", PluralPronouns: "dem", ThingPronouns: "dem",
			Back: "han hon den det de denna detta dessa hans hennes dess deras där",
		},
		Asks: Asks{
			Number: "", Date: "när", Person: "vem vems", Place: "var vart varifrån", Reason: "varför", Manner: "hur", Thing: "vad_är vad_var vad vilken vilket vilka", Openers: "vad vilken vilket vilka hur",
			Degree: "många mycket länge ofta stor stort stora gammal gammalt gamla lång långt långa hög högt höga djup djupt bred snabb snabbt tung tungt dyr dyrt varmt kallt sent", Amounts: "många mycket", Much: "mycket", Properties: "stor gammal hög djup bred snabb tung dyr", Counting: "hur_många",
			Naming: "heter hette kallas kallades", Paying: "kostar kostade kosta betalar betalade betala betalat tjänar tjänade värd värt spenderade såldes sålde sålt köpte",
			NumberNouns: "antal procent andel mängd ålder befolkning storlek hastighet temperatur längd höjd bredd djup vikt nummer avstånd", DateNouns: "år datum dag månad århundrade årtionde tid tidpunkt period decennium", PlaceNouns: "land länder stad städer stat stater region kontinent plats ort län provins ö kommun landskap",
			MoneyNouns: "pris priset kostnad kostnaden hyra hyran lön lönen inkomst inkomsten budget budgeten vinst vinsten summa summan avgift avgiften", NameNouns: "företag person personer organisation president kung drottning kejsare författare skådespelare skådespelerska sångare sångerska lag universitet grupp namn forskare konstnär parti spelare band",
			Definitions: "vad_är vad_var vad_betyder vad_innebär vad_menas_med vem_är vem_var vilka_är vilka_var", Demonstratives: "det detta", Helping: "någon tack egentligen exakt",
		},
		Tally: Tally{Outdated: "gammal gammalt gamla arkiv föråldrad", Editions: "v version utgåva revision"},
		Talk:  Talk{Leaders: "och_hur_är_det_med hur_är_det_med och_vad_gäller och_för och men eller", Companions: "sedan till från exakt då och länge många mycket ofta", Courtesies: "tack snälla ja nej hej okej ok", Following: "följande nedanstående"},
		Names: Names{Addresses: "herr fru fröken doktor professor", Titles: "president statsminister minister kung kungen drottning drottningen prins prinsessa kejsare borgmästare påve", Links: "af von och av", Particles: "af von", PeopleEndings: "s ns n en are arna ska sk skt iska isk iskt ar er a", Places: "usa england skottland holland amerika storbritannien", Acronyms: "fn_förenta_nationerna eu_europeiska_unionen moms_mervärdesskatt_skatt",
			Peoples: "frankrike fransk tyskland tysk spanien spansk sverige svensk polen polsk danmark dansk turkiet turkisk grekland grekisk schweiz schweizisk england engelsk storbritannien brittisk irland irländsk ryssland rysk kina kinesisk nederländerna nederländsk norge norsk finland finsk"},
		Time: Time{
			Months:          [12]Words{"januari jan", "februari feb", "mars", "april apr", "maj", "juni", "juli", "augusti aug", "september sep sept", "oktober okt", "november nov", "december dec"},
			AmbiguousMonths: "maj mars dec sep", BeforeMonth: "i från till sedan", Weekdays: "måndag tisdag onsdag torsdag fredag lördag söndag", Centuries: "århundradet århundrade", Clock: "kl klockan publicerad publicerat den uppdaterad datum", Passing: "nu idag fortfarande redan ännu",
		},
		Numbers: Numbers{
			Cardinals: []Series{{"en ett", 1, 0}, {"två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton sexton sjutton arton nitton tjugo", 2, 1}, {"trettio fyrtio femtio sextio sjuttio åttio nittio", 30, 10}},
			Ordinals:  []Series{{"första andra tredje fjärde femte sjätte sjunde åttonde nionde tionde elfte tolfte trettonde fjortonde femtonde sextonde sjuttonde artonde nittonde tjugonde", 1, 1}},
			Scales:    []Scale{{12, "dussin"}, {100, "hundra"}, {1e3, "tusen"}, {1e6, "miljon miljoner mn"}, {1e9, "miljard miljarder"}, {1e12, "biljon biljoner"}}, Alone: "hundra tusen", Joined: true,
			Strangers: "en ett sex fem tre två tio andra elva dag år första", Shares: []Scale{{2, "hälften"}, {3, "tredjedel tredjedelar"}, {4, "fjärdedel fjärdedelar"}}, OrdinalMarks: "e a",
			Loose: "två tre fyra fem sex sju åtta nio tio elva tolv femton tjugo trettio femtio hundra tusen miljon miljoner miljard miljarder dussin hälften tredjedel dubbelt gånger första andra noll",
			About: "cirka ca ungefär omkring runt", Nearly: "nästan närmare knappt", Over: "över mer_än fler_än drygt", AtLeast: "minst åtminstone", Under: "under mindre_än färre_än", AtMost: "högst upp_till maximalt", After: Bounds{AtLeast: "eller_mer eller_fler", AtMost: "eller_mindre eller_färre"},
			Units: map[string]Words{
				"m": "meter", "km": "kilometer", "mile": "engelska_mil", "foot": "fot", "inch": "tum", "g": "gram", "kg": "kilogram kilo", "tonne": "ton", "second": "sekund sekunder", "minute": "minut minuter", "hour": "timme timmar", "day": "dag dagar", "week": "vecka veckor", "month": "månad månader", "year": "år", "decade": "decennier årtionden",
				"ha": "hektar", "km²": "kvadratkilometer", "m²": "kvadratmeter", "l": "liter", "%": "procent", "$": "dollar", "eur": "euro", "sek": "kronor krona",
			},
			Currencies: "krona kronor öre euro dollar pund franc yen rubel mark",
		},
		Limits: Limits{
			Not: "inte ej icke aldrig ingen inga inget ingenting varken knappt", Without: "utan", False: "falskt osant lögn myt rykte fel påhittat", Only: "bara endast enbart",
			Can: "kan kunde får fick kunna", Might: "kunde kan_komma", Must: "ska skall måste behöver skyldig skyldiga", Should: "bör borde", Would: "skulle", Will: "kommer_att ska", Plan: "lovar lovade planerar vill ville avser hoppas försöker tänker",
			Perhaps: "kanske möjligen troligen sannolikt antagligen tydligen verkar påstås", Said: "säger sade sa enligt uppger meddelar meddelade berättar förklarar", Doubted: "påstår tror fruktar befarar hoppas misstänker väntas uppskattar varnar förnekar anser",
			If: "om ifall förutsatt", When: "när då", Unless: "såvida", Except: "utom förutom undantag", Although: "fast trots även_om", Because: "eftersom därför för_att tack_vare",
			All: "alla allt alltid hela", Most: "flesta oftast majoriteten", Some: "några vissa ibland flera somliga", Few: "få sällan", Many: "många ofta", Each: "varje var per", Half: "hälften halva", Twice: "dubbelt fördubblats",
			More: "mer fler högre större längre äldre", Less: "mindre färre lägre kortare yngre", NoLonger: "inte_längre", Again: "igen åter", Before: "före innan", After: "efter", Until: "till tills fram_till", Since: "sedan", While: "medan under",
			By: "senast", Within: "inom", From: "från", Per: "per i om varje", Next: "nästa kommande", Last: "förra senaste", Nearly: "nästan", Period: "år månad dag vecka timme natt", State: "kostar kostade väger mäter varar räknar innehåller betalar",
			Voice: "är blev blir blivit var", Infinitive: "att", InfinitiveEnds: "a", Free: "totalt har hade är var det den finns ligger uppgår också även där här sig man som", Passive: "av",
		},
		Denial: Denial{Negations: "inte ej icke aldrig utan ingen inga inget ingenting varken vägrade vägrar nekade", Prefixes: "o", Clauses: "men fast eftersom medan när om som dock", HarmlessPairs: "inte_bara inte_minst inte_mindre inte_enbart"},
		Meaning: Meaning{
			Retold: []Words{
				"kosta kostar kostade kostnad pris hyra hyran", "få får fick fått erhålla erhåller erhöll", "köpa köper köpte köpt förvärva förvärvade", "börja börjar började starta startar startade inleda inledde",
				"sluta slutar slutade avsluta avslutade avslutas", "stänga stänger stängd stängt", "öppna öppnar öppnade öppen", "öka ökar ökade stiga stiger steg växa växer växte",
				"minska minskar minskade sjunka sjunker sjönk falla faller föll", "bygga bygger byggde byggt uppföra", "använda använder används nyttja", "anställd anställda medarbetare personal", "företag bolag firma", "bil bilar fordon",
				"kontrollera kontrollerar kontrolleras granska", "reparera repareras laga", "rengöra städa städas städad", "hämta hämtas hämtar", "tillåten tillåtet tillåta lov", "förbjuden förbjudet förbjuda",
				"behöva behöver krävs kräva nödvändig", "godkänna godkänner godkännande samtycke tillstånd", "lämna lämnas lämnar", "bestämma bestämde besluta beslutade beslut", "skicka skickas sända", "visa visar visade",
			},
			Antonyms: [][2]Words{{"ökade ökat ökning steg växte", "minskade minskat minskning sjönk föll"}, {"före innan", "efter"}, {"mer fler", "mindre färre"}, {"tillåtet tillåten", "förbjudet förbjuden"}, {"vann vunnit", "förlorade förlorat"}, {"norr", "söder"}, {"öster", "väster"}, {"alltid", "aldrig"}, {"första", "sista"}}, Causes: "eftersom därför ty grund orsak orsaken orsaker anledning anledningen skäl skälet tack för att så resultat följd"},
		Writing: Writing{
			Elsewhere: "se se_även se_också",
			Letters:   "åäöé", Honorifics: "hr fru dr prof t.ex bl.a d.v.s s.k f.d o.s.v m.m", Shortened: "osv etc ca kl jan feb apr aug sept okt nov dec tel", BeforeNumber: "nr s kap art fig tel", Starters: "i på en ett den det de han hon vi jag när om efter under som för med till från av men och enligt detta denna dessa där då alla många andra sedan idag var", Bylines: []string{"Av ", "AV ", "Text: ", "Skriven av "}, Small: "och i på för av"},
		Mail:  Mail{Wrote: []string{"skrev", "skriver"}, OldMessage: "ursprungligt_meddelande vidarebefordrat_meddelande", On: "den"},
		Index: Index{Stop: "stop_sv", Filters: []string{"stemmer_sv_snowball"}},
	}
}
