package web

import (
	"net/http"
	"strings"
	"testing"
)

// TestProgramsOddRequests: what scanners try at the doors of programs is refused as a fault
// of the caller, in JSON where a door was reached, and tells nothing.
func TestProgramsOddRequests(t *testing.T) {
	w, _ := newPrograms(t, sample(t), nil)
	const token = "report" + everything
	question := `{"question":"` + asked + `"}`
	for _, c := range []struct {
		method, path, body string
		header             []string
		want               int
	}{
		{"POST", "/api/v1/ask", question + question, nil, http.StatusBadRequest},
		{"POST", "/api/v1/ask", question + "\n]", nil, http.StatusBadRequest},
		{"POST", "/api/v1/ask", `[` + question + `]`, nil, http.StatusBadRequest},
		{"POST", "/api/v1/ask", `null`, nil, http.StatusUnprocessableEntity},
		{"POST", "/api/v1/ask", `question=` + asked, []string{"Content-Type", "application/x-www-form-urlencoded"}, http.StatusBadRequest},
		{"POST", "/api/v1/ask", `{"question":"` + strings.Repeat("a", 4<<20) + `"}`, nil, http.StatusRequestEntityTooLarge},
		{"POST", "/api/v1/ask", question + strings.Repeat(" ", 4<<20), nil, http.StatusRequestEntityTooLarge},
		{"POST", "/api/v1/ask", `{"question":"a","conversation":"../other"}`, nil, http.StatusBadRequest},
		{"POST", "/api/v1/ask", `{"question":"a","conversation":"a\r\nSet-Cookie: a=b"}`, nil, http.StatusBadRequest},
		{"PUT", "/api/v1/ask", question, nil, http.StatusNotFound},
		{"DELETE", "/api/v1/documents/news/morocco-80-networks.txt", "", nil, http.StatusNotFound},
		{"TRACE", "/api/v1/documents", "", nil, http.StatusNotFound},
		{"GET", "/api/v1/documents/%2e%2e%2f%2e%2e%2fetc%2fpasswd", "", nil, http.StatusNotFound},
		{"GET", "/api/v1/documents/..%5c..%5cetc%5cpasswd", "", nil, http.StatusNotFound},
		{"GET", "/api/v1/documents/%00", "", nil, http.StatusNotFound},
		{"GET", "/api/v1/documents//etc/passwd", "", nil, http.StatusNotFound},
		{"GET", "/api/v1/answers/%0d%0aSet-Cookie:%20a=b", "", nil, http.StatusNotFound},
		{"GET", "/api/v1/documents?limit=-1", "", nil, http.StatusBadRequest},
		{"GET", "/api/v1/documents?from=99999999999999999999", "", nil, http.StatusBadRequest},
	} {
		status, header, reply := w.call(token, c.method, c.path, c.body, c.header...)
		if status != c.want {
			t.Errorf("%s %s %.60s: %d %.300s, want %d", c.method, c.path, c.body, status, reply, c.want)
		}
		if header.Get("Set-Cookie") != "" || strings.Contains(reply, "root:") || strings.Contains(reply, ".go:") {
			t.Errorf("%s %s: %v %.300s", c.method, c.path, header, reply)
		}
	}
}
