package website

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
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
		if r.rules, err = robotstxt.FromStatusAndBytes(answer.status, answer.body); err != nil {
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
