package followup

import "strings"

func set(list string) map[string]bool {
	m := make(map[string]bool)
	for w := range strings.FieldsSeq(list) {
		m[w] = true
	}
	return m
}

// leaders begin fragments; longer ones come first.
var leaders = [][]string{
	{"and", "what", "about"}, {"and", "how", "about"}, {"what", "about"}, {"how", "about"}, {"and", "for"}, {"and"}, {"or"}, {"but"},
	{"et", "pour"}, {"qu'en", "est-il", "de"}, {"et"}, {"und", "was", "ist", "mit"}, {"was", "ist", "mit"}, {"und"},
	{"y", "qué", "hay", "de"}, {"qué", "hay", "de"}, {"y"},
}

var (
	leaderWord   = set("and or but et und y what how")
	questionWord = set("who whom whose what when where why which how quand où pourquoi qui combien comment quel quelle wer wann wo warum wieso wie wieviel was quién cuándo dónde cuánto cuántos cómo qué")
	// bareCompanion may stand beside a bare question word.
	bareCompanion = set("since until by from exactly then else many much long often depuis jusqu seit bis desde hasta so and not")
	preposition   = set("in on at of for from to by with about since until before after during under over between against en à au aux de du des pour dans avec depuis im am von für mit seit bei nach vor desde para con por")
	// placePreposition mostly stands before places, where a name follows.
	placePreposition = set("in at near from across within en à au aux im nach desde")
	article          = set("the a an this that these those le la les un une der die das den dem ein eine el los las una")
	function         = set("the a an is are was were be been do does did has have had can could will would should may might must not no there here it its he she they we you his her their him them this that these those of in on at to for from by with about and or but if as than then so many much all any some more most other same such only own one also been being am into out up down off over under again further once")
	auxiliary        = set("is are was were do does did has have had can could will would should may might must")
	thanks           = set("thanks thank please ok okay yes no merci danke gracias")
	month            = set("january february march april may june july august september october november december janvier février mars avril mai juin juillet août septembre octobre novembre décembre januar februar märz juni juli oktober dezember enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre")
	plural           = set("they them their")
	nameLink         = set("of the de la du des di da del von van der den bin al el und and")
	possessive       = set("his its their whose")
)

// pronounKind tells what a pronoun can stand for.
type pronounKind int

const (
	thing   pronounKind = iota // or several
	person2                    // a person, named by two words or more
)

var pronouns = map[string]pronounKind{
	"he": person2, "she": person2, "him": person2, "his": person2, "her": person2,
	"it": thing, "its": thing, "they": thing, "them": thing, "their": thing,
}
