package block

// MaxText is the most text that one file may hold, in bytes: a shelf of books.
const MaxText = 64 << 20

// ParagraphCost is what a paragraph or cell costs beside its text, in bytes.
const ParagraphCost = 64

// Budget is how much text may still be read, in bytes. What is kept besides the
// text, such as an empty cell, costs some of it too, so that it bounds the
// memory.
type Budget struct{ left int }

// NewBudget returns a budget of MaxText.
func NewBudget() *Budget { return &Budget{MaxText} }

// MaxLongText is the most text that a file may hold which is never held as a whole,
// in bytes.
const MaxLongText = 4 * MaxText

// NewLongBudget returns a budget of MaxLongText.
func NewLongBudget() *Budget { return &Budget{MaxLongText} }

// Spend takes n bytes off the budget. It returns ErrTooMuch once there are none
// left.
func (b *Budget) Spend(n int) error {
	if b.left -= n; b.left < 0 {
		return ErrTooMuch
	}
	return nil
}

// Left returns how many bytes are left.
func (b *Budget) Left() int { return b.left }
