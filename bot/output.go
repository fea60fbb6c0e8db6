package bot

// Output is a reply to Ask as programs get it: an answer, with the guide if it is one.
// A guide is an answer without a sentence, so that whoever reads answers finds all
// their fields.
type Output struct {
	Answer
	Guide *Guide `json:"guide,omitempty"`
}

// Output returns what programs get of a reply to Ask.
func (r *Reply) Output() Output {
	switch {
	case r.Guide != nil:
		return Output{Answer{
			ID: r.Guide.ID, Question: r.Guide.Message, Outcome: NotFound,
			Sentences: []Sentence{}, Citations: []Citation{}, Missing: []string{},
		}, r.Guide}
	case r.Answer != nil:
		return Output{Answer: *r.Answer}
	}
	return Output{Answer: Answer{ID: r.Request, Outcome: NotFound, Sentences: []Sentence{}, Citations: []Citation{}, Missing: []string{}}}
}

// Found is what programs get of a search.
type Found struct {
	ID      string     `json:"id,omitempty"` // of the request, "" if there was none
	Query   string     `json:"query"`
	Results []Citation `json:"results"` // the best first
	// Missing are the words of the query that no passage has.
	Missing []string `json:"missing"`
	// Corrected maps misspelt words to those that were taken instead.
	Corrected map[string]string `json:"corrected,omitempty"`
	Elapsed   float64           `json:"elapsed_ms"`
}
