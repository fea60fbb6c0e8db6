package corpus

import (
	"context"
	"errors"
	"sync"

	"footnote/retrieval"
)

// A page that is a picture takes a second or two to read, and a folder of scans hours:
// nobody is to wait so long for the words of other documents. Where pictures are read
// later, a first sync leaves them out, ReadPictures reads them file by file, at leisure,
// and a sync after that takes their texts from where package ocr keeps them.

// pictures is what a corpus knows of files whose pictures are read later.
type pictures struct {
	later func() bool // nothing but ReadPictures reads them; asked no sooner than it matters, since it makes a folder

	mu   sync.Mutex
	read map[string]bool // paths of files that ReadPictures has read, and no sync since
}

// isRead reports whether the pictures of a file have been read and only a sync is due.
func (p *pictures) isRead(path string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.read[path]
}

// leaveFor reports whether a file is to be read without its pictures now. A file whose
// pictures have been read is so once: what comes to be at its path later is another one.
func (p *pictures) leaveFor(path string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	left := !p.read[path] && p.later()
	delete(p.read, path)
	return left
}

// WaitsForPictures reports whether a file has pictures that are read later.
func WaitsForPictures(state retrieval.FileState) bool {
	for _, key := range state.Readers {
		if key == picturesLater {
			return true
		}
	}
	return false
}

// LeavesPictures reports whether pictures are read by ReadPictures alone.
func (c *Corpus) LeavesPictures() bool { return c.pictures.later() }

// NotePicturesRead has the next sync read files again whose pictures ReadPictures has
// read.
func (c *Corpus) NotePicturesRead(paths ...string) {
	c.pictures.mu.Lock()
	defer c.pictures.mu.Unlock()
	if c.pictures.read == nil {
		c.pictures.read = make(map[string]bool)
	}
	for _, path := range paths {
		c.pictures.read[path] = true
	}
}

// ArePicturesRead reports whether ReadPictures has read the pictures of a file and only a
// sync is due.
func (c *Corpus) ArePicturesRead(path string) bool { return c.pictures.isRead(path) }

// ReadPictures reads the pictures of a file, for what is read to be kept. c is a corpus
// whose pictures are not read later. What the file itself has against being read is for
// a sync to tell.
func (c *Corpus) ReadPictures(ctx context.Context, f retrieval.File) error {
	content, err := c.Load(ctx, f)
	if err == nil {
		err = content.Documents(ctx, func(*retrieval.Document) error { return nil })
	}
	if problem := (*retrieval.ReadError)(nil); errors.As(err, &problem) {
		return nil
	}
	return err
}

// withoutPictures are the limits of a file whose pictures are read later.
func (l *limits) withoutPictures() *limits {
	without := *l
	without.ocr, without.later = nil, true
	return &without
}
