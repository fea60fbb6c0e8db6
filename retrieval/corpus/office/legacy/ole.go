package legacy

import (
	"bytes"
	"context"
	"io"
	"strings"

	"github.com/richardlehane/mscfb"

	"footnote/retrieval/corpus/office/block"
)

// oleFile is a file in the container format of Office before 2007, or a storage in
// one: streams by name in lower case. Those of inner storages belong to embedded
// files.
type oleFile struct {
	streams  map[string]*mscfb.File
	storages map[string]*oleFile // by path, those of the outermost one
	data     []byte
}

// openOLE reads the directory of a container.
func openOLE(data []byte) (*oleFile, error) {
	r, err := mscfb.New(bytes.NewReader(data))
	if err != nil {
		return nil, block.Fail(err, "its container is damaged; was it copied completely?")
	}
	f := &oleFile{make(map[string]*mscfb.File), make(map[string]*oleFile), data}
	for _, entry := range r.File {
		storage := f
		if len(entry.Path) > 0 {
			name := strings.Join(entry.Path, "/")
			if storage = f.storages[name]; storage == nil {
				storage = &oleFile{streams: make(map[string]*mscfb.File), data: data}
				f.storages[name] = storage
			}
		}
		if name := strings.ToLower(entry.Name); storage.streams[name] == nil {
			storage.streams[name] = entry
		}
	}
	return f, nil
}

// has reports whether there is a stream of one of these names.
func (f *oleFile) has(names ...string) bool {
	for _, name := range names {
		if f.streams[strings.ToLower(name)] != nil {
			return true
		}
	}
	return false
}

// readStream returns what a stream holds, as far as it can be read. Nothing is
// longer than the file.
func (f *oleFile) readStream(ctx context.Context, name string) ([]byte, error) {
	entry := f.streams[strings.ToLower(name)]
	if entry == nil {
		return nil, block.Fail(nil, "a part of it is missing; the file may be damaged")
	}
	var b bytes.Buffer
	_, err := b.ReadFrom(io.LimitReader(contextReader{ctx, entry}, int64(len(f.data))))
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil && b.Len() == 0 {
		return nil, block.Fail(err, "a part of it can't be read; the file may be damaged")
	}
	return b.Bytes(), nil
}

// contextReader ends when its context does. It lives no longer than the call
// that it has its context from.
type contextReader struct {
	ctx context.Context
	r   io.Reader
}

func (r contextReader) Read(b []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.r.Read(b)
}
