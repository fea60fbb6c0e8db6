package setting

import "testing"

func TestBrokenLine(t *testing.T) {
	for _, c := range []struct {
		text string
		want int
	}{
		{"A=1\nB=2\nthis is no setting\nC=3\n", 3},
		{"???\n", 1},
		{"A=\"two\nlines\"\nB=1\nbad line\n", 4},
	} {
		if got := brokenLine(c.text); got != c.want {
			t.Errorf("brokenLine(%q) = %d, want %d", c.text, got, c.want)
		}
	}
}

func TestByteSize(t *testing.T) {
	for text, want := range map[string]ByteSize{
		"4096": 4096, "64MB": 64 << 20, "64 mib": 64 << 20, "1.5GB": 3 << 29, "2k": 2048, "7b": 7,
	} {
		var got ByteSize
		if err := got.UnmarshalText([]byte(text)); err != nil || got != want {
			t.Errorf("%q is %d (%v), want %d", text, got, err, want)
		}
	}
	for _, text := range []string{"", "MB", "-1", "0", "much", "1e300", "nan"} {
		var got ByteSize
		if err := got.UnmarshalText([]byte(text)); err == nil {
			t.Errorf("%q is taken for a size: %d", text, got)
		}
	}
	for size, want := range map[ByteSize]string{256 << 20: "256 MB", 1536: "1.5 kB", 12: "12 B"} {
		if got := size.String(); got != want {
			t.Errorf("%d is printed as %q, want %q", size, got, want)
		}
	}
}
