package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// packaging runs a script of .packaging in a copy of the repository, and returns what it
// said and its exit code.
func packaging(t *testing.T, dir, script string, args ...string) (said string, code int) {
	t.Helper()
	cmd := exec.Command(filepath.Join(dir, ".packaging", script), args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_AUTHOR_NAME=Ida", "GIT_AUTHOR_EMAIL=ida@example.com", "GIT_COMMITTER_NAME=Ida", "GIT_COMMITTER_EMAIL=ida@example.com")
	out, err := cmd.CombinedOutput()
	if cmd.ProcessState == nil {
		t.Fatal(err)
	}
	return string(out), cmd.ProcessState.ExitCode()
}

// needsScripts skips where .packaging can't run, and where a test of it finds nothing new.
func needsScripts(t *testing.T) {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("needs bash")
	}
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("needs git")
	}
	if raceDetector {
		t.Skip("nothing of this program runs")
	}
}

// TestRenameModule gives a copy of the repository another module path: all packages are
// found under it, and none under the old one.
func TestRenameModule(t *testing.T) {
	needsScripts(t)
	list := exec.Command("git", "ls-files", "--cached", "--others", "--exclude-standard", "--deduplicate")
	list.Dir = "../.."
	files, err := list.Output()
	if err != nil {
		t.Skipf("this is no clone: %v", err)
	}
	copied := t.TempDir()
	for name := range strings.FieldsFuncSeq(string(files), func(r rune) bool { return r == '\n' }) {
		info, err := os.Stat(filepath.Join("../..", name))
		if err != nil || info.IsDir() || strings.HasPrefix(name, "retrieval/eval/archives") {
			continue // a name in quotes, a file removed, or nothing that is built
		}
		data, err := os.ReadFile(filepath.Join("../..", name))
		check(t, err)
		check(t, os.MkdirAll(filepath.Dir(filepath.Join(copied, name)), 0o755))
		check(t, os.WriteFile(filepath.Join(copied, name), data, info.Mode()))
	}
	for _, wrong := range []string{"footnote", "acme/footnote", "https://example.com/footnote"} {
		if said, code := packaging(t, copied, "rename-module", wrong); code != 2 {
			t.Errorf("%s: exit code %d: %s", wrong, code, said)
		}
	}
	const path = "example.com/acme/footnote"
	said, code := packaging(t, copied, "rename-module", path) // it fails if an import leads nowhere
	if code != 0 {
		t.Fatalf("exit code %d: %s", code, said)
	}
	for _, name := range []string{"cmd/footnote/main.go", "cmd/footnote/architecture_test.go", "bot/bottest/views_test.go"} {
		source, err := os.ReadFile(filepath.Join(copied, name))
		check(t, err)
		if !strings.Contains(string(source), `"`+path+"/") || strings.Contains(string(source), `"footnote/`) {
			t.Errorf("%s has another path", name)
		}
	}
	if said, code := packaging(t, copied, "rename-module", path); code != 0 || !strings.Contains(said, "already") {
		t.Errorf("again: exit code %d: %s", code, said)
	}
}

// TestTagARelease makes releases in a repository of its own: the changelog is by version,
// and the text of a release is what the changelog says.
func TestTagARelease(t *testing.T) {
	needsScripts(t)
	dir := t.TempDir()
	check(t, os.CopyFS(filepath.Join(dir, ".packaging"), os.DirFS("../../.packaging")))
	write := func(name, text string) {
		t.Helper()
		check(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644))
	}
	git := func(args ...string) string {
		t.Helper()
		out, err := exec.Command("git", append([]string{"-C", dir, "-c", "user.name=Ida", "-c", "user.email=ida@example.com"}, args...)...).CombinedOutput()
		if err != nil {
			t.Fatalf("git %v: %v: %s", args, err, out)
		}
		return string(out)
	}
	tag := func(version string, want int, says string) {
		t.Helper()
		if said, code := packaging(t, dir, "tag", version); code != want || !strings.Contains(said, says) {
			t.Errorf("tag %s: exit code %d, want %d: %s", version, code, want, said)
		}
	}
	write("go.mod", "module example.com/footnote\n")
	write("CHANGELOG.md", "# Changelog\n\n## Unreleased\n\n### Added\n\n- Boats.\n\n## 0.1.0 - 2026-01-02\n\n- Piers.\n")
	git("init", "-q")
	git("add", ".")
	tag("v0.2.0", 1, "commit or remove")
	git("commit", "-qm", "boats")
	tag("0.2.0", 2, "no semantic version")
	tag("v0.02.0", 2, "no semantic version")
	tag("v2.0.0", 1, "rename-module example.com/footnote/v2")

	tag("v0.2.0-rc.1", 0, "tagged")
	if said, code := packaging(t, dir, "notes", "v0.2.0-rc.1"); code != 0 || said != "### Added\n\n- Boats.\n" {
		t.Errorf("the notes of a trial: %d, %q", code, said)
	}
	tag("v0.2.0", 0, "git push origin HEAD v0.2.0")
	tag("v0.2.0", 1, "there already")
	tag("v0.3.0", 1, "nothing under Unreleased")
	if said, code := packaging(t, dir, "notes", "v0.2.0"); code != 0 || said != "### Added\n\n- Boats.\n" {
		t.Errorf("the notes: %d, %q", code, said)
	}
	if said, code := packaging(t, dir, "notes", "v0.1.0"); code != 0 || said != "- Piers.\n" {
		t.Errorf("older notes: %d, %q", code, said)
	}
	if said, code := packaging(t, dir, "notes", "v0.9.0"); code != 1 || !strings.Contains(said, "says nothing of 0.9.0") {
		t.Errorf("notes of no version: %d, %q", code, said)
	}
	if said := git("describe", "--tags"); said != "v0.2.0\n" || git("status", "--porcelain") != "" {
		t.Errorf("the last commit is %s", said)
	}
}
