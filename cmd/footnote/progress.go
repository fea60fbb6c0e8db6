package main

import (
	"fmt"
	"io"
	"math"
	"time"

	"github.com/schollz/progressbar/v3"

	"footnote/retrieval"
)

// progress shows how an indexing proceeds: files, MB/s and the time left.
type progress struct {
	w     io.Writer
	on    screen
	began time.Time
	bar   *progressbar.ProgressBar
}

// patience is how long an indexing may take before it shows itself.
const patience = 400 * time.Millisecond

func newProgress(w io.Writer, on screen) *progress {
	return &progress{w: w, on: on, began: time.Now()}
}

// update is a retrieval.SyncOptions.Progress: it is never called at once by
// two goroutines.
func (p *progress) update(now retrieval.Progress) {
	if !p.on.terminal || p.bar == nil && time.Since(p.began) < patience {
		return
	}
	if p.bar == nil {
		p.bar = progressbar.NewOptions64(max(now.TotalBytes, 1),
			progressbar.OptionSetWriter(p.w),
			progressbar.OptionShowBytes(true),
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
	p.bar.Describe(fmt.Sprintf("%s of %s files, %s left", thousands(now.Files), thousands(now.TotalFiles), p.left(now)))
	_ = p.bar.Set64(now.Bytes) // a bar that can't be drawn is no reason to stop
}

// left estimates the time left from the bytes so far.
func (p *progress) left(now retrieval.Progress) string {
	elapsed := time.Since(p.began)
	rest := float64(now.TotalBytes-now.Bytes) / float64(max(now.Bytes, 1)) * elapsed.Seconds()
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
