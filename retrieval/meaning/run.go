package meaning

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"math/bits"
	"os"
	"path/filepath"
	"runtime/debug"
	"sync"
	"unsafe"

	mmap "github.com/blevesearch/mmap-go"
)

// A run's file, all numbers little-endian:
//
//	 0  magic
//	 8  uint32: length of a vector
//	12  uint32: number of vectors
//	16  uint32: CRC-32C of the keys
//	20  uint32: CRC-32C of the vectors
//	24  uint32: length of the model's name, which follows the header
//	28  uint32: CRC-32C of what comes before, and of the name
//
// and then, each from a multiple of 64 on, the keys and the vectors.
const (
	runMagic   = "FNVECT01"
	headerSize = 32
	keySize    = len(Key{})
	aligned    = 64
)

// header is what a run says of itself.
type header struct {
	length     int // of a vector
	count      int
	keys, sums uint32 // checksums of the keys and of the vectors
	model      string
}

// errDamaged is matched by errors about runs that can't be used.
var errDamaged = errors.New("the file of vectors is damaged")

// errOtherModel is matched by errors about runs that another model made.
var errOtherModel = errors.New("the vectors were made by another model")

func align(n int) int { return (n + aligned - 1) &^ (aligned - 1) }

func (h header) keysAt() int    { return align(headerSize + len(h.model)) }
func (h header) vectorsAt() int { return align(h.keysAt() + h.count*keySize) }
func (h header) size() int      { return h.vectorsAt() + h.count*h.length }

// encodeHeader returns the bytes before the keys.
func (h header) encodeHeader() []byte {
	b := make([]byte, h.keysAt())
	copy(b, runMagic)
	for i, n := range []uint32{uint32(h.length), uint32(h.count), h.keys, h.sums, uint32(len(h.model))} {
		binary.LittleEndian.PutUint32(b[8+4*i:], n)
	}
	copy(b[headerSize:], h.model)
	binary.LittleEndian.PutUint32(b[28:], h.checksumHeader(b))
	return b
}

func (h header) checksumHeader(b []byte) uint32 {
	return crc32.Update(checksum(b[:28]), castagnoli(), b[headerSize:headerSize+len(h.model)])
}

// decodeHeader reads the header of a file. Its length must be what the header says.
func decodeHeader(file []byte) (h header, err error) {
	if len(file) < headerSize || string(file[:8]) != runMagic {
		return h, errDamaged
	}
	var n [6]int
	for i := range n {
		n[i] = int(binary.LittleEndian.Uint32(file[8+4*i:]))
	}
	h.length, h.count, h.keys, h.sums = n[0], n[1], uint32(n[2]), uint32(n[3])
	if h.length < 1 || h.length > mostValues || n[4] > len(file)-headerSize {
		return h, errDamaged
	}
	h.model = string(file[headerSize : headerSize+n[4]])
	if h.checksumHeader(file) != uint32(n[5]) || h.size() != len(file) {
		return h, errDamaged
	}
	return h, nil
}

func castagnoli() *crc32.Table { return crc32.MakeTable(crc32.Castagnoli) }

func checksum(b []byte) uint32 { return crc32.Checksum(b, castagnoli()) }

// run is an open file of vectors. Its memory is good until it is closed.
type run struct {
	name    string
	folder  *Folder
	file    mmap.MMap
	keys    []byte // count keys, in order
	vectors []int8
	count   int
	sum     uint32 // of the vectors

	check sync.Once
	sound bool // once checked

	readers int // guarded by the folder
}

// openRun maps a file and checks all but its vectors.
func (folder *Folder) openRun(name string) (_ *run, err error) {
	f, err := os.Open(filepath.Join(folder.dir, name))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if info.Size() < headerSize {
		return nil, errDamaged // nor can an empty file be mapped
	}
	file, err := mmap.Map(f, mmap.RDONLY, 0)
	if err != nil {
		return nil, fmt.Errorf("map %s: %w", f.Name(), err)
	}
	r := &run{name: name, folder: folder, file: file}
	if err := r.readParts(); err != nil {
		return nil, errors.Join(err, file.Unmap())
	}
	return r, nil
}

// readParts finds the parts of the file.
func (r *run) readParts() (err error) {
	defer guardAgainstFaults(func(p any) { err = errDamaged })()
	h, err := decodeHeader(r.file)
	if err != nil {
		return err
	}
	if h.model != r.folder.model {
		return errOtherModel
	}
	if h.length != r.folder.size {
		return errDamaged
	}
	r.count, r.sum = h.count, h.sums
	r.keys = r.file[h.keysAt():][:h.count*keySize]
	r.vectors = signed(r.file[h.vectorsAt():][:h.count*h.length])
	if checksum(r.keys) != h.keys {
		return errDamaged
	}
	return nil
}

// signed returns bytes as signed ones, in place.
func signed(b []byte) []int8 {
	if len(b) == 0 {
		return nil
	}
	return unsafe.Slice((*int8)(unsafe.Pointer(&b[0])), len(b))
}

// unsigned is the opposite of signed.
func unsigned(v []int8) []byte {
	if len(v) == 0 {
		return nil
	}
	return unsafe.Slice((*byte)(unsafe.Pointer(&v[0])), len(v))
}

// guardAgainstFaults calls damaged if reading a mapped file, which may have become
// shorter, is a fault of memory. Its result is to be deferred.
func guardAgainstFaults(damaged func(any)) func() {
	before := debug.SetPanicOnFault(true)
	return func() {
		debug.SetPanicOnFault(before)
		if p := recover(); p != nil {
			damaged(p)
		}
	}
}

// isSound reports whether the vectors are as they were written. The first call reads
// all of them: 7 ms for the 67 MB of 174,000.
func (r *run) isSound() bool {
	r.check.Do(func() {
		defer guardAgainstFaults(func(any) { r.sound = false })()
		r.sound = checksum(unsigned(r.vectors)) == r.sum
		if !r.sound {
			r.folder.noteUnsound(r.name)
		}
	})
	return r.sound
}

func (r *run) key(i int) Key { return Key(r.keys[i*keySize:][:keySize]) }

func (r *run) vector(i int) []int8 { return r.vectors[i*r.folder.size:][:r.folder.size] }

// find returns where a key is, -1 if it isn't there. Keys are spread evenly, so the
// place can be guessed within a few steps; guesses that don't help are followed by
// halving.
func (r *run) find(k Key) int {
	low, high := 0, r.count // it is in [low, high)
	lowest, highest := uint64(0), ^uint64(0)
	for guess := true; low < high; guess = !guess {
		i := (low + high) / 2
		if guess && highest > lowest {
			share, _ := bits.Mul64(k.head()-lowest, uint64(high-low))
			if width := highest - lowest; width != ^uint64(0) {
				share, _ = bits.Div64(share, (k.head()-lowest)*uint64(high-low), width)
			}
			i = min(low+int(share), high-1)
		}
		at := r.key(i)
		switch c := at.Compare(k); {
		case c == 0:
			return i
		case c < 0:
			low, lowest = i+1, at.head()
		default:
			high, highest = i, at.head()
		}
	}
	return -1
}

func (r *run) close() error { return r.file.Unmap() }
