package language

// Korean words carry their particles: EachWord cuts them at the words that stand
// here. Months that follow a digit directly, 1월, are not looked up yet: the digit is
// a token of its own.
func korean() *Language {
	return &Language{
		Code: "ko", Name: "Korean",
		Tally: Tally{Outdated: "보관 이전 구버전", Editions: "버전 개정"},
		Grammar: Grammar{
			// The first ones hold words that ask.
			Function:     "왜곡 왜구 몇몇 은 는 이 가 을 를 의 에 에서 으로 로 와 과 도 만 에게 부터 까지 보다 그리고 그러나 하지만 또는 및 이다 있다 없다 하다 되다 있는 없는 하는 되는 했다 되었다 입니다 합니다 그 이것 그것 저것 대한 위해 통해 따라 때문에",
			Conjunctions: "와 과 및 그리고 또는",
		},
		Asks: Asks{
			Number: "몇 얼마나 몇명 몇개", Date: "언제 몇년 몇월 며칠", Person: "누구 누가 누구를 누구의", Place: "어디 어디서 어디에 어디에서", Reason: "왜 어째서", Manner: "어떻게", Thing: "무엇 무엇을 무엇이 무슨 어떤 어느 뭐",
			Counting: "몇", Paying: "얼마 가격 비용 값", DefinitionEnds: "무엇인가 무엇인가요 무엇입니까 뭐야 뭔가요 누구인가 누구인가요 누구입니까 란_무엇인가",
		},
		Talk:    Talk{Leaders: "그럼 그러면 그리고", Courtesies: "감사합니다 고마워요 네 아니요 안녕하세요", Following: "다음 아래"},
		Names:   Names{Addresses: "씨 님 박사 교수", Places: "미국 영국 네덜란드"},
		Time:    Time{Months: [12]Words{"일월", "이월", "삼월", "사월", "오월", "유월", "칠월", "팔월", "구월", "시월", "십일월", "십이월"}, Weekdays: "월요일 화요일 수요일 목요일 금요일 토요일 일요일", Centuries: "세기", Passing: "현재 지금 오늘"},
		Numbers: Numbers{Scales: []Scale{{1e4, "만"}, {1e8, "억"}}, Loose: "둘 셋 넷 다섯 여섯 일곱 여덟 아홉 열 백 천 만 억 절반 두 배", About: "약 대략", Nearly: "거의", AtLeast: "최소 적어도", AtMost: "최대", After: Bounds{AtLeast: "이상", AtMost: "이하", Under: "미만", Over: "초과"}, Units: map[string]Words{"m": "미터", "km": "킬로미터", "kg": "킬로그램", "tonne": "톤", "hour": "시간", "%": "퍼센트"}, Currencies: "원 달러 유로 파운드 엔"},
		Denial:  Denial{Negations: "않다 않는 않았다 없다 없는 아니다 못하다 안 못"},
		Meaning: Meaning{Causes: "때문에 때문 이유 원인 위해 따라서 결과"},
		Mail:    Mail{Wrote: []string{"작성"}, OldMessage: "원본_메일 원본_메시지"},
		Writing: Writing{Scripts: []string{"Hangul"}, Bylines: []string{"글 = ", "작성자: "}},
	}
}
