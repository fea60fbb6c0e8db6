package main

import (
	"fmt"
	"io"
	"math"
	"time"

	"github.com/schollz/progressbar/v3"

	"footnote/retrieval"
)

// progress shows how something long proceeds, and the time left.
type progress struct {
	w     io.Writer
	on    screen
	began time.Time
	bar   *progressbar.ProgressBar
}

// patience is how long something may take before it shows itself.
const patience = 400 * time.Millisecond

func newProgress(w io.Writer, on screen) *progress {
	return &progress{w: w, on: on, began: time.Now()}
}

// update is a retrieval.SyncOptions.Progress: it is never called at once by
// two goroutines.
func (p *progress) update(now retrieval.Progress) {
	p.draw(now.Bytes, now.TotalBytes, true, func() string {
		return fmt.Sprintf("%s of %s files, %s left", thousands(now.Files), thousands(now.TotalFiles), p.left(now.Bytes, now.TotalBytes))
	})
}

// questions shows how a measuring proceeds.
func (p *progress) questions(done, total int) {
	p.draw(int64(done), int64(total), false, func() string {
		return fmt.Sprintf("%s of %s questions, %s left", thousands(done), thousands(total), p.left(int64(done), int64(total)))
	})
}

// cases shows how the fitting of weights proceeds.
func (p *progress) cases(what string, done, total int) {
	if done == 1 && p.bar != nil {
		p.done()
		p.bar = nil // another one, with a total of its own
	}
	p.draw(int64(done), int64(total), false, func() string {
		return fmt.Sprintf("%s of %s %s", thousands(done), thousands(total), what)
	})
}

func (p *progress) draw(done, total int64, bytes bool, text func() string) {
	if !p.on.terminal || p.bar == nil && time.Since(p.began) < patience {
		return
	}
	if p.bar == nil {
		p.bar = progressbar.NewOptions64(max(total, 1),
			progressbar.OptionSetWriter(p.w),
			progressbar.OptionShowBytes(bytes),
			progressbar.OptionSetPredictTime(false), // its "[6s:8s]" explains itself to nobody
			progressbar.OptionSetElapsedTime(false),
			progressbar.OptionThrottle(100*time.Millisecond),
			progressbar.OptionUseANSICodes(p.on.color),
			progressbar.OptionSetWidth(20),
			progressbar.OptionSetRenderBlankState(false),
			progressbar.OptionClearOnFinish(),
			progressbar.OptionSetTheme(progressbar.Theme{Saucer: "█", SaucerPadding: "░", BarStart: "", BarEnd: ""}),
		)
	}
	p.bar.Describe(text())
	_ = p.bar.Set64(done) // a bar that can't be drawn is no reason to stop
}

// left estimates the time left from what is done so far.
func (p *progress) left(done, total int64) string {
	elapsed := time.Since(p.began)
	rest := float64(total-done) / float64(max(done, 1)) * elapsed.Seconds()
	return seconds(time.Duration(math.Ceil(min(rest, 1e6))) * time.Second)
}

// done wipes the bar away.
func (p *progress) done() {
	if p.bar != nil {
		_ = p.bar.Clear()
	}
}

// seconds prints a duration with the precision that a person wants.
func seconds(d time.Duration) string {
	switch s := d.Seconds(); {
	case s < 10 && d%time.Second != 0:
		return fmt.Sprintf("%.1f s", s)
	case s < 120:
		return fmt.Sprintf("%.0f s", s)
	default:
		return fmt.Sprintf("%d min %d s", int(s)/60, int(s)%60)
	}
}
