package language

func german() *Language {
	return &Language{
		Code: "de", Name: "German",
		Grammar: Grammar{
			Function: "der die das den dem des ein eine einer eines einem einen kein keine keiner keines keinem keinen " +
				"ich du er sie es wir ihr ihn ihm ihnen mich dich sich uns euch mein meine meinen meiner dein deine sein seine seinen seinem seiner seines " +
				"ihre ihren ihrem ihrer ihres unser unsere unseren unserer diese dieser dieses diesem diesen jene jener jede jeder jedes man " +
				"und oder aber denn sondern dass ob wenn weil als wie damit sowie sowohl in im ins an am ans auf aus bei beim mit nach von vom zu zum zur für über " +
				"unter vor hinter neben zwischen durch gegen ohne um bis seit während wegen trotz ab ist sind war waren bin sei wäre hat haben hatte hatten habe " +
				"wird werden wurde wurden worden würde würden kann können konnte konnten muss müssen musste mussten darf dürfen soll sollen sollte will wollte mag möchte " +
				"gibt gab nicht auch nur noch schon sehr so da dort hier dann mehr alle allen alles andere anderen anderer einige viele etwas zwei woraus womit wovon worauf wofür wodurch woran wozu wogegen worin worum wobei oft",
			Articles:          "der die das den dem des ein eine einen einem einer eines diese dieser dieses diesem diesen",
			Prepositions:      "im am von vom für mit seit bei beim nach vor in an auf aus zu zum zur über unter um ab bis gegen ohne durch zwischen während ins wegen",
			PlacePrepositions: "in im nach aus bei",
			Locative:          "aus nach bei im am zu in bis von nahe durch über vor",
			Auxiliaries: "ist sind war waren bin sei wäre wären hat haben hatte hatten hätte wird werden wurde wurden würde würden kann können konnte konnten könnte " +
				"muss müssen musste darf dürfen durfte soll sollen sollte will wollen wollte",
			Copulas:      "ist sind war waren",
			Conjunctions: "und oder sowie",
			Together:     "und oder mit sowie gegen traf",
			// "sie" is as often they and, with a capital, you, "es" mostly nothing.
			PersonPronouns: "er ihn ihm",
			PluralPronouns: "ihnen",
			Possessives:    "sein seine seinen seinem seiner seines",
			Back:           "er sie es diese dieser dieses diesem diesen sein seine seinen seinem seiner ihr ihre ihren ihrem ihrer dies dort dabei darin",
		},
		Asks: Asks{
			Defining: []Defining{{Verb: "ist", Question: "Was ist %s?"}, {Verb: "sind", Question: "Was sind %s?"}, {Verb: "war", Question: "Was war %s?"}},
			Number:   "wieviel wieviele", Date: "wann", Person: "wer wem wen wessen", Place: "wo woher wohin", Reason: "warum weshalb wieso weswegen",
			Manner: "wie", Thing: "was welche welcher welches welchen welchem", Openers: "wie was welche welcher welches welchen welchem",
			Degree:      "viel viele vielen lange oft häufig hoch groß alt weit schnell schwer teuer lang tief breit warm kalt heiß dick stark spät",
			Amounts:     "viel viele vielen",
			Properties:  "hoch groß alt weit schnell schwer teuer tief breit warm kalt heiß dick",
			Much:        "viel",
			Counting:    "wie_viele wie_vielen wieviele",
			Naming:      "heißt heißen hieß hießen nennt nennen nannte lautet",
			Paying:      "kostet kosten kostete gekostet zahlt zahlte zahlen bezahlt bezahlte bezahlen verdient verdiente verdienen wert ausgegeben ausgeben verkauft verkaufte gekauft kaufte",
			NumberNouns: "anzahl zahl menge prozentsatz prozent anteil alter bevölkerung einwohnerzahl größe geschwindigkeit temperatur länge höhe breite tiefe gewicht nummer entfernung dauer",
			DateNouns:   "jahr jahre jahren jahrs tag tage tagen datum monat monate jahrhundert jahrzehnt zeit uhrzeit wochentag",
			PlaceNouns:  "land lands landes länder ländern stadt städte städten staat staats staates bundesland region regionen kontinent ort orte orten gegend provinz bezirk insel",
			MoneyNouns:  "preis preise kosten gebühr gebühren miete gehalt lohn umsatz budget gewinn betrag geldbetrag fahrpreis",
			NameNouns: "firma unternehmen person organisation präsident präsidentin könig königin kaiser kaiserin autor autorin schauspieler schauspielerin sänger sängerin mannschaft universität gruppe " +
				"name namen wissenschaftler forscher künstler politiker band verein partei",
			Definitions:    "was_ist was_sind was_war was_waren was_bedeutet was_heißt was_versteht_man_unter was_bezeichnet wer_ist wer_sind wer_war wer_waren",
			Demonstratives: "das dies dieses",
			Helping:        "jemand jemanden niemand irgendjemand irgendwer irgendwo bitte eigentlich denn wohl lautet heißt",
		},
		Talk: Talk{
			Leaders:    "und_was_ist_mit was_ist_mit und_wie_ist_es_mit wie_ist_es_mit und_wie_sieht_es_mit wie_sieht_es_mit und_wie_steht_es_mit und_für und aber oder",
			Companions: "seit bis ab von genau denn dann sonst noch viele viel lange oft und so nicht",
			Courtesies: "danke dankeschön bitte ja nein hallo tschüss gern gerne okay",
			Following:  "folgende folgenden folgendes folgender folgendem nachstehende nachstehenden nachfolgende nachfolgenden",
		},
		Names: Names{
			Addresses: "herr herrn frau fräulein",
			Titles:    "präsident präsidentin bundeskanzler bundeskanzlerin kanzler minister ministerin ministerpräsident könig königin kaiser fürst graf herzog baron freiherr",
			Links:     "von der den und vom zu zur im", Particles: "von vom zu zur",
			Peoples: "frankreich franzose frankreich französisch deutschland deutsch schweden schwedisch polen polnisch dänemark dänisch türkei türkisch griechenland griechisch " +
				"schweiz schweizer niederlande niederländisch england englisch großbritannien britisch irland irisch spanien spanisch österreich österreichisch russland russisch",
			PeopleEndings: "er in isch ische ischen ischer isches es e en n ien s ern",
			Acronyms:      "kfz_kraft_fahrzeug lkw_last_wagen pkw_personen_wagen ki_künstliche_intelligenz eu_europäische_union",
			Places:        "usa großbritannien england schottland wales holland amerika brd ddr",
			BareAfter:     "in von nach aus bei und durch mit an", NounEndings: "e en er es",
		},
		Time: Time{
			Months: [12]Words{
				"januar jänner jan", "februar feber feb", "märz mrz", "april apr", "mai", "juni jun", "juli jul", "august aug",
				"september sep sept", "oktober okt", "november nov", "dezember dez",
			},
			AmbiguousMonths: "mai jun jul",
			BeforeMonth:     "im seit bis ab anfang mitte ende vom zum",
			Weekdays:        "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag",
			Centuries:       "jahrhundert jahrhunderts jahrhunderten jh jhd",
			Clock:           "um uhr veröffentlicht am vom aktualisiert stand zuletzt geändert datum",
			Passing:         "jetzt derzeit heute zurzeit aktuell gegenwärtig noch schon bereits",
		},
		Numbers: Numbers{
			Cardinals: []Series{
				{"ein eine einem einer einen eins", 1, 0},
				{"zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig", 2, 1},
				{"dreißig vierzig fünfzig sechzig siebzig achtzig neunzig", 30, 10}, {"dreissig", 30, 1},
			},
			Ordinals: []Series{
				{"erste zweite dritte vierte fünfte sechste siebte achte neunte zehnte elfte zwölfte", 1, 1},
				{"ersten zweiten dritten vierten fünften sechsten siebten achten neunten zehnten elften zwölften", 1, 1},
				{"erster zweiter dritter vierter fünfter sechster siebter achter neunter zehnter elfter zwölfter", 1, 1},
				{"dreizehnten vierzehnten fünfzehnten sechzehnten siebzehnten achtzehnten neunzehnten zwanzigsten", 13, 1},
			},
			Scales: []Scale{
				{12, "dutzend"}, {100, "hundert"}, {1e3, "tausend tsd"}, {1e6, "million millionen mio"}, {1e9, "milliarde milliarden mrd"}, {1e12, "billion billionen"},
			},
			Alone: "hundert tausend", Joined: true, JoinedBy: "und",
			Strangers:    "ein elf acht drei billion achten erste ersten tag tage achter mio",
			Shares:       []Scale{{2, "hälfte"}, {3, "drittel"}, {4, "viertel"}, {5, "fünftel"}, {6, "sechstel"}, {8, "achtel"}, {10, "zehntel"}},
			OrdinalMarks: "te ten ter",
			Loose:        "eins zwei drei vier fünf sechs sieben zehn zwölf zwanzig dreißig hundert tausend million millionen milliarde milliarden dutzend hälfte viertel drittel doppelt einmal zweimal dreimal erste ersten null keine",
			PerCent:      "vom_hundert", About: "etwa rund ungefähr circa ca zirka schätzungsweise gegen um_die in_etwa annähernd", Nearly: "beinahe fast knapp nahezu",
			Over: "mehr_als über größer_als oberhalb_von", AtLeast: "mindestens wenigstens minimal nicht_weniger_als",
			Under: "weniger_als unter kleiner_als unterhalb_von", AtMost: "höchstens maximal bis_zu nicht_mehr_als",
			After: Bounds{AtLeast: "oder_mehr und_mehr aufwärts", AtMost: "oder_weniger"},
			Units: map[string]Words{
				"mm": "millimeter", "cm": "zentimeter", "m": "meter metern", "km": "kilometer kilometern", "mile": "meile meilen", "foot": "fuß", "inch": "zoll",
				"g": "gramm", "kg": "kilogramm kilo", "tonne": "tonnen", "lb": "pfund", "ounce": "unze unzen",
				"second": "sekunde sekunden sek", "minute": "minuten", "hour": "stunde stunden std", "day": "tag tage tagen", "week": "woche wochen",
				"month": "monat monate monaten", "year": "jahr jahre jahren", "decade": "jahrzehnt jahrzehnte jahrzehnten",
				"ha": "hektar", "acre": "morgen", "km²": "quadratkilometer quadratkilometern", "m²": "quadratmeter quadratmetern", "l": "liter litern", "ml": "milliliter", "gallon": "gallonen", "barrel": "fass barrel",
				"w": "watt", "kw": "kilowatt", "mw": "megawatt", "gw": "gigawatt", "kwh": "kilowattstunde kilowattstunden", "mwh": "megawattstunden", "km/h": "stundenkilometer",
				"byte": "bytes", "hz": "hertz", "ms": "millisekunden", "%": "prozent", "$": "dollar", "eur": "euro", "chf": "franken", "rub": "rubel", "cny": "yuan",
			},
			Currencies: "euro cent dollar franken rubel pfund yen yuan rupien kronen zloty lira mark schilling gulden taler",
		},
		Denial: Denial{
			Negations: "nicht kein keine keinen keiner keinem keines nie niemals ohne weder niemand niemandem nichts nirgends keinesfalls keineswegs verweigert verweigerte abgelehnt",
			Prefixes:  "un miss", Clauses: "aber sondern obwohl jedoch weil während wenn falls wohingegen außer dass",
			HarmlessPairs: "nicht_nur nicht_zuletzt nicht_weniger nicht_mehr nicht_später nicht_unbedingt",
		},
		Meaning: Meaning{
			Synonyms: []Words{
				"sagen sagt sagte sagten gesagt erklären erklärt erklärte mitteilen mitgeteilt verkünden verkündete angekündigt berichten berichtet berichtete",
				"kaufen kauft kaufte gekauft erwerben erwirbt erwarb erworben übernehmen übernahm übernommen",
				"beginnen beginnt begann begonnen starten startet startete gestartet anfangen fing angefangen", "enden endet endete geendet beenden beendet beendete abgeschlossen aufhören",
				"sterben stirbt starb gestorben verstorben verstarb tod tot", "film filme kinofilm spielfilm", "firma firmen unternehmen betrieb betriebe konzern gesellschaft",
				"auto autos wagen fahrzeug fahrzeuge pkw", "machen macht machte gemacht herstellen stellt hergestellt produzieren produziert erzeugen erzeugt", "groß große großen riesig gewaltig",
				"helfen hilft half geholfen unterstützen unterstützt unterstützte", "zeigen zeigt zeigte gezeigt vorführen aufzeigen", "steigen steigt stieg gestiegen zunehmen zugenommen wachsen wächst wuchs gewachsen erhöhen erhöht",
				"sinken sinkt sank gesunken fallen fällt fiel gefallen abnehmen abgenommen zurückgehen zurückgegangen", "gewinnen gewinnt gewann gewonnen siegen siegte sieg", "arbeit arbeitsplatz arbeitsplätze job jobs stelle stellen beschäftigung",
				"bekommen bekommt bekam erhalten erhält erhielt", "bauen baut baute gebaut errichten errichtet errichtete erbaut", "kind kinder", "autor autoren verfasser schriftsteller",
				"wählen wählt wählte gewählt auswählen ausgewählt", "verlassen verlässt verließ gegangen", "lied lieder song songs", "veröffentlichen veröffentlicht veröffentlichte herausgeben erschienen erscheint erschien herausgegeben",
				"stadt städte ort orte", "nah nahe", "benötigen benötigt brauchen braucht brauchte erfordern erfordert", "benutzen benutzt verwenden verwendet nutzen nutzt genutzt verwendete", "leiten leitet leitete geführt führen führt",
				"nennen nennt nannte genannt heißen heißt hieß bezeichnen bezeichnet", "gründen gründet gründete gegründet", "stoppen stoppte gestoppt anhalten angehalten", "ganz gesamt", "jährlich pro_jahr alljährlich", "amt posten position",
				"spiel spiele partie", "arzt ärzte ärztin mediziner", "reparieren repariert instandsetzen ausbessern", "löschen löscht gelöscht entfernen entfernt", "ernennen ernannt ernannte berufen", "töten tötet tötete getötet umgebracht",
			},
			Antonyms: [][2]Words{
				{"stieg gestiegen steigt steigen zugenommen zunahme gewachsen wuchs wachsen anstieg erhöht erhöhte", "sank gesunken sinkt sinken fiel gefallen abgenommen abnahme rückgang verringert verringerte gesenkt"},
				{"vor bevor", "nach nachdem"}, {"mehr meist meisten", "weniger wenigsten"}, {"erlaubt erlauben gestattet gestatten legal zulässig", "verboten verbieten untersagt untersagen illegal unzulässig"},
				{"akzeptiert angenommen genehmigt genehmigen annehmen", "abgelehnt ablehnen lehnte zurückgewiesen"}, {"gewinnen gewann gewonnen", "verlieren verlor verloren"}, {"öffnen geöffnet offen", "schließen geschlossen"},
				{"beginnen begann beginn begonnen", "enden endete ende beendet"}, {"unterstützt unterstützte befürwortet", "bekämpft bekämpfte"}, {"über oberhalb", "unter unterhalb"}, {"höher höchste hoch", "niedriger niedrigste niedrig"},
				{"erste ersten", "letzte letzten"}, {"kaufen kaufte gekauft", "verkaufen verkaufte verkauft"}, {"aktiviert aktivieren einschalten", "deaktiviert deaktivieren ausschalten"}, {"wahr richtig", "falsch unwahr"}, {"erfolg erfolgreich", "misserfolg erfolglos gescheitert"},
				{"import importiert einfuhr", "export exportiert ausfuhr"}, {"eingestellt einstellen", "entlassen"}, {"nord norden nördlich", "süd süden südlich"}, {"ost osten östlich", "west westen westlich"}, {"immer stets", "nie niemals"},
				{"schuldig verurteilt", "unschuldig freigesprochen"}, {"lebendig überlebt überlebte", "tot gestorben getötet"}, {"bestätigt bestätigte", "dementiert dementierte bestritten"}, {"gestärkt stärken", "geschwächt schwächen"}, {"positiv", "negativ"},
				{"männlich männer mann", "weiblich frauen frau"}, {"erforderlich verpflichtend notwendig", "freiwillig optional"}, {"hinzugefügt hinzufügen", "entfernt entfernen"}, {"mehrheit", "minderheit"}, {"maximum", "minimum"}, {"intern", "extern"}, {"öffentlich", "privat"},
			},
			Cues: []Cue{
				{"erschien erschienen veröffentlicht herauskam premiere", "erschien erschienen veröffentlicht uraufgeführt premiere ausgestrahlt"},
				{"spielt spielte gespielt darsteller", "gespielt spielt darsteller schauspieler schauspielerin rolle verkörpert"},
				{"schrieb geschrieben schreibt autor verfasst", "geschrieben schrieb autor verfasst verfasser roman schriftsteller"},
				{"liegt gelegen befindet lebt leben wohnt", "liegt gelegen befindet ansässig lebt sitz beheimatet"},
				{"gewann gewonnen sieger gewinner", "gewann gewonnen sieger gewinner meister besiegte schlug"},
				{"bedeutet bedeutung heißt steht", "bedeutet bedeutung bezeichnet abkürzung begriff genannt"},
				{"starb gestorben tod stirbt", "starb gestorben tod getötet verstarb"}, {"geboren geburt alt", "geboren geburt alter"},
				{"begann begonnen gegründet entstand entstanden", "begann gegründet entstand eingeführt ursprünglich gründung"}, {"erfand erfunden entwickelt geschaffen", "erfand erfunden entwickelte entwickelt gründete entworfen"},
				{"genannt nennt name heißt bezeichnet", "genannt namens bekannt bezeichnet heißt"}, {"zweck benutzt verwendet funktion dient", "dient verwendet zweck ermöglicht genutzt"},
				{"verheiratet heiratete frau mann ehefrau ehemann", "verheiratet heiratete ehefrau ehemann gattin"},
			},
			Causes: "weil da denn wegen aufgrund grund gründe ursache ursachen folge folglich daher deshalb darum deswegen dadurch somit also infolge dank damit um",
		},
		Writing: Writing{Letters: "äöüß",
			Honorifics:    "hr hrn fr frl bzw z.b d.h u.a u.u i.d.r sog vgl evtl ggf inkl exkl geb gest dipl ing bspw insb zzgl abzgl allg chr",
			Shortened:     "usw ca etc jh jhd mio mrd tsd bd hrsg aufl verf tel str tägl jährl mind max min std jan feb apr jun jul aug sept okt nov dez",
			BeforeNumber:  "nr nrn abs art abb kap ziff bd tab anm rn hs aktz",
			BeforeOrdinal: "am vom zum beim im ab bis seit dem den des der das die ein eine einem einen einer eines jeder jede jedes ihr ihrem ihren sein seinem seinen zur",
			Starters: "der die das den dem ein eine es er sie wir ich in im am an auf aus bei nach von vor mit zu für wenn als während und aber doch da weil seit durch diese dieser dieses dies " +
				"sein seine ihre dort hier einige viele alle andere später dann heute auch bis nachdem obwohl man",
			DottedOrdinals: true, CapitalNouns: true,
			Participle: `^(?:\p{Ll}*ge|be|emp|ent|er|miss|ver|zer)\p{Ll}{2,}(?:t|en)$|^\p{Ll}+iert$|^los$`,
			Bylines:    []string{"Von ", "VON ", "Autor: ", "Autorin: ", "Text: ", "Verfasst von "}, Small: "der und für von zu im am",
		},
		Mail: Mail{
			Wrote: []string{"schrieb", "schreibt", "schrieben"}, OldMessage: "ursprüngliche_nachricht weitergeleitete_nachricht originalnachricht", On: "am",
		},
		Index: Index{Stop: "stop_de", Filters: []string{"normalize_de", "stemmer_de_snowball"}},
	}
}
