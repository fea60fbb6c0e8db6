package question

import (
	"slices"
	"testing"
)

func TestParts(t *testing.T) {
	for question, want := range map[string][]string{
		"Who founded the yard and when?":                         {"Who founded the yard", "when founded the yard"},
		"Who founded the yard, and in which year?":               {"Who founded the yard", "in which year founded the yard"},
		"When and where was it built?":                           {"When was it built?", "where was it built?"},
		"What is the limit and who approves it?":                 {"What is the limit", "who approves it is the limit"},
		"Wer gründete die Werft und wann?":                       {"Wer gründete die Werft", "wann gründete die Werft"},
		"Qui a fondé le chantier et en quelle année ?":           {"Qui a fondé le chantier", "en quelle année a fondé le chantier"},
		"Chi fondò il cantiere e dove?":                          {"Chi fondò il cantiere", "dove fondò il cantiere"},
		"Quem fundou o estaleiro e quando?":                      {"Quem fundou o estaleiro", "quando fundou o estaleiro"},
		"Wie stichtte de werf en waarom?":                        {"Wie stichtte de werf", "waarom stichtte de werf"},
		"Кто основал верфь и когда?":                             {"Кто основал верфь", "когда основал верфь"},
		"Where do I and when did Y meet":                         {"Where do I", "when did Y meet do I"},
		"Who founded the yard?":                                  nil,
		"Who are Jane and Anna?":                                 nil,
		"Hi, please tell me who founded the yard and when?":      {"who founded the yard", "when founded the yard"},
		"The chronicle says of the yard who founded it and when": nil,
		"and when?": nil,
		"who and":   nil,
		"":          nil,
	} {
		if got := Parse(question).Parts(); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", question, got, want)
		}
	}
}
