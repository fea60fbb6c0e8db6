package page

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"strings"

	"footnote/adapters/web/login"
)

// Address says where the page is.
type Address struct {
	Addr string `name:"http-addr" env:"FOOTNOTE_HTTP_ADDR" default:"127.0.0.1:8067" placeholder:"ADDR" group:"Page" help:"Where the page to ask and to see sources listens, off for no page (default: ${default}, for this machine alone)."`
}

// Settings say how to be in a browser.
type Settings struct {
	HTTP      Address `embed:""`
	PublicURL string  `name:"public-url" env:"FOOTNOTE_PUBLIC_URL" placeholder:"URL" group:"Page" help:"Where people reach the page, such as https://footnote.example.com; citations in ${platforms} lead there then (default: none)."`
	LinkDays  int     `name:"link-days" env:"FOOTNOTE_LINK_DAYS" default:"90" placeholder:"DAYS" group:"Page" help:"Days that such a link opens its document (default: ${default})."`

	Login LoginSettings `embed:""`
}

// Check says what can't be.
func (s *Settings) Check() error {
	if _, _, err := net.SplitHostPort(s.HTTP.Addr); err != nil && !s.IsOff() {
		return fmt.Errorf("FOOTNOTE_HTTP_ADDR is %q, must be as 127.0.0.1:8067, or off for no page", s.HTTP.Addr)
	}
	if s.LinkDays < 1 {
		return errors.New("FOOTNOTE_LINK_DAYS can't be less than 1")
	}
	_, err := s.publicURL()
	return err
}

// publicURL returns the public URL, its scheme and host alone; nil if there is none.
func (s *Settings) publicURL() (*url.URL, error) {
	if s.PublicURL == "" {
		return nil, nil
	}
	u, err := url.Parse(s.PublicURL)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Hostname() == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" || strings.Trim(u.Path, "/") != "" {
		return nil, fmt.Errorf("FOOTNOTE_PUBLIC_URL is %q, must be as https://footnote.example.com, without a path", s.PublicURL)
	}
	return &url.URL{Scheme: u.Scheme, Host: strings.ToLower(u.Host)}, nil
}

// IsOff reports whether there is to be no page.
func (s *Settings) IsOff() bool { return s.HTTP.Addr == "off" }

// Guarding is how the page is to be guarded, but for the key.
func (s *Settings) Guarding(log *slog.Logger) (o login.Options, err error) {
	o = s.Login.loginOptions()
	o.Listen, o.Log = s.HTTP.Addr, log
	o.PublicURL, err = s.publicURL()
	return o, err
}
