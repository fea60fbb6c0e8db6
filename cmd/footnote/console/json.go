package console

import (
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf16"

	"footnote/adapters/terminal"
)

// JSONLine encodes a value as a line of JSON. Text stays readable: beside what
// JSON demands only what could steer a terminal is escaped.
func JSONLine(v any) (string, error) {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return "", fmt.Errorf("encode the output: %w", err)
	}
	var line strings.Builder
	for _, r := range b.String() {
		// encoding/json leaves DEL, the C1 controls and what hides text as
		// they are. All of them stand inside strings.
		switch {
		case r >= 0x7f && r < 0xa0 || terminal.IsHidden(r) && r <= 0xffff:
			fmt.Fprintf(&line, `\u%04x`, r)
		case terminal.IsHidden(r):
			high, low := utf16.EncodeRune(r)
			fmt.Fprintf(&line, `\u%04x\u%04x`, high, low)
		default:
			line.WriteRune(r)
		}
	}
	return line.String(), nil
}
