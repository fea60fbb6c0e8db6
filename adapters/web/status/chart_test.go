package status

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
	"time"
)

func TestCharts(t *testing.T) {
	bars := barChart{
		ID: "c", Title: "Questions <&\">", Desc: "In all '7'.", Classes: []string{"answered", `"><script>`},
		Bars: []bar{{"Monday", []int{3, 1}}, {"Tuesday: none", []int{0, 0}}, {"<script>", []int{1, 2}}},
	}
	golden(t, "bars.svg", string(bars.drawSVG())+"\n")
	golden(t, "empty.svg", string(barChart{ID: "e", Title: "Nothing"}.drawSVG())+"\n")
	golden(t, "spark.svg", string(drawSparkline([]float64{1, 4, 0, 2}))+"\n")
	golden(t, "share.svg", string(shareBar(1, 3))+"\n")
	if line := drawSparkline([]float64{7}); line != "" {
		t.Errorf("one value is a line: %s", line)
	}
	for _, svg := range []string{string(bars.drawSVG()), string(drawSparkline([]float64{0, 0})), string(shareBar(0, 0))} {
		for d := xml.NewDecoder(strings.NewReader(svg)); ; {
			token, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%v: %s", err, svg)
			}
			if e, ok := token.(xml.StartElement); ok {
				if e.Name.Local == "script" {
					t.Errorf("a script got in: %s", svg)
				}
				for _, a := range e.Attr {
					if a.Name.Local == "style" || strings.Contains(a.Value, "NaN") {
						t.Errorf("attribute %s=%q", a.Name.Local, a.Value)
					}
				}
			}
		}
	}
}

func TestQuantiles(t *testing.T) {
	var l latencies
	if got := l.timesOf("answer"); got != nil {
		t.Errorf("nothing took %v", got)
	}
	for i := range 3 * recentTimes / 2 {
		l.addLatency("answer", time.Duration(i))
	}
	times := l.timesOf("answer")
	if len(times) != recentTimes || times[0] != recentTimes/2 || times[recentTimes-1] != 3*recentTimes/2-1 {
		t.Fatalf("remembered are %d, from %d to %d", len(times), times[0], times[len(times)-1])
	}
	for share, want := range map[float64]time.Duration{0: 500, .5: 999, .95: 1449, .99: 1489, 1: 1499} {
		if got := timeQuantile(times, share); got != want {
			t.Errorf("%v within %d, want %d", share, got, want)
		}
	}
	if got := timeQuantile(times[:1], .99); got != 500 {
		t.Errorf("of one: %d", got)
	}
}

func TestWords(t *testing.T) {
	for _, c := range [][2]string{
		{number(0), "0"}, {number(-1234567), "-1,234,567"}, {number(100000), "100,000"}, {number(-999), "-999"},
		{countNoun(1, "file"), "1 file"}, {countNoun(1200, "file"), "1,200 files"},
		{size(int64(999)), "999 B"}, {size(int64(1000)), "1.0 kB"}, {size(uint64(999_499)), "999 kB"}, {size(uint64(999_500)), "1.0 MB"},
		{size(int64(12_345_678)), "12 MB"}, {size(int64(5e12)), "5.0 TB"},
		{formatTook(420 * time.Microsecond), "0.4 ms"}, {formatTook(12 * time.Millisecond), "12 ms"}, {formatTook(1500 * time.Millisecond), "1.5 s"}, {formatTook(3 * time.Minute), "3 minutes"},
		{formatLasting(time.Second), "1 second"}, {formatLasting(47 * time.Hour), "47 hours"}, {formatLasting(49 * time.Hour), "2 days"},
		{typeName("application/vnd.openxmlformats-officedocument.wordprocessingml.document"), "Word"}, {typeName("application/zip"), "application/zip"}, {typeName(""), "Unknown"},
		{typeName("application/vnd.oasis.opendocument.spreadsheet"), "OpenDocument spreadsheet"}, {typeName("application/xml"), "XML"}, {typeName("text/html"), "HTML"},
		{languageName("ar"), "Arabic"}, {languageName("!"), "!"}, {languageName(""), "Unknown"},
		{clipText(strings.Repeat("é", longest)), strings.Repeat("é", longest)}, {clipText(strings.Repeat("é", longest+1)), strings.Repeat("é", longest) + "…"},
		{string(formatAgo(noon, time.Time{})), "never"}, {platformName("slack"), "Slack"},
	} {
		if c[0] != c[1] {
			t.Errorf("%q, want %q", c[0], c[1])
		}
	}
}
