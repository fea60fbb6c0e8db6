package corpus

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"

	"footnote/retrieval"
)

// keptInMemory is the size in bytes up to which a loaded file is kept until it is
// parsed. What is larger goes to the process that parses it piece by piece.
const keptInMemory = 1 << 20

var errChanged = errors.New("it was changed while it was read")

// Load implements retrieval.Source.
func (c *Corpus) Load(ctx context.Context, f retrieval.File) (retrieval.Content, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if f.Size > c.limits.fileBytes {
		return nil, &retrieval.ReadError{Path: f.Path, Reason: fmt.Sprintf(
			"it has %s, more than the %s allowed; split it, or raise FOOTNOTE_MAX_FILE_SIZE",
			formatSize(f.Size), formatSize(c.limits.fileBytes))}
	}
	content := &content{corpus: c, file: f, id: f.Path, readBy: new(readerNames)}
	var err error
	if c.pool == nil || f.Size <= keptInMemory {
		content.data, content.hash, err = readFile(c.fsys, f.Path, f.Size)
	} else {
		content.hash, err = hashFile(ctx, c.fsys, f.Path)
	}
	if cerr := ctx.Err(); cerr != nil {
		return nil, cerr
	}
	if errors.Is(err, errElsewhere) {
		return nil, &retrieval.ReadError{Path: f.Path, Reason: "it is a link to a file of another folder, which counts there alone: who sees a folder is decided by its own rule; copy the file if it belongs to both"}
	}
	if err != nil {
		return nil, describeUnread(f.Path, err)
	}
	content.origin = readOrigin(c.fsys, f.Path)
	return content, nil
}

// readFile reads a file of about the given size in one allocation, and returns
// it with its hash.
func readFile(fsys fs.FS, name string, size int64) (data []byte, hash string, err error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, "", err
	}
	defer f.Close()
	var b bytes.Buffer
	b.Grow(int(size) + bytes.MinRead)
	if _, err = b.ReadFrom(f); err != nil {
		return nil, "", err
	}
	sum := sha256.Sum256(b.Bytes())
	return b.Bytes(), hex.EncodeToString(sum[:]), nil
}

// hashFile returns the hash of a file without keeping it.
func hashFile(ctx context.Context, fsys fs.FS, name string) (string, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, &contextReader{ctx, f}); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// content is a loaded file.
type content struct {
	corpus *Corpus
	file   retrieval.File
	id     string  // of its documents, or what theirs begin with
	data   []byte  // nil if it isn't kept
	hash   string  // of the bytes
	origin *Origin // nil if it wasn't fetched
	readBy *readerNames

	isLater bool // its pictures are left for ReadPictures
}

// Hash implements retrieval.Content: what comes from elsewhere changes with what is known
// of its origin, too.
func (c *content) Hash() string {
	if c.origin == nil {
		return c.hash
	}
	sum := sha256.Sum256(append([]byte(c.hash), c.origin.key()...))
	return hex.EncodeToString(sum[:])
}

func (c *content) Readers() []string { return c.readBy.sortedNames() }

// Documents implements retrieval.Content.
func (c *content) Documents(ctx context.Context, emit func(*retrieval.Document) error) error {
	emit = c.origin.completing(emit)
	c.isLater = c.corpus.pictures.leaveFor(c.file.Path)
	if c.corpus.pool != nil && !c.isHarmless() {
		return c.readApart(ctx, emit)
	}
	in := c.corpus.newInput(c.id, c.file, c.data, c.readBy)
	if c.isLater {
		in.limits = c.corpus.limits.withoutPictures()
	}
	return c.corpus.readIsolated(ctx, in, emit)
}

// newInput returns a file as readers want it.
func (c *Corpus) newInput(id string, f retrieval.File, data []byte, readBy *readerNames) *input {
	return &input{
		id: id, name: path.Base(f.Path), data: data, modified: f.ModTime,
		limits: &c.limits, formats: c.formats, budget: newBudget(&c.limits), readBy: readBy,
	}
}

// openAgain opens a file that isn't kept, to be read as it was when it was hashed.
func (c *content) openAgain() (io.ReadCloser, error) {
	if c.data != nil {
		return io.NopCloser(bytes.NewReader(c.data)), nil
	}
	f, err := c.corpus.fsys.Open(c.file.Path)
	if err != nil {
		return nil, err
	}
	return &checkedFile{f, sha256.New(), c.hash}, nil
}
