package language

func indonesian() *Language {
	return &Language{
		Code: "id", Name: "Indonesian",
		Grammar: Grammar{
			Function: "yang dan di ke dari untuk dengan pada dalam adalah ini itu tidak bukan akan oleh sebagai juga atau karena ada bisa dapat harus telah sudah belum sedang masih saat ketika setelah sebelum selama sejak sampai hingga antara tentang seperti menurut tanpa bagi para saya aku kamu anda dia ia mereka kami kita nya apa apakah siapa siapakah kapan mana dimana kemana mengapa kenapa bagaimana berapa " +
				"lebih paling sangat hanya saja lagi semua setiap beberapa banyak lain lainnya tersebut namun tetapi tapi jika kalau agar supaya bahwa merupakan menjadi dua satu serta maupun pun secara terhadap atas bawah lalu kemudian maka sebuah seorang suatu ialah yaitu",
			Articles: "sebuah seorang suatu para ini itu", Prepositions: "di ke dari untuk dengan pada dalam oleh sejak sampai hingga antara tentang selama tanpa menurut bagi", PlacePrepositions: "di ke dari", Locative: "di ke dari dekat", Auxiliaries: "adalah ada bisa dapat harus telah sudah akan", Copulas: "adalah ialah merupakan", Conjunctions: "dan atau serta", Together: "dan atau dengan melawan", PersonPronouns: "", PluralPronouns: "mereka", Back: "dia ia mereka ini itu beliau hal tersebut",
		},
		Asks: Asks{
			Number: "berapa", Date: "kapan tahun_berapa tanggal_berapa hari_apa pada_tahun_berapa abad_berapa", Person: "siapa siapakah", Place: "di_mana dimana ke_mana kemana dari_mana negara_mana kota_mana", Reason: "mengapa kenapa", Manner: "bagaimana", Thing: "apa apakah mana", Openers: "apa bagaimana", Degree: "lama jauh besar tinggi", Counting: "berapa", Much: "berapa", Naming: "nama disebut dinamakan",
			Paying: "harga biaya harganya bayar membayar dibayar menghasilkan dijual membeli senilai", NumberNouns: "persen persentase jumlah umur usia populasi ukuran kecepatan suhu panjang tinggi lebar kedalaman berat jarak luas", DateNouns: "tahun tanggal hari bulan abad dekade waktu jam", PlaceNouns: "negara kota provinsi wilayah daerah benua tempat pulau negeri", MoneyNouns: "harga biaya sewa gaji pendapatan anggaran laba", NameNouns: "perusahaan orang organisasi presiden raja ratu kaisar penulis aktor aktris penyanyi tim universitas kelompok nama ilmuwan partai pemain",
			Definitions: "apa_itu apakah_itu apa_yang_dimaksud_dengan apa_arti apa_artinya siapa_itu siapakah", Demonstratives: "itu ini", Helping: "seseorang tolong tepatnya",
		},
		Talk:  Talk{Leaders: "bagaimana_dengan lalu_bagaimana_dengan dan tetapi tapi atau", Companions: "sejak sampai dari tepatnya dan", Courtesies: "terima kasih tolong ya tidak halo oke ok", Following: "berikut berikutnya"},
		Names: Names{Addresses: "bapak pak ibu bu tuan nyonya nona saudara", Titles: "presiden raja ratu menteri pangeran sultan gubernur", Links: "bin binti dan", Particles: "bin binti", Places: "amerika inggris belanda skotlandia"},
		Time: Time{
			CapitalMonths:   true,
			Months:          [12]Words{"januari jan", "februari feb", "maret mar", "april apr", "mei", "juni jun", "juli jul", "agustus agu", "september sep", "oktober okt", "november nov", "desember des"},
			AmbiguousMonths: "mei mar sep jun jul des", BeforeMonth: "pada sejak di bulan", Weekdays: "senin selasa rabu kamis jumat sabtu minggu", Centuries: "abad", Clock: "pukul wib diterbitkan diperbarui tanggal", Passing: "sekarang kini hari_ini masih sudah",
		},
		Numbers: Numbers{
			Cardinals: []Series{{"satu", 1, 1}, {"dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas", 2, 1}}, Ordinals: []Series{{"pertama kedua ketiga keempat kelima keenam ketujuh kedelapan kesembilan kesepuluh", 1, 1}},
			Scales: []Scale{{100, "ratus seratus"}, {1e3, "ribu seribu"}, {1e6, "juta sejuta"}, {1e9, "miliar milyar"}, {1e12, "triliun"}}, Alone: "seratus seribu sejuta", Strangers: "satu dua lima pertama bulan hari jam", Shares: []Scale{{2, "setengah separuh"}, {3, "sepertiga"}, {4, "seperempat"}},
			Loose: "dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas belas puluh ratus seratus ribu seribu juta miliar triliun setengah separuh sepertiga seperempat pertama kedua nol", About: "sekitar kurang_lebih", Nearly: "hampir", Over: "lebih_dari di_atas", AtLeast: "setidaknya sedikitnya minimal paling_sedikit", Under: "kurang_dari di_bawah", AtMost: "maksimal paling_banyak hingga", After: Bounds{AtLeast: "atau_lebih", AtMost: "atau_kurang"},
			Units: map[string]Words{"m": "meter", "km": "kilometer", "g": "gram", "kg": "kilogram kilo", "tonne": "ton", "second": "detik", "minute": "menit", "hour": "jam", "day": "hari", "week": "minggu pekan", "month": "bulan", "year": "tahun", "ha": "hektar hektare", "l": "liter", "%": "persen", "$": "dolar", "eur": "euro"}, Currencies: "rupiah rp dolar euro yen yuan ringgit",
		},
		Denial:  Denial{Negations: "tidak bukan tanpa belum tak jangan tiada menolak membantah", Clauses: "tetapi tapi namun karena yang ketika jika meskipun"},
		Meaning: Meaning{Antonyms: [][2]Words{{"naik meningkat peningkatan", "turun menurun penurunan"}, {"sebelum", "setelah sesudah"}, {"lebih", "kurang"}, {"utara", "selatan"}, {"timur", "barat"}}, Causes: "karena sebab alasan penyebab akibat sehingga oleh supaya agar maka"},
		Writing: Writing{
			Elsewhere:  "lihat silakan_lihat",
			Honorifics: "dr prof drs hj ir bpk", Shortened: "dll dsb dst rp", BeforeNumber: "no hlm pasal tel", Starters: "pada di dalam yang ini itu dia ia mereka kami kita untuk dengan dari ketika setelah sebelum karena namun tetapi jika menurut selain banyak beberapa semua", Bylines: []string{"Oleh ", "Oleh: ", "Penulis: "}, Small: "dan di dari untuk"},
		Mail:  Mail{Wrote: []string{"menulis"}, OldMessage: "pesan_asli", On: "pada"},
		Index: Index{Stop: "stop_id"},
	}
}
