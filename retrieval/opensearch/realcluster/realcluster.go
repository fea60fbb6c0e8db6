// Package realcluster gives tests an index of their own on a real cluster, where the
// environment names one.
package realcluster

import (
	"crypto/rand"
	"fmt"
	"net/http"
	"os"
	"strings"
	"testing"

	"footnote/retrieval/opensearch"
)

// Variable names the cluster that tests may use, as http://127.0.0.1:19200.
const Variable = "FOOTNOTE_TEST_OPENSEARCH"

// Address returns the address of an index that nobody else uses and that goes with the
// test. Without a cluster the test is skipped.
func Address(t testing.TB) (address string, parsed opensearch.Address) {
	t.Helper()
	base := os.Getenv(Variable)
	if base == "" {
		t.Skip(Variable + " names no cluster (.ci/opensearch starts one)")
	}
	prefix := "test-" + strings.ToLower(rand.Text()[:12])
	address = "opensearch" + strings.TrimPrefix(base, "http") + "/" + prefix
	parsed, err := opensearch.ParseAddress(address)
	if err != nil {
		t.Fatalf("%s: %v", Variable, err)
	}
	t.Cleanup(func() {
		for _, name := range []string{prefix + "-*", prefix + "-meta"} {
			if err := remove(base + "/" + name); err != nil {
				t.Error(err)
			}
		}
	})
	return address, parsed
}

func remove(url string) error {
	req, err := http.NewRequest(http.MethodDelete, url+"?ignore_unavailable=true", nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 300 && resp.StatusCode != http.StatusNotFound {
		return fmt.Errorf("remove %s: %s", url, resp.Status)
	}
	return nil
}
