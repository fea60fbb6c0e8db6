package meaning

import (
	"encoding/binary"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"footnote/retrieval/encoder"
)

func quiet() *slog.Logger { return slog.New(slog.DiscardHandler) }

// vectorOf is a vector that only one number has.
func vectorOf(n int) []int8 {
	v := make([]int8, encoder.Size)
	for i := range 8 {
		v[i] = int8(n >> (4 * i) & 15)
	}
	v[encoder.Size-1] = int8(n)
	return v
}

func keyOf(n int) Key { return KeyOf(fmt.Sprint("text ", n)) }

func vectorsOf(from, to int) (list []Vector) {
	for n := from; n < to; n++ {
		list = append(list, Vector{keyOf(n), vectorOf(n)})
	}
	return list
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// checkHas holds a folder against the numbers whose vectors it must have, and some
// that it must not.
func checkHas(t *testing.T, f *Folder, has func(n int) bool, most int) {
	t.Helper()
	s := f.Snapshot()
	defer s.Close()
	products := make([]int32, s.Rows())
	for n := range most {
		v, ok := s.Vector(keyOf(n))
		if ok != has(n) || ok && !slices.Equal(v, vectorOf(n)) {
			t.Fatalf("vector %d is there: %v, want %v (or another one is)", n, ok, has(n))
		}
		if row := s.Row(keyOf(n)); row >= 0 != has(n) {
			t.Fatalf("row %d is %d", n, row)
		} else if row >= 0 && n%100 == 0 {
			s.Scan(dot, products, vectorOf(n))
			var own [1]int32
			dot(own[:], vectorOf(n), vectorOf(n))
			if products[row] != own[0] {
				t.Fatalf("the product of vector %d with itself is %d in the scan, %d alone", n, products[row], own[0])
			}
		}
	}
}

// dot is a Scan.
func dot(dst []int32, query, vectors []int8) {
	for i := range dst {
		dst[i] = 0
		for j, v := range vectors[i*encoder.Size:][:encoder.Size] {
			dst[i] += int32(v) * int32(query[j])
		}
	}
}

func TestFolderKeepsVectors(t *testing.T) {
	f := NewFolder(filepath.Join(t.TempDir(), "vectors"), "model", quiet())
	checkHas(t, f, func(int) bool { return false }, 10)
	check(t, f.Add(nil))
	if f.State() != "" {
		t.Errorf("nothing was added, and there is %q", f.State())
	}
	end := 0
	for _, n := range []int{1, 1, 700, 2, 300, 5, 5, 5, 5} {
		before := f.State()
		check(t, f.Add(vectorsOf(max(0, end-3), end+n))) // three of them again
		if end += n; f.State() == before {
			t.Error("the state is as before")
		}
		checkHas(t, f, func(n int) bool { return n < end }, end+10)
	}
	// A new process finds the same.
	f = NewFolder(f.dir, "model", quiet())
	checkHas(t, f, func(n int) bool { return n < end }, end+10)
	check(t, f.Keep(func(k Key) bool { return k == keyOf(3) || k == keyOf(800) }))
	checkHas(t, f, func(n int) bool { return n == 3 || n == 800 }, end)
	check(t, f.Keep(func(k Key) bool { return false }))
	checkHas(t, f, func(n int) bool { return false }, end)
	if runs := f.listRuns(); len(runs) != 0 {
		t.Errorf("files are left: %v", runs)
	}
}

func TestSmallRunsAreMerged(t *testing.T) {
	f := NewFolder(t.TempDir(), "model", quiet())
	for i := range 200 {
		check(t, f.Add(vectorsOf(i*4, i*4+4)))
		if n := len(f.listRuns()); n > 6 {
			t.Fatalf("after %d batches there are %d files", i+1, n)
		}
	}
	checkHas(t, f, func(n int) bool { return n < 800 }, 810)
	s := f.Snapshot()
	defer s.Close()
	if s.Rows() != 800 {
		t.Errorf("%d rows", s.Rows())
	}
}

// TestFind looks for keys that are spread as hashes are, and for some that aren't.
func TestFind(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	spread := map[string]func() Key{
		"evenly": func() (k Key) {
			binary.BigEndian.PutUint64(k[:], random.Uint64())
			return k
		},
		"crowded": func() (k Key) {
			binary.BigEndian.PutUint64(k[:], ^uint64(0)-random.Uint64N(50))
			binary.BigEndian.PutUint64(k[8:], random.Uint64N(50))
			return k
		},
		"low and high": func() (k Key) {
			binary.BigEndian.PutUint64(k[:], []uint64{0, 1, 2, ^uint64(0), ^uint64(0) - 1, 1 << 63}[random.IntN(6)])
			k[15] = byte(1 + random.IntN(3)) // all zeros stand for no text
			return k
		},
	}
	for name, next := range spread {
		for _, size := range []int{1, 2, 3, 10, 1000} {
			var vectors []Vector
			in := make(map[Key]bool)
			for range size {
				k := next()
				in[k] = true
				vectors = append(vectors, Vector{k, vectorOf(0)})
			}
			f := NewFolder(t.TempDir(), "model", quiet())
			check(t, f.Add(vectors))
			s := f.Snapshot()
			for k := range in {
				if row := s.Row(k); row < 0 || s.runs[0].key(row) != k {
					t.Fatalf("%s, %d: %x is at %d", name, size, k, row)
				}
			}
			for range 1000 {
				if k := next(); (s.Row(k) >= 0) != in[k] {
					t.Fatalf("%s, %d: %x is at %d", name, size, k, s.Row(k))
				}
			}
			s.Close()
		}
	}
}

// TestDamage damages a file everywhere: what is in it counts as not there, and is
// removed.
func TestDamage(t *testing.T) {
	dir := t.TempDir()
	whole := func() (name string, data []byte) {
		check(t, os.RemoveAll(dir))
		f := NewFolder(dir, "model", quiet())
		check(t, f.Add(vectorsOf(0, 50)))
		name = filepath.Join(dir, f.listRuns()[0])
		data, err := os.ReadFile(name)
		check(t, err)
		return name, data
	}
	_, data := whole()
	h, err := decodeHeader(data)
	check(t, err)
	for what, damage := range map[string]func(b []byte) []byte{
		"magic":      func(b []byte) []byte { b[0]++; return b },
		"count":      func(b []byte) []byte { b[12]++; return b },
		"large":      func(b []byte) []byte { b[15] = 255; return b },
		"model":      func(b []byte) []byte { b[headerSize]++; return b },
		"key":        func(b []byte) []byte { b[h.keysAt()+77]++; return b },
		"vector":     func(b []byte) []byte { b[h.vectorsAt()+1234]++; return b },
		"cut off":    func(b []byte) []byte { return b[:len(b)-1] },
		"no header":  func(b []byte) []byte { return b[:headerSize-1] },
		"empty":      func(b []byte) []byte { return nil },
		"longer":     func(b []byte) []byte { return append(b, 0) },
		"only zeros": func(b []byte) []byte { clear(b); return b },
	} {
		name, data := whole()
		check(t, os.WriteFile(name, damage(data), 0o600))
		f := NewFolder(dir, "model", quiet())
		s := f.Snapshot()
		products := make([]int32, s.Rows())
		s.Scan(dot, products, vectorOf(1))
		for _, p := range products {
			if p != Unsound {
				t.Errorf("%s: a damaged vector has a product", what)
			}
		}
		s.Close()
		checkHas(t, f, func(int) bool { return false }, 50)
		if !f.hasDamage() {
			t.Errorf("%s: isn't noticed", what)
		}
		if dropped, err := f.Tidy(); !dropped || err != nil {
			t.Errorf("%s: tidying says %v, %v", what, dropped, err)
		}
		if f.hasDamage() || f.State() != "" {
			t.Errorf("%s: is still there", what)
		}
		check(t, f.Add(vectorsOf(0, 50)))
		checkHas(t, f, func(int) bool { return true }, 50)
	}
}

// TestDamagedInUse shortens a file that is mapped.
func TestDamagedInUse(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("a mapped file can't be shortened there")
	}
	f := NewFolder(t.TempDir(), "model", quiet())
	check(t, f.Add(vectorsOf(0, 2000)))
	s := f.Snapshot()
	defer s.Close()
	check(t, os.Truncate(filepath.Join(f.dir, f.listRuns()[0]), 100))
	if v, ok := s.Vector(keyOf(1)); ok {
		t.Errorf("there is a vector: %v", v)
	}
	products := make([]int32, s.Rows())
	s.Scan(dot, products, vectorOf(1))
	if products[0] != Unsound {
		t.Errorf("there is a product: %d", products[0])
	}
}

func TestOtherModels(t *testing.T) {
	f := NewFolder(t.TempDir(), "model", quiet())
	check(t, f.Add(vectorsOf(0, 5)))
	other := NewFolder(f.dir, "another", quiet())
	checkHas(t, other, func(int) bool { return false }, 5)
	_, err := other.Tidy()
	check(t, err)
	check(t, other.Add(vectorsOf(3, 4)))
	checkHas(t, other, func(n int) bool { return n == 3 }, 5)
}

func TestTidyRemovesHalves(t *testing.T) {
	f := NewFolder(t.TempDir(), "model", quiet())
	check(t, f.Add(vectorsOf(0, 5)))
	check(t, os.WriteFile(filepath.Join(f.dir, "123"+tempEnding), []byte(runMagic), 0o600))
	if dropped, err := f.Tidy(); dropped || err != nil {
		t.Errorf("%v, %v", dropped, err)
	}
	entries, err := os.ReadDir(f.dir)
	check(t, err)
	if len(entries) != 1 || !strings.HasSuffix(entries[0].Name(), runEnding) {
		t.Errorf("left: %v", entries)
	}
	checkHas(t, f, func(int) bool { return true }, 5)
}

// TestReadersWhileVectorsCome has readers, of this process and of another, take
// snapshots while runs are added, merged and dropped: what was there before stays.
func TestReadersWhileVectorsCome(t *testing.T) {
	f := NewFolder(t.TempDir(), "model", quiet())
	check(t, f.Add(vectorsOf(0, 20)))
	done := make(chan struct{})
	var readers sync.WaitGroup
	for i := range 4 {
		reader := f
		if i%2 == 0 {
			reader = NewFolder(f.dir, "model", quiet())
		}
		readers.Go(func() {
			for n := 0; ; n++ {
				select {
				case <-done:
					return
				default:
				}
				s := reader.Snapshot()
				if v, ok := s.Vector(keyOf(n % 20)); !ok || !slices.Equal(v, vectorOf(n%20)) {
					t.Errorf("vector %d isn't there any more", n%20)
				}
				s.Scan(dot, make([]int32, s.Rows()), vectorOf(1))
				s.Close()
				s.Close() // has no effect
			}
		})
	}
	for i := range 40 {
		check(t, f.Add(vectorsOf(20+i*3, 23+i*3)))
		if i%10 == 9 {
			keep := make(map[Key]bool)
			for _, v := range vectorsOf(0, 20+i) {
				keep[v.Key] = true
			}
			check(t, f.Keep(func(k Key) bool { return keep[k] }))
		}
	}
	close(done)
	readers.Wait()
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.open) != 0 {
		t.Errorf("%d files are still open", len(f.open))
	}
}
