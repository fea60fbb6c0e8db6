package meaning

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"footnote/retrieval/encoder"
	"footnote/retrieval/private"
)

// sampleFile holds pairs of a question and a passage that answers it, written for this
// purpose: a line each, a tab between them.
//
//go:embed sample.tsv
var sampleFile string

// calibrated is the version of the sample and of what is made of it. Vectors that were
// made with another one can't be compared.
const calibrated = "calibrated 1"

// calibration makes the cosines of a model comparable with those of the model inside
// the program, which the weights of the ranking were fitted with. Those of
// multilingual-e5-small lie between .7 and .9 whatever the texts are; those of others
// lie elsewhere.
//
// What all vectors share is taken off them first: the mean of those of the sample's
// passages. Then a cosine becomes the one that the model inside has as often: among
// the 1,600 pairs of the sample's questions and passages, of which the 40 that belong
// together count as much as all others.
type calibration struct {
	Model string    `json:"model"`
	Size  int       `json:"size"`  // values of a vector
	Mean  []float32 `json:"mean"`  // [Size]; none takes nothing off
	Curve []float64 `json:"curve"` // cosines of the model at the shares; none leaves cosines as they are
}

// shares are where the cosines of models are compared: the share of pairs, weighed,
// that have a smaller one.
func shares() []float64 {
	return []float64{.01, .05, .1, .2, .3, .4, .45, .5, .55, .6, .7, .8, .9, .95, .99}
}

// reference are the cosines of the model inside the program at the shares. A test
// measures them anew.
func reference() []float64 {
	return []float64{-.105, -.061, -.033, .006, .048, .102, .152, .321, .422, .444, .492, .553, .604, .669, .775}
}

// mostValues is the most values of a vector that can be compared.
const mostValues = 4096

// readSample cuts the sample in questions and passages.
func readSample() (questions, passages []string) {
	for line := range strings.Lines(sampleFile) {
		q, p, _ := strings.Cut(strings.TrimSpace(line), "\t")
		questions, passages = append(questions, q), append(passages, p)
	}
	return questions, passages
}

// measureModel sets a model up: it embeds the sample.
func measureModel(ctx context.Context, m Model) (*calibration, error) {
	questions, passages := readSample()
	var queries, vectors [][]float32
	for batch := range slices.Chunk(passages, max(1, m.Batch())) {
		v, err := m.Passages(ctx, batch)
		if err != nil {
			return nil, err
		}
		vectors = append(vectors, v...)
	}
	for _, q := range questions {
		v, err := m.Query(ctx, q)
		if err != nil {
			return nil, err
		}
		queries = append(queries, v)
	}
	c := &calibration{Model: m.Identity(), Size: len(vectors[0])}
	if c.Size < 1 || c.Size > mostValues {
		return nil, fmt.Errorf("its vectors have %d values, must be 1 to %d", c.Size, mostValues)
	}
	for _, v := range slices.Concat(vectors, queries) {
		if err := c.checkVector(v); err != nil {
			return nil, err
		}
	}
	c.Mean = meanOf(vectors)
	for _, v := range slices.Concat(vectors, queries) {
		c.center(v)
	}
	c.Curve = curveOf(queries, vectors)
	return c, nil
}

// errVector is matched by errors about vectors that can't be used.
var errVector = errors.New("the model gave a vector that can't be")

func (c *calibration) checkVector(v []float32) error {
	if len(v) != c.Size {
		return fmt.Errorf("%w: one of %d values where others have %d", errVector, len(v), c.Size)
	}
	for _, x := range v {
		if math.IsNaN(float64(x)) || math.IsInf(float64(x), 0) {
			return fmt.Errorf("%w: a value of it is %v", errVector, x)
		}
	}
	return nil
}

func meanOf(vectors [][]float32) []float32 {
	mean := make([]float32, len(vectors[0]))
	for _, v := range vectors {
		length := lengthOf(v)
		for i, x := range v {
			mean[i] += x / length / float32(len(vectors))
		}
	}
	return mean
}

func lengthOf(v []float32) float32 {
	var squares float64
	for _, x := range v {
		squares += float64(x) * float64(x)
	}
	return float32(max(math.Sqrt(squares), 1e-12))
}

// center takes the mean off a vector, whose length is 1 then.
func (c *calibration) center(v []float32) {
	length := lengthOf(v)
	for i := range v {
		v[i] /= length
		if c.Mean != nil {
			v[i] -= c.Mean[i]
		}
	}
	length = lengthOf(v)
	for i := range v {
		v[i] /= length
	}
}

// curveOf returns the cosines at the shares. The queries belong to the vectors in
// their order.
func curveOf(queries, vectors [][]float32) []float64 {
	var related, others []float64
	for i, q := range queries {
		for j, v := range vectors {
			cosine := 0.0
			for k := range q {
				cosine += float64(q[k]) * float64(v[k])
			}
			if i == j {
				related = append(related, cosine)
			} else {
				others = append(others, cosine)
			}
		}
	}
	all := slices.Sorted(slices.Values(slices.Concat(related, others)))
	slices.Sort(related)
	slices.Sort(others)
	below := func(sorted []float64, x float64) float64 {
		n, _ := slices.BinarySearch(sorted, x)
		return float64(n) / float64(len(sorted))
	}
	var curve []float64
	for _, share := range shares() {
		i, _ := slices.BinarySearchFunc(all, share, func(x, share float64) int {
			if (below(related, x)+below(others, x))/2 < share {
				return -1
			}
			return 1
		})
		at := all[min(i, len(all)-1)]
		if n := len(curve); n > 0 {
			at = max(at, curve[n-1]+1e-6)
		}
		curve = append(curve, at)
	}
	return curve
}

// cosine returns what the cosine of a model stands for in those of the model inside
// the program.
func (c *calibration) cosine(x float64) float64 {
	x = max(-1, min(1, x))
	if c.Curve == nil {
		return x
	}
	to := reference()
	fromX, toX := -1.0, -1.0
	for i, at := range c.Curve {
		if x < at {
			return toX + (x-fromX)/(at-fromX)*(to[i]-toX)
		}
		fromX, toX = at, to[i]
	}
	if fromX >= 1 {
		return toX
	}
	return toX + (x-fromX)/(1-fromX)*(1-toX)
}

// padded is how many bytes a vector has: kernels take multiples of 64.
func (c *calibration) padded() int { return (c.Size + 63) &^ 63 }

// quantize returns a vector of the model as it is kept.
func (c *calibration) quantize(v []float32) ([]int8, error) {
	if err := c.checkVector(v); err != nil {
		return nil, err
	}
	if c.Curve != nil {
		v = slices.Clone(v)
		c.center(v)
	}
	out := make([]int8, c.padded())
	encoder.Quantize(out[:c.Size], v)
	return out, nil
}

const calibrationName = "calibration.json"

// readCalibration reads what was measured before, nil if it wasn't, or for another
// model.
func readCalibration(dir, model string) *calibration {
	b, err := os.ReadFile(filepath.Join(dir, calibrationName))
	if err != nil {
		return nil
	}
	c := &calibration{}
	if json.Unmarshal(b, c) != nil || c.Model != model || c.Size < 1 || c.Size > mostValues || len(c.Mean) != c.Size ||
		len(c.Curve) != len(shares()) || !slices.IsSorted(c.Curve) {
		return nil
	}
	return c
}

// write keeps what was measured.
func (c *calibration) write(dir string) error {
	if err := private.MakeFolder(dir); err != nil {
		return unwritableError("make the folder of vectors", dir, err)
	}
	return writeJSON(dir, calibrationName, "write the scale of the vectors", c)
}
