package language

func italian() *Language {
	return &Language{
		Code: "it", Name: "Italian",
		Grammar: Grammar{
			// Letters and stumps are what an apostrophe cuts off: l'anno, dell'arte.
			Function: "il lo la i gli le l un uno una di a da in con su per tra fra d del dello della dei degli delle dell al allo alla ai agli alle all dal dallo dalla dai dagli dalle dall nel nello nella nei negli nelle nell " +
				"sul sullo sulla sui sugli sulle sull e ed o od ma però se che ch chi cui non né anche come dove dov quando perché mentre più meno molto già ancora solo sempre si ci c vi ne mi ti lui lei loro noi voi io tu suo sua suoi sue " +
				"mio mia nostro nostra questo questa questi queste quest quello quella quelli quelle quel quell è sono era erano fu furono essere stato stata stati state sarà sarebbe ha hanno aveva avevano avere avuto ho abbiamo può possono poteva " +
				"deve devono fa fare fatto viene vengono veniva tutto tutti tutta tutte altro altri altre altra ogni alcuni alcune quale quali qual cosa cos com quanto quanti dopo prima durante senza sotto sopra verso contro fino due qui quasi",
			Articles:          "il lo la i gli le l un uno una del dello della dei degli delle questo questa questi queste",
			Prepositions:      "di a da in con su per tra fra del dello della dei degli delle dell al allo alla ai agli alle all dal dalla dai dalle nel nello nella nei negli nelle nell sul sulla sui sulle dopo prima durante senza verso contro fino",
			PlacePrepositions: "a in da nel nella nello negli",
			Locative:          "a ad da in nel nella nello nei negli nell al presso vicino di del della dell verso la il l gli",
			Auxiliaries:       "è sono era erano fu furono sarà saranno sarebbe ha hanno aveva avevano ebbe può possono poteva potrebbe deve devono dovrebbe viene vengono va vanno",
			Copulas:           "è sono era erano fu furono",
			Conjunctions:      "e ed o", Together: "e ed o con contro",
			PersonPronouns: "lui lei", PluralPronouns: "loro", ThingPronouns: "loro", Possessives: "",
			Back: "egli ella esso essa essi esse lui lei loro questo questa questi queste quello quella suo sua suoi sue ciò lì",
		},
		Asks: Asks{
			Defining: []Defining{{Verb: "è", Question: "Che cos'è %s?"}, {Verb: "sono", Question: "Che cosa sono %s?"}, {Verb: "era", Question: "Che cos'era %s?"}},
			Number:   "quanto quanta quanti quante quant", Date: "quando", Person: "chi", Place: "dove dov", Reason: "perché come_mai", Manner: "come com", Thing: "che cosa quale quali qual cos",
			Openers: "cosa quale quali qual",
			Much:    "quanto quanta quant", Amounts: "quanti quante quanto quanta",
			Counting:       "quanti quante",
			Naming:         "si_chiama si_chiamano si_chiamava si_chiamò chiama chiamava viene_chiamato viene_chiamata",
			Paying:         "costa costano costava costò costato costare paga pagano pagò pagato pagare guadagna guadagnano guadagnò vale valgono valeva spende spendono speso spese vende venduto vendette comprò",
			NumberNouns:    "percentuale numero quantità età popolazione dimensione velocità temperatura lunghezza altezza larghezza profondità peso distanza durata parte altitudine superficie frequenza",
			DateNouns:      "anno anni data giorno giorni mese secolo secoli decennio epoca momento ora periodo",
			PlaceNouns:     "paese paesi città stato stati regione regioni continente luogo luoghi provincia isola comune quartiere posto",
			MoneyNouns:     "prezzo prezzi costo costi tariffa affitto canone stipendio reddito fatturato bilancio profitto importo somma",
			NameNouns:      "azienda società compagnia persona persone organizzazione presidente re regina imperatore autore autrice attore attrice cantante squadra università gruppo nome scienziato artista uomo donna partito",
			Definitions:    "che_cos'è che_cosa_è cos'è cosa_è che_cosa_sono cosa_sono che_cos'era cos'era che_cosa_significa cosa_significa che_cosa_vuol_dire cosa_vuol_dire che_significa chi_è chi_sono chi_era chi_erano chi_fu qual_è_la_definizione_di cosa_si_intende_per",
			Demonstratives: "questo quello ciò", Helping: "qualcuno qualcosa qualcun nessuno favore esattamente cosa",
		},
		Talk: Talk{
			Leaders:    "e_per_quanto_riguarda per_quanto_riguarda e_che_ne_è_di che_ne_è_di e_che_mi_dici_di che_mi_dici_di e_riguardo_a e_per e ed ma o",
			Companions: "da fino di a per esattamente allora e in con ma",
			Courtesies: "grazie prego favore sì no ciao buongiorno ok salve",
			Following:  "seguente seguenti",
		},
		Names: Names{
			Addresses: "signor signora signore signorina sig sig.ra dott dottor dottoressa dott.ssa professoressa avv onorevole",
			Titles:    "presidente ministro ministra re regina imperatore imperatrice principe principessa duca duchessa conte contessa papa sindaco senatore generale",
			Links:     "da del di della de dei la e", Particles: "da de di del della dei la lo",
			Peoples: "francia francese germania tedesco spagna spagnolo svezia svedese polonia polacco danimarca danese turchia turco grecia greco svizzera svizzero inghilterra inglese gran_bretagna britannico irlanda irlandese scozia scozzese " +
				"galles gallese russia russo cina cinese paesi_bassi olandese norvegia norvegese stati_uniti statunitense giappone giapponese belgio belga",
			PeopleEndings: "ano ana ani ane ese esi ino ina ini ine o a i e co ca ci che no na ni ne ense",
			Acronyms:      "iva_valore_aggiunto pil_prodotto_interno ia_intelligenza_artificiale onu_nazioni_unite ue_unione_europea",
			Places:        "inghilterra scozia galles olanda america usa",
		},
		Time: Time{
			Months: [12]Words{
				"gennaio gen", "febbraio feb febbr", "marzo mar", "aprile apr", "maggio mag", "giugno giu", "luglio lug", "agosto ago",
				"settembre set sett", "ottobre ott", "novembre nov", "dicembre dic",
			},
			AmbiguousMonths: "gen mar mag ago set dic lug giu ott",
			InsideDate:      "di del", BeforeMonth: "in nel di da a dal dall",
			Weekdays:  "lunedì martedì mercoledì giovedì venerdì sabato domenica",
			Centuries: "secolo secoli",
			Clock:     "alle ore pubblicato pubblicata il aggiornato aggiornata data",
			Passing:   "ora adesso attualmente oggi ancora già",
			Recent:    "recente recenti recentemente attuale attuali ultimo ultima ultimi", This: "questo questa", Tomorrow: "domani", Yesterday: "ieri",
			Week: "settimana", Month: "mese", Quarter: "trimestre", Year: "anno",
		},
		Numbers: Numbers{
			Cardinals: []Series{
				{"un uno una", 1, 0},
				{"due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove venti", 2, 1},
				{"trenta quaranta cinquanta sessanta settanta ottanta novanta", 30, 10}, {"tré", 3, 1},
			},
			Stems: []Series{{"vent trent quarant cinquant sessant settant ottant novant", 20, 10}},
			Ordinals: []Series{
				{"primo secondo terzo quarto quinto sesto settimo ottavo nono decimo undicesimo dodicesimo", 1, 1}, {"prima seconda terza quarta quinta sesta settima ottava nona decima", 1, 1},
				{"tredicesimo quattordicesimo quindicesimo sedicesimo diciassettesimo diciottesimo diciannovesimo ventesimo", 13, 1},
			},
			Scales: []Scale{{12, "dozzina dozzine"}, {100, "cento"}, {1e3, "mille mila"}, {1e6, "milione milioni"}, {1e9, "miliardo miliardi"}},
			Alone:  "cento mille", Joined: true,
			Strangers:    "un uno una due tre sei sette otto nove mille mila sedici secondo seconda prima primo quarto quarta quinto quinta nono nona terza sesto cinque venti ora ore once",
			Shares:       []Scale{{2, "metà"}, {3, "terzi"}, {4, "quarti"}, {5, "quinti"}},
			OrdinalMarks: "º ª °",
			Loose:        "due tre quattro cinque sei sette otto nove dieci undici dodici quindici venti trenta quaranta cinquanta cento mille mila milione milioni miliardo miliardi dozzina metà terzo doppio triplo volta primo prima secondo zero nessun nessuna",
			PerCent:      "per_cento", About: "circa approssimativamente all'incirca attorno_a intorno_a pressappoco", Nearly: "quasi", Over: "più_di oltre superiore_a più_che", AtLeast: "almeno minimo non_meno_di come_minimo",
			Under: "meno_di inferiore_a sotto_i", AtMost: "fino_a al_massimo massimo non_più_di tutt'al_più", After: Bounds{AtLeast: "o_più almeno", AtMost: "o_meno al_massimo", About: "circa"},
			Units: map[string]Words{
				"mm": "millimetro millimetri", "cm": "centimetro centimetri", "m": "metro metri", "km": "chilometro chilometri", "mile": "miglio miglia", "foot": "piede piedi", "inch": "pollice pollici",
				"g": "grammo grammi", "kg": "chilogrammo chilogrammi chilo chili", "tonne": "tonnellata tonnellate", "lb": "libbra libbre", "ounce": "oncia once",
				"second": "secondi", "minute": "minuto minuti", "hour": "ora ore", "day": "giorno giorni", "week": "settimana settimane", "month": "mese mesi", "year": "anno anni", "decade": "decennio decenni",
				"ha": "ettaro ettari", "km²": "chilometri_quadrati chilometro_quadrato", "m²": "metri_quadrati metro_quadrato", "l": "litro litri", "ml": "millilitro millilitri", "gallon": "gallone galloni", "barrel": "barile barili",
				"ms": "millisecondi", "%": "percento", "$": "dollaro dollari", "gbp": "sterlina sterline", "chf": "franchi_svizzeri", "rub": "rubli rublo",
			},
			Currencies: "euro centesimi dollaro dollari sterlina sterline franco franchi lira lire yen rubli corona corone peso pesos",
		},
		Limits: Limits{
			Not: "non mai nessuno nessuna nessun niente nulla né senza neanche nemmeno neppure", False: "falso falsa menzogna mito bugia errato inesatto inventato voce",
			Only: "solo soltanto solamente unicamente esclusivamente sola soli",
			Can:  "può possono poteva potevano potrebbe potrebbero potere poter", Might: "potrebbe potrebbero", Must: "deve devono doveva dovevano bisogna obbligato obbligati occorre", Should: "dovrebbe dovrebbero conviene",
			Would: "sarebbe sarebbero avrebbe", Will: "sta_per stanno_per", Plan: "prevede prevedono previsto vuole vogliono voleva intende intendono progetta spera cerca pianifica",
			Perhaps: "forse probabilmente magari apparentemente presumibilmente sembra sembrano eventualmente", Said: "dice dicono disse detto secondo dichiara dichiarato annuncia annunciato spiega comunica riferisce aggiunge",
			Doubted: "afferma affermano sostiene sostengono crede credono pensa pensano teme temono spera sperano sospetta stima ritiene ritengono suppone avverte smentisce nega dubita",
			If:      "se qualora purché in_caso a_condizione", When: "quando", Unless: "a_meno", Except: "tranne salvo eccetto escluso eccezione fuorché", Although: "sebbene benché nonostante malgrado anche_se", Because: "perché poiché siccome grazie causa quindi",
			All: "tutti tutte tutto tutta sempre", Most: "maggior maggioranza generalmente", Some: "alcuni alcune qualche diversi diverse talvolta certi", Few: "pochi poche poco raramente", Many: "molti molte spesso numerosi", Each: "ogni ciascuno ciascuna ciascun", Half: "metà mezzo mezza", Twice: "doppio raddoppiato due_volte",
			More: "più maggiore maggiori superiore superiori", Less: "meno minore minori inferiore inferiori", NoLonger: "non_più smesso", Again: "ancora nuovamente",
			Before: "prima", After: "dopo", Until: "fino finché", Since: "dal dall da", While: "mentre durante", By: "entro", Within: "entro", From: "partire", Per: "al all alla per a ogni",
			Next: "prossimo prossima prossimi", Last: "scorso scorsa ultimo ultima", Nearly: "quasi pressoché", Apposed: "città paese comune isola regione società gruppo", Period: "anno mese giorno settimana ora notte",
			State: "costa costano costò pesa misura dura conta contiene paga pagano", Definite: "il lo la i gli le l", Voice: "è sono fu furono essere stato stata stati state viene vengono", Infinitive: "di a", InfinitiveEnds: "are ere ire",
			Free:    "totale è sono era erano fu ha hanno aveva avevano si vi ci anche inoltre così trova situato situata prezzo importo essere stato stata stati state avere che questo questa",
			Passive: "da dal dalla dai dalle dall dallo", Which: "che",
		},
		Denial: Denial{
			Negations: "non no mai senza né nessuno nessun nessuna niente nulla neanche nemmeno neppure nega negato negò rifiuta rifiutato rifiutò",
			Prefixes:  "in im ir il dis", Clauses: "ma però sebbene benché anche_se perché che quando mentre se tranne", HarmlessPairs: "non_solo non_soltanto non_meno non_più non_appena",
		},
		Meaning: Meaning{
			Synonyms: []Words{
				"dire dice disse detto affermare afferma affermò dichiarare dichiara dichiarò dichiarato annunciare annuncia annunciò annunciato", "comprare compra comprò comprato acquistare acquista acquistò acquistato acquisire acquisito", "cominciare comincia cominciò iniziare inizia iniziò iniziato avviare avviato",
				"finire finisce finì finito terminare termina terminò terminato concludere concluso", "morire muore morì morto morta morte", "film pellicola", "azienda aziende società impresa imprese compagnia", "auto automobile automobili macchina veicolo veicoli", "fare fa fatto fabbricare produrre prodotto creare creato creò",
				"aumentare aumenta aumentò aumentato crescere cresce crebbe cresciuto salire salito", "diminuire diminuisce diminuì diminuito scendere sceso calare calato calo", "vincere vince vinse vinto vittoria", "costruire costruisce costruì costruito costruita edificare edificato eretto", "pubblicare pubblica pubblicò pubblicato pubblicata uscire uscito uscita", "fondare fonda fondò fondato fondata istituire istituito",
				"usare usa usato utilizzare utilizza utilizzato", "chiamare chiama chiamato nominare nominato denominato intitolato", "lavoro lavori impiego posto", "ricevere riceve ricevuto ottenere ottenuto",
			},
			Antonyms: [][2]Words{
				{"aumentato aumento aumentò cresciuto crescita salito", "diminuito diminuzione diminuì calato calo sceso"}, {"prima", "dopo"}, {"più", "meno"}, {"permesso consentito permettere", "vietato proibito vietare"}, {"accettato accettare approvato", "rifiutato respinto rifiutare"}, {"vincere vinto", "perdere perso"}, {"aperto aprire", "chiuso chiudere"},
				{"comprare comprato acquistato", "vendere venduto"}, {"vero", "falso"}, {"nord", "sud"}, {"est orientale", "ovest occidentale"}, {"sempre", "mai"}, {"primo prima", "ultimo ultima"}, {"massimo", "minimo"}, {"maggioranza", "minoranza"}, {"pubblico", "privato"}, {"interno", "esterno"},
			},
			Cues: []Cue{
				{"scritto scrisse autore", "scritto scrisse autore romanzo scrittore"}, {"trova situato situata vive", "situato situata trova sede vive"}, {"nato nata nascita", "nato nata nacque"}, {"morto morì morte", "morto morì morte ucciso"}, {"vinto vinse vincitore", "vinto vinse vincitore campione sconfitto"}, {"significa", "significa indica termine abbreviazione"},
			},
			Causes: "perché poiché siccome dato causa cause motivo motivi ragione ragioni grazie quindi perciò dunque così per affinché dovuto risultato conseguenza",
		},
		Writing: Writing{Sheets: "foglio", Letters: "àèéìîòù", Elides: true,
			Honorifics: "sig sigg sig.ra dott dott.ssa avv egr on.le p.es", Shortened: "ecc ca pag pagg ed vol tel apr febbr sett ott nov dic", BeforeNumber: "art pag pagg fig cap vol n nr tel",
			Starters: "il lo la i gli le un una questo questa questi queste quello nel nella nei in di con per da su dal dopo durante quando mentre se e ma come secondo anche oggi poi inoltre molti alcuni altri tutti ogni egli lui lei essi suo sua non è",
			Bylines:  []string{"Di ", "DI ", "Scritto da ", "Autore: "}, Small: "di del della e dei il la per da",
		},
		Pages: Pages{
			Invitations: []string{"leggi anche", "potrebbe interessarti", "articoli correlati", "condividi", "lascia un commento"},
			Notices:     []string{"tutti i diritti"},
		},
		Mail:  Mail{Wrote: []string{"ha scritto", "scrive"}, OldMessage: "messaggio_originale messaggio_inoltrato", On: "il"},
		Index: Index{Stop: "stop_it", Filters: []string{"elision_it", "stemmer_it_snowball"}, MoreStops: ""},
	}
}
