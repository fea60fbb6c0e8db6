package main

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// inventory counts what a process holds, by what it is.
type inventory map[string]int

// takeInventory lists the goroutines, by where they were begun, and where the
// system tells, the files that are open and those that are mapped.
func takeInventory(t *testing.T) inventory {
	t.Helper()
	now := make(inventory)
	for stack := range strings.SplitSeq(allStacks(), "\n\n") {
		_, begun, ok := strings.Cut(stack, "created by ")
		if !ok {
			begun = "the program itself"
		}
		begun, _, _ = strings.Cut(begun, " in goroutine ")
		now["goroutine of "+begun]++
	}
	for _, name := range openFiles(t) {
		now["file "+name]++
	}
	return now
}

// allStacks returns the stacks of all goroutines.
func allStacks() string {
	for size := 1 << 20; ; size *= 2 {
		text := make([]byte, size)
		if n := runtime.Stack(text, true); n < size {
			return string(text[:n])
		}
	}
}

// beyond lists what there is more of than there was.
func (now inventory) beyond(before inventory) []string {
	var list []string
	for _, what := range slices.Sorted(maps.Keys(now)) {
		if n := now[what] - before[what]; n > 0 {
			list = append(list, fmt.Sprintf("%d × %s", n, what))
		}
	}
	return list
}

// filesTold is whether the system tells what a process has open.
const filesTold = runtime.GOOS == "linux"

// openFiles names what this process has open or mapped, if the system tells. A
// name that ends in " (deleted)" is a file that is gone and still takes its space.
func openFiles(t *testing.T) []string {
	t.Helper()
	if !filesTold {
		return nil
	}
	entries, err := os.ReadDir("/proc/self/fd")
	check(t, err)
	var names []string
	for _, e := range entries {
		if name, err := os.Readlink(filepath.Join("/proc/self/fd", e.Name())); err == nil { // else it was the listing itself
			names = append(names, name)
		}
	}
	maps, err := os.ReadFile("/proc/self/maps")
	check(t, err)
	for line := range strings.Lines(string(maps)) {
		if at := strings.IndexByte(line, '/'); at >= 0 {
			names = append(names, "mapped "+strings.TrimSpace(line[at:]))
		}
	}
	return names
}

// removedFiles are those below a folder that are gone and still open.
func removedFiles(t *testing.T, dir string) []string {
	t.Helper()
	return slices.DeleteFunc(openFiles(t), func(name string) bool {
		return !strings.Contains(name, dir) || !strings.HasSuffix(name, " (deleted)")
	})
}
