package terminal

import (
	"fmt"
	"io"
	"math"
	"strings"
	"time"

	"github.com/schollz/progressbar/v3"

	"footnote/retrieval"
)

// Progress shows how something long proceeds, and the time left.
type Progress struct {
	w     io.Writer
	on    Screen
	began time.Time
	bar   *progressbar.ProgressBar
	done  int // as Meaning was told
}

// patience is how long something may take before it shows itself.
const patience = 400 * time.Millisecond

func NewProgress(w io.Writer, on Screen) *Progress {
	return &Progress{w: w, on: on, began: time.Now()}
}

// Update is a retrieval.SyncOptions.Progress: it is never called at once by
// two goroutines.
func (p *Progress) Update(now retrieval.Progress) {
	p.drawProgress(now.Bytes, now.TotalBytes, true, func() string {
		return fmt.Sprintf("%s of %s files, %s left", Thousands(now.Files), Thousands(now.TotalFiles), p.timeLeft(now.Bytes, now.TotalBytes))
	})
}

// Fetched shows how a transfer of bytes proceeds.
func (p *Progress) Fetched(done, total int64) {
	p.drawProgress(done, total, true, func() string { return p.timeLeft(done, total) + " left" })
}

// Questions shows how a measuring proceeds.
func (p *Progress) Questions(done, total int) {
	p.drawProgress(int64(done), int64(total), false, func() string {
		return fmt.Sprintf("%s of %s questions, %s left", Thousands(done), Thousands(total), p.timeLeft(int64(done), int64(total)))
	})
}

// Meaning shows how the making of vectors proceeds, of passages or of the sentences
// in them.
func (p *Progress) Meaning(sentences bool, done, total int) {
	what := "passages"
	if sentences {
		what = "passages' sentences"
	}
	if done < p.done {
		p.Done()
		p.bar = nil // the sentences, after the passages
	}
	p.done = done
	p.drawProgress(int64(done), int64(total), false, func() string {
		return fmt.Sprintf("meaning %s of %s %s", Thousands(done), Thousands(total), what)
	})
}

// Pictures shows how the reading of pictures proceeds, file by file.
func (p *Progress) Pictures(done, total int) {
	p.drawProgress(int64(done), int64(total), false, func() string {
		return fmt.Sprintf("pictures of %s of %s files, %s left", Thousands(done), Thousands(total), p.timeLeft(int64(done), int64(total)))
	})
}

// Pages shows how fetching proceeds, which nobody knows the end of.
func (p *Progress) Pages(done int, from, last string) {
	if !p.on.Terminal || p.bar == nil && time.Since(p.began) < patience {
		return
	}
	if p.bar == nil {
		p.bar = progressbar.NewOptions64(-1,
			progressbar.OptionSetWriter(p.w),
			progressbar.OptionSetElapsedTime(false),
			progressbar.OptionThrottle(100*time.Millisecond),
			progressbar.OptionUseANSICodes(p.on.Color),
			progressbar.OptionSpinnerType(14),
			progressbar.OptionSetRenderBlankState(false),
			progressbar.OptionClearOnFinish(),
		)
	}
	room := max(p.on.Width-30, 20) // columns beside the spinner and the count
	p.bar.Describe(Clip(fmt.Sprintf("%s: %s", Count(done, "page"), OneLine(strings.TrimPrefix(last, from))), room))
	_ = p.bar.Add(1) // a bar that can't be drawn is no reason to stop
}

// Cases shows how the fitting of weights proceeds.
func (p *Progress) Cases(what string, done, total int) {
	if done == 1 && p.bar != nil {
		p.Done()
		p.bar = nil // another one, with a total of its own
	}
	p.drawProgress(int64(done), int64(total), false, func() string {
		return fmt.Sprintf("%s of %s %s", Thousands(done), Thousands(total), what)
	})
}

func (p *Progress) drawProgress(done, total int64, bytes bool, text func() string) {
	if !p.on.Terminal || p.bar == nil && time.Since(p.began) < patience {
		return
	}
	if p.bar == nil {
		p.bar = progressbar.NewOptions64(max(total, 1),
			progressbar.OptionSetWriter(p.w),
			progressbar.OptionShowBytes(bytes),
			progressbar.OptionSetPredictTime(false), // its "[6s:8s]" explains itself to nobody
			progressbar.OptionSetElapsedTime(false),
			progressbar.OptionThrottle(100*time.Millisecond),
			progressbar.OptionUseANSICodes(p.on.Color),
			progressbar.OptionSetWidth(20),
			progressbar.OptionSetRenderBlankState(false),
			progressbar.OptionClearOnFinish(),
			progressbar.OptionSetTheme(progressbar.Theme{Saucer: "█", SaucerPadding: "░", BarStart: "", BarEnd: ""}),
		)
	}
	p.bar.Describe(text())
	_ = p.bar.Set64(done) // a bar that can't be drawn is no reason to stop
}

// timeLeft estimates the time left from what is done so far.
func (p *Progress) timeLeft(done, total int64) string {
	elapsed := time.Since(p.began)
	rest := float64(total-done) / float64(max(done, 1)) * elapsed.Seconds()
	return Seconds(time.Duration(math.Ceil(min(rest, 1e6))) * time.Second)
}

// Done wipes the bar away.
func (p *Progress) Done() {
	if p.bar != nil {
		_ = p.bar.Clear()
	}
}
