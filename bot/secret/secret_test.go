package secret

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"strings"
	"testing"
)

const token = "xoxb-4711-do-not-print"

type settings struct {
	Name  string
	Token String
	Deep  struct{ Tokens []String }
}

func filled() settings {
	s := settings{Name: "n", Token: New(token)}
	s.Deep.Tokens = []String{New(token)}
	return s
}

func TestNothingPrintsIt(t *testing.T) {
	s := filled()
	var log bytes.Buffer
	for _, h := range []slog.Handler{slog.NewTextHandler(&log, nil), slog.NewJSONHandler(&log, nil)} {
		slog.New(h).Info("start", "settings", s, "token", s.Token, "pointer", &s)
	}
	encoded, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	printed := []string{log.String(), string(encoded), errors.Join(fmt.Errorf("with %v: %w", s.Token, os.ErrExist)).Error()}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d"} {
		printed = append(printed, fmt.Sprintf(verb, s), fmt.Sprintf(verb, &s), fmt.Sprintf(verb, s.Token), fmt.Sprintf(verb, &s.Token))
	}
	hex := fmt.Sprintf("%x", token)
	for _, text := range printed {
		if strings.Contains(text, token) || strings.Contains(strings.ToLower(text), hex) {
			t.Errorf("it is printed: %s", text)
		}
	}
	if s.Token.Reveal() != token || !s.Token.IsSet() {
		t.Error("Reveal doesn't return it")
	}
}

// TestPanicsDontPrintIt runs itself again, to die of a panic over a secret.
func TestPanicsDontPrintIt(t *testing.T) {
	if os.Getenv("SECRET_TEST_PANIC") != "" {
		panic(filled())
	}
	cmd := exec.Command(os.Args[0], "-test.run=^TestPanicsDontPrintIt$")
	cmd.Env = append(os.Environ(), "SECRET_TEST_PANIC=1")
	out, err := cmd.CombinedOutput()
	if err == nil || !bytes.Contains(out, []byte("panic")) {
		t.Fatalf("it didn't panic: %v\n%s", err, out)
	}
	if bytes.Contains(out, []byte(token)) {
		t.Errorf("the panic prints it:\n%s", out)
	}
}

func TestText(t *testing.T) {
	var s String
	if s.IsSet() || s.String() != "" || s.Reveal() != "" {
		t.Errorf("the zero value is %v", s)
	}
	if err := s.UnmarshalText([]byte(token)); err != nil || s.Reveal() != token {
		t.Errorf("read as %q, %v", s.Reveal(), err)
	}
}
