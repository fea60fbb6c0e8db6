package retrieval

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Expectation is the kind of thing that would answer a question, as far as its
// words tell.
type Expectation int

const (
	ExpectAnything Expectation = iota
	ExpectNumber               // how many, how much
	ExpectMoney                // how much does it cost
	ExpectDate                 // when, which year
	ExpectName                 // who, which company
	ExpectPlace                // where, which country
	ExpectReason               // why
)

// Expect reads from a question what kind of answer it wants. It knows the
// question words of the larger European languages.
func Expect(question string) Expectation {
	words := strings.FieldsFunc(strings.ToLower(question), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
	for i, w := range words {
		next := ""
		if i+1 < len(words) {
			next = words[i+1]
		}
		switch {
		case w == "how" && next == "much" && slices.ContainsFunc(words[i:], paying), w == "wie" && next == "viel" && slices.ContainsFunc(words[i:], paying),
			(w == "what" || w == "which") && moneyNouns[askedNoun(words[i+1:])]:
			return ExpectMoney
		case quantityWords[w], w == "how" && howQuantity[next], w == "wie" && wieQuantity[next]:
			return ExpectNumber
		case dateWords[w], (w == "what" || w == "which") && dateNouns[next]:
			return ExpectDate
		case personWords[w], w == "wie" && (wieName[next] || slices.ContainsFunc(words, dutch)):
			return ExpectName
		case placeWords[w], (w == "what" || w == "which") && placeNouns[next]:
			return ExpectPlace
		case reasonWords[w]:
			return ExpectReason
		case (w == "what" || w == "which") && numberNouns[next]:
			return ExpectNumber
		case (w == "what" || w == "which") && nameNouns[next]:
			return ExpectName
		}
	}
	return ExpectAnything
}

// askedNoun returns the noun that what or which asks for: "what year", "what was the
// year". "" if there is none.
func askedNoun(rest []string) string {
	if len(rest) > 2 && forms[rest[0]] && articles[rest[1]] {
		return rest[2]
	}
	if len(rest) > 0 {
		return rest[0]
	}
	return ""
}

func paying(word string) bool { return payingWords[word] }

// dutch tells words of Dutch questions that are none in German, in which "wie" asks
// how, and not who.
func dutch(word string) bool { return dutchWords[word] }

// Interrogative tells a word that a question is asked with and that its answer
// needn't have; previous is the word before it, "" if there is none. The words are
// in small letters.
func Interrogative(previous, word string) bool {
	return quantityWords[word] || dateWords[word] || personWords[word] || word == "wie" || placeWords[word] || reasonWords[word] || otherAsking[word] ||
		previous == "how" && howQuantity[word] || previous == "wie" && wieQuantity[word]
}

var (
	otherAsking = set("كم متى أين لماذا كيف ماذا कितने कितना कितनी कब कहाँ क्यों πόσα πόσοι πόσες πότε πού γιατί kaç nerede neden câți câte unde")

	howQuantity   = set("many much long old tall far large big high fast often wide deep heavy")
	wieQuantity   = set("viel viele vielen lange oft hoch groß alt weit schnell schwer teuer")
	dutchWords    = set("de het een van heeft hebben wordt werd zijn deze dit niet naar voor met")
	wieName       = set("heißt heißen hieß nennt nannte")
	quantityWords = set("combien cuánto cuánta cuántos cuántas wieviel wieviele quanto quanta quanti quante quantos quantas сколько hoeveel")
	dateWords     = set("when wann quand cuándo quando когда wanneer")
	personWords   = set("who whom whose wer wem wen qui quién quiénes chi quem кто")
	placeWords    = set("where wo woher wohin où dónde dove onde где waar")
	reasonWords   = set("why warum weshalb pourquoi perché почему waarom")
	dateNouns     = set("year date day month century decade time")
	placeNouns    = set("country city state town region continent place location")
	numberNouns   = set("percentage percent number amount age population size speed temperature length height weight maximum minimum limit")
	moneyNouns    = set("price cost costs fee rent salary revenue budget profit fare")
	payingWords   = set("pay pays paid cost costs price spend spends spent earn earns earned worth sell sold charge charged kostet kosten kostete zahlt zahlte bezahlt verdient verdiente wert")
	currencies    = set("eur euro euros usd dollar dollars cent cents gbp pound pounds chf franc francs franken yen yuan rupee rupees rubel rubles " +
		"nok sek dkk krone kroner krona kronor pln zloty pesos peso real reais won lira aud cad inr jpy cny")
	forms     = set("is are was were s")
	articles  = set("the a an")
	nameNouns = set("company person organization organisation president king queen emperor author actor singer team university group name")
)

// Meets tells whether a sentence holds something of the expected kind that the
// question doesn't already say. inQuestion tells the words that it does say.
func (e Expectation) Meets(sentence string, inQuestion func(word string) bool) bool {
	first, previous := true, ""
	if e == ExpectMoney && strings.ContainsAny(sentence, "$€£¥₹") {
		return true
	}
	found := false
	eachWord(sentence, func(word string) bool {
		defer func() { first, previous = false, strings.ToLower(word) }()
		if inQuestion(word) {
			return true
		}
		switch e {
		case ExpectNumber:
			found = hasDigit(word) || numberWords[strings.ToLower(word)]
		case ExpectMoney:
			found = currencies[strings.ToLower(word)]
		case ExpectDate:
			found = isYear(word) || monthOrDay[strings.ToLower(word)]
		case ExpectName:
			found = !first && startsUpper(word)
		case ExpectPlace:
			found = prepositions[previous] && startsUpper(word)
		case ExpectReason:
			found = causes[strings.ToLower(word)]
		}
		return !found
	})
	return found
}

var (
	numberWords = set("one two three four five six seven eight nine ten eleven twelve thirteen fifteen twenty thirty forty fifty " +
		"hundred thousand million billion dozen half quarter third twice once first second zero no none single double")
	monthOrDay = set("january february march april may june july august september october november december " +
		"monday tuesday wednesday thursday friday saturday sunday century centuries " +
		"janvier février mars avril mai juin juillet août septembre octobre novembre décembre " +
		"januar februar märz juni juli oktober dezember " +
		"enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre")
	prepositions = set("in at near from to on of into inside outside around between along through the à en dans de aux nach aus bei im am zu a da nel nella al")
	causes       = set("because since due reason caused cause causes result therefore so thus as for")
)

func eachWord(s string, yield func(string) bool) {
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			i += size
			continue
		}
		j := i
		for j < len(s) {
			r, size := utf8.DecodeRuneInString(s[j:])
			if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.M, r) {
				break
			}
			j += size
		}
		if !yield(s[i:j]) {
			return
		}
		i = j
	}
}

func hasDigit(s string) bool { return strings.ContainsAny(s, "0123456789") }

// isYear tells a number that reads as a year, or a decade such as "1990s".
func isYear(s string) bool {
	s = strings.TrimSuffix(s, "s")
	return len(s) == 4 && (s[0] == '1' || s[0] == '2' && s[1] < '2') && isDigit(s[1]) && isDigit(s[2]) && isDigit(s[3])
}

func startsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}
