package website

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/temoto/robotstxt"
	"golang.org/x/time/rate"

	"footnote/retrieval/mirror"
)

// robotName is what robots.txt may call the program.
const robotName = "footnote"

// longestDelay is the longest pause between two requests that robots.txt can ask for:
// with a longer one a site would never be read to its end.
const longestDelay = time.Minute

// robots are the rules of one host.
type robots struct {
	rules *robotstxt.RobotsData
	group *robotstxt.Group
	err   error // why they can't be read: then nothing may be asked for
}

// errRobots is matched by the error of a request that robots.txt forbids.
var errRobots = errors.New("robots.txt forbids it")

// mayAsk returns nil if the rules of its host allow to ask for a page.
func (c *client) mayAsk(ctx context.Context, u *url.URL) error {
	r, err := c.robotsOf(ctx, u)
	switch {
	case err != nil:
		return err
	case r.err != nil:
		return r.err
	case !r.group.Test(u.RequestURI()):
		return errRobots
	}
	return nil
}

// readableRules returns the lines of a robots.txt that say something which can be
// understood: a parser must make use of them whatever else there is (RFC 9309, 2.2), and
// ours would give up.
func readableRules(text []byte) []byte {
	var kept []string
	inGroup := false
	for line := range strings.FieldsFuncSeq(string(bytes.TrimPrefix(text, []byte("\ufeff"))), func(r rune) bool { return r == '\n' || r == '\r' }) {
		line, _, _ = strings.Cut(line, "#")
		name, value, ok := strings.Cut(line, ":")
		if !ok {
			continue
		}
		value = strings.TrimSpace(value)
		switch strings.ToLower(strings.TrimSpace(name)) {
		case "user-agent":
			inGroup = value != ""
		case "allow", "disallow":
			ok = inGroup
		case "crawl-delay":
			seconds, err := strconv.ParseFloat(value, 64)
			ok = inGroup && err == nil && seconds >= 0
		case "sitemap":
			ok = value != ""
		default:
			ok = false
		}
		if ok {
			kept = append(kept, strings.TrimSpace(line))
		}
	}
	return []byte(strings.Join(kept, "\n") + "\n")
}

// robotsOf returns the rules of a host, which are read once.
func (c *client) robotsOf(ctx context.Context, u *url.URL) (*robots, error) {
	key := u.Scheme + "://" + u.Host
	if r := c.robots[key]; r != nil {
		return r, nil
	}
	r := &robots{}
	at := &url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"}
	answer, err := c.get(ctx, at, mirror.Kept{}, nil)
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		r.err = fmt.Errorf("its robots.txt can't be read: %w", err)
	case answer.status == http.StatusTooManyRequests, answer.status >= 500:
		r.err = fmt.Errorf("its robots.txt can't be read: the server answers %d", answer.status)
	default:
		if r.rules, err = robotstxt.FromStatusAndBytes(answer.status, readableRules(answer.body)); err != nil {
			r.err = fmt.Errorf("its robots.txt can't be read: %w", err)
			break
		}
		r.group = r.rules.FindGroup(robotName)
		if delay := min(r.group.CrawlDelay, longestDelay); delay > 0 {
			if asked := rate.Every(delay); asked < rate.Limit(c.PerSecond) {
				c.limiter(u.Host).SetLimit(asked)
			}
		}
	}
	c.robots[key] = r
	return r, nil
}
