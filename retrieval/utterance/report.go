package utterance

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"text/tabwriter"
)

// Report says what a model was fitted on and how it reads what it had not seen.
type Report struct {
	Date string `json:"date"` // ISO 8601
	// Files are those that it was fitted on, with their SHA-256.
	Files map[string]string `json:"files"`
	// Examples and Questions are how many it was fitted on.
	Examples  int             `json:"examples"`
	Questions int             `json:"questions"`
	Lead      int             `json:"lead"` // see Model
	Languages []LanguageShare `json:"languages"`
}

// LanguageShare is how examples of one language were read that were held out.
type LanguageShare struct {
	Language string `json:"language"`
	Messages int    `json:"messages"`
	// Whole is the share of messages of which exactly the telling words that are asked
	// were found, Kept that of the telling words that are asked and were found, Strange
	// that of the others that were taken for asked.
	Whole   float64 `json:"whole"`
	Kept    float64 `json:"kept"`
	Strange float64 `json:"strange"`
	// Others are messages that ask nothing of documents, Silent the share of them that
	// was taken for none that asks, Told the share whose very kind was told.
	Others int     `json:"others"`
	Silent float64 `json:"silent"`
	Told   float64 `json:"told"`
	// Mistaken is the share of messages that ask and were taken for others.
	Mistaken float64 `json:"mistaken"`
	// Plain are questions of test sets, Changed the share that didn't stay whole.
	Plain   int     `json:"plain,omitempty"`
	Changed float64 `json:"changed,omitempty"`
}

// Describe returns how a model reads the examples that were held out, by language,
// and whether it leaves plain questions whole.
func (m *Model) Describe(examples []Example, plain map[string][]string) []LanguageShare {
	var list []LanguageShare
	judged := m.Judge(examples, func(e *Example) bool { return e.HeldOut })
	for _, code := range Languages(judged) {
		j := judged[code]
		s := LanguageShare{
			Language: code, Messages: j.Messages,
			Whole: ratio(j.Whole, j.Messages), Kept: ratio(j.Kept, j.Telling), Strange: ratio(j.Strange, j.Others),
		}
		told, silent := 0, 0
		for kind, share := range j.Kinds {
			if kind == Asking {
				s.Mistaken = 1 - ratio(share.Of, share.All)
				continue
			}
			s.Others += share.All
			told += share.Of
			silent += share.Silent
		}
		s.Told, s.Silent = ratio(told, s.Others), ratio(silent, s.Others)
		list = append(list, s)
	}
	for code, questions := range plain {
		i := slices.IndexFunc(list, func(s LanguageShare) bool { return s.Language == code })
		if i < 0 {
			list = append(list, LanguageShare{Language: code})
			i = len(list) - 1
		}
		changed := 0
		for _, q := range questions {
			u := m.Read(q)
			changed += btoi(u.Kind != Asking || bare(u.Question) != bare(q))
		}
		list[i].Plain, list[i].Changed = len(questions), ratio(changed, len(questions))
	}
	slices.SortFunc(list, func(a, b LanguageShare) int { return cmp.Compare(a.Language, b.Language) })
	return list
}

func ratio(some, all int) float64 {
	if all == 0 {
		return 0
	}
	return float64(some*1000/all) / 1000
}

// WriteText writes the report for a person.
func (r *Report) WriteText(w io.Writer) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "language\tmessages\twhole\tkept\tstrange\tmistaken\tothers\tsilent\ttold\tplain\tchanged\t")
	for _, s := range r.Languages {
		fmt.Fprintf(t, "%s\t%d\t%.3f\t%.3f\t%.3f\t%.3f\t%d\t%.3f\t%.3f\t%d\t%.3f\t\n",
			s.Language, s.Messages, s.Whole, s.Kept, s.Strange, s.Mistaken, s.Others, s.Silent, s.Told, s.Plain, s.Changed)
	}
	return t.Flush()
}
