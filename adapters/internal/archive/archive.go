// Package archive has what the archives of all stores do alike.
package archive

import (
	"iter"

	"footnote/bot"
)

// PageSize is how many requests ReadJudged has read at once.
const PageSize = 200

// Numbered is a request with its ratings and its number in the store.
type Numbered struct {
	bot.Judged
	Number int64
}

// ReadJudged returns the requests of all pages. readPage returns the next page behind a
// number, PageSize requests of rising numbers if there are as many. It is asked page by
// page, for whoever takes the requests may be slow, and must neither keep a connection
// nor hold others up.
func ReadJudged(readPage func(after int64) ([]Numbered, error)) iter.Seq2[bot.Judged, error] {
	return func(yield func(bot.Judged, error) bool) {
		for last := int64(0); ; {
			page, err := readPage(last)
			if err != nil {
				yield(bot.Judged{}, err)
				return
			}
			for _, j := range page {
				if !yield(j.Judged, nil) {
					return
				}
				last = j.Number
			}
			if len(page) < PageSize {
				return
			}
		}
	}
}

// TakeOne returns the only request that was found, bot.ErrUnknown if there is none.
func TakeOne(list []bot.Record, err error) (bot.Record, error) {
	if err != nil {
		return bot.Record{}, err
	}
	if len(list) == 0 {
		return bot.Record{}, bot.ErrUnknown
	}
	return list[0], nil
}
