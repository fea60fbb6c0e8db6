package training

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"footnote/retrieval/eval"
)

// setFiles are the files of a set that its hashes are of, as far as it has them.
var setFiles = []string{"corpus.jsonl", "queries.jsonl", "qrels/test.tsv", eval.AskedFile, claimsFile}

// DocumentsDir is the folder of a set's documents where it has no corpus.jsonl.
const DocumentsDir = "documents"

// hashSet returns the SHA-256 of a set's files.
func hashSet(dir string) (map[string]string, error) {
	sums := make(map[string]string)
	for _, name := range setFiles {
		sum, err := hashFile(filepath.Join(dir, name))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		sums[name] = sum
	}
	if sums["corpus.jsonl"] == "" && sums[claimsFile] == "" {
		sum, err := HashFolder(filepath.Join(dir, DocumentsDir))
		if err != nil {
			return nil, err
		}
		sums[DocumentsDir] = sum
	}
	return sums, nil
}

// HashFolder returns the SHA-256 of a folder: of the paths and hashes of its
// files, in the order of their paths. Links are followed.
func HashFolder(dir string) (string, error) {
	root, err := filepath.EvalSymlinks(dir)
	if err != nil {
		return "", fmt.Errorf("hash a test set: %w", err)
	}
	h := sha256.New()
	err = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		sum, err := hashFile(path)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(h, "%s  %s\n", sum, filepath.ToSlash(rel))
		return err
	})
	if err != nil {
		return "", fmt.Errorf("hash a test set: %w", err)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

func hashFile(path string) (sum string, err error) {
	f, err := os.Open(path)
	if err != nil {
		return "", fmt.Errorf("hash a test set: %w", err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", fmt.Errorf("hash a test set: %w", err)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
