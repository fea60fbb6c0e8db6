package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"time"

	"footnote/adapters/terminal"
)

// httpSettings say where the page is.
type httpSettings struct {
	Addr string `name:"http-addr" env:"FOOTNOTE_HTTP_ADDR" default:"127.0.0.1:8067" placeholder:"ADDR" group:"Page" help:"Where the page to ask and to see sources listens, off for no page (default: ${default}, for this machine alone)."`
}

// healthCmd tells whether a server is well. It is the probe of the container
// image, which has no other program to send a request.
type healthCmd struct {
	HTTP httpSettings `embed:""`
	URL  string       `arg:"" optional:"" help:"The server, such as http://127.0.0.1:8067 (default: the one at FOOTNOTE_HTTP_ADDR, asked on this machine)."`
}

// Help implements kong.HelpProvider.
func (healthCmd) Help() string {
	return "Asks a running \"footnote serve\" at /healthz, or at the path of the URL. Exits with 0 if it is well and with 1 if not."
}

const healthTimeout = 5 * time.Second

// Run asks the server.
func (c *healthCmd) Run(ctx context.Context, a *app) error {
	at, err := c.at()
	if err != nil {
		return err
	}
	status, says, err := askHealth(ctx, at)
	if err != nil {
		return fmt.Errorf("the server doesn't answer: %w (start footnote serve, or correct FOOTNOTE_HTTP_ADDR)", err)
	}
	if status != http.StatusOK {
		return fmt.Errorf("the server isn't well: %s answered %d %s: %s", at, status, http.StatusText(status), terminal.OneLine(says))
	}
	return a.print("well\n")
}

// askHealth asks a server how it is, and returns the status of its answer and
// the begin of what it says.
func askHealth(ctx context.Context, address string) (status int, says string, err error) {
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

// at returns the address to ask.
func (c *healthCmd) at() (string, error) {
	if c.URL == "" {
		host, port, err := net.SplitHostPort(c.HTTP.Addr)
		if err != nil {
			return "", usageError("--http-addr (FOOTNOTE_HTTP_ADDR) is %q, must be as 127.0.0.1:8067", c.HTTP.Addr)
		}
		switch ip, _ := netip.ParseAddr(host); {
		case host == "" || ip == netip.IPv4Unspecified():
			host = "127.0.0.1"
		case ip == netip.IPv6Unspecified():
			host = "::1"
		}
		return "http://" + net.JoinHostPort(host, port) + "/healthz", nil
	}
	u, err := url.Parse(c.URL)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return "", usageError("%q isn't the address of a server (write it as http://127.0.0.1:8067)", c.URL)
	}
	if u.Path == "" || u.Path == "/" {
		u.Path = "/healthz"
	}
	return u.String(), nil
}
