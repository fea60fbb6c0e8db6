package show

import (
	"strings"

	"footnote/adapters/terminal"
	"footnote/retrieval"
)

// Extraction prints documents as they come. It holds the first one back until it is clear
// whether there are more and so a need for headings.
type Extraction struct {
	Screen terminal.Screen
	Print  func(string) error
	// PrintJSON, if set, prints each document with all its facts instead.
	PrintJSON func(any) error
	// Headed sets documents apart by their names, even if there is only one.
	Headed bool

	held *retrieval.Document
}

// Add prints a document.
func (e *Extraction) Add(d *retrieval.Document) error {
	if e.PrintJSON != nil {
		return e.PrintJSON(d)
	}
	if !e.Headed && e.held == nil {
		e.held = d
		return nil
	}
	e.Headed = true
	if err := e.Flush(); err != nil {
		return err
	}
	return e.printText(d)
}

// Flush prints what was held back. Nothing is added after it.
func (e *Extraction) Flush() error {
	if e.held == nil {
		return nil
	}
	d := e.held
	e.held = nil
	return e.printText(d)
}

func (e *Extraction) printText(d *retrieval.Document) error {
	text := d.Text
	if e.Screen.Terminal {
		text = terminal.Clean(text)
	}
	if (e.Screen.Terminal || e.Headed) && !strings.HasSuffix(text, "\n") {
		text += "\n"
	}
	if e.Headed {
		text = e.Screen.Style(terminal.Bold, "==> "+terminal.OneLine(d.ID)+" <==") + "\n" + text
	}
	return e.Print(text)
}
