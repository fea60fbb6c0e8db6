package datafolder

import (
	"errors"
	"testing"
)

// TestOneServesFromAFolder: a second one is told so, and others can see it.
func TestOneServesFromAFolder(t *testing.T) {
	dir := t.TempDir()
	if IsServed(dir) {
		t.Error("nobody has begun to serve")
	}
	release, err := LockServed(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := LockServed(dir); !errors.Is(err, ErrServed) || !IsServed(dir) {
		t.Errorf("a second one: %v, served: %v", err, IsServed(dir))
	}
	if err := release(); err != nil || IsServed(dir) {
		t.Errorf("in the end: %v, served: %v", err, IsServed(dir))
	}
	release, err = LockServed(dir)
	if err != nil {
		t.Fatalf("the next one: %v", err)
	}
	if err := release(); err != nil {
		t.Error(err)
	}
}
