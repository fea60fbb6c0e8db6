package api

import (
	_ "embed"
	"net/http"
)

// description is the OpenAPI description of the REST interface and of the chat
// completions. A test holds it against the handlers.
//
//go:embed openapi.json
var description []byte

// serveDescription sends the description.
func (d *Doors) serveDescription(rw http.ResponseWriter, _ *http.Request) error {
	rw.Header().Set("Content-Type", "application/json")
	_, _ = rw.Write(description)
	return nil
}
