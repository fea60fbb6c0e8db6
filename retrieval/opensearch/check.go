package opensearch

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"strings"
)

// leastMajor is the oldest version of OpenSearch that Footnote speaks to.
const leastMajor = 2

// Cluster is what a cluster says of itself.
type Cluster struct {
	Version string
	Nodes   int
	// Health is green, yellow where copies are missing, or red where passages are.
	Health string
}

// Check asks the cluster what it is. It changes nothing.
func (s *Store) Check(ctx context.Context) (c Cluster, err error) {
	if c.Version, err = s.checkVersion(ctx); err != nil {
		return c, err
	}
	var health struct {
		Status string `json:"status"`
		Nodes  int    `json:"number_of_nodes"`
	}
	err = s.call(ctx, "ask the cluster how it is", http.MethodGet, "/_cluster/health", nil, &health)
	c.Nodes, c.Health = health.Nodes, health.Status
	return c, err
}

// checkVersion returns the version of the cluster, and an error if it is too old or of
// another product.
func (c *client) checkVersion(ctx context.Context) (string, error) {
	var about struct {
		Version struct {
			Number       string `json:"number"`
			Distribution string `json:"distribution"`
		} `json:"version"`
	}
	if err := c.call(ctx, "ask the cluster what it is", http.MethodGet, "/", nil, &about); err != nil {
		return "", err
	}
	number := about.Version.Number
	if about.Version.Distribution != "opensearch" {
		return number, fmt.Errorf("%s is not OpenSearch but says that it is %s %s (Footnote needs OpenSearch %d or later)",
			c.address, orOther(about.Version.Distribution), number, leastMajor)
	}
	major, _, _ := strings.Cut(number, ".")
	if n, err := strconv.Atoi(major); err != nil || n < leastMajor {
		return number, fmt.Errorf("%s is OpenSearch %s (Footnote needs version %d or later)", c.address, number, leastMajor)
	}
	return number, nil
}

func orOther(distribution string) string {
	if distribution == "" {
		return "another product, as Elasticsearch,"
	}
	return distribution
}

// SendsPasswordOpenly reports whether a password goes over a network unencrypted.
func (a Address) SendsPasswordOpenly() bool {
	if a.isSecure || a.user == nil {
		return false
	}
	for _, host := range a.hosts {
		name, _, _ := net.SplitHostPort(host)
		if ip := net.ParseIP(name); name != "localhost" && (ip == nil || !ip.IsLoopback()) {
			return true
		}
	}
	return false
}
