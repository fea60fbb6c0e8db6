package opensearch

import (
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"testing"
)

func TestAddresses(t *testing.T) {
	for text, want := range map[string][]string{
		"opensearch://one/docs":                                {"http://one:9200", "docs"},
		"opensearchs://u:p@one:9201,two/docs-2":                {"https://one:9201", "https://two:9200", "docs-2"},
		"opensearch://[::1]:19200/docs/?shards=3":              {"http://[::1]:19200", "docs"},
		"opensearchs://u:p%40ss%2Fw@one/d?ca=/etc/ca.pem":      {"https://one:9200", "d"},
		"opensearchs://u:p@ss@one:443/footnote.main?shards=12": {"https://one:443", "footnote.main"},
	} {
		a, err := ParseAddress(text)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		if got := append(a.Hosts(), a.Prefix()); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
	for text, want := range map[string]string{
		"":                              "begins with opensearch://",
		"http://one/docs":               "begins with opensearch://",
		"opensearch://one":              "ends in the prefix",
		"opensearch://one/Docs":         "ends in the prefix",
		"opensearch://one/a/b":          "ends in the prefix",
		"opensearch:///docs":            "is no host",
		"opensearch://one:port/docs":    "is no host",
		"opensearch://one/d?shards=0":   "from 1 to 1024",
		"opensearch://one/d?replica=1":  "unknown option",
		"opensearch://u:hush%zz@one/d":  "can't be read",
		"opensearchs://u:hush@one two/": "is no host",
	} {
		_, err := ParseAddress(text)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want an error that says %q", text, err, want)
		}
		if err != nil && strings.Contains(err.Error(), "hush") {
			t.Errorf("%s: the error has the password: %v", text, err)
		}
	}
}

// TestAddressesKeepPasswords prints an address in every way that comes to mind.
func TestAddressesKeepPasswords(t *testing.T) {
	a, err := ParseAddress("opensearchs://watchman:hush@one:9200/docs")
	if err != nil {
		t.Fatal(err)
	}
	var log strings.Builder
	slog.New(slog.NewTextHandler(&log, nil)).Info("opened", "at", a)
	fmt.Fprintf(&log, "%v %+v %#v %s %q %x", a, a, a, a, a, a)
	for _, secret := range []string{"hush", "watchman"} {
		if strings.Contains(log.String(), secret) {
			t.Errorf("%q stands in %s", secret, log.String())
		}
	}
}

func TestPasswordsThatGoOpenly(t *testing.T) {
	for text, want := range map[string]bool{
		"opensearch://u:p@one/d": true, "opensearchs://u:p@one/d": false, "opensearch://one/d": false,
		"opensearch://u:p@127.0.0.1/d": false, "opensearch://u:p@localhost,one/d": true,
	} {
		a, err := ParseAddress(text)
		if err != nil || a.SendsPasswordOpenly() != want {
			t.Errorf("%s: %v, %v", text, !want, err)
		}
	}
}
