package legacy

import (
	"context"
	"errors"
	"strings"
	"testing"

	"footnote/retrieval/corpus/office/block"
	"footnote/retrieval/corpus/office/block/blocktest"
)

// read reads a file and prints it.
func read(t *testing.T, data []byte) (*block.Document, string) {
	t.Helper()
	if !Is(data) {
		t.Fatal("not known as a legacy Office file")
	}
	d, err := Read(context.Background(), data)
	if err != nil {
		t.Fatal(err)
	}
	return d, blocktest.Show(d.Blocks)
}

// reason returns the reason why a file can't be read.
func reason(t *testing.T, data []byte) *block.Error {
	t.Helper()
	if !Is(data) {
		t.Fatal("not known as a legacy Office file")
	}
	_, err := Read(context.Background(), data)
	var problem *block.Error
	if !errors.As(err, &problem) {
		t.Fatalf("got %v, want a reason", err)
	}
	return problem
}

func TestReasons(t *testing.T) {
	for _, test := range []struct {
		name, want string
		data       []byte
		refused    bool
	}{
		{"encrypted Office", "password", oleOf("EncryptedPackage", []byte("secret")), false},
		{"Publisher", "Publisher", oleOf("Quill", []byte("x")), false},
		{"other container", "without a document", oleOf("Other", []byte("x")), true},
		{"damaged container", "damaged", []byte(oleMagic + "and no more"), false},
		{"deep RTF", "nested too deep", []byte(rtfMagic + "1" + strings.Repeat("{", 10_000)), false},
	} {
		t.Run(test.name, func(t *testing.T) {
			e := reason(t, test.data)
			if !strings.Contains(e.Reason, test.want) || e.Refused != test.refused {
				t.Errorf("got %q, refused %t; want %q, %t", e.Reason, e.Refused, test.want, test.refused)
			}
		})
	}
}

func TestContextEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for name, data := range map[string][]byte{"xls": xlsOf(), "rtf": []byte(rtfMagic + `1 text}`)} {
		if _, err := Read(ctx, data); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: got %v, want the context's error", name, err)
		}
	}
}
