package retrieval

import (
	"context"
	"fmt"
	"testing"
)

// putMany puts n files of one folder on a file system.
func (b *bench) putMany(n int, folder string, device uint64) {
	for i := range n {
		b.src.files[fmt.Sprintf("%s/%03d", folder, i)] = fakeFile{text: "text", modified: longAgo(1), device: device}
	}
}

// removeMany removes the first n files of a folder.
func (b *bench) removeMany(n int, folder string) {
	for i := range n {
		delete(b.src.files, fmt.Sprintf("%s/%03d", folder, i))
	}
}

// allowEmpty syncs as somebody who confirms that files are gone.
func (b *bench) allowEmpty() SyncReport {
	b.Helper()
	r, err := Sync(context.Background(), b.src, b.store, SyncOptions{AllowEmpty: true})
	if err != nil {
		b.Fatal(err)
	}
	return r
}

// TestSyncKeepsWhatIsMissing takes files away as accidents do, and as people do
// who mean it.
func TestSyncKeepsWhatIsMissing(t *testing.T) {
	const disk, drive, hidden = 1, 2, 3
	for _, c := range []struct {
		name    string
		before  func(*bench)
		change  func(*bench)
		missing Missing // none: the files that are gone are removed
		removed int
		added   int
	}{
		{
			name:    "all files are gone",
			before:  func(b *bench) { b.putMany(3, "a", disk) },
			change:  func(b *bench) { b.removeMany(3, "a") },
			missing: Missing{Files: 3, Known: 3, Documents: 3, Folder: "a"},
		},
		{
			name:    "the only file is gone",
			before:  func(b *bench) { b.put("a", "one\ntwo", 1) },
			change:  func(b *bench) { delete(b.src.files, "a") },
			missing: Missing{Files: 1, Known: 1, Documents: 2},
		},
		{
			name:    "most files are gone",
			before:  func(b *bench) { b.putMany(20, "a", disk); b.putMany(21, "b/c", disk) },
			change:  func(b *bench) { b.removeMany(21, "b/c") },
			missing: Missing{Files: 21, Known: 41, Documents: 21, Folder: "b/c"},
		},
		{
			name:    "half of the files are gone",
			before:  func(b *bench) { b.putMany(30, "a", disk); b.putMany(30, "b", disk) },
			change:  func(b *bench) { b.removeMany(30, "b") },
			removed: 30,
		},
		{
			name:    "a few files are gone",
			before:  func(b *bench) { b.putMany(1, "a", disk); b.putMany(20, "b", disk) },
			change:  func(b *bench) { b.removeMany(20, "b") },
			removed: 20,
		},
		{
			name:    "a folder is renamed",
			before:  func(b *bench) { b.putMany(50, "a", disk) },
			change:  func(b *bench) { b.removeMany(50, "a"); b.putMany(50, "b", disk) },
			removed: 50, added: 50,
		},
		{
			name:    "the corpus is replaced by a few other files",
			before:  func(b *bench) { b.putMany(3, "a", disk) },
			change:  func(b *bench) { b.removeMany(3, "a"); b.putMany(1, "b", disk) },
			removed: 3, added: 1,
		},
		{
			name:    "a drive is gone and shows what it had hidden",
			before:  func(b *bench) { b.putMany(5, "a", drive) },
			change:  func(b *bench) { b.removeMany(5, "a"); b.putMany(3, "b", hidden) },
			missing: Missing{Files: 5, Known: 5, Documents: 5, Folder: "a"}, added: 3,
		},
		{
			name:    "a drive below the corpus is gone while others change",
			before:  func(b *bench) { b.putMany(50, "a", disk); b.putMany(2, "b", drive) },
			change:  func(b *bench) { b.removeMany(2, "b"); b.removeMany(5, "a"); b.putMany(7, "c", disk) },
			missing: Missing{Files: 2, Known: 52, Documents: 2, Folder: "b"}, removed: 5, added: 7,
		},
		{
			name:    "files without documents are gone",
			before:  func(b *bench) { b.putMany(1, "a", disk); b.put("b", "bad", 1) },
			change:  func(b *bench) { delete(b.src.files, "b") },
			removed: 1, // for good: see below
		},
		{
			name:    "where nothing is known of file systems",
			before:  func(b *bench) { b.putMany(3, "a", 0) },
			change:  func(b *bench) { b.removeMany(3, "a"); b.putMany(1, "b", disk) },
			removed: 3, added: 1,
		},
		{
			name:   "after a restart file systems have other numbers",
			before: func(b *bench) { b.putMany(5, "a", disk) },
			change: func(b *bench) {
				b.removeMany(5, "a")
				b.putMany(5, "a", drive)
				b.removeMany(3, "a")
			},
			removed: 3,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newBench(t)
			c.before(b)
			documents := b.sync().Documents
			whole := b.src.files
			b.src.files = make(map[string]fakeFile)
			for path, f := range whole {
				b.src.files[path] = f
			}
			c.change(b)
			r := b.sync()
			if r.Missing != c.missing || r.Removed != c.removed || r.Added != c.added {
				t.Errorf("missing %+v, %d removed, %d added; want %+v, %d, %d", r.Missing, r.Removed, r.Added, c.missing, c.removed, c.added)
			}
			if c.missing.Files == 0 {
				if r = b.sync(); r.Removed != 0 || r.Committed {
					t.Errorf("the second time: %+v", r)
				}
				return
			}
			var listed []File
			for path, f := range b.src.files {
				listed = append(listed, File{Path: path, Device: f.device})
			}
			if m := MissingFrom(b.store.states(), listed, nil); m.Files != c.missing.Files || m.Folder != c.missing.Folder {
				t.Errorf("looked at without a sync: %+v, want %+v", m, c.missing)
			}

			// It stays so until the files are back.
			commits := b.store.commits
			if r = b.sync(); r.Missing.Files != c.missing.Files || r.Unchanged+r.Missing.Files != r.Files || b.store.commits != commits {
				t.Errorf("the second time: %+v, %d commits", r, b.store.commits-commits)
			}
			b.src.files = whole
			if r = b.sync(); r.Missing.Files != 0 || r.Added != c.removed || r.Removed != c.added || r.Documents != documents {
				t.Errorf("with the files back: %+v", r)
			}
			if r = b.sync(); r.Committed || r.Unchanged != len(whole) {
				t.Errorf("after they came back: %+v", r)
			}

			// Or until somebody says that they are gone.
			c.change(b)
			b.sync()
			if r = b.allowEmpty(); r.Missing.Files != 0 || r.Removed != c.missing.Files || !r.Committed {
				t.Errorf("when it is confirmed: %+v", r)
			}
			if r = b.sync(); r.Missing.Files != 0 || r.Committed {
				t.Errorf("after it was confirmed: %+v", r)
			}
		})
	}
}

// TestSyncFollowsAFolderThatFillsUpAgain has a folder emptied and other files
// put there one after the other, as when it is replaced while it is watched.
func TestSyncFollowsAFolderThatFillsUpAgain(t *testing.T) {
	b := newBench(t)
	b.putMany(30, "a", 1)
	b.sync()
	b.removeMany(30, "a")
	for n, want := range map[int]int{0: 30, 10: 30, 29: 30, 30: 0} {
		b.store.files, b.store.texts = nil, nil
		b.src.files = map[string]fakeFile{}
		b.putMany(30, "a", 1)
		b.sync()
		b.removeMany(30, "a")
		for i := range n {
			b.putMany(i+1, "b", 1)
			b.sync()
		}
		if r := b.sync(); r.Missing.Files != want || r.Documents != n+want {
			t.Errorf("with %d new files: %+v", n, r)
		}
	}
}

func TestMissingFromLeavesOutWhatCantBeListed(t *testing.T) {
	b := newBench(t)
	b.putMany(3, "a", 1)
	b.sync()
	if m := MissingFrom(b.store.states(), nil, []string{"a"}); m.Files != 0 {
		t.Errorf("%+v is missing from a folder that can't be listed", m)
	}
}
