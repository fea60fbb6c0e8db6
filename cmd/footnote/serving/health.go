package serving

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"time"
)

const healthTimeout = 5 * time.Second

// AskHealth asks a server how it is, and returns the status of its answer and
// the begin of what it says.
func AskHealth(ctx context.Context, address string) (status int, says string, err error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return 0, "", fmt.Errorf("ask %s: %w", address, err)
	}
	client := http.Client{
		Timeout:       healthTimeout,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	response, err := client.Do(request)
	if err != nil {
		return 0, "", err
	}
	defer response.Body.Close()
	const longest = 200
	text, err := io.ReadAll(io.LimitReader(response.Body, longest))
	if err != nil {
		return 0, "", fmt.Errorf("read its answer: %w", err)
	}
	return response.StatusCode, string(text), nil
}

// HealthAddress returns where to ask a server how it is: at server, or if that is
// "" at the one of this machine that listens on listen.
func HealthAddress(server, listen string) (string, error) {
	if server == "" {
		host, port, err := net.SplitHostPort(listen)
		if err != nil {
			return "", fmt.Errorf("--http-addr (FOOTNOTE_HTTP_ADDR) is %q, must be as 127.0.0.1:8067", listen)
		}
		switch ip, _ := netip.ParseAddr(host); {
		case host == "" || ip == netip.IPv4Unspecified():
			host = "127.0.0.1"
		case ip == netip.IPv6Unspecified():
			host = "::1"
		}
		return "http://" + net.JoinHostPort(host, port) + "/healthz", nil
	}
	u, err := url.Parse(server)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return "", fmt.Errorf("%q isn't the address of a server (write it as http://127.0.0.1:8067)", server)
	}
	if u.Path == "" || u.Path == "/" {
		u.Path = "/healthz"
	}
	return u.String(), nil
}
