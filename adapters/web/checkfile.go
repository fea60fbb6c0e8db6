package web

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"path"
	"strings"

	"footnote/bot"
	"footnote/bot/present/text"
)

const (
	// maxUpload bounds a form with a file: what is read of a file at the most, and a text.
	maxUpload = 12 << 20
	// maxInMemory is how much of a form is held in memory; the rest waits on disk.
	maxInMemory = 1 << 20
)

// isUpload reports whether a form may hold a file.
func isUpload(r *http.Request) bool {
	return r.Method == http.MethodPost && r.URL.Path == "/ask" && strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/form-data")
}

// parseAsking reads the form of a question, whichever way it was sent.
func parseAsking(r *http.Request) error {
	if !isUpload(r) {
		return r.ParseForm()
	}
	if err := r.ParseMultipartForm(maxInMemory); err != nil {
		if _, tooLong := errors.AsType[*http.MaxBytesError](err); tooLong {
			return err
		}
		return &bot.Complaint{Reason: bot.Empty, Text: "The form is incomplete; please ask from the page itself."}
	}
	return nil
}

// addChecking has every sentence of a text checked, that of a file if one was sent.
func (s *site) addChecking(r *http.Request, request *bot.Request) error {
	if request.Kind != bot.Verify {
		return nil
	}
	request.Thorough = true
	if r.MultipartForm == nil || len(r.MultipartForm.File["file"]) == 0 {
		return nil
	}
	defer func() { _ = r.MultipartForm.RemoveAll() }() // what stays is removed with the folder for such
	sent := r.MultipartForm.File["file"][0]
	if sent.Size == 0 { // none was chosen, or an empty one
		return nil
	}
	leave, err := s.streams.enterStream(request.Asker) // reading takes its time
	if err != nil {
		return err
	}
	defer leave()
	f, err := sent.Open()
	if err != nil {
		return fmt.Errorf("read a file to check: %w", err)
	}
	defer f.Close()
	data, err := io.ReadAll(f)
	if err != nil {
		return fmt.Errorf("read a file to check: %w", err)
	}
	name := text.Clip(text.OneLine(path.Base(strings.ReplaceAll(sent.Filename, `\`, "/"))), longestTitle, text.Runes)
	said, err := s.service.ReadText(r.Context(), name, data, request.Language)
	if err != nil {
		return err
	}
	request.Text = strings.TrimSpace(request.Text + "\n\n" + said)
	request.Origin, err = json.Marshal(origin{File: name})
	return err
}

// origin is what the page knows of a request beside what it asks.
type origin struct {
	File string `json:"file,omitempty"` // name of the file that was checked
}

// fileOf returns the name of the file that a request has checked, "" for none.
func fileOf(r bot.Request) string {
	var o origin
	if r.Place.Platform != Platform || json.Unmarshal(r.Origin, &o) != nil {
		return ""
	}
	return o.File
}
