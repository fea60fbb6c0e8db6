package corpus

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"io/fs"

	"footnote/retrieval"
	"footnote/retrieval/corpus/apart"
	"footnote/retrieval/corpus/pdf"
)

// ServeApart parses files as the child of an apart.Pool until in ends, and
// returns the exit code. args are those behind apart.Verb.
func ServeApart(args []string, in io.Reader, out, stderr io.Writer) (code int) {
	return serveApart(newFormats(), args, in, out, stderr)
}

// serveApart is ServeApart with other readers than there are.
func serveApart(formats []format, args []string, in io.Reader, out, stderr io.Writer) (code int) {
	s := &apartServer{formats: formats}
	defer s.close()
	return apart.Serve(args, in, out, stderr, s.readFile)
}

// apartServer keeps from file to file what readers take long to start.
type apartServer struct {
	formats []format
	options Options
	corpus  *Corpus // nil before the first file
	painter pdf.Engine
}

func (s *apartServer) close() {
	if s.corpus != nil {
		_ = s.corpus.Close() // the process ends
	}
	_ = s.painter.Close()
}

// readFile parses a file and says what it gives. It reports whether the child is
// past use.
func (s *apartServer) readFile(w *apart.Worker, header, data []byte) (retire bool) {
	var h apartHeader
	if json.Unmarshal(header, &h) != nil {
		return true
	}
	if h.Draw != nil {
		return drawPage(w, &s.painter, data, *h.Draw)
	}
	s.prepare(w, h.Options)
	readBy := new(readerNames)
	in := s.corpus.newInput(h.ID, h.File, data, readBy)
	err := s.corpus.readIsolated(context.Background(), in, func(d *retrieval.Document) error { return sendDocument(w, d) })
	result := apartResult{}
	if problem := (*retrieval.ReadError)(nil); errors.As(err, &problem) {
		result.Problem = problem
		if problem.Err != nil {
			result.Cause = problem.Err.Error()
		}
	} else if err != nil {
		return true // the parent doesn't listen any more
	}
	result.Readers = readBy.sortedNames()
	return sendJSON(w, sayResult, result) != nil || s.corpus.running.Load() > 0
}

// prepare readies the readers for a file with its limits. They are the same for all
// files: one with other limits, or whose pictures are read, doesn't end PDFium.
func (s *apartServer) prepare(w *apart.Worker, o Options) {
	if s.corpus != nil && s.options == o {
		return
	}
	s.options = o
	s.corpus = New(noFiles{}, o)
	s.corpus.limits.program = programTime
	s.corpus.limits.unlimited = w.RunUnlimited
	s.corpus.setFormats(s.formats)
}

// noFiles is a tree of files without any: a child is handed bytes.
type noFiles struct{}

// Open implements fs.FS.
func (noFiles) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}
