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
