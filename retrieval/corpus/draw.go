package corpus

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"footnote/retrieval/corpus/apart"
	"footnote/retrieval/corpus/pdf"
)

const (
	// drawTime is how long a page may take to be drawn, on the clock: nobody looks at an
	// empty frame for longer. The first one of a child waits for PDFium, too.
	drawTime = 30 * time.Second
	// maxDrawing bounds what comes of it, bytes: the picture and the text of the page.
	maxDrawing = 24 << 20
	// drawnAhead is how many pages may wait to be drawn: more is a crowd, or an attack.
	drawnAhead = 16
)

var (
	// ErrDrawingBusy is the answer where too many pages wait to be drawn.
	ErrDrawingBusy = errors.New("too many pages wait to be drawn")
	// ErrCantDraw is the answer for a page that can't be drawn.
	ErrCantDraw = errors.New("the page can't be drawn")
)

// Painter draws pages of PDF files, each in a child of its pool: whatever is in the file
// costs that page only. It is safe for use by several goroutines.
type Painter struct {
	pool    *apart.Pool // nil draws in this process, which a file can bring down
	most    int64       // bytes of a file
	engine  pdf.Engine
	waiting chan struct{}
}

// NewPainter returns a Painter for files of up to so many bytes; 0 means
// DefaultMaxFileSize. Whoever made the pool closes it; nil draws in this process.
func NewPainter(pool *apart.Pool, most int64) *Painter {
	if most == 0 {
		most = DefaultMaxFileSize
	}
	return &Painter{pool: pool, most: most, waiting: make(chan struct{}, drawnAhead)}
}

// Close frees what draws in this process.
func (p *Painter) Close() error { return p.engine.Close() }

// DrawPage draws a page of a PDF file of the given size. What is wrong with the file
// matches ErrCantDraw.
func (p *Painter) DrawPage(ctx context.Context, file io.Reader, size int64, o pdf.DrawOptions) (*pdf.Drawing, error) {
	if size > p.most {
		return nil, fmt.Errorf("%w: the file has %s", ErrCantDraw, formatSize(size))
	}
	select {
	case p.waiting <- struct{}{}:
		defer func() { <-p.waiting }()
	default:
		return nil, ErrDrawingBusy
	}
	ctx, cancel := context.WithTimeout(ctx, drawTime)
	defer cancel()
	d, err := p.draw(ctx, io.LimitReader(file, p.most), size, o)
	if err == nil && !isDrawing(d) {
		err = errNonsense
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrCantDraw, err)
	}
	return d, nil
}

// isDrawing reports whether a child gave what it should: it may be in the hands of the
// file that it drew.
func isDrawing(d *pdf.Drawing) bool {
	if d == nil || d.Width <= 0 || d.Height <= 0 || d.Pages <= 0 {
		return false
	}
	switch http.DetectContentType(d.Picture) {
	case "image/png", "image/jpeg":
		return true
	}
	return false
}

func (p *Painter) draw(ctx context.Context, file io.Reader, size int64, o pdf.DrawOptions) (*pdf.Drawing, error) {
	if p.pool == nil {
		data, err := io.ReadAll(file)
		if err != nil {
			return nil, err
		}
		return drawHere(ctx, &p.engine, func(start func() error) error { return start() }, data, o)
	}
	header, err := json.Marshal(apartHeader{Draw: &o})
	if err != nil {
		return nil, fmt.Errorf("hand the page over: %w", err)
	}
	var all []byte
	var d *pdf.Drawing
	err = p.pool.Run(ctx, apart.Job{Header: header, Data: file, Size: size, MaxOutput: maxDrawing}, func(message []byte) error {
		if len(message) == 0 || d != nil {
			return errNonsense
		}
		all = append(all, message[1:]...)
		switch message[0] {
		case sayPiece:
			return nil
		case sayDrawing:
			d = new(pdf.Drawing)
			return json.Unmarshal(all, d)
		case sayNoDrawing:
			return fmt.Errorf("%w: %s", pdf.ErrDamaged, all)
		}
		return errNonsense
	})
	return d, err
}

// drawHere draws in this process. start runs the start of PDFium, which is no file's
// fault.
func drawHere(ctx context.Context, engine *pdf.Engine, start func(func() error) error, data []byte, o pdf.DrawOptions) (*pdf.Drawing, error) {
	var instance *pdf.Instance
	err := start(func() (err error) {
		instance, err = engine.Acquire(ctx)
		return err
	})
	if err != nil {
		return nil, err
	}
	if !bytes.Contains(data[:min(len(data), 1024)], pdfHeader) {
		data = append([]byte("%PDF-1.7\n"), data...)
	}
	return instance.Draw(ctx, data, o)
}

// drawPage draws a page in a child and says what comes of it. It reports whether the
// child is past use.
func drawPage(w *apart.Worker, engine *pdf.Engine, data []byte, o pdf.DrawOptions) (retire bool) {
	ctx, cancel := context.WithTimeout(context.Background(), drawTime)
	defer cancel()
	d, err := drawHere(ctx, engine, w.RunUnlimited, data, o)
	if err != nil {
		return w.Send([]byte{sayNoDrawing}, []byte(strings.ToValidUTF8(err.Error(), ""))) != nil
	}
	return sendJSON(w, sayDrawing, d) != nil
}
