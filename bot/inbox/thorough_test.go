package inbox_test

import (
	"strings"
	"testing"

	"footnote/bot"
)

func TestSentencesWithoutSpacesAreChecked(t *testing.T) {
	b := newBench(t, nil)
	r := request("港の修繕計画は1978年に完成しました。防波堤の修繕費は12億円です。")
	r.Kind = bot.Verify
	if reply := b.closed(b.submit(r)).Reply; len(reply.Claims) != 2 {
		t.Errorf("claims %+v, unchecked %d", reply.Claims, reply.Unchecked)
	}
}

func TestAThoroughCheckLooksUpEverySentence(t *testing.T) {
	b := newBench(t, nil)
	text := strings.Repeat("The ferry Anna was built in 1987. ", 700) // more than a question may have
	for thorough, claims := range map[bool]int{false: 0, true: 700} {
		r := request(text)
		r.Kind, r.Thorough = bot.Verify, thorough
		receipt, err := b.Submit(t.Context(), r)
		if !thorough {
			if err == nil {
				t.Error("a message of any length is taken")
			}
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		reply := b.closed(receipt.ID).Reply
		if len(reply.Claims)+reply.Unchecked != claims || len(reply.Claims) == 0 || reply.Progress != nil {
			t.Errorf("%d claims, %d unchecked, %+v", len(reply.Claims), reply.Unchecked, reply.Progress)
		}
	}
}
