package pdf

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
	"math"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/enums"
	pdfiumerrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/requests"
)

// Drawing is a page as it looks.
type Drawing struct {
	Picture       []byte // PNG, or JPEG where that is much smaller
	Width, Height int    // pixels
	Pages         int    // of the file
	// Lines are what stands on the page, in the order of the file.
	Lines []DrawnLine
	// Marked are the places of the marks, those of each together, in their order.
	Marked []MarkedBox
}

// DrawnLine is a line of text and where it stands, in pixels.
type DrawnLine struct {
	Text       string
	X, Y, W, H int
}

// Baseline is about where the letters of a line stand, in pixels from above.
func (l DrawnLine) Baseline() int { return l.Y + l.H*4/5 }

// MarkedBox is a part of a line that is marked, in pixels.
type MarkedBox struct {
	X, Y, W, H int
	Strong     bool
}

// Mark is a text that is to be marked on a page.
type Mark struct {
	Text string
	// Near is about how far down the text of the page it stands, from 0 to 1: it may be
	// there more than once.
	Near float64
	// Strong is set for what is marked more than the rest.
	Strong bool
}

// DrawOptions say what is drawn.
type DrawOptions struct {
	Page  int // from 1
	Marks []Mark
}

const (
	// drawnWidth is how wide pictures are, pixels: twice the pane of a common screen
	// would look no better on it.
	drawnWidth = 1240
	// maxDrawnHeight bounds how tall they are: rolls of paper are drawn smaller.
	maxDrawnHeight = 4 * drawnWidth
	// largePNG is from how many bytes on a picture is made a JPEG, as pages of photographs.
	largePNG = 1 << 20
	// drawnQuality is that of a JPEG.
	drawnQuality = 82
)

// ErrNoPage is the answer for a page that a file doesn't have.
var ErrNoPage = errors.New("the PDF has no such page")

// Draw returns a page as a picture, with marks on it. It ends soon after ctx does. The
// instance can't be used after it.
func (i *Instance) Draw(ctx context.Context, data []byte, o DrawOptions) (*Drawing, error) {
	var d *Drawing
	err := i.runOnce(ctx, func(p pdfium.Pdfium) (err error) {
		d, err = drawPage(p, data, o)
		return err
	})
	return d, err
}

func drawPage(p pdfium.Pdfium, data []byte, o DrawOptions) (*Drawing, error) {
	opened, err := p.OpenDocument(&requests.OpenDocument{FileReader: bytes.NewReader(data), FileReaderSize: int64(len(data))})
	switch {
	case errors.Is(err, pdfiumerrors.ErrPassword), errors.Is(err, pdfiumerrors.ErrSecurity):
		return nil, ErrPassword
	case err != nil:
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	count, err := p.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: opened.Document})
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if o.Page < 1 || o.Page > count.PageCount {
		return nil, ErrNoPage
	}
	which := requests.Page{ByIndex: &requests.PageByIndex{Document: opened.Document, Index: o.Page - 1}}
	made, err := p.RenderPageInPixels(&requests.RenderPageInPixels{
		Page: which, Width: drawnWidth, Height: maxDrawnHeight, RenderFlags: enums.FPDF_RENDER_FLAG_ANNOT,
	})
	if err != nil {
		return nil, fmt.Errorf("draw page %d: %w", o.Page, err)
	}
	defer made.Cleanup()
	picture := made.Result.RenderedImage
	d := &Drawing{Width: picture.Bounds().Dx(), Height: picture.Bounds().Dy(), Pages: count.PageCount}
	glyphs := d.placeGlyphs(p, which)
	d.Lines = drawnLines(glyphs)
	d.Marked = markGlyphs(glyphs, o.Marks)
	d.Picture, err = encodePicture(paintMarks(picture, d.Marked))
	return d, err
}

// drawnGlyph is a character with its place in the picture. Its other one is that on the
// page with the text upright, where lines can be told.
type drawnGlyph struct {
	glyph
	at   box
	turn int // quarter turns
}

// placeGlyphs returns the characters of a page where they stand in the picture, in the
// order of the file; none where the page's text can't be read, as that of a scan.
func (d *Drawing) placeGlyphs(p pdfium.Pdfium, which requests.Page) []drawnGlyph {
	text, err := p.GetPageTextStructured(&requests.GetPageTextStructured{Page: which, Mode: requests.GetPageTextStructuredModeChars})
	if err != nil {
		return nil
	}
	place, err := d.placement(p, which)
	if err != nil {
		return nil
	}
	var list []drawnGlyph
	for i, c := range text.Chars {
		if i == maxPageGlyphs {
			break
		}
		if c.Text == "" {
			continue
		}
		g := drawnGlyph{turn: quarterTurns(c.Angle), at: place(rotateUpright(c.PointPosition, 0))}
		g.glyph = glyph{rotateUpright(c.PointPosition, g.turn), []rune(c.Text)[0], i}
		if isFinite(g.at) {
			list = append(list, g)
		}
	}
	return list
}

// placement returns what turns a place on the page into one in the picture. It asks
// PDFium, since the page may be turned or cropped.
func (d *Drawing) placement(p pdfium.Pdfium, which requests.Page) (func(box) box, error) {
	const fine = 1 << 20 // PDFium answers in whole steps
	const far = 1000     // points
	var corner [3][2]float64
	for i, at := range [3][2]float64{{0, 0}, {far, 0}, {0, far}} {
		r, err := p.FPDF_PageToDevice(&requests.FPDF_PageToDevice{
			Page: which, SizeX: fine, SizeY: fine, Rotate: enums.FPDF_PAGE_ROTATION_NONE, PageX: at[0], PageY: at[1],
		})
		if err != nil {
			return nil, err
		}
		corner[i] = [2]float64{float64(r.DeviceX) / fine * float64(d.Width), float64(r.DeviceY) / fine * float64(d.Height)}
	}
	turn := func(x, y float64) (float64, float64) {
		var out [2]float64
		for i := range out {
			out[i] = corner[0][i] + x*(corner[1][i]-corner[0][i])/far + y*(corner[2][i]-corner[0][i])/far
		}
		return out[0], out[1]
	}
	return func(b box) box {
		x0, y0 := turn(b.x0, b.y0)
		x1, y1 := turn(b.x1, b.y1)
		return box{min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)}
	}, nil
}

// Colours of marks, which darken what is below them, and of the line around those that
// are strong: on a dark page that alone is seen.
var (
	citedColour  = color.RGBA{255, 240, 176, 255}
	strongColour = color.RGBA{255, 214, 92, 255}
	aroundColour = color.RGBA{190, 98, 8, 255}
)

// aroundWidth is how wide the line around a strong mark is, pixels.
const aroundWidth = 2

// Layers of marks, the upper ones later.
const (
	noMark = iota
	citedMark
	aroundMark
	strongMark
)

// paintMarks returns a picture with marks on it. Marks that overlap, as those of lines
// below each other do, are no darker there.
func paintMarks(picture image.Image, marks []MarkedBox) image.Image {
	painted, ok := picture.(*image.RGBA)
	if !ok {
		painted = image.NewRGBA(picture.Bounds())
		draw.Draw(painted, painted.Bounds(), picture, picture.Bounds().Min, draw.Src)
	}
	layers := image.NewGray(painted.Bounds())
	for layer := uint8(citedMark); layer <= strongMark; layer++ {
		for _, m := range marks {
			area := image.Rect(m.X, m.Y, m.X+m.W, m.Y+m.H)
			switch {
			case m.Strong != (layer > citedMark):
				continue
			case layer == strongMark:
				area = area.Inset(aroundWidth)
			}
			draw.Draw(layers, area, image.NewUniform(color.Gray{Y: layer}), image.Point{}, draw.Src)
		}
	}
	darken := func(a, b uint8) uint8 { return uint8(int(a) * int(b) / math.MaxUint8) }
	for y := layers.Rect.Min.Y; y < layers.Rect.Max.Y; y++ {
		for x := layers.Rect.Min.X; x < layers.Rect.Max.X; x++ {
			colour := citedColour
			switch layers.GrayAt(x, y).Y {
			case noMark:
				continue
			case aroundMark:
				painted.SetRGBA(x, y, aroundColour)
				continue
			case strongMark:
				colour = strongColour
			}
			was := painted.RGBAAt(x, y)
			painted.SetRGBA(x, y, color.RGBA{darken(was.R, colour.R), darken(was.G, colour.G), darken(was.B, colour.B), was.A})
		}
	}
	return painted
}

// withFewColours returns a picture whose colours fit a palette, nil for one that has too
// many. Those that nobody could tell apart are one: a page of text has a third of the
// bytes then.
func withFewColours(picture image.Image) image.Image {
	full, ok := picture.(*image.RGBA)
	if !ok {
		return nil
	}
	const step = 8 // of 256
	round := func(v uint8) uint8 { return uint8(min((int(v)+step/2)/step*step, math.MaxUint8)) }
	few := image.NewPaletted(full.Rect, nil)
	known := make(map[color.RGBA]uint8)
	for y := full.Rect.Min.Y; y < full.Rect.Max.Y; y++ {
		for x := full.Rect.Min.X; x < full.Rect.Max.X; x++ {
			c := full.RGBAAt(x, y)
			c = color.RGBA{round(c.R), round(c.G), round(c.B), c.A}
			i, ok := known[c]
			if !ok {
				if len(few.Palette) > math.MaxUint8 {
					return nil
				}
				i = uint8(len(few.Palette))
				known[c], few.Palette = i, append(few.Palette, c)
			}
			few.Pix[few.PixOffset(x, y)] = i
		}
	}
	return few
}

// encodePicture returns a picture as PNG, or as JPEG if it is large.
func encodePicture(picture image.Image) ([]byte, error) {
	var b bytes.Buffer
	if few := withFewColours(picture); few != nil {
		picture = few
	}
	if err := png.Encode(&b, picture); err != nil {
		return nil, err
	}
	if b.Len() < largePNG {
		return b.Bytes(), nil
	}
	var small bytes.Buffer
	if err := jpeg.Encode(&small, picture, &jpeg.Options{Quality: drawnQuality}); err != nil {
		return nil, err
	}
	if small.Len() < b.Len() {
		return small.Bytes(), nil
	}
	return b.Bytes(), nil
}
