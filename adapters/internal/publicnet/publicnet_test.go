package publicnet

import (
	"net/netip"
	"testing"
)

// TestAllowance: only public addresses, and what is named.
func TestAllowance(t *testing.T) {
	for _, c := range []struct {
		allow, host, ip string
		want            bool
	}{
		{"", "example.com", "93.184.216.34", true},
		{"", "example.com", "2606:2800:220:1::1", true},
		{"", "example.com", "127.0.0.1", false},
		{"", "example.com", "::ffff:10.0.0.1", false},
		{"", "example.com", "169.254.169.254", false},
		{"", "example.com", "100.64.0.1", false},
		{"", "example.com", "64:ff9b::a00:1", false},
		{"", "example.com", "fd00::1", false},
		{"", "example.com", "0.0.0.0", false},
		{"", "example.com", "224.0.0.1", false},
		{"wiki.intern", "wiki.intern", "10.0.0.1", true},
		{"wiki.intern:8080", "WIKI.intern", "10.0.0.1", true},
		{"wiki.intern", "other.intern", "10.0.0.1", false},
		{"10.1.0.0/16", "other.intern", "10.1.2.3", true},
		{"10.1.0.0/16", "other.intern", "10.2.2.3", false},
		{"::1", "localhost", "::1", true},
		{"*", "x", "127.0.0.1", true},
	} {
		if got := NewAllowance([]string{c.allow}).Permits(c.host, mustAddr(t, c.ip)); got != c.want {
			t.Errorf("%q permits %s at %s: %v, want %v", c.allow, c.host, c.ip, got, c.want)
		}
	}
}

func mustAddr(t *testing.T, text string) netip.Addr {
	t.Helper()
	ip, err := netip.ParseAddr(text)
	if err != nil {
		t.Fatal(err)
	}
	return ip
}
