package indexing

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"footnote/adapters"
	"footnote/adapters/terminal"
	"footnote/adapters/website"
	"footnote/cmd/footnote/setting"
	"footnote/retrieval/corpus"
	"footnote/retrieval/library"
)

// roots returns the folders, files and addresses that the settings name, none if they
// name none.
func (i *Indexer) roots() (list []string, err error) {
	for _, named := range i.Settings.Corpus {
		for _, root := range library.ReadRoots(named) {
			if root, err = ReadRoot(root); err != nil {
				return nil, err
			}
			if !slices.Contains(list, root) {
				list = append(list, root)
			}
		}
	}
	for _, address := range i.Web.Addresses {
		if address, err = ReadRoot(address); err != nil {
			return nil, err
		}
		if !slices.Contains(list, address) {
			list = append(list, address)
		}
	}
	return list, nil
}

// ReadRoot returns a folder, file or address as it is used.
func ReadRoot(text string) (string, error) {
	if !library.IsAddress(text) {
		return setting.AbsolutePath(text)
	}
	u, err := website.ParseAddress(text)
	if err != nil {
		return "", adapters.WrongSetting("%w", err)
	}
	return u.String(), nil
}

// corpusHere returns the working directory if it is a folder of documents: what
// somebody means who names none. Otherwise it says why it isn't. data is the folder of
// the index, "" for one elsewhere.
func corpusHere(data string) (dir, why string, err error) {
	dir, err = os.Getwd()
	if err != nil {
		return "", "the working directory isn't known", nil // it may have been removed
	}
	if home, err := os.UserHomeDir(); err == nil && isBelow(dir, home) {
		return "", "a home folder is only read if it is named", nil
	}
	if dir == filepath.Dir(dir) {
		return "", "the root of a disk is only read if it is named", nil
	}
	if isOwnSource(dir) {
		return "", "this is its own source tree", nil
	}
	if data != "" {
		if data, err = setting.AbsolutePath(data); err != nil {
			return "", "", err
		}
		if isBelow(dir, data) {
			return "", fmt.Sprintf("%s holds the index", dir), nil
		}
	}
	has, err := corpus.HasDocuments(context.Background(), dir)
	if err != nil || !has {
		return "", fmt.Sprintf("there is nothing to read in %s", dir), nil
	}
	return dir, "", nil
}

// isBelow reports whether a path is a folder or lies in it.
func isBelow(folder, path string) bool {
	rel, err := filepath.Rel(folder, path)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

// isOwnSource reports whether a folder lies in a clone of this program, where the first
// thing that people try is the sample.
func isOwnSource(dir string) bool {
	for {
		f, err := os.Open(filepath.Join(dir, "go.mod"))
		if err == nil {
			defer f.Close()
			first, _ := bufio.NewReader(f).ReadString('\n') // of another file it says something else
			return strings.TrimSpace(first) == "module footnote"
		}
		if !errors.Is(err, os.ErrNotExist) || dir == filepath.Dir(dir) {
			return false
		}
		dir = filepath.Dir(dir)
	}
}

// Asked says what was asked, for people who get no answer from it, or one from the
// sample: a line, "" if it goes without saying.
func (l *Library) Asked(answered bool, documents int) string {
	switch {
	case l.IsSample() && l.Why != "":
		return fmt.Sprintf("From the sample corpus inside the program: %s (--corpus DIR asks your documents).", l.Why)
	case l.IsSample():
		return "From the sample corpus inside the program (--corpus DIR asks your documents)."
	case answered:
		return ""
	}
	return fmt.Sprintf("Looked in %s of %s.", terminal.Count(documents, "document"), l.Corpus)
}
