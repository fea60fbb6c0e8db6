package measuring

import (
	"fmt"
	"io"

	"footnote/bot"
)

// reliabilityBins is how many ranges of confidence a reliability table has.
const reliabilityBins = 10

// Reliability says whether confidences are the shares that they claim to be: by range of
// confidence, from 0 on, how many questions were answered, answerable or not, and how
// often the first sentence was right.
type Reliability [reliabilityBins]struct {
	Answered int     `json:"answered"`
	Right    int     `json:"right"`
	Sum      float64 `json:"-"` // of confidences
}

// add counts an answer.
func (r *Reliability) add(a *bot.Answer, v verdict) {
	if a.Outcome != bot.Answered {
		return
	}
	bin := &r[min(int(a.Confidence*reliabilityBins), reliabilityBins-1)]
	bin.Answered++
	bin.Right += oneIf(v == rightFirst)
	bin.Sum += a.Confidence
}

// writeText prints a line for each range in which something was answered.
func (r *Reliability) writeText(w io.Writer) {
	for i := range r {
		if bin := &r[i]; bin.Answered > 0 {
			fmt.Fprintf(w, "confidence %.1f–%.1f, mean %.2f\t%.2f right of %d\n", float64(i)/reliabilityBins, float64(i+1)/reliabilityBins,
				bin.Sum/float64(bin.Answered), float64(bin.Right)/float64(bin.Answered), bin.Answered)
		}
	}
}
