package grounding

import "strings"

// synonym returns the term that stands for all of its meaning.
func synonym(term string) string {
	if s, ok := synonyms[term]; ok {
		return s
	}
	return term
}

// synonyms are general words that retellings exchange, by their stems.
var synonyms = synonymTable(
	"say said says stated state announced announce declared reported report", "buy bought acquire acquired acquires acquisition purchase purchased",
	"begin began begun start started starts launch launched commence commenced", "end ended finish finished conclude concluded finished",
	"die died death dead", "film films movie movies", "company companies firm firms business corporation", "car cars automobile vehicle vehicles",
	"make made create created produce produced", "big large huge", "help helped assist assisted aid", "show showed shown demonstrate demonstrated reveal revealed",
	"rise rose risen increase increased grew grow grown climb climbed", "fall fell fallen decrease decreased decline declined drop dropped",
	"win won victory", "kill killed", "job jobs work worked employment", "receive received got get", "build built construct constructed construction erected",
	"child children kid kids", "author writer writers", "choose chose chosen select selected picked", "leave left depart departed", "join joined",
	"song songs track tracks single", "album albums record records", "release released releases publish published publication", "town city cities", "near close", "show series program programme",
	"need require required requires", "use used uses using utilize", "lead led head headed", "call called name named titled entitled", "appoint appointed", "found founded establish established",
	"stop stopped halt halted", "whole entire", "many numerous several", "yearly annual annually", "job position post role", "match game games matches", "player players", "doctor physician", "fix fixed repair repaired", "delete deleted remove removed",
)

func synonymTable(groups ...string) map[string]string {
	m := make(map[string]string)
	for _, g := range groups {
		words := strings.Fields(g)
		for _, w := range words {
			if m[w] == "" {
				m[w] = "=" + words[0]
			}
			if s := stem(w); m[s] == "" {
				m[s] = "=" + words[0]
			}
		}
	}
	return m
}
