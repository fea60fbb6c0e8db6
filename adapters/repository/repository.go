package repository

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"footnote/adapters/internal/publicnet"
	"footnote/retrieval/corpus"
	"footnote/retrieval/mirror"
	"footnote/retrieval/private"
)

// Options say what of a repository is fetched.
type Options struct {
	// Folder is where its history is kept.
	Folder string
	// Wanted reports whether a path, which begins with /, is wanted; nil wants all.
	Wanted func(path string) bool
	// Allow are private hosts that may be asked, as publicnet has them.
	Allow []string
	// Authorization returns the value of the header of that name for requests to the
	// repository, "" for none; nil says none.
	Authorization func(*url.URL) string
	// MaxSize bounds a file, in bytes; 0 for any size.
	MaxSize int64
}

// Repository is a git repository as a source of documents.
type Repository struct {
	Options
	address *url.URL
}

var _ mirror.Source = (*Repository)(nil)

// IsRepository reports whether an address is that of a repository.
func IsRepository(address *url.URL) bool { return strings.HasSuffix(address.Path, ".git") }

// New returns the repository at an address.
func New(address *url.URL, o Options) *Repository { return &Repository{o, address} }

// NamesAll says that what Changes doesn't report is gone.
func (*Repository) NamesAll() bool { return true }

// branch is the one of ours that the head of the repository is fetched into.
const branch = "refs/heads/footnote"

// withGit calls do with git behind a proxy.
func (r *Repository) withGit(do func(git) error) error {
	p, err := openProxy(publicnet.NewAllowance(r.Allow))
	if err != nil {
		return fmt.Errorf("fetch %s: %w", r.address, err)
	}
	defer p.close()
	g, err := newGit(r.Folder, p.at)
	if r.Authorization != nil {
		g.authorize(r.address, r.Authorization(r.address))
	}
	if err == nil {
		err = do(g)
	}
	switch refused := p.whyRefused(); {
	case err == nil:
		return nil
	case refused != nil:
		return fmt.Errorf("fetch %s: %w", r.address, refused)
	}
	return fmt.Errorf("fetch %s: %w", r.address, err)
}

// Probe asks the repository whether it is there.
func (r *Repository) Probe(ctx context.Context) (kind string, err error) {
	return "a repository", r.withGit(func(g git) error {
		_, err := r.headBranch(ctx, g)
		return err
	})
}

var symref = regexp.MustCompile(`(?m)^ref: refs/heads/(\S+)\tHEAD$`)

// headBranch returns the name of the branch that is shown first.
func (r *Repository) headBranch(ctx context.Context, g git) (string, error) {
	out, err := g.run(ctx, "ls-remote", "--symref", "--", r.address.String(), "HEAD")
	if err != nil {
		return "", err
	}
	if strings.TrimSpace(out) == "" {
		return "", errors.New("the repository is empty")
	}
	if m := symref.FindStringSubmatch(out); m != nil {
		return m[1], nil
	}
	return "HEAD", nil
}

// Changes implements mirror.Source.
func (r *Repository) Changes(ctx context.Context, known mirror.Known, report func(mirror.Change) error) error {
	return r.withGit(func(g git) error {
		head, err := r.headBranch(ctx, g)
		if err != nil {
			return err
		}
		if err := r.fetch(ctx, g); err != nil {
			return err
		}
		files, err := r.listFiles(ctx, g)
		if err != nil {
			return err
		}
		if err := readHistory(ctx, g, files); err != nil {
			return err
		}
		return r.reportFiles(ctx, g, head, files, known, report)
	})
}

// Check implements mirror.Source. As Changes names all, nothing is left to ask about.
func (r *Repository) Check(_ context.Context, kept mirror.Kept) (mirror.Change, error) {
	return mirror.Change{State: mirror.Gone, Kept: kept}, nil
}

// fetch brings the history up to date. One that was damaged is fetched anew: a git that
// was killed may leave locks that stand in the way of all that come after it.
func (r *Repository) fetch(ctx context.Context, g git) error {
	err := r.fetchHead(ctx, g)
	if err == nil || ctx.Err() != nil || isSound(ctx, g) {
		return err
	}
	if rerr := os.RemoveAll(r.Folder); rerr != nil {
		return errors.Join(err, rerr)
	}
	return r.fetchHead(ctx, g)
}

// isSound reports whether the history that is kept is whole and can be written to.
func isSound(ctx context.Context, g git) bool {
	_, err := g.run(ctx, "update-ref", branch, branch)
	if err == nil {
		_, err = g.run(ctx, "fsck", "--connectivity-only", "--no-dangling", "--no-progress", branch)
	}
	return err == nil || ctx.Err() != nil
}

// fetchHead fetches what is new since the history was last fetched, or all of it.
func (r *Repository) fetchHead(ctx context.Context, g git) error {
	if _, err := os.Stat(filepath.Join(r.Folder, "HEAD")); err != nil {
		if err := private.MakeFolder(r.Folder); err != nil {
			return err
		}
		if _, err := g.run(ctx, "init", "--quiet", "--bare", "--template="); err != nil {
			return err
		}
	}
	_, err := g.run(ctx, "fetch", "--quiet", "--force", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head", "--", r.address.String(), "+HEAD:"+branch)
	return err
}

// file is a document in the repository.
type file struct {
	path, blob string
	date       string // of its last change
	author     string // who made it
}

// listFiles lists the documents.
func (r *Repository) listFiles(ctx context.Context, g git) (list []*file, err error) {
	out, err := g.run(ctx, "ls-tree", "-r", "-z", "--long", branch)
	if err != nil {
		return nil, err
	}
	for entry := range strings.SplitSeq(out, "\x00") {
		facts, name, ok := strings.Cut(entry, "\t")
		fields := strings.Fields(facts) // mode, type, blob, size
		if !ok || len(fields) != 4 || !strings.HasPrefix(fields[0], "100") || !isDocument(name) {
			continue
		}
		size, err := strconv.ParseInt(fields[3], 10, 64)
		if err != nil || r.MaxSize > 0 && size > r.MaxSize || r.Wanted != nil && !r.Wanted("/"+name) {
			continue
		}
		list = append(list, &file{path: name, blob: fields[2]})
	}
	return list, nil
}

// isDocument reports whether a file of a repository is one to read: its prose, not its
// program.
func isDocument(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".md", ".markdown", ".mdx", ".mkd", ".rst", ".adoc", ".asciidoc", ".asc", ".txt", ".text", ".org", ".textile", ".mediawiki", ".creole", ".rdoc", ".pod",
		".html", ".htm", ".xhtml", ".pdf", ".docx", ".doc", ".pptx", ".ppt", ".xlsx", ".xls", ".odt", ".ods", ".odp", ".rtf", ".epub", ".csv", ".tsv", ".ipynb", ".tex":
		return true
	case "":
		base := path.Base(name)
		return len(base) > 3 && base == strings.ToUpper(base) // README, LICENSE, CHANGES
	}
	return false
}

// reportFiles reports the files, with the bytes of those that are new or changed.
func (r *Repository) reportFiles(ctx context.Context, g git, head string, list []*file, known mirror.Known, report func(mirror.Change) error) (err error) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	cmd := g.command(ctx, "cat-file", "--batch")
	in, err := cmd.StdinPipe()
	if err != nil {
		return fmt.Errorf("read the files: %w", err)
	}
	pipe, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		return fmt.Errorf("read the files: %w", err)
	}
	defer func() {
		if err != nil {
			stop() // it may wait for somebody to read
		}
		_ = in.Close()
		if werr := cmd.Wait(); err == nil && werr != nil {
			err = fmt.Errorf("read the files: %w", werr)
		}
	}()
	out := bufio.NewReader(pipe)
	for _, f := range list {
		if err := ctx.Err(); err != nil {
			return err
		}
		address := linkTo(r.address, head, f.path)
		c := mirror.Change{Kept: mirror.Kept{Origin: corpus.Origin{URL: address}, Mark: f.blob + " " + f.date + " " + f.author}, Name: f.path}
		if kept, has := known(address); has && kept.Mark == c.Mark {
			c.State = mirror.Same
		} else {
			if c.Body, err = readBlob(in, out, f.blob); err != nil {
				return fmt.Errorf("read %s: %w", f.path, err)
			}
			c.Author, c.Published = f.author, f.date
			if isPointer(c.Body) {
				c = mirror.Change{State: mirror.Failed, Kept: mirror.Kept{Origin: corpus.Origin{URL: address}}, Problem: "its bytes are kept by Git LFS, which is not fetched"}
			}
		}
		if err := report(c); err != nil {
			return err
		}
	}
	return nil
}

// isPointer reports whether a file only says where Git LFS keeps its bytes
// (https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md).
func isPointer(data []byte) bool {
	const largest = 1024
	return len(data) < largest && bytes.HasPrefix(data, []byte("version https://git-lfs.github.com/spec/"))
}

// readBlob asks "git cat-file --batch" for the bytes of a file.
func readBlob(in io.Writer, out *bufio.Reader, blob string) ([]byte, error) {
	if _, err := io.WriteString(in, blob+"\n"); err != nil {
		return nil, err
	}
	header, err := out.ReadString('\n')
	if err != nil {
		return nil, err
	}
	fields := strings.Fields(header) // blob, type, size
	if len(fields) != 3 {
		return nil, fmt.Errorf("git says: %s", strings.TrimSpace(header))
	}
	size, err := strconv.Atoi(fields[2])
	if err != nil || size < 0 {
		return nil, fmt.Errorf("git says: %s", strings.TrimSpace(header))
	}
	data := make([]byte, size+1) // a line end follows
	if _, err := io.ReadFull(out, data); err != nil {
		return nil, err
	}
	return data[:size], nil
}

// linkTo returns where people see a file. Of hosts that aren't known the way of most is
// taken.
func linkTo(repository *url.URL, branch, name string) string {
	u := *repository
	if wiki, ok := strings.CutSuffix(u.Path, ".wiki.git"); ok {
		u.Path = wiki + "/wiki/" + strings.TrimSuffix(name, path.Ext(name))
		return u.String()
	}
	host, way := u.Hostname(), "/blob/"
	switch {
	case strings.Contains(host, "gitlab"):
		way = "/-/blob/"
	case strings.Contains(host, "codeberg"), strings.Contains(host, "gitea"), strings.Contains(host, "forgejo"):
		way = "/src/branch/"
	case strings.Contains(host, "bitbucket"):
		way = "/src/"
	}
	u.Path = strings.TrimSuffix(u.Path, ".git") + way + branch + "/" + name
	return u.String()
}
