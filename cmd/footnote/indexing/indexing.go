// Package indexing owns the index that a verb answers from: it finds which documents
// the settings mean and where their index lies, brings that up to date, with what is
// fetched from websites and with vectors, and says to the person at the terminal what
// that did. The index itself is of package library.
package indexing

import (
	"fmt"
	"os/exec"
	"path/filepath"
	"time"

	"footnote/cmd/footnote/clustered"
	"footnote/cmd/footnote/console"
	"footnote/cmd/footnote/embedding"
	"footnote/cmd/footnote/setting"
	"footnote/cmd/footnote/sites"
	"footnote/retrieval/corpus"
	"footnote/retrieval/corpus/apart"
	"footnote/retrieval/corpus/ocr"
)

// Settings say which documents are read, and how.
type Settings struct {
	Corpus      []string         `env:"FOOTNOTE_CORPUS" harmless:"yes" sep:"none" placeholder:"DIR" group:"Settings" help:"Folder of documents to answer from, or a file, or the address of a website; may be given more than once (default: the working directory, or the sample corpus inside the program if there is nothing to read)."`
	Data        string           `env:"FOOTNOTE_DATA" placeholder:"DIR" group:"Settings" help:"Folder for the index (default: one a corpus, in the user's cache folder)."`
	MaxFileSize setting.ByteSize `env:"FOOTNOTE_MAX_FILE_SIZE" default:"${max_file_size}" placeholder:"SIZE" group:"Settings" help:"Larger files are not read, such as 500MB (default: ${default})."`
	FileTime    time.Duration    `env:"FOOTNOTE_FILE_TIME" default:"${file_time}" placeholder:"TIME" group:"Settings" help:"Processor time that reading one file may take, however busy the machine is, such as 2m (default: ${default})."`
	FileMemory  setting.ByteSize `env:"FOOTNOTE_FILE_MEMORY" default:"${file_memory}" placeholder:"SIZE" group:"Settings" help:"Memory that reading one file may take, in a process of its own, such as 1GB (default: ${default})."`
	FileWorkers int              `env:"FOOTNOTE_FILE_WORKERS" default:"0" placeholder:"N" group:"Settings" help:"Files that are read at once, each by a process of its own (default: one a processor, at most 16)."`
	OCR         string           `name:"ocr" env:"FOOTNOTE_OCR" default:"on" placeholder:"PROGRAM" group:"Settings" help:"Program that reads pages and files that are pictures, called like tesseract; on stands for tesseract where it is installed, off reads none (default: ${default})."`
	OCRLang     string           `name:"ocr-languages" env:"FOOTNOTE_OCR_LANGUAGES" placeholder:"CODES" group:"Settings" help:"Languages that pictures are read in, as tesseract names them, such as eng+deu (default: that of the text around them, else those that are installed)."`
	Semantic    string           `env:"FOOTNOTE_SEMANTIC" harmless:"yes" default:"on" placeholder:"WHEN" enum:"on,off" group:"Settings" help:"Find passages by their meaning, too, where they are in a language of the model: ${enum} (default: ${default}; off finds them by words alone)."`
	Share       float64          `name:"semantic-share" env:"FOOTNOTE_SEMANTIC_SHARE" default:"0.5" placeholder:"SHARE" group:"Settings" help:"Share of the processors that making vectors takes while serve answers, from 0.01 to 1 (default: ${default})."`
}

// leastFileMemory is what a process takes that reads nothing large, and some.
const leastFileMemory setting.ByteSize = 64 << 20

// Check returns what is wrong with settings that can't be meant.
func (s Settings) Check() error {
	switch {
	case s.FileTime <= 0:
		return fmt.Errorf("--file-time (FOOTNOTE_FILE_TIME) is %s: no file can be read in that (try %s)", s.FileTime, corpus.DefaultFileTime)
	case s.FileMemory < leastFileMemory:
		return fmt.Errorf("--file-memory (FOOTNOTE_FILE_MEMORY) is %s: no file can be read in that (it must be %s or more)", s.FileMemory, leastFileMemory)
	case s.FileWorkers < 0:
		return fmt.Errorf("--file-workers (FOOTNOTE_FILE_WORKERS) is %d, must be 0 or more", s.FileWorkers)
	case !(s.Share >= .01 && s.Share <= 1): // NaN isn't either
		return fmt.Errorf("--semantic-share (FOOTNOTE_SEMANTIC_SHARE) is %v, must be from 0.01 to 1", s.Share)
	}
	if name := s.OCR; name != "on" && name != "off" {
		if _, err := exec.LookPath(name); err != nil {
			return fmt.Errorf("--ocr (FOOTNOTE_OCR) is %s, which can't be run (%w): name a program like tesseract, on or off", name, err)
		}
	}
	return nil
}

// ocrProgram is the path of the program that reads pictures, "" for none. It is looked
// up here, since those who read files have no PATH.
func (s Settings) ocrProgram() string {
	name := s.OCR
	switch name {
	case "off":
		return ""
	case "on", "":
		name = "tesseract"
	}
	path, err := exec.LookPath(name)
	if err != nil {
		return "" // the settings are refused for one that was named
	}
	if whole, err := filepath.Abs(path); err == nil {
		return whole
	}
	return path
}

// Indexer finds libraries and keeps their indexes up to date.
type Indexer struct {
	*console.Console
	Settings  Settings
	Embedding embedding.Settings
	Web       sites.Settings
	Cluster   clustered.Settings
	// IsGiven reports whether the flag of a setting stands on the command line itself.
	IsGiven func(setting string) bool
	// Tune, if set, changes how documents are followed. Tests have it look more often.
	Tune func(*corpus.Watcher)

	readers *apart.Pool // the processes that parse files
}

// New returns an indexer by settings that have been checked. It is to be closed.
func New(c *console.Console, s Settings, e embedding.Settings, web sites.Settings, cluster clustered.Settings) *Indexer {
	return &Indexer{
		Console: c, Settings: s, Embedding: e, Web: web, Cluster: cluster,
		readers: apart.NewPool(apart.Options{Memory: int64(s.FileMemory), Children: s.FileWorkers}),
	}
}

// Close ends the processes that parse files.
func (i *Indexer) Close() error { return i.readers.Close() }

// Reading returns how files are read.
func (i *Indexer) Reading() corpus.Options {
	return corpus.Options{MaxFileSize: int64(i.Settings.MaxFileSize), FileTime: i.Settings.FileTime, Apart: i.readers,
		OCR: ocr.Options{Program: i.Settings.ocrProgram(), Languages: i.Settings.OCRLang}}
}

// OwnData returns the data folder that the command line itself names, "" for one of the
// corpus's own. A test set brings its documents, and FOOTNOTE_DATA is of those that
// the owner asks.
func (i *Indexer) OwnData() string {
	if i.IsGiven("FOOTNOTE_DATA") {
		return i.Settings.Data
	}
	return ""
}
