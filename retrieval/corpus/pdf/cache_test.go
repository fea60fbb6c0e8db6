package pdf

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

// TestCacheIsOnesOwn: compiled code that others could replace would be run.
func TestCacheIsOnesOwn(t *testing.T) {
	if runtime.GOOS != "linux" && runtime.GOOS != "darwin" {
		t.Skip("modes of files are tested on Linux and macOS")
	}
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("XDG_CACHE_HOME", home)
	cache, err := os.UserCacheDir()
	if err != nil {
		t.Fatal(err)
	}
	before := filepath.Join(cache, "footnote", "wazero")
	if err := os.MkdirAll(before, 0o700); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{before, filepath.Dir(before)} {
		if err := os.Chmod(dir, 0o777); err != nil {
			t.Fatal(err)
		}
	}
	dir, err := cacheFolder()
	if err != nil || dir != before {
		t.Fatalf("%s, %v", dir, err)
	}
	for _, dir := range []string{dir, filepath.Dir(dir)} {
		if info, err := os.Stat(dir); err != nil || info.Mode().Perm() != 0o700 {
			t.Errorf("%s is %v, %v", dir, info.Mode(), err)
		}
	}
}
