package repository

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"time"
)

// ErrNoGit says that there is no git on this machine.
var ErrNoGit = errors.New("git is not installed (install it to fetch repositories)")

// git runs git on the bare repository of dir.
type git struct {
	program string
	dir     string
	proxy   string // its address, with what it is opened by
	// config are settings in the environment, which other users of the machine don't see
	// as they see command lines.
	config []string
}

// authorize has git say who it is to the server of an address, and to no other: then it
// follows no redirect.
func (g *git) authorize(address *url.URL, header string) {
	if header == "" {
		return
	}
	server := address.Scheme + "://" + address.Host + "/"
	g.config = []string{
		"GIT_CONFIG_COUNT=2", "GIT_CONFIG_KEY_0=http." + server + ".extraHeader", "GIT_CONFIG_VALUE_0=Authorization: " + header,
		"GIT_CONFIG_KEY_1=http.followRedirects", "GIT_CONFIG_VALUE_1=false",
	}
}

// newGit finds git.
func newGit(dir, proxy string) (git, error) {
	program, err := exec.LookPath("git")
	if err != nil {
		return git{}, ErrNoGit
	}
	return git{program: program, dir: dir, proxy: proxy}, nil
}

// command returns a call of git that nothing of the user's has a say in.
func (g git) command(ctx context.Context, args ...string) *exec.Cmd {
	all := []string{
		"--git-dir=" + g.dir, "-c", "core.hooksPath=" + os.DevNull, "-c", "core.fsmonitor=false", "-c", "credential.helper=",
		"-c", "core.quotePath=false", "-c", "gc.auto=0", "-c", "transfer.fsckObjects=true", "-c", "protocol.version=2",
	}
	if g.proxy != "" {
		all = append(all, "-c", "http.lowSpeedLimit=1", "-c", "http.lowSpeedTime=120")
	}
	cmd := exec.CommandContext(ctx, g.program, append(all, args...)...)
	cmd.Env = []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + os.DevNull, "LC_ALL=C", "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL=" + os.DevNull,
		"GIT_TERMINAL_PROMPT=0", "GIT_ASKPASS=true", "GIT_ALLOW_PROTOCOL=http:https", "GIT_OPTIONAL_LOCKS=0",
	}
	if g.proxy != "" { // not on the command line, which other users of the machine see
		cmd.Env = append(cmd.Env, "http_proxy="+g.proxy, "https_proxy="+g.proxy)
	}
	for _, name := range []string{"SSL_CERT_FILE", "SSL_CERT_DIR", "SystemRoot", "TMP", "TEMP", "TMPDIR"} {
		if value, ok := os.LookupEnv(name); ok {
			cmd.Env = append(cmd.Env, name+"="+value)
		}
	}
	cmd.Env = append(cmd.Env, g.config...)
	cmd.WaitDelay = 10 * time.Second
	return cmd
}

// run runs git and returns what it prints.
func (g git) run(ctx context.Context, args ...string) (string, error) {
	cmd := g.command(ctx, args...)
	var out, said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &said
	if err := cmd.Run(); err != nil {
		return "", explain(ctx, err, said.String())
	}
	return out.String(), nil
}

// explain returns what git said to a failure, which is mostly in its last lines.
func explain(ctx context.Context, err error, said string) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	for line := range strings.Lines(said) {
		for _, begin := range []string{"fatal: ", "error: "} {
			if text, ok := strings.CutPrefix(line, begin); ok {
				return fmt.Errorf("git says: %s", strings.TrimSpace(text))
			}
		}
	}
	return fmt.Errorf("run git: %w", err)
}
