package web

import (
	"errors"
	"html/template"
	"io"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strconv"
	"strings"
	"time"

	"footnote/adapters/internal/handling"
	"footnote/bot"
	"footnote/retrieval"
)

// shown are the types of files that the browser shows by itself, by the ends of
// their names. Under the policy that is sent along these can't run anything. All
// other files are saved. The machine's own table of types isn't used.
var shown = map[string]string{
	".pdf": "application/pdf", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".txt": "text/plain; charset=utf-8",
}

const longestDownload = 30 * time.Minute

// offerOriginals adds to a view the links that open the file of its document.
func (s *site) offerOriginals(d *retrieval.Document, p place, g *grant, view *sourceView) {
	name, record := originalOf(s.Originals, d.ID)
	if name == "" || record && g != nil {
		return // the signature is for one record, not for all of the file
	}
	link := placeAddress("/original", place{document: d.ID, answer: p.answer}, g)
	view.Original = template.URL(link)
	if strings.HasPrefix(d.MediaType, "image/") && strings.HasPrefix(shown[strings.ToLower(path.Ext(name))], "image/") {
		view.Picture = template.URL(link)
	}
	if page := d.PageAt(p.start); page > 0 && p.end > 0 && d.MediaType == "application/pdf" {
		view.Page = template.URL(link + "#page=" + strconv.Itoa(page))
	}
}

// originalOf returns the path of a document's file, "" if there is no file. record
// reports whether the document is one of several records in the file.
func originalOf(files fs.FS, id string) (name string, record bool) {
	if files == nil {
		return "", false
	}
	for name := id; ; {
		if fs.ValidPath(name) {
			if info, err := fs.Stat(files, name); err == nil && info.Mode().IsRegular() {
				return name, name != id
			}
		}
		i := strings.LastIndexByte(name, '#')
		if i < 0 {
			return "", false
		}
		name = name[:i]
	}
}

// originalSignedIn sends the file of a document to a visitor.
func (s *site) originalSignedIn(rw http.ResponseWriter, r *http.Request) error {
	return s.serveOriginal(rw, r, s.visitorOf(r).asViewer(), false)
}

// originalSigned sends it to whoever has a signed link.
func (s *site) originalSigned(rw http.ResponseWriter, r *http.Request, _ *grant) error {
	v, err := s.service.Asked(r.Context(), parsePlace(r.URL.Query()).answer)
	if err != nil {
		return err
	}
	return s.serveOriginal(rw, r, v, true)
}

var errNoFile = &bot.Complaint{Reason: bot.Absent, Text: "The file of this document can't be opened here; its text can still be read."}

func (s *site) serveOriginal(rw http.ResponseWriter, r *http.Request, v bot.Viewer, signed bool) error {
	d, err := s.service.Document(r.Context(), v, parsePlace(r.URL.Query()).document)
	if err != nil {
		return err
	}
	name, record := originalOf(s.Originals, d.ID)
	if name == "" || record && signed {
		return errNoFile
	}
	f, err := s.Originals.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return errNoFile
	}
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	content, ok := f.(io.ReadSeeker)
	if !ok {
		return errNoFile
	}
	kind, how := "application/octet-stream", "attachment"
	if t := shown[strings.ToLower(path.Ext(name))]; t != "" {
		kind, how = t, "inline"
	}
	header := rw.Header()
	header.Set("Content-Type", kind)
	header.Set("Content-Disposition", mime.FormatMediaType(how, map[string]string{"filename": path.Base(name)}))
	// A browser's own viewer needs styles; nothing else is of use to a file.
	header.Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; frame-ancestors 'none'")
	// A large file takes its time on a slow line. If the deadline can't be set,
	// there is no deadline, so the error doesn't matter.
	_ = http.NewResponseController(rw).SetWriteDeadline(time.Now().Add(longestDownload))
	http.ServeContent(rw, r, "", info.ModTime(), content)
	return nil
}

// bySignature opens a page to whoever has a signed link, and leaves addresses
// without a signature to the guard. For a signature that isn't valid it says so.
func (s *site) bySignature(open func(http.ResponseWriter, *http.Request, *grant) error, guarded http.Handler) http.Handler {
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		g, valid := s.readGrant(r.URL.Query())
		if g == nil {
			guarded.ServeHTTP(rw, r)
			return
		}
		var err error = errExpired
		if valid {
			err = handling.CallSafely(func() error { return open(rw, r, g) })
		}
		if err == nil || r.Context().Err() != nil {
			return
		}
		status, t := s.explainTrouble(r, err)
		if err := s.showPage(rw, r, status, layout{Title: "No document", Alone: true}, "trouble.html", t); err != nil {
			s.Log.Error("the page of an error failed", "err", err)
		}
	})
}

var errExpired = &bot.Complaint{Reason: bot.Forbidden, Text: "This link has expired or isn't complete; ask again where you found it."}
