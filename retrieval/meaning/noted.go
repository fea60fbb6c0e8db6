package meaning

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// notedName is the file that names the model whose vectors were last made of all
// texts: they serve while those of another one are made.
const notedName = "model.json"

type noted struct {
	Model string `json:"model"` // its identity
}

// Noted returns the identity of the model in a store's folder whose vectors were last
// made of all texts, "" if there is none.
func Noted(dir string) string {
	var n noted
	b, err := os.ReadFile(filepath.Join(dir, notedName))
	if err != nil || json.Unmarshal(b, &n) != nil {
		return ""
	}
	return n.Model
}

// IsNoted reports whether the vectors of this model were last made of all texts. Where
// there never was another one than the model inside the program, nothing is noted.
func (s *Store) IsNoted() bool {
	if was := Noted(s.dir); was != "" {
		return was == s.model.Identity()
	}
	_, err := os.Stat(filepath.Join(s.dir, modelsFolder))
	return s.own == s.dir && errors.Is(err, fs.ErrNotExist)
}

// NoteMade says that all texts have vectors of this model, and removes those of
// others. Only the holder of the lock may call it. Who reads a removed file goes on
// with what is mapped into memory.
func (s *Store) NoteMade() error {
	if s.IsNoted() {
		return nil
	}
	if err := writeJSON(s.dir, notedName, "note the model of the vectors", noted{s.model.Identity()}); err != nil {
		return err
	}
	s.removeOthers()
	return nil
}

// removeOthers removes the vectors of other models. What stays, because a system
// doesn't remove files that are open, only takes room.
func (s *Store) removeOthers() {
	var list []string
	if s.own != s.dir {
		list = append(list, filepath.Join(s.dir, "passages"), filepath.Join(s.dir, "sentences"))
	}
	entries, _ := os.ReadDir(filepath.Join(s.dir, modelsFolder)) // there may be none
	for _, e := range entries {
		list = append(list, filepath.Join(s.dir, modelsFolder, e.Name()))
	}
	for _, path := range list {
		if path == s.own {
			continue
		}
		if err := os.RemoveAll(path); err != nil {
			s.log.Debug("vectors of another model stay", "folder", path, "err", err)
		}
	}
}
