package language

// Thai has no spaces between words: EachWord cuts its runs at the words that stand
// here. Months and units that follow a digit directly are not looked up yet.
func thai() *Language {
	return &Language{
		Code: "th", Name: "Thai",
		Grammar: Grammar{
			// The first ones hold words that ask.
			Function:     "เกี่ยวกับ เกี่ยวข้อง เกี่ยว ใดๆ ที่ และ ใน ของ เป็น การ มี ได้ ให้ จาก ว่า ไม่ กับ โดย จะ ความ นี้ แต่ หรือ คือ ถูก อยู่ ซึ่ง เพื่อ เมื่อ ตาม ต่อ ทั้ง ระหว่าง หลังจาก ก่อน นั้น เขา พวกเขา เธอ มัน ก็ ยัง กว่า มาก น้อย ทุก บาง อื่น ผู้",
			Prepositions: "ใน ที่ จาก กับ โดย เพื่อ ตาม ระหว่าง ก่อน", Conjunctions: "และ หรือ", Together: "และ กับ",
		},
		Asks: Asks{
			Number: "กี่ เท่าไร เท่าไหร่ เท่าใด จำนวนเท่าใด จำนวนเท่าไร มากน้อยเพียงใด", Date: "เมื่อไร เมื่อไหร่ เมื่อใด ปีใด ปีไหน ปีอะไร วันใด วันไหน เดือนใด ศตวรรษใด ศตวรรษที่เท่าใด ทศวรรษใด", Person: "ใคร ผู้ใด คนใด", Place: "ที่ไหน ที่ใด แห่งใด ประเทศใด ประเทศไหน เมืองใด เมืองไหน รัฐใด ไหน", Reason: "ทำไม เหตุใด เพราะเหตุใด เพราะอะไร", Manner: "อย่างไร ยังไง",
			Thing: "อะไร สิ่งใด ใด", DefinitionEnds: "คืออะไร หมายถึงอะไร คือใคร เป็นใคร",
		},
		Talk:    Talk{Leaders: "แล้ว", Courtesies: "ขอบคุณ ใช่ สวัสดี", Following: "ดังนี้ ต่อไปนี้"},
		Names:   Names{Addresses: "นาย นาง นางสาว คุณ ดร", Places: "อเมริกา อังกฤษ"},
		Time:    Time{Months: [12]Words{"มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน", "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม"}, Weekdays: "วันจันทร์ วันอังคาร วันพุธ วันพฤหัสบดี วันศุกร์ วันเสาร์ วันอาทิตย์", Centuries: "ศตวรรษ", Passing: "ปัจจุบัน ขณะนี้ วันนี้"},
		Numbers: Numbers{Scales: []Scale{{1e3, "พัน"}, {1e4, "หมื่น"}, {1e5, "แสน"}, {1e6, "ล้าน"}}, Loose: "สอง สาม สี่ ห้า หก เจ็ด แปด เก้า สิบ ร้อย พัน หมื่น แสน ล้าน ครึ่ง", About: "ประมาณ ราว", Nearly: "เกือบ", Over: "มากกว่า กว่า เกิน", AtLeast: "อย่างน้อย", Under: "น้อยกว่า ต่ำกว่า", AtMost: "ไม่เกิน มากที่สุด", Units: map[string]Words{"m": "เมตร", "km": "กิโลเมตร", "kg": "กิโลกรัม", "tonne": "ตัน", "year": "ปี", "month": "เดือน", "day": "วัน", "hour": "ชั่วโมง", "minute": "นาที", "%": "เปอร์เซ็นต์"}, Currencies: "บาท ดอลลาร์ ยูโร ปอนด์ เยน"},
		Denial:  Denial{Negations: "ไม่ มิ ไม่ได้ ไม่มี ห้าม ปราศจาก"},
		Writing: Writing{Scripts: []string{"Thai"}},
		Meaning: Meaning{Causes: "เพราะ เนื่องจาก เพื่อ สาเหตุ ดังนั้น จึง ทำให้"},
	}
}
