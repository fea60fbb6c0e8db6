package language

// Turkish writes what other languages put before a word at its end; bounds follow
// the number.
func turkish() *Language {
	return &Language{
		Code: "tr", Name: "Turkish",
		Grammar: Grammar{
			Function: "ve bir bu da de için ile olarak olan en çok daha kadar sonra önce gibi ne az mi mı mu mü mıdır midir mudur müdür kim kimin kime kimi kimden kimler hangi hangisi hangileri nasıl neden niçin niye nerede nereye nereden neresi kaç kaçı kaçıncı nedir nelerdir neler kimdir kimlerdir " +
				"her o şu ama ancak fakat ya veya ki değil var yok oldu olduğu olduğunu oldular olmuştur edildi edilmiştir edilen tarafından göre kendi arasında üzerinde altında içinde dışında ise hem bazı diğer tüm bütün birçok şey ben sen biz siz onlar onun onu ona bunun bunu buna bunlar neyi neyin neye neyle " +
				"etti ettiler eden etmek ediyor oluyor olur olmak olacak yapılan yapıldı yapmıştır sadece yalnızca hiç hiçbir beri doğru karşı rağmen dolayı hakkında ilgili sırasında zaman yaklaşık iki ilk vardır vardı nin den dan nın nun nün ın ün nda nde ndan nden deki daki neydi kimdi nelerdi kaçtır nerededir neredeydi yüzde ler lar lerin ların dır dir nedeniyle ait",
			Articles:     "bir bu şu o",
			Prepositions: "için ile kadar sonra önce gibi göre beri karşı", PlacePrepositions: "", Locative: "",
			Auxiliaries: "var yok mı mi mu mü değil oldu olur olacak vardır vardı", Copulas: "dır dir nedir", Conjunctions: "ve ya veya", Together: "ve ile karşı",
			PersonPronouns: "", Back: "o bu şu onlar bunlar onun bunun kendisi bunu burada orada",
		},
		Asks: Asks{
			Number: "kaç kaçı kaçta ne_kadar kaçıncı", Date: "ne_zaman ne_zamandan ne_zamana", Person: "kim kimin kime kimi kimden kimler kimdir kimlerdir", Place: "nerede nereye nereden neresi nerededir neresidir nerelerde", Reason: "neden niçin niye", Manner: "nasıl", Thing: "ne hangi nedir neyi neyin neler nelerdir hangisi neye",
			Openers:  "ne hangi nasıl",
			Counting: "kaç", Much: "ne_kadar",
			Naming:         "adı ismi denir denirdi adlandırılır",
			Paying:         "ücret ücreti para paraya dolar mal_oldu ödedi ödendi öder ödüyor fiyatı tutar satıldı harcadı harcandı kazandı lira liraya maliyeti değerinde",
			NumberNouns:    "yüzde sayı sayısı miktar miktarı yaş yaşında nüfus nüfusu boyut hız hızı sıcaklık sıcaklıkta uzunluk yükseklik yükseklikte genişlik derinlik ağırlık mesafe süre oran oranı alan",
			DateNouns:      "yıl yılda yılında yıllarda tarih tarihte tarihinde gün günde ay ayda yüzyıl yüzyılda yüzyıllarda dönem dönemde zaman saat saatte onyılda",
			PlaceNouns:     "ülke ülkede ülkenin ülkeden ülkeler ülkelerde ülkeye şehir şehirde şehrin kent kentte eyalet eyalette bölge bölgede bölgeler kıta kıtada yer yerde il ilde ada adada semtte",
			MoneyNouns:     "fiyat fiyatı maliyet ücret kira maaş gelir bütçe kar tutar bedel",
			NameNouns:      "şirket şirketi kişi organizasyon örgüt başkan başkanı kral kraliçe imparator yazar aktör oyuncu şarkıcı takım takımı üniversite üniversitede grup grubu isim bilim sanatçı parti",
			DefinitionEnds: "nedir ne_demektir ne_demek ne_anlama_gelir kimdir kimlerdir nelerdir neydi kimdi", Demonstratives: "bu bunu şunu onu", Helping: "biri birisi lütfen acaba kimse",
		},
		Tally: Tally{Outdated: "eski arşiv", Editions: "sürüm sürümü baskı"},
		Talk: Talk{
			Leaders: "peki_ya ya_peki peki ya ve ama", Companions: "beri kadar tam sonra ve ne zaman", Courtesies: "teşekkürler teşekkür lütfen evet hayır merhaba selam tamam sağol", Following: "aşağıdaki aşağıdakiler şunlardır şunlar",
		},
		Names: Names{
			Addresses: "bay bayan bey hanım sayın", Titles: "cumhurbaşkanı başbakan bakan kral kraliçe padişah sultan imparator paşa", Links: "ve", PeopleEndings: "lı li lu lü ı i u ü a e da de ta te dan den tan ten ın in un ün nın nin nun nün ya ye yı yi yu yü lar ler ca ce",
			Places: "abd amerika ingiltere iskoçya hollanda", Acronyms: "gsyh_yurt_içi abd_amerika_birleşik",
		},
		Time: Time{
			CapitalMonths: true,
			Months: [12]Words{
				"ocak ocakta ocak'ta", "şubat şubatta", "mart martta", "nisan nisanda", "mayıs mayısta", "haziran haziranda", "temmuz temmuzda", "ağustos ağustosta", "eylül eylülde", "ekim ekimde", "kasım kasımda", "aralık aralıkta",
			},
			AmbiguousMonths: "ocak mart ekim aralık ocakta martta ekimde aralıkta",
			Weekdays:        "pazartesi salı çarşamba perşembe cuma cumartesi pazar",
			Centuries:       "yüzyıl yüzyılda yüzyılın yüzyıla", Clock: "saat yayınlandı yayınlanma güncellendi güncelleme tarihi", Passing: "şimdi şu_anda bugün halen hala henüz",
		},
		Numbers: Numbers{
			Cardinals: []Series{{"iki üç dört beş altı yedi sekiz dokuz on", 2, 1}, {"yirmi otuz kırk elli altmış yetmiş seksen doksan", 20, 10}, {"bir", 1, 1}},
			Ordinals:  []Series{{"birinci ikinci üçüncü dördüncü beşinci altıncı yedinci sekizinci dokuzuncu onuncu", 1, 1}, {"ilk", 1, 1}, {"yirminci", 20, 1}},
			Scales:    []Scale{{12, "düzine"}, {100, "yüz"}, {1e3, "bin"}, {1e6, "milyon"}, {1e9, "milyar"}, {1e12, "trilyon"}},
			Alone:     "yüz bin", Strangers: "on bin yüz kırk altı elli beş bir ilk yedi ay gün birinci saat", Joined: true,
			Shares: []Scale{{2, "yarısı yarı"}, {4, "çeyrek çeyreği"}}, OrdinalMarks: "inci ıncı uncu üncü nci ncı ncu ncü",
			Loose: "iki üç dört beş altı yedi sekiz dokuz on yirmi otuz kırk elli altmış yüz bin milyon milyar düzine yarısı yarım çeyrek üçte ikinci birinci ilk sıfır binlerce yüzlerce",
			About: "yaklaşık aşağı_yukarı takriben tahminen", Nearly: "neredeyse", AtLeast: "en_az asgari", AtMost: "en_fazla en_çok azami",
			After: Bounds{Over: "den_fazla dan_fazla ten_fazla tan_fazla den_çok dan_çok ten_çok tan_çok 'den_fazla", Under: "den_az dan_az ten_az tan_az", AtLeast: "veya_daha_fazla", AtMost: "veya_daha_az e_kadar a_kadar ye_kadar ya_kadar"},
			Units: map[string]Words{
				"mm": "milimetre", "cm": "santimetre", "m": "metre", "km": "kilometre", "mile": "mil", "foot": "fit", "inch": "inç", "g": "gram", "kg": "kilogram kilo", "tonne": "ton", "second": "saniye", "minute": "dakika", "hour": "saat", "day": "gün", "week": "hafta", "month": "ay", "year": "yıl yaşında", "decade": "onyıl",
				"ha": "hektar", "acre": "dönüm", "km²": "kilometrekare", "m²": "metrekare", "l": "litre", "barrel": "varil", "%": "yüzde", "$": "dolar doları", "eur": "avro euro", "gbp": "sterlin",
			},
			Currencies: "lira lirası dolar doları avro euro sterlin kuruş yen frank ruble akçe tl",
		},
		Denial: Denial{Negations: "değil yok hiç hiçbir asla olmadan ne reddetti olmayan", Clauses: "ama fakat ancak çünkü ki iken rağmen"},
		Meaning: Meaning{
			Antonyms: [][2]Words{{"arttı artış artan yükseldi", "azaldı azalış düştü düşüş"}, {"önce", "sonra"}, {"fazla çok", "az"}, {"kuzey", "güney"}, {"doğu", "batı"}, {"kazandı", "kaybetti"}},
			Causes:   "çünkü neden nedeni nedeniyle nedenle sebep sebebi sebebiyle dolayı yüzünden için sonucu sonucunda böylece zira amacıyla üzere sayesinde",
		},
		Writing: Writing{
			Elsewhere:  "bkz bakınız bkn",
			Letters:    "çğıöşüâîi̇",
			Honorifics: "sn dr doç yrd av vb vs örn bkz", Shortened: "vd yy cad sok mah apt tel", BeforeNumber: "md s no sf",
			Starters: "bu o bir ve ama ancak fakat daha sonra ilk her bazı birçok onlar biz ben bunlar bunun onun için gibi ayrıca günümüzde şimdi bugün tüm diğer",
			Bylines:  []string{"Yazan: ", "Yazar: "}, Small: "ve ile için",
		},
		Pages: Pages{
			Invitations: []string{"benzer", "ilgili haberler"},
		},
		Mail:  Mail{Wrote: []string{"yazdı", "şunu yazdı", "şunları yazdı"}, OldMessage: "özgün_ileti orijinal_mesaj iletilen_ileti", On: ""},
		Index: Index{Stop: "stop_tr", Filters: []string{"stemmer_tr_snowball"}, Turkic: true},
	}
}
