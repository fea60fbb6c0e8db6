package contract

import (
	"os"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// NodeFolder is where testdata/node/setup.sh of an adapter has installed what
// tests check against: what the variable says, else the test is skipped.
func NodeFolder(t *testing.T, variable, adapter string) string {
	t.Helper()
	dir := os.Getenv(variable)
	if dir == "" {
		t.Skip(variable + " isn't set: adapters/" + adapter + "/testdata/node/setup.sh FOLDER makes such a folder (it needs Node)")
	}
	return dir
}

// Schemas are JSON schemas of a platform's published types, by name.
type Schemas struct {
	compiler *jsonschema.Compiler
	compiled map[string]*jsonschema.Schema
}

const schemaAddress = "types.json"

// LoadSchemas reads the definitions that a file has.
func LoadSchemas(t *testing.T, path string) *Schemas {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	doc, err := jsonschema.UnmarshalJSON(f)
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource(schemaAddress, doc); err != nil {
		t.Fatal(err)
	}
	return &Schemas{c, make(map[string]*jsonschema.Schema)}
}

// Check holds a decoded value against a type.
func (s *Schemas) Check(definition string, v any) error {
	schema, ok := s.compiled[definition]
	if !ok {
		var err error
		if schema, err = s.compiler.Compile(schemaAddress + "#/definitions/" + definition); err != nil {
			return err
		}
		s.compiled[definition] = schema
	}
	return schema.Validate(v)
}
