package language

// Chinese has no spaces between words: EachWord cuts its runs at the words that
// stand here, in simplified and traditional characters. Months that follow a digit
// directly, 1月, are not looked up yet: the digit is a token of its own.
func chinese() *Language {
	return &Language{
		Code: "zh", Name: "Chinese",
		Tally: Tally{Outdated: "旧 旧版 存档 归档", Editions: "版 版本"},
		Grammar: Grammar{
			// The first ones hold words that ask.
			Function:     "任何 几何 幾何 几乎 幾乎 好几 何况 无论如何 的 是 在 了 和 与 與 有 为 為 以 于 於 被 从 從 到 对 對 由 这 這 那 他 她 它 他们 她们 它们 也 都 而 及 或 不 没有 沒有 之 其 该 該 将 將 可以 因为 因為 但是 如果 关于 關於 根据 最 些 个 個",
			Prepositions: "在 从 從 到 对 對 由 于 於", Conjunctions: "和 与 與 或 及", Together: "和 与 與 跟",
		},
		Asks: Asks{
			Defining: []Defining{{Verb: "是一", Question: "%s是什么？", Sure: true}},
			Number:   "多少 几 幾 多大 多长 多長 多高 多远 多遠 多久 多深 多重 多快 几个 幾個 多少人 百分之几", Date: "什么时候 什麼時候 何时 何時 哪年 哪一年 哪天 哪一天 几月 幾月 何年 哪个世纪 哪個世紀 什么年代 哪个年代 几世纪 几年", Person: "谁 誰 什么人 什麼人 哪位 何人", Place: "哪里 哪裡 哪儿 何处 何處 什么地方 什麼地方 在哪 哪个国家 哪個國家 哪个城市 哪個城市 哪座城市 哪国 哪个州 哪个地区",
			Reason: "为什么 為什麼 为何 為何 何故 为啥 什么原因", Manner: "怎么 怎麼 怎样 怎樣 如何 怎么样", Thing: "什么 什麼 哪个 哪個 哪些 何种 哪种 哪 何 啥",
			Counting: "多少 几 幾", Paying: "钱 錢 价格 價格 费用 成本 花费 支付 售价", Definitions: "什么是 什麼是 谁是 誰是 何谓 何為", DefinitionEnds: "是什么 是什麼 是谁 是誰 是什么意思",
		},
		Talk:    Talk{Leaders: "那么 那麼 那", Courtesies: "谢谢 謝謝 请 請 是的 你好 您好", Following: "以下 如下 下列"},
		Names:   Names{Addresses: "先生 女士 小姐 夫人 博士 教授", Places: "美国 英国 苏格兰 荷兰"},
		Time:    Time{Months: [12]Words{"一月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月", "十月", "十一月", "十二月"}, Weekdays: "星期一 星期二 星期三 星期四 星期五 星期六 星期日 周一 周二 周三 周四 周五 周六 周日", Centuries: "世纪 世紀", Passing: "现在 現在 目前 今天 仍然 已经"},
		Numbers: Numbers{Scales: []Scale{{1e4, "万 萬"}, {1e8, "亿 億"}}, Loose: "两 兩 三 四 五 六 七 八 九 十 百 千 万 萬 亿 億 一半 半数 倍", About: "大约 大約 约 約 左右 大概", Nearly: "将近 將近 接近 近", Over: "超过 超過 逾", AtLeast: "至少 最少", Under: "少于 少於 不到 低于 低於", AtMost: "最多 至多 不超过", Units: map[string]Words{"m": "米 公尺", "km": "公里 千米", "kg": "公斤 千克", "tonne": "吨 噸", "month": "个月", "day": "天", "hour": "小时 小時", "minute": "分钟 分鐘"}, Currencies: "元 美元 欧元 歐元 英镑 英鎊 日元 人民币 人民幣 卢布"},
		Denial:  Denial{Negations: "不 没 沒 没有 沒有 无 無 未 非 别 勿"},
		Meaning: Meaning{Causes: "因为 因為 由于 由於 所以 因此 原因 导致 導致 以便 为了 為了 造成"},
		Pages: Pages{
			Invitations: []string{"相关", "推荐"},
		},
		Mail: Mail{Wrote: []string{"写道", "寫道"}, OldMessage: "原始邮件 原始郵件"},
		Writing: Writing{
			Elsewhere: "请参阅 请参见 请参考 参阅 参见 详见 请见",
			Scripts:   []string{"Han"}, Bylines: []string{"作者：", "作者:"}},
	}
}
