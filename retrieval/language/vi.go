package language

// Vietnamese puts a space after each syllable, so that many words are phrases here,
// and asks with a word behind the noun: which year is "năm nào".
func vietnamese() *Language {
	return &Language{
		Code: "vi", Name: "Vietnamese",
		Grammar: Grammar{
			Function: "là của và có các những được trong cho với một này khi để không đã từ tại ở bởi ra vào như đến về do gì nào ai đâu sao bao nhiêu mấy thế thì mà hay hoặc nếu vì nên bị trên dưới sau trước giữa qua theo cũng còn rất nhiều ít hơn nhất đó đây kia họ nó tôi chúng ta sẽ đang phải thể " +
				"cái chiếc sự việc cách mỗi mọi tất cả cùng chỉ vẫn đều lại nhưng tuy bằng ngoài đầu hai nhau mình ông bà loại điều làm lên xuống giờ lúc thuộc gồm gọi",
			Articles: "các những một này đó cái chiếc", Prepositions: "trong cho với từ tại ở bởi vào đến về trên dưới sau trước giữa qua theo", PlacePrepositions: "ở tại", Locative: "ở tại từ đến gần trong", Auxiliaries: "là có được đã sẽ đang phải bị không", Copulas: "là", Conjunctions: "và hoặc hay", Together: "và với cùng", Back: "họ nó ông bà anh cô đây đó điều",
		},
		Asks: Asks{
			Number: "bao_nhiêu mấy bao_lâu bao_xa bao_nhiêu_phần", Date: "khi_nào bao_giờ lúc_nào năm_nào ngày_nào tháng_nào thế_kỷ_nào thập_kỷ_nào vào_năm_nào hồi_nào", Person: "ai", Place: "ở_đâu đâu nơi_nào nước_nào thành_phố_nào quốc_gia_nào", Reason: "tại_sao vì_sao sao", Manner: "như_thế_nào thế_nào làm_thế_nào bằng_cách_nào làm_sao", Thing: "gì nào", Openers: "gì nào",
			Counting: "bao_nhiêu mấy", Naming: "tên_là gọi_là", Paying: "giá trả tiền chi bán mua lương kiếm tốn", NumberNouns: "", DefinitionEnds: "là_gì là_ai nghĩa_là_gì là_như_thế_nào", Demonstratives: "đó này", Helping: "hãy xin",
		},
		Talk:  Talk{Leaders: "còn_về còn thế_còn và nhưng", Companions: "từ đến chính_xác và vào", Courtesies: "cảm_ơn cám_ơn vâng dạ không chào", Following: "sau_đây"},
		Names: Names{Addresses: "ông bà anh chị cô", Links: "và", Places: "mỹ anh hà_lan"},
		Time: Time{
			Months:     [12]Words{"", "", "", "", "", "", "", "", "", "", "", ""}, // written with a number: tháng 1
			InsideDate: "tháng năm", Weekdays: "", Centuries: "", Clock: "ngày lúc giờ đăng cập nhật tháng năm", Passing: "hiện_nay hiện",
		},
		Numbers: Numbers{
			Cardinals: []Series{{"hai ba bốn năm sáu bảy tám chín mười", 2, 1}}, Scales: []Scale{{100, "trăm"}, {1e3, "nghìn ngàn"}, {1e6, "triệu"}, {1e9, "tỷ tỉ"}}, Strangers: "hai ba bốn năm mười", Shares: []Scale{{2, "nửa"}},
			Loose: "hai ba bốn sáu bảy tám chín mười trăm nghìn ngàn triệu tỷ tỉ nửa", About: "khoảng chừng xấp_xỉ", Nearly: "gần", Over: "hơn trên", AtLeast: "ít_nhất tối_thiểu", Under: "dưới ít_hơn", AtMost: "nhiều_nhất tối_đa",
			Units: map[string]Words{"m": "mét", "km": "ki-lô-mét", "kg": "ki-lô-gam", "tonne": "tấn", "second": "giây", "minute": "phút", "hour": "giờ", "day": "ngày", "week": "tuần", "month": "tháng", "year": "năm", "ha": "héc-ta", "l": "lít", "$": "đô_la"}, Currencies: "đồng đô euro bảng yên",
		},
		Denial:  Denial{Negations: "không chưa chẳng đừng chớ", Clauses: "nhưng mà vì nếu khi"},
		Meaning: Meaning{Antonyms: [][2]Words{{"tăng", "giảm"}, {"trước", "sau"}, {"nhiều", "ít"}, {"bắc", "nam"}, {"đông", "tây"}}, Causes: "vì do bởi nguyên nên nhờ để"},
		Writing: Writing{Letters: "àáạảãâầấậẩẫăằắặẳẵèéẹẻẽêềếệểễìíịỉĩòóọỏõôồốộổỗơờớợởỡùúụủũưừứựửữỳýỵỷỹđ", Honorifics: "tp ts gs ths", Shortened: "v.v", BeforeNumber: "tr", Bylines: []string{"Tác giả: "}, Small: "và của"},
		Mail:    Mail{Wrote: []string{"đã viết", "viết"}, OldMessage: "thư_gốc", On: "vào"},
	}
}
