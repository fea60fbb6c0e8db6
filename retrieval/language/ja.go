package language

// Japanese has no spaces between words: EachWord cuts its runs at the words that
// stand here. Months that follow a digit directly, 1月, are not looked up yet: the
// digit is a token of its own.
func japanese() *Language {
	return &Language{
		Code: "ja", Name: "Japanese",
		Tally: Tally{Outdated: "旧 旧版 アーカイブ", Editions: "版 改訂 バージョン"},
		Grammar: Grammar{
			// The first ones hold words that ask.
			Function:     "いつも いつか どこか 誰か 何か どうか どうぶつ の は が を に で と も へ や から まで より です ます でした ました である だった という として による について これ それ あれ この その あの ここ そこ など または および している された される した する いる ある ない か",
			Prepositions: "", Conjunctions: "と や および または",
		},
		Asks: Asks{
			Defining: []Defining{{Verb: "は", Ends: "です", Question: "%sとは何ですか？", Sure: true}, {Verb: "は", Ends: "である", Question: "%sとは何ですか？", Sure: true}},
			Number:   "いくつ 何人 何個 何回 何本 何冊 何台 何パーセント どのくらい どれくらい どれだけ 何歳 何メートル 何キロ", Date: "いつ 何年 何月 何日 何時 何世紀 いつから いつまで", Person: "誰 だれ どなた", Place: "どこ どちら どこで どこに どの国 どの都市", Reason: "なぜ どうして 何故", Manner: "どのように どうやって どう", Thing: "何 なに なん どの どれ どんな",
			Counting: "いくつ", Paying: "いくら 価格 値段 費用", DefinitionEnds: "とは何 とは何ですか とは 何ですか とは誰",
		},
		Talk:    Talk{Leaders: "では じゃあ", Courtesies: "ありがとう お願いします はい いいえ こんにちは", Following: "以下 次の 下記"},
		Names:   Names{Addresses: "さん 様 氏 先生 博士 教授", Places: "アメリカ イギリス オランダ"},
		Time:    Time{Months: [12]Words{"一月 睦月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月", "十月", "十一月", "十二月"}, Weekdays: "月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 日曜日", Centuries: "世紀", Passing: "現在 今日 今"},
		Numbers: Numbers{Scales: []Scale{{1e4, "万"}, {1e8, "億"}}, Loose: "二 三 四 五 六 七 八 九 十 百 千 万 億 半分 倍", About: "約 およそ", Nearly: "ほぼ", AtLeast: "少なくとも 最低", AtMost: "最大 最高", After: Bounds{AtLeast: "以上", AtMost: "以下", Under: "未満", Over: "超"}, Units: map[string]Words{"m": "メートル", "km": "キロメートル", "kg": "キログラム", "tonne": "トン", "hour": "時間", "%": "パーセント"}, Currencies: "円 ドル ユーロ ポンド"},
		Denial:  Denial{Negations: "ない ません なかった ず ぬ 非 無 未"},
		Meaning: Meaning{Causes: "ため から ので 理由 原因 によって なぜなら その結果 したがって"},
		Pages: Pages{
			Invitations: []string{"関連", "おすすめ"},
		},
		Mail:    Mail{Wrote: []string{"写道", "のメール", "書きました"}},
		Writing: Writing{Scripts: []string{"Han", "Hiragana", "Katakana"}, Bylines: []string{"著者：", "文："}},
	}
}
