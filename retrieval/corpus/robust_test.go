package corpus

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"maps"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"footnote/retrieval"
)

// What a file may cost in TestRobust.
const (
	robustTime   = 10 * time.Second // of a processor
	robustMemory = 512 << 20        // bytes of heap, beyond what there was before
)

// hostileFiles are among the files of TestRobust and must not be read: they
// are made to exhaust whoever tries. The reason is part of what is said.
var hostileFiles = map[string]string{
	"quine.gz":              "bundles are nested",
	"testZIP_corrupted_oom": "damaged",
	"testZipEncrypted.zip":  "password",
	"moby.zip":              "unsupported compression",
}

// TestRobust reads the collections of files that broke other programs. Every
// file ends as documents or with a reason, within limits of time and memory.
// It takes minutes and measures memory, so it runs by itself, with -v for the
// counts.
func TestRobust(t *testing.T) {
	if os.Getenv("FOOTNOTE_TEST_ROBUST") == "" {
		t.Skip("set FOOTNOTE_TEST_ROBUST=1 to run it")
	}
	archives, _ := filepath.Glob("../../../shared/data/files/*.tar.gz")
	if len(archives) == 0 {
		t.Skip("without ../shared/data/files")
	}
	// One corpus for all, so that the engine for PDF starts once.
	files := fstest.MapFS{}
	c := New(files, Options{FileTime: robustTime})
	defer c.Close()
	counts := make(map[string]*[3]int) // read, refused, failed by extension
	hostile := 0
	for _, archive := range archives {
		eachFile(t, archive, func(name string, data []byte) {
			clear(files)
			files[name] = &fstest.MapFile{Data: data}
			outcome, reason := robust(t, c, name, data)
			ext := strings.ToLower(path.Ext(name))
			if counts[ext] == nil {
				counts[ext] = new([3]int)
			}
			counts[ext][outcome]++
			if outcome == 2 {
				t.Logf("failed: %s: %.200s", name, reason)
			}
			for part, want := range hostileFiles {
				if strings.Contains(name, part) {
					hostile++
					if outcome == 0 || !strings.Contains(reason, want) {
						t.Errorf("%s: outcome %d, %q, want %q", name, outcome, reason, want)
					}
				}
			}
		})
	}
	if hostile < len(hostileFiles) {
		t.Errorf("%d hostile files, want %d", hostile, len(hostileFiles))
	}
	var total [3]int
	for _, ext := range slices.Sorted(maps.Keys(counts)) {
		c := counts[ext]
		t.Logf("%-14s read %4d, refused %4d, failed %4d", ext, c[0], c[1], c[2])
		for i, n := range c {
			total[i] += n
		}
	}
	t.Logf("%-14s read %4d, refused %4d, failed %4d", "all", total[0], total[1], total[2])
}

// eachFile visits the files of a collection.
func eachFile(t *testing.T, archive string, visit func(name string, data []byte)) {
	t.Helper()
	f, err := os.Open(archive)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	r := tar.NewReader(z)
	for {
		h, err := r.Next()
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		if h.Typeflag != tar.TypeReg {
			continue
		}
		var b bytes.Buffer
		if _, err := b.ReadFrom(r); err != nil {
			t.Fatal(err)
		}
		visit(path.Base(h.Name), b.Bytes())
	}
}

// robust reads one file: outcome 0 is documents, 1 a file that isn't meant to
// be read, 2 one that should have been readable and wasn't, or not in full.
func robust(t *testing.T, c *Corpus, name string, data []byte) (outcome int, reason string) {
	content, err := c.Load(context.Background(), retrieval.File{Path: name, Size: int64(len(data))})
	if err != nil {
		t.Fatal(err)
	}
	debug.FreeOSMemory()
	before, peak, stop := heap(), uint64(0), make(chan struct{})
	sampled := make(chan struct{})
	go func() {
		defer close(sampled)
		for tick := time.NewTicker(2 * time.Millisecond); ; {
			peak = max(peak, heap())
			select {
			case <-stop:
				tick.Stop()
				return
			case <-tick.C:
			}
		}
	}()
	began := programTime()
	var documents []*retrieval.Document
	err = content.Documents(context.Background(), func(d *retrieval.Document) error {
		documents = append(documents, d)
		return nil
	})
	took := programTime() - began
	close(stop)
	<-sampled
	if took > robustTime || c.running.Load() > 0 {
		t.Errorf("%s: took %s, %d parsers still run", name, took, c.running.Load())
	}
	if peak > before+robustMemory {
		t.Errorf("%s: took %s of memory", name, formatSize(int64(peak-before)))
	}
	checkDocuments(t, name, documents)
	runtime.KeepAlive(documents)
	problem := (*retrieval.ReadError)(nil)
	switch {
	case err == nil && len(documents) > 0:
		return 0, ""
	case err == nil:
		t.Errorf("%s: no document, no reason", name)
		return 1, ""
	case !errors.As(err, &problem) || problem.Reason == "" || problem.Path != name:
		t.Errorf("%s: %v gives no reason, or not of this file", name, err)
		return 2, ""
	case strings.Contains(problem.Reason, "its parser failed"):
		t.Errorf("%s: panic: %v", name, problem.Err)
		return 2, problem.Reason
	case problem.Skipped:
		return 1, problem.Reason
	}
	return 2, problem.Reason
}

func heap() uint64 {
	s := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(s)
	return s[0].Value.Uint64()
}
