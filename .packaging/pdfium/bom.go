// Command bom adds to a bill of materials (CycloneDX, JSON) what the module of
// PDFium holds as WebAssembly, where no tool for Go modules sees it.
package main

import (
	"encoding/json"
	"fmt"
	"os"
)

type component struct {
	BOMRef      string    `json:"bom-ref"`
	Type        string    `json:"type"`
	Name        string    `json:"name"`
	Description string    `json:"description"`
	Licenses    []license `json:"licenses"`
}

type license struct {
	Expression string `json:"expression"`
}

func main() {
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "bom:", err)
		os.Exit(1)
	}
}

func run(path string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	var bill map[string]any
	if err := json.Unmarshal(text, &bill); err != nil {
		return fmt.Errorf("read %s: %w", path, err)
	}
	list, ok := bill["components"].([]any)
	if !ok {
		return fmt.Errorf("%s lists no components", path)
	}
	for _, c := range [][2]string{
		{"pdfium", "BSD-3-Clause OR Apache-2.0"}, {"abseil", "Apache-2.0"}, {"agg", "LicenseRef-AGG-2.3"}, {"dragonbox", "Apache-2.0 WITH LLVM-exception"},
		{"emscripten", "MIT"}, {"fast_float", "MIT"}, {"freetype", "FTL"}, {"highway", "Apache-2.0"}, {"icu", "Unicode-3.0"}, {"lcms2", "MIT"}, {"libc++", "Apache-2.0 WITH LLVM-exception"},
		{"libjpeg-turbo", "IJG AND BSD-3-Clause"}, {"musl", "MIT"}, {"openjpeg", "BSD-2-Clause"}, {"simdutf", "MIT"}, {"zlib", "Zlib"},
	} {
		name, expression := c[0], c[1]
		list = append(list, component{
			BOMRef: "wasm/" + name, Type: "library", Name: name,
			Description: "in the WebAssembly of github.com/klippa-app/go-pdfium", Licenses: []license{{expression}},
		})
	}
	bill["components"] = list
	if text, err = json.MarshalIndent(bill, "", "  "); err != nil {
		return err
	}
	return os.WriteFile(path, append(text, '\n'), 0o644)
}
