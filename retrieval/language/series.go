package language

// Series are the words for From, From+Step and so on.
type Series struct {
	Words Words
	From  int
	Step  int
}

// Values returns the number that each word of the series stands for.
func Values(all []Series) map[string]int {
	values := make(map[string]int)
	for _, s := range all {
		for i, word := range s.Words.List() {
			values[word] = s.From + i*s.Step
		}
	}
	return values
}
