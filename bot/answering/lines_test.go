package answering_test

import (
	"strings"
	"testing"

	"footnote/bot/answering"
	"footnote/retrieval"
)

// TestLinesBrokenToAWidthAreJoined: mail breaks its lines, which means nothing.
func TestLinesBrokenToAWidthAreJoined(t *testing.T) {
	docs := []*retrieval.Document{{
		ID: "mail.eml", Title: "Winter orders", Language: "en",
		Text: "Dear all,\n\nthe price list changes. Orders of the harbour that are confirmed by\n18 December keep the old price of the crane for everything that is\nordered with it.\n\nLisa",
	}}
	_, live := index(t, docs)
	got := answer(t, answering.NewLiveAnswerer(live), docs, "Which orders keep the old price of the crane?", true)
	if want := "Orders of the harbour that are confirmed by 18 December keep the old price of the crane for everything that is ordered with it."; len(got.Sentences) == 0 || got.Sentences[0].Text != want {
		t.Errorf("it says %+v, want %q", got.Sentences, want)
	}
}

// TestBrokenLinesWithoutSpacesAreJoined: Chinese has no space where its lines break.
func TestBrokenLinesWithoutSpacesAreJoined(t *testing.T) {
	line := strings.Repeat("港口的规则适用于所有停泊的船只", 3)
	docs := []*retrieval.Document{{
		ID: "mail.eml", Title: "港口", Language: "zh", Text: line + "，\n" + line + "和\n起重机每天九点开放。",
	}}
	_, live := index(t, docs)
	got := answer(t, answering.NewLiveAnswerer(live), docs, "起重机每天几点开放？", true)
	if want := line + "，" + line + "和起重机每天九点开放。"; len(got.Sentences) == 0 || got.Sentences[0].Text != want {
		t.Errorf("it says %+v, want %q", got.Sentences, want)
	}
}
