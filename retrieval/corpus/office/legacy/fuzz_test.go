package legacy

import (
	"context"
	"testing"
	"time"

	"footnote/retrieval/corpus/office/block"
)

// fuzzTime is how long a damaged file may take.
const fuzzTime = 20 * time.Second

// checkRead reads data that may be damaged in any way: it ends in time, as text
// or with a reason.
func checkRead(t *testing.T, read func(context.Context) (block.Blocks, error)) {
	ctx, cancel := context.WithTimeout(context.Background(), fuzzTime)
	defer cancel()
	blocks, err := read(ctx)
	switch {
	case ctx.Err() != nil:
		t.Fatal("it took too long")
	case err != nil && err.Error() == "":
		t.Error("no reason")
	case err == nil && blocks.Size() > 4*block.MaxText:
		t.Errorf("%d bytes of text", blocks.Size())
	}
}

// FuzzRead changes the container, too.
func FuzzRead(f *testing.F) {
	paragraphs, notes := docSample()
	f.Add(docOf(paragraphs, notes, 0))
	f.Add(xlsOf())
	f.Add(pptOf())
	f.Fuzz(func(t *testing.T, data []byte) {
		if !Is(data) {
			return
		}
		checkRead(t, func(ctx context.Context) (block.Blocks, error) {
			d, err := Read(ctx, data)
			if err != nil {
				return nil, err
			}
			return d.Blocks, nil
		})
	})
}

// The following change the streams inside, so that the fuzzer needn't keep the
// chains of the container's sectors in order.

func FuzzDOC(f *testing.F) {
	paragraphs, notes := docSample()
	main, table := docStreams(paragraphs, notes, 0)
	f.Add(main, table)
	f.Fuzz(func(t *testing.T, main, table []byte) {
		checkRead(t, func(ctx context.Context) (block.Blocks, error) {
			return readWord(ctx, main, func(int) ([]byte, error) { return table, nil })
		})
	})
}

func FuzzXLS(f *testing.F) {
	f.Add(xlsBook())
	f.Fuzz(func(t *testing.T, book []byte) {
		checkRead(t, func(ctx context.Context) (block.Blocks, error) {
			var d block.Document
			err := readWorkbook(ctx, book, &d)
			return d.Blocks, err
		})
	})
}

func FuzzPPT(f *testing.F) {
	main, user := pptStreams()
	f.Add(main, user)
	f.Fuzz(func(t *testing.T, stream, user []byte) {
		checkRead(t, func(ctx context.Context) (block.Blocks, error) { return readPresentation(ctx, stream, user) })
	})
}

func FuzzRTF(f *testing.F) {
	f.Add(`{\rtf1\ansicpg1251{\fonttbl{\f1\fcharset128 A;}}{\stylesheet{\s1 heading 1;}}\f1\s1 \'93\'fa\u-10179?\par{\footnote x}\cell\row{\shptxt y}}`)
	f.Add(`{\rtf1{\upr a{\*\ud b}}{\listtext 1.}{\info{\title t}}\bin9999999999 x}`)
	f.Fuzz(func(t *testing.T, rtf string) {
		checkRead(t, func(ctx context.Context) (block.Blocks, error) {
			d, err := readRTF(ctx, []byte(rtf))
			if err != nil {
				return nil, err
			}
			return d.Blocks, nil
		})
	})
}
