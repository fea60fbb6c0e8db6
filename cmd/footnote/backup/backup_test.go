package backup

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
)

// TestHostileArchives: an archive puts no file elsewhere, and no other files there.
func TestHostileArchives(t *testing.T) {
	for _, name := range []string{"../page.key", "/etc/passwd", "CURRENT", "page.key/../../x", "questions.db-wal", "serve.lock"} {
		var b bytes.Buffer
		zipped := gzip.NewWriter(&b)
		w := tar.NewWriter(zipped)
		text, err := json.Marshal(Description{Format: format, Files: []string{name}})
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range []struct {
			name string
			data []byte
		}{{descriptionName, text}, {name, []byte("evil")}} {
			if err := w.WriteHeader(&tar.Header{Name: f.name, Mode: 0o600, Size: int64(len(f.data))}); err != nil {
				t.Fatal(err)
			}
			if _, err := w.Write(f.data); err != nil {
				t.Fatal(err)
			}
		}
		_ = w.Close()
		_ = zipped.Close()
		root := t.TempDir()
		if _, err := Restore(t.Context(), &b, filepath.Join(root, "data"), ".old"); err == nil {
			t.Errorf("%s is restored", name)
		}
		if entries, err := os.ReadDir(filepath.Join(root, "data")); err != nil || len(entries) > 0 {
			t.Errorf("%s leaves %v, %v", name, entries, err)
		}
		if _, err := os.Stat(filepath.Join(root, "page.key")); err == nil {
			t.Errorf("%s wrote outside", name)
		}
	}
}
