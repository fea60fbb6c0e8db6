package language

func french() *Language {
	return &Language{
		Code: "fr", Name: "French",
		Grammar: Grammar{
			// Letters are what an apostrophe cuts off: l'été, qu'il.
			Function: "le la les l d un une des du de au aux ce cet cette ces c j je tu il elle on nous vous ils elles m t s n y en se me te lui leur leurs eux qu " +
				"mon ma mes ton ta tes son sa ses notre nos votre vos et ou mais donc car ni or que qui dont où quand comme si lorsque puisque parce dans sur sous avec par pour sans chez entre vers contre depuis " +
				"pendant avant après jusqu lors dès selon afin est sont était étaient fut furent sera seront serait été être suis a ont avait avaient eut aura avoir ai as avez avons peut peuvent pouvait pourrait " +
				"doit doivent faut fait font faire va vont ne pas plus moins très aussi encore déjà même tout tous toute toutes autre autres certains certaines quelques plusieurs chaque aucun aucune " +
				"cela ça ceci celui celle ceux celles ici là alors puis ainsi à quoi duquel laquelle lequel desquels deux",
			Articles:          "le la les l un une des du au aux ce cet cette ces",
			Prepositions:      "en à au aux de du des d pour dans avec depuis par sur sous chez entre vers contre pendant avant après dès jusque sans",
			PlacePrepositions: "en à au aux dans chez",
			Locative:          "à en dans de d du des aux au vers depuis près la le les l",
			Auxiliaries: "est sont était étaient fut furent sera seront serait seraient a ont avait avaient eut aura auront ai as avez avons peut peuvent pouvait pourrait pourraient doit doivent devait devrait " +
				"faut va vont fait",
			Copulas:        "est sont était étaient fut furent",
			Conjunctions:   "et ou",
			Together:       "et ou avec contre rencontra rencontre",
			PersonPronouns: "elle lui", // "il" is as often nobody: y a-t-il
			PluralPronouns: "ils elles eux",
			ThingPronouns:  "ils elles eux",
			Possessives:    "",
			Back:           "il elle ils elles ce cet cette ces son sa ses leur leurs celui celle ceux celles cela ceci",
		},
		Asks: Asks{
			Defining: []Defining{{Verb: "est", Question: "Qu'est-ce que %s ?"}, {Verb: "sont", Question: "Que sont %s ?"}, {Verb: "était", Question: "Qu'était %s ?"}},
			Number:   "combien", Date: "quand", Person: "qui", Place: "où", Reason: "pourquoi", Manner: "comment", Thing: "quel quelle quels quelles que quoi qu lequel laquelle lesquels lesquelles",
			Openers:     "quel quelle quels quelles comment lequel laquelle lesquels lesquelles",
			Degree:      "grand grande long haut vieux",
			Counting:    "combien_de combien_d",
			Naming:      "s_appelle s_appellent s_appelait appelle appelait appelle_t_on appelait_on se_nomme se_nommait nomme_t_on nomme",
			Paying:      "coûte coûtent coûtait coûté coûter paie paye paient payent payé paya payait payer gagne gagnent gagné gagnait vaut valait dépense dépensé dépensait vendu vendue vend vendait acheté acheta",
			NumberNouns: "nombre pourcentage âge population taille vitesse température longueur hauteur largeur profondeur poids distance durée fréquence proportion part quantité numéro superficie altitude",
			DateNouns:   "année années an ans date dates jour mois siècle siècles décennie époque moment heure période",
			PlaceNouns:  "pays ville villes état états région régions continent continents endroit lieu lieux province département île commune quartier",
			MoneyNouns:  "prix coût coûts montant frais loyer salaire revenu chiffre budget bénéfice tarif somme",
			NameNouns:   "entreprise société compagnie personne organisation président présidente roi reine empereur auteur autrice acteur actrice chanteur chanteuse équipe université groupe nom noms scientifique artiste homme femme parti",
			Definitions: "qu'est-ce_que_c'est_que qu'est-ce_que qu'est-ce_qu'un qu'est-ce_qu'une qu'est_ce_que qu'est-ce_qui que_signifie que_veut_dire c'est_quoi qu'entend-on_par " +
				"qui_est qui_sont qui_était qui_étaient qui_fut quelle_est_la_définition_de quelle_est_la_définition_d",
			DefinitionEnds: "c'est_quoi c'est_qui",
			Demonstratives: "ça cela ceci",
			Helping:        "quelqu'un quiconque personne s'il donc exactement",
		},
		Talk: Talk{
			Leaders:    "et_qu'en_est_il_de et_qu'en_est_il_du et_qu'en_est_il_des qu'en_est_il_de qu'en_est_il_du qu'en_est_il_des et_quid_de quid_de et_pour et mais ou",
			Companions: "depuis jusqu jusque à dès exactement donc alors encore de et par pour",
			Courtesies: "merci svp oui non bonjour salut bonsoir ok d'accord s'il_te_plaît s'il_vous_plaît",
			Following:  "suivant suivants suivante suivantes ci-dessous ci-après",
		},
		Names: Names{
			Addresses: "mme mlle mm monsieur madame mademoiselle messieurs mesdames maître",
			Titles:    "président présidente ministre roi reine empereur impératrice prince princesse duc duchesse comte comtesse docteur professeur maire sénateur député général",
			Links:     "de la du des d et le les", Particles: "de du d la le",
			Peoples: "france français france française allemagne allemand espagne espagnol suède suédois pologne polonais danemark danois turquie turc grèce grec suisse suisse pays-bas néerlandais angleterre anglais " +
				"royaume-uni britannique irlande irlandais écosse écossais pays_de_galles gallois russie russe chine chinois autriche autrichien norvège norvégien états-unis américain",
			PeopleEndings: "ien ne ienne iens iennes ais aise aises ns ois oise oises e s es ain aine ains aines en enne ens ique iques and ande ands",
			Acronyms:      "pdg_président_directeur rh_ressources_humaines tva_valeur_ajoutée pib_produit_intérieur ia_intelligence_artificielle onu_nations_unies ue_union_européenne",
			Places:        "angleterre écosse hollande amérique états-unis grande-bretagne usa",
		},
		Time: Time{
			Months: [12]Words{
				"janvier janv", "février févr fevrier", "mars", "avril avr", "mai", "juin", "juillet juil", "août aout",
				"septembre sept", "octobre oct", "novembre nov", "décembre déc decembre",
			},
			AmbiguousMonths: "mai mars avril avr",
			InsideDate:      "de d", BeforeMonth: "en de d depuis dès fin début",
			Weekdays:  "lundi mardi mercredi jeudi vendredi samedi dimanche",
			Centuries: "siècle siècles",
			Clock:     "à publié publiée le mis jour modifié dernière mise heures date",
			Passing:   "maintenant actuellement aujourd'hui encore toujours déjà désormais",
		},
		Numbers: Numbers{
			Cardinals: []Series{
				{"un une", 1, 0},
				{"deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize", 2, 1},
				{"vingt trente quarante cinquante soixante", 20, 10}, {"vingts", 20, 1}, {"septante", 70, 1}, {"nonante", 90, 1},
			},
			Ordinals: []Series{
				{"premier deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième onzième douzième treizième quatorzième quinzième seizième", 1, 1},
				{"première seconde", 1, 1}, {"dix-septième dix-huitième dix-neuvième vingtième", 17, 1},
			},
			Scales:  []Scale{{12, "douzaine douzaines"}, {100, "cent cents"}, {1e3, "mille milliers"}, {1e6, "million millions"}, {1e9, "milliard milliards"}, {1e12, "billion billions"}},
			Joiners: "et",
			Alone:   "cent mille", Strangers: "un une six sept dix neuf cent cents onze quinze mille billion billions premier seconde an ans mois once",
			Shares:       []Scale{{2, "moitié"}, {3, "tiers"}, {4, "quart quarts"}},
			OrdinalMarks: "ème eme er e re nd nde ième",
			Loose:        "deux trois quatre cinq six sept huit neuf dix onze douze quinze vingt trente quarante cinquante cent cents mille million millions milliard milliards douzaine moitié tiers quart double triple fois premier première zéro aucun aucune",
			PerCent:      "pour_cent", About: "environ approximativement autour_de aux_alentours_de quelque quelques à_peu_près", Nearly: "presque près_de quasi quasiment",
			Over: "plus_de plus_d plus_que supérieur_à dépassant", AtLeast: "au_moins minimum pas_moins_de au_minimum", Under: "moins_de moins_d inférieur_à moins_que",
			AtMost: "au_plus jusqu'à jusqu'en tout_au_plus maximum pas_plus_de au_maximum",
			After:  Bounds{AtLeast: "ou_plus au_moins et_plus minimum", AtMost: "ou_moins au_plus maximum", About: "environ"},
			Units: map[string]Words{
				"mm": "millimètre millimètres", "cm": "centimètre centimètres", "m": "mètre mètres", "km": "kilomètre kilomètres", "mile": "mille_marin milles_marins", "foot": "pied pieds", "inch": "pouce pouces",
				"g": "gramme grammes", "kg": "kilogramme kilogrammes kilo kilos", "tonne": "tonnes", "lb": "livre livres", "ounce": "once onces",
				"second": "seconde secondes", "minute": "minutes", "hour": "heure heures", "day": "jour jours journée journées", "week": "semaine semaines", "month": "mois", "year": "an ans année années", "decade": "décennie décennies",
				"ha": "hectare hectares", "km²": "kilomètres_carrés kilomètre_carré", "m²": "mètres_carrés mètre_carré", "l": "litre litres", "ml": "millilitre millilitres", "gallon": "gallons", "barrel": "baril barils",
				"w": "watt watts", "kw": "kilowatt kilowatts", "mw": "mégawatt mégawatts", "gw": "gigawatt gigawatts", "kwh": "kilowattheure kilowattheures", "byte": "octet octets", "hz": "hertz", "ms": "milliseconde millisecondes",
				"%": "pourcent", "$": "dollar dollars", "eur": "euro euros", "gbp": "livres_sterling", "chf": "francs_suisses", "mad": "dirham dirhams", "rub": "rouble roubles", "cny": "yuan yuans",
			},
			Currencies: "euro euros centime centimes dollar dollars franc francs livre livres yen yuan roupie roupies rouble roubles couronne couronnes dirham dirhams peso pesos",
		},
		Denial: Denial{
			Negations: "pas jamais sans aucun aucune ni ne n non rien personne nulle refuse refusé refusa refusent nie nié démenti",
			Prefixes:  "in im ir il dé dés mal", Clauses: "mais quoique bien_que parce car qui que lorsque quand tandis si sauf",
			HarmlessPairs: "pas_seulement non_seulement pas_moins pas_plus",
		},
		Meaning: Meaning{
			Synonyms: []Words{
				"dire dit dis disent déclarer déclare déclaré déclara annoncer annonce annoncé annonça affirmer affirme affirmé indiquer indique indiqué",
				"acheter achète achetait acheté acheta acquérir acquiert acquis acquit racheter rachète racheté",
				"commencer commence commencé commença commençait débuter débute débuté débuta démarrer démarre lancer lance lancé lança", "finir finit fini terminer termine terminé achever achevé achève",
				"mourir meurt mort morte mourut décéder décède décédé décédée décès", "film films", "entreprise entreprises société sociétés compagnie compagnies firme firmes", "voiture voitures automobile automobiles véhicule véhicules",
				"faire fait fabriquer fabrique fabriqué produire produit produits créer crée créé réaliser réalisé", "grand grande grands grandes énorme vaste", "aider aide aidé assister assiste soutenir soutenu",
				"montrer montre montré démontrer démontre révéler révèle révélé", "augmenter augmente augmenté monter croître crû accroître progresser progressé hausse", "baisser baisse baissé diminuer diminue diminué chuter chute chuté reculer recul",
				"gagner gagne gagné remporter remporte remporté vaincre victoire", "tuer tue tué tués assassiner", "emploi emplois travail poste postes métier", "recevoir reçoit reçu obtenir obtient obtenu", "construire construit construite bâtir bâti bâtie édifier édifié ériger érigé",
				"enfant enfants", "auteur auteurs écrivain écrivains", "choisir choisit choisi sélectionner sélectionné élire élu", "quitter quitte quitté partir parti", "chanson chansons", "publier publie publié publiée paraître paru parue sortir sorti sortie",
				"ville villes cité", "proche près", "exiger exige nécessiter nécessite falloir requis requise demander", "utiliser utilise utilisé employer employé servir", "diriger dirige dirigé mener mène mené", "appeler appelle appelé nommer nommé dénommé intituler intitulé",
				"fonder fonde fondé fondée établir établi créer", "arrêter arrête arrêté cesser cesse cessé", "entier entière total totale", "annuel annuelle annuellement", "match matchs partie rencontre", "joueur joueurs", "médecin médecins docteur",
				"réparer répare réparé", "supprimer supprime supprimé effacer effacé enlever enlevé retirer",
			},
			Antonyms: [][2]Words{
				{"augmenté augmente augmenter augmentation hausse monté progressé accru croissance", "baissé baisse baisser diminué diminue diminution chuté chute reculé réduit réduction"},
				{"avant", "après"}, {"plus davantage", "moins"}, {"autoriser autorisé autorisée permis permettre légal", "interdire interdit interdite illégal prohibé"}, {"accepté accepter approuvé approuver", "refusé refuser rejeté rejeter"},
				{"gagner gagné gagne", "perdre perdu perd"}, {"ouvert ouvrir ouverte", "fermé fermer fermée"}, {"commencer commencé début", "finir fini fin terminé"}, {"soutenir soutenu soutient", "opposer opposé oppose"}, {"inclure inclus compris", "exclure exclu"},
				{"dessus", "dessous"}, {"haut haute élevé élevée", "bas basse faible"}, {"premier première", "dernier dernière"}, {"acheter acheté achète", "vendre vendu vend"}, {"activer activé", "désactiver désactivé"}, {"vrai vraie", "faux fausse"},
				{"succès réussi réussite", "échec échoué"}, {"importer importé importation", "exporter exporté exportation"}, {"embaucher embauché", "licencier licencié"}, {"nord", "sud"}, {"est oriental", "ouest occidental"}, {"toujours", "jamais"},
				{"coupable condamné", "innocent acquitté"}, {"vivant survécu", "mort tué décédé"}, {"confirmé confirmer", "démenti nié"}, {"renforcé renforcer", "affaibli affaiblir"}, {"positif positive", "négatif négative"}, {"homme hommes masculin", "femme femmes féminin"},
				{"obligatoire requis", "facultatif optionnel"}, {"ajouté ajouter", "supprimé supprimer retiré"}, {"arrivé arriver", "parti partir"}, {"majorité majeur", "minorité mineur"}, {"maximum", "minimum"}, {"interne", "externe"}, {"public publique", "privé privée"},
			},
			Cues: []Cue{
				{"sorti sortie paru parue sort publié", "sorti sortie paru publié diffusé première"}, {"joue joué interprète interprété rôle acteur", "interprété joue rôle acteur actrice incarné incarne"},
				{"écrit écrivit écrite auteur", "écrit auteur écrivain roman rédigé composé"}, {"situé située trouve vit habite vivent", "situé située trouve siège localisé basé vit réside"}, {"gagné remporté vainqueur gagnant", "remporté gagné vainqueur champion battu victoire"},
				{"signifie veut sens", "signifie désigne terme abréviation appelé définit"}, {"mort morte décédé mourut meurt", "mort décédé décès tué meurt"}, {"né née naissance âge", "né née naissance âgé"}, {"commencé débuté fondé créé", "commencé fondé créé établi origine débuté"},
				{"inventé inventa créé", "inventé développé créé fondé conçu"}, {"appelle appelé nom nommé", "appelé nommé connu surnommé dit"}, {"but utilisé sert fonction", "utilisé sert permet but conçu destiné"}, {"marié mariée épouse mari femme", "épouse marié épousa mari femme"},
			},
			Causes: "car parce puisque cause causes raison raisons grâce afin donc ainsi pour comme dû due résultat conséquence",
		},
		Writing: Writing{Letters: "àâæçéèêëîïôœùûüÿ", Elides: true,
			Honorifics: "mme mmes mlle mlles mgr me mm p.ex c.-à-d st ste", Shortened: "etc env av apr janv févr avr juil sept oct nov déc chap éd coll vol ibid tél bd", BeforeNumber: "art fig chap vol p pp no tél réf al",
			Starters: "le la les l un une des du ce cet cette ces il elle ils elles on nous vous je en dans sur à au aux avec par pour après avant depuis pendant mais et si quand lorsque comme son sa ses leur leurs selon plus plusieurs certains " +
				"tous toutes aucun ainsi alors puis enfin aujourd c d",
			Bylines: []string{"Par ", "PAR ", "Écrit par ", "Auteur : ", "Auteur: "}, Small: "de la le du des et les à au aux en l",
		},
		Mail: Mail{Wrote: []string{"a écrit", "écrit"}, OldMessage: "message_d'origine message_original message_transféré message_initial", On: "le"},
		Index: Index{
			Stop: "stop_fr", Filters: []string{"elision_fr", "stemmer_fr_snowball"},
			MoreStops: "",
		},
	}
}
