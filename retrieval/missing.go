package retrieval

import (
	"path"
	"strings"
)

// Missing says how many files are gone in a way that looks like an accident: a
// drive that isn't mounted, a share that is away, a folder emptied by mistake.
// Their documents stay in the index until the files are back, until somebody
// confirms that they are to go, or until at least as many other files have
// taken their place.
type Missing struct {
	Files     int    // that are gone, of those that gave documents; 0 if nothing is missing
	Known     int    // files that gave documents, before
	Documents int    // that Files gave
	Folder    string // the innermost one that held all of Files, "" for the corpus itself
}

// fewFiles is how many files may go at once without a question, as long as
// others stay. So many are deleted by hand in an afternoon, and are read again
// in seconds if that was wrong.
const fewFiles = 20

// MissingFrom returns what of the known files is missing from a corpus that
// lists files, and can't list the paths unlisted or what lies below them.
func MissingFrom(known FileStates, files []File, unlisted []string) Missing {
	seen := make(map[string]bool, len(files))
	for _, f := range files {
		seen[f.Path] = true
	}
	var gone []FileState
	for old := range EachState(known) {
		if !seen[old.Path] && !isBelowAny(old.Path, unlisted) {
			gone = append(gone, old)
		}
	}
	missing, _ := splitMissing(known, gone, files, 0)
	return sumMissing(known, missing)
}

// splitMissing returns those of the files gone that are missing, and those that
// count as removed. listed must have all files that are new.
//
// Files are judged by the file system that they were on, for that is what
// vanishes: a drive mounted somewhere below the corpus as well as all of it. Of
// each, files are missing if nothing is left there, or if more than a few are
// gone and fewer are there than are gone. New files on the same file system
// make up for those that are gone: a folder that was renamed, or replaced as a
// whole, is no accident. New files on another one don't: they may be what a
// mounted drive had hidden.
//
// Files without documents don't count, nothing is lost with them.
func splitMissing(known FileStates, gone []FileState, listed []File, back int) (missing, removed []FileState) {
	if len(gone) == 0 {
		return nil, nil
	}
	lost, here := make(map[uint64]int), make(map[uint64]int) // files by device
	for old := range EachState(known) {
		if len(old.Documents) > 0 {
			here[old.Device]++
		}
	}
	for _, old := range gone {
		if len(old.Documents) > 0 {
			here[old.Device]--
			lost[old.Device]++
		}
	}
	for _, f := range listed {
		if _, ok := known.Find(f.Path); ok {
			continue
		}
		here[f.Device]++
		if f.Device != 0 {
			here[0]++ // where nobody knows what the old ones were on, any new one will do
		}
	}
	for _, old := range gone {
		n := lost[old.Device]
		accident := here[old.Device] == 0 || n > fewFiles && n > here[old.Device]
		if len(old.Documents) > 0 && accident && n > back {
			old.Missing = true
			missing = append(missing, old)
		} else {
			removed = append(removed, old)
		}
	}
	return missing, removed
}

// sumMissing sums up files that are missing.
func sumMissing(known FileStates, missing []FileState) Missing {
	m := Missing{Files: len(missing)}
	if m.Files == 0 {
		return m
	}
	for old := range EachState(known) {
		if len(old.Documents) > 0 {
			m.Known++
		}
	}
	m.Folder = path.Dir(missing[0].Path)
	for _, old := range missing {
		m.Documents += len(old.Documents)
		for m.Folder != "." && !strings.HasPrefix(old.Path, m.Folder+"/") {
			m.Folder = path.Dir(m.Folder)
		}
	}
	if m.Folder == "." {
		m.Folder = ""
	}
	return m
}

// keepMissing has the documents of missing files stay. What was added and
// changed in the same moment still takes effect: a share that is away for days
// must not keep the rest of the corpus from being followed, and nothing is lost
// by it.
func (s *syncer) keepMissing() {
	var missing []FileState
	missing, s.gone = splitMissing(s.known, s.gone, s.pending, s.back)
	for _, old := range missing {
		s.kept.keepFile(old, true)
	}
	s.report.Missing = sumMissing(s.known, missing)
}

// isBelowAny reports whether a file is one of paths or lies below one.
func isBelowAny(file string, paths []string) bool {
	for _, p := range paths {
		if file == p || strings.HasPrefix(file, p+"/") {
			return true
		}
	}
	return false
}
