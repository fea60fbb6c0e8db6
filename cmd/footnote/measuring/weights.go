package measuring

import (
	"fmt"
	"os"

	"footnote/retrieval/weights"
)

// ReadWeights reads a file of weights; those inside the program if path is "".
func ReadWeights(path string) (*weights.Set, error) {
	if path == "" {
		return weights.Shipped(), nil
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read the weights: %w", err)
	}
	s, err := weights.Parse(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return s, nil
}

// writeWeights writes them to a file.
func writeWeights(path string, s *weights.Set) error {
	data, err := s.Format()
	if err != nil {
		return err
	}
	if err := os.WriteFile(path, data, 0o644); err != nil {
		return fmt.Errorf("write the weights: %w", err)
	}
	return nil
}
