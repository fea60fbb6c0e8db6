package library

import (
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"footnote/retrieval"
	"footnote/retrieval/corpus"
	"footnote/retrieval/private"
)

// WebFolder is the folder below that of the index where what was fetched from the web
// lies, a folder a site.
const WebFolder = "web"

// GitFolder is the folder below that of the index where the histories of repositories
// are kept, a folder each.
const GitFolder = "git"

// JoinRoots returns the name of a corpus of several folders, files and addresses.
func JoinRoots(roots []string) string { return strings.Join(roots, string(os.PathListSeparator)) }

// SplitRoots undoes JoinRoots.
func SplitRoots(name string) []string {
	if name == "" || name == Sample {
		return nil
	}
	var list []string
	for i, part := range strings.Split(name, string(os.PathListSeparator)) {
		if i > 0 && (!filepath.IsAbs(part) && !isScheme(part) || isScheme(list[len(list)-1])) {
			list[len(list)-1] += string(os.PathListSeparator) + part // it is a part of a path or an address
			continue
		}
		list = append(list, part)
	}
	return list
}

// ReadRoots returns the folders, files and addresses that somebody has written, as in
// lists of paths. A path that is there is one, whatever it has in it.
func ReadRoots(text string) []string {
	if _, err := os.Stat(text); err == nil {
		return []string{text}
	}
	var list []string
	for _, part := range strings.Split(text, string(os.PathListSeparator)) {
		last := len(list) - 1
		if last >= 0 && (isScheme(list[last]) && strings.HasPrefix(part, "//") || isInHost(list[last], part)) {
			list[last] += string(os.PathListSeparator) + part // it was a part of an address
			continue
		}
		list = append(list, part)
	}
	return slices.DeleteFunc(list, func(s string) bool { return s == "" })
}

func isScheme(s string) bool { return s == "http" || s == "https" }

// isInHost reports whether a part follows within the host of an address: as a port, or
// as a password, which is refused later.
func isInHost(before, part string) bool {
	return IsAddress(before) && strings.Count(before, "/") == 2 && !isScheme(part) && !filepath.IsAbs(part)
}

// IsAddress reports whether a root is on the web.
func IsAddress(root string) bool {
	scheme, _, ok := strings.Cut(root, "://")
	return ok && isScheme(strings.ToLower(scheme))
}

// WebName returns the name of the folder, and so of the collection, of what is fetched
// from an address: its host with its path.
func WebName(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return safeName(address)
	}
	name := u.Host
	if path := strings.Trim(u.Path, "/"); path != "" {
		name += "-" + path
	}
	if u.RawQuery != "" {
		name += "-" + u.RawQuery
	}
	return safeName(name)
}

// mountsOf returns where the roots of a corpus are on disk and in it. One folder alone
// has its files at the top, beside the sites of the web. The names of sites are given
// first: they follow from the addresses, and a folder takes another name.
func mountsOf(name, data string) (list []corpus.Mount) {
	taken := make(map[string]bool)
	for _, site := range sitesOf(name, data) {
		taken[strings.ToLower(site.Name)] = true
		list = append(list, corpus.Mount{Name: site.Name, Path: site.Dir, Fetched: true})
	}
	folders := slices.DeleteFunc(SplitRoots(name), IsAddress)
	for _, root := range folders {
		m := corpus.Mount{Path: root}
		if len(folders) > 1 {
			m.Name = folderName(root, taken)
			taken[strings.ToLower(m.Name)] = true
		}
		list = append(list, m)
	}
	return list
}

// folderName returns what a folder among others is called: as it is on disk, with the
// folder above it where two would be called alike.
func folderName(path string, taken map[string]bool) string {
	if info, err := os.Stat(path); err == nil && !info.IsDir() {
		path = filepath.Dir(path) // a file goes by the folder that it is in
	}
	base := safeName(filepath.Base(path))
	name := base
	if taken[strings.ToLower(name)] {
		name = safeName(filepath.Base(filepath.Dir(path))) + "-" + base
	}
	for n := 2; taken[strings.ToLower(name)]; n++ {
		name = fmt.Sprintf("%s-%d", base, n)
	}
	return name
}

// safeName makes of a name one that a folder of documents can have: not hidden, without
// what would read like a path or a record.
func safeName(name string) string {
	const longest = 100 // bytes
	name = strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`/\:*?"<>|#%&=+`, r) {
			return '-'
		}
		return r
	}, strings.ToValidUTF8(name, "-"))
	name = strings.Trim(name, ". ~$-")
	if len(name) > longest {
		name = strings.ToValidUTF8(name[:longest], "")
	}
	if name == "" || name == "node_modules" || name == "__pycache__" || retrieval.CollectionOf(name+"/x") == "" {
		return "documents"
	}
	return name
}

// Roots returns the folders and files that the documents are in, on disk.
func (l *Library) Roots() []corpus.Mount { return mountsOf(l.Corpus, l.Data) }

// paths are those of the roots.
func (l *Library) paths() []string {
	var list []string
	for _, m := range l.Roots() {
		list = append(list, m.Path)
	}
	return list
}

// folders are those that the roots are in the corpus, "" for its top.
func (l *Library) folders() []string {
	var list []string
	for _, m := range l.Roots() {
		list = append(list, m.Name)
	}
	return list
}

// checkRoots returns what is wrong with the first root that has something wrong.
func (l *Library) checkRoots() error {
	for _, m := range l.Roots() {
		if err := l.checkRoot(m); err != nil {
			return err
		}
	}
	return nil
}

// makeMirrors makes the folders of sites that nothing was fetched from yet.
func (l *Library) makeMirrors() error {
	for _, m := range l.Roots() {
		if _, err := os.Stat(m.Path); m.Fetched && errors.Is(err, os.ErrNotExist) {
			if err := private.MakeFolder(m.Path); err != nil {
				return fmt.Errorf("make a folder for what is fetched from the web: %w", err)
			}
		}
	}
	return nil
}

// Site is a website of a corpus, and the folder that what is fetched from it lies in.
type Site struct {
	Address, Name, Dir string
	History            string // the folder for its history, if it is a repository
}

// Sites returns the websites of the corpus.
func (l *Library) Sites() []Site { return sitesOf(l.Corpus, l.Data) }

// sitesOf returns the websites among the roots of a corpus, each once.
func sitesOf(name, data string) (list []Site) {
	seen := make(map[string]bool)
	for _, root := range SplitRoots(name) {
		if name := WebName(root); IsAddress(root) && !seen[strings.ToLower(name)] {
			seen[strings.ToLower(name)] = true
			list = append(list, Site{root, name, filepath.Join(data, WebFolder, name), filepath.Join(data, GitFolder, name)})
		}
	}
	return list
}
