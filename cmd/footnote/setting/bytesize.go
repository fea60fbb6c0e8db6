package setting

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// ByteSize is a number of bytes as people write it in settings: "64MB",
// "1.5 GB", "4096". Units are powers of 1024, whichever way they are spelt.
type ByteSize int64

var byteUnits = []struct {
	suffix string
	factor float64
}{
	{"kib", 1 << 10}, {"mib", 1 << 20}, {"gib", 1 << 30},
	{"kb", 1 << 10}, {"mb", 1 << 20}, {"gb", 1 << 30},
	{"k", 1 << 10}, {"m", 1 << 20}, {"g", 1 << 30}, {"b", 1},
}

// UnmarshalText implements encoding.TextUnmarshaler for kong.
func (s *ByteSize) UnmarshalText(text []byte) error {
	number, factor := strings.ToLower(strings.TrimSpace(string(text))), 1.0
	for _, unit := range byteUnits {
		if rest, ok := strings.CutSuffix(number, unit.suffix); ok {
			number, factor = strings.TrimSpace(rest), unit.factor
			break
		}
	}
	n, err := strconv.ParseFloat(number, 64)
	if n *= factor; err != nil || !(n >= 1 && n < math.MaxInt64/2) {
		return fmt.Errorf("%q is not a size such as 64MB", text)
	}
	*s = ByteSize(n)
	return nil
}

// String prints the size in the largest unit that keeps it short.
func (s ByteSize) String() string {
	for _, unit := range []struct {
		name   string
		factor float64
	}{{"GB", 1 << 30}, {"MB", 1 << 20}, {"kB", 1 << 10}} {
		if v := float64(s) / unit.factor; v >= 1 {
			return strconv.FormatFloat(math.Round(v*10)/10, 'f', -1, 64) + " " + unit.name
		}
	}
	return fmt.Sprintf("%d B", int64(s))
}
