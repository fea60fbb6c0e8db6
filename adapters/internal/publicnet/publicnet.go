// Package publicnet dials only what is public: whoever fetches what others have written
// must not be led into the network that the program runs in. It is the address that is
// dialled that counts, whatever name or redirect leads there.
package publicnet

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"strings"
	"syscall"
	"time"
)

// ErrPrivate is matched by the error of dialling an address that is not public.
var ErrPrivate = errors.New("it is a private address (FOOTNOTE_WEB_PRIVATE allows it)")

// Dial dials what is permitted, as net.Dialer.DialContext.
func (a Allowance) Dial(ctx context.Context, network, address string) (net.Conn, error) {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return nil, err
	}
	dialer := net.Dialer{Timeout: 20 * time.Second, ControlContext: func(_ context.Context, _, dialled string, _ syscall.RawConn) error {
		at, err := netip.ParseAddrPort(dialled)
		if err != nil || !a.Permits(host, at.Addr()) {
			return ErrPrivate
		}
		return nil
	}}
	return dialer.DialContext(ctx, network, address)
}

// Allowance says which private addresses may be asked.
type Allowance struct {
	all      bool
	hosts    map[string]bool
	networks []netip.Prefix
}

// NewAllowance reads hosts, addresses and networks (10.1.0.0/16); * allows all.
func NewAllowance(list []string) Allowance {
	a := Allowance{hosts: make(map[string]bool)}
	for _, text := range list {
		switch text = strings.ToLower(strings.TrimSpace(text)); {
		case text == "*":
			a.all = true
		default:
			if p, err := netip.ParsePrefix(text); err == nil {
				a.networks = append(a.networks, p.Masked())
			} else if ip, err := netip.ParseAddr(text); err == nil {
				a.networks = append(a.networks, netip.PrefixFrom(ip, ip.BitLen()))
			} else if host, _, err := net.SplitHostPort(text); err == nil {
				a.hosts[host] = true
			} else if text != "" {
				a.hosts[text] = true
			}
		}
	}
	return a
}

// Permits reports whether a host may be asked at an address.
func (a Allowance) Permits(host string, ip netip.Addr) bool {
	ip = ip.Unmap()
	if a.all || isPublic(ip) || a.hosts[strings.ToLower(host)] {
		return true
	}
	for _, n := range a.networks {
		if n.Contains(ip) {
			return true
		}
	}
	return false
}

// closed are networks that are not of the public net, beside those that netip knows:
// addresses that carriers share (RFC 6598), of protocols and documentation (RFC 6890),
// benchmarks (RFC 2544), those that are kept for later, and IPv6 ones that stand for
// IPv4 ones or are local to a site.
var closed = func() (list []netip.Prefix) {
	for _, text := range []string{
		"0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4",
		"64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001:db8::/32", "2002::/16", "fec0::/10",
	} {
		list = append(list, netip.MustParsePrefix(text))
	}
	return list
}()

// isPublic reports whether an address is one of the public net.
func isPublic(ip netip.Addr) bool {
	if !ip.IsValid() || !ip.IsGlobalUnicast() || ip.IsPrivate() || ip.IsLoopback() || ip.IsLinkLocalUnicast() {
		return false
	}
	for _, n := range closed {
		if n.Contains(ip) {
			return false
		}
	}
	return true
}
