package legacy

import (
	"bytes"
	"compress/zlib"
	"context"
	"errors"
	"io"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"footnote/retrieval/corpus/office/block"
)

// The streams in which an object has a file that another program made.
const (
	streamNative   = "Ole10Native" // of a package (MS-OLEDS 2.3.6)
	streamPackage  = "Package"     // an Office Open XML file
	streamContents = "CONTENTS"    // a PDF, for one
)

// UnpackObject returns the file that an object has packed in it; what is no object
// it returns as it is.
func UnpackObject(ctx context.Context, file block.File) (block.File, error) {
	if !isOLE(file.Data) {
		return file, nil
	}
	f, err := openOLE(file.Data)
	if err != nil {
		return block.File{}, err
	}
	if f.isDocument() {
		return file, nil
	}
	inner, err := f.unpackStorage(ctx)
	if errors.Is(err, errNoFile) {
		return file, nil // whoever reads it says what it is
	}
	return inner, err
}

// isDocument reports whether the container is a document that readOLE knows, or a
// message.
func (f *oleFile) isDocument() bool {
	return f.has("WordDocument", "Workbook", "Book", "PowerPoint Document", "__properties_version1.0")
}

// errNoFile says that a storage has no file packed in it.
var errNoFile = errors.New("no file is packed in it")

// unpackStorage returns the file that is packed in a container or a storage of it.
func (f *oleFile) unpackStorage(ctx context.Context) (block.File, error) {
	for _, name := range []string{streamPackage, streamContents} {
		if f.has(name) {
			data, err := f.readStream(ctx, name)
			return block.File{Data: data}, err
		}
	}
	if !f.has(streamNative) {
		return block.File{}, errNoFile
	}
	data, err := f.readStream(ctx, streamNative)
	if err != nil {
		return block.File{}, err
	}
	return unpackNative(data), nil
}

// unpackNative reads an Ole10Native stream: a size and the file, before which a
// package has its label, its name and where it once lay.
func unpackNative(data le) block.File {
	const sizeSize, packaged = 4, 2
	whole := block.File{Data: data.from(sizeSize)}
	if data.u16(sizeSize) != packaged {
		return whole
	}
	rest := data.from(sizeSize + 2)
	cutString := func() string {
		text, after, found := bytes.Cut(rest, []byte{0})
		if !found {
			after = nil
		}
		rest = after
		return decodePage(pageANSI, text)
	}
	label, name := cutString(), cutString()
	rest = rest.from(4) // of what kind it is
	rest = rest.from(4 + rest.u32(0))
	size := rest.u32(0)
	if rest = rest.from(4); size <= 0 || size > len(rest) {
		return whole
	}
	if label == "" {
		label = name
	}
	return block.File{Name: path.Base(strings.ReplaceAll(label, `\`, "/")), Data: rest[:size]}
}

// embeddedObjects returns the files in the storages of a container.
func (f *oleFile) embeddedObjects() []block.Embedded {
	var out []block.Embedded
	for _, name := range slices.Sorted(maps.Keys(f.storages)) {
		inner := f.storages[name]
		switch {
		case inner.has(streamNative, streamPackage, streamContents):
			out = append(out, block.Embedded{Name: path.Base(name), Open: inner.unpackStorage})
		case inner.has("WordDocument", "Workbook", "Book", "PowerPoint Document"):
			out = append(out, block.Embedded{Name: path.Base(name), Read: inner.readDocument})
		}
	}
	return out
}

// pptObject begins an object of a presentation (MS-PPT 2.10.34).
const pptObject = 0x1011

// maxObject is how much one may expand to, bytes.
const maxObject = 64 << 20

// embeddedInSlides returns the objects in the stream of a presentation.
func embeddedInSlides(stream le) []block.Embedded {
	var out []block.Embedded
	stream.eachPPTRecord(maxPPTDepth-1, func(r pptRecord) bool {
		if r.kind != pptObject {
			return false
		}
		name := "object " + strconv.Itoa(len(out)+1)
		out = append(out, block.Embedded{Name: name, Open: func(ctx context.Context) (block.File, error) {
			data := []byte(r.data)
			if compressed := r.instance == 1; compressed {
				z, err := zlib.NewReader(bytes.NewReader(r.data.from(4)))
				if err != nil {
					return block.File{}, block.Fail(err, "it can't be unpacked")
				}
				if data, err = io.ReadAll(io.LimitReader(contextReader{ctx, z}, maxObject)); err != nil && len(data) == 0 {
					return block.File{}, block.Fail(err, "it can't be unpacked")
				}
			}
			return UnpackObject(ctx, block.File{Name: name, Data: data})
		}})
		return false
	})
	return out
}
