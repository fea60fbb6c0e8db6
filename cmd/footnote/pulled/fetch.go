package pulled

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"
)

const (
	// partEnding marks what is on its way.
	partEnding = ".part"
	// tries is how often a transfer is begun, each where the one before was cut off.
	tries = 4
	// silence is how long a server may send nothing.
	silence = time.Minute
)

// errOther is matched where what came isn't what was published.
var errOther = errors.New("what came isn't the published file")

// fetch brings the package of a model to a file, of which some may be there. When it
// returns no error the file is as it was published.
func fetch(ctx context.Context, s Source, part string, o Options) error {
	address, err := addressOf(s, o.Mirror)
	if err != nil {
		return err
	}
	for try := 1; ; try++ {
		err = fetchOnce(ctx, s, address, part, o)
		if err == nil || ctx.Err() != nil || !errors.Is(err, errCut) || try == tries {
			break
		}
	}
	if err == nil {
		err = verify(s, part)
	}
	if err != nil {
		return fmt.Errorf("fetch %s from %s: %w%s", s.Name, address.Redacted(), err, wayOut(s, part, err))
	}
	return nil
}

func addressOf(s Source, mirror string) (*url.URL, error) {
	if mirror == "" {
		return url.Parse(s.URL)
	}
	u, err := url.Parse(strings.TrimRight(mirror, "/") + "/" + url.PathEscape(s.File))
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return nil, fmt.Errorf("the mirror %q is no address such as https://mirror.example.com/models (correct FOOTNOTE_MODELS_MIRROR)", mirror)
	}
	return u, nil
}

// wayOut says what to do about a failure.
func wayOut(s Source, part string, err error) string {
	if info, statErr := os.Stat(part); statErr == nil && info.Size() > 0 && !errors.Is(err, errOther) {
		return fmt.Sprintf(" (%d of %d MB are there: run it again to go on)", info.Size()>>20, s.Bytes>>20)
	}
	return fmt.Sprintf(" (fetch %s elsewhere and name it: footnote model pull FILE; or set FOOTNOTE_MODELS_MIRROR to the address of a folder that has it)", s.File)
}

// errCut is matched by transfers that were cut off, and may go on.
var errCut = errors.New("the transfer was cut off")

// fetchOnce asks for what is missing of the file and appends it.
func fetchOnce(ctx context.Context, s Source, address *url.URL, part string, o Options) (err error) {
	file, err := os.OpenFile(part, os.O_WRONLY|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	have, err := file.Seek(0, io.SeekEnd)
	if err != nil {
		return err
	}
	if have > s.Bytes {
		have = 0
	}
	if have == s.Bytes {
		return nil
	}
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	alarm := time.AfterFunc(silence, func() { stop(fmt.Errorf("%w: the server sends nothing", errCut)) })
	defer alarm.Stop()
	body, from, err := open(ctx, address, have, s.Bytes)
	if err != nil {
		return err
	}
	defer body.Close()
	if err := file.Truncate(from); err != nil {
		return err
	}
	if _, err := file.Seek(from, io.SeekStart); err != nil {
		return err
	}
	w := &counted{w: file, done: from, total: s.Bytes, progress: o.Progress, alarm: alarm}
	n, err := io.Copy(w, io.LimitReader(body, s.Bytes-from+1))
	switch {
	case w.failed != nil:
		return fmt.Errorf("write %s: %w", part, w.failed)
	case err != nil:
		return fmt.Errorf("%w: %w", errCut, errors.Join(context.Cause(ctx), err))
	case from+n < s.Bytes:
		return errCut
	}
	return nil
}

// open asks for a file from an offset on, and returns where what comes begins.
func open(ctx context.Context, address *url.URL, have, total int64) (body io.ReadCloser, from int64, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address.String(), nil)
	if err != nil {
		return nil, 0, err
	}
	if have > 0 {
		req.Header.Set("Range", fmt.Sprintf("bytes=%d-", have))
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		if cause := context.Cause(ctx); cause != nil {
			err = cause
		}
		return nil, 0, err
	}
	switch {
	case resp.StatusCode == http.StatusOK:
		if resp.ContentLength >= 0 && resp.ContentLength != total {
			err = fmt.Errorf("%w: it has %d bytes, not %d; a proxy or a sign-in page may stand in between", errOther, resp.ContentLength, total)
			break
		}
		return resp.Body, 0, nil
	case resp.StatusCode == http.StatusPartialContent && have > 0 &&
		strings.HasPrefix(resp.Header.Get("Content-Range"), fmt.Sprintf("bytes %d-", have)):
		return resp.Body, have, nil
	default:
		err = fmt.Errorf("the server answers %s", resp.Status)
	}
	return nil, 0, errors.Join(err, resp.Body.Close())
}

// verify holds a fetched file against its hash, and removes another one.
func verify(s Source, part string) error {
	sum, err := sumFile(part)
	if err != nil {
		return err
	}
	if sum != s.SHA256 {
		return errors.Join(fmt.Errorf("%w: its sha256 is %s, not %s", errOther, sum, s.SHA256), os.Remove(part))
	}
	return nil
}

// counted writes and tells how much has been written.
type counted struct {
	w           io.Writer
	done, total int64
	progress    func(done, total int64)
	alarm       *time.Timer
	failed      error // of writing, unlike of reading
}

// Write implements io.Writer.
func (c *counted) Write(p []byte) (int, error) {
	c.alarm.Reset(silence)
	n, err := c.w.Write(p)
	c.done += int64(n)
	c.failed = err
	if c.progress != nil {
		c.progress(min(c.done, c.total), c.total)
	}
	return n, err
}
