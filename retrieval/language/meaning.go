package language

// Meaning holds what words have to do with each other.
type Meaning struct {
	Synonyms []Words // general words that retellings exchange
	// Retold are more of these, for one sentence laid on another word by word: beside the
	// same other words they say the same, by themselves they may not.
	Retold []Words
	// Forms are the forms of a word that have not enough letters in common.
	Forms []Words
	// FormPrefixes begin inflected forms: gekostet.
	FormPrefixes Words
	// Converse are pairs of verbs for one deal as its two sides see it: buy, sell.
	Converse [][2]Words
	Antonyms [][2]Words
	Cues     []Cue
	Causes   Words // words of sentences that give a reason
}

// Cue says that answers to questions with one of Asked tend to have one of
// Answers.
type Cue struct{ Asked, Answers Words }
