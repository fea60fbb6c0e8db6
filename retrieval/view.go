package retrieval

import "sync"

// View is an index as it is at one moment. It stays so until it is closed,
// which whoever took it must do: the files of an index that others have changed
// meanwhile are held open for it.
type View struct {
	Index
	close func()
}

// NewView returns a view of x. release is called when the view is closed, once.
func NewView(x Index, release func()) *View {
	return &View{Index: x, close: sync.OnceFunc(release)}
}

// Close lets go of the index, which can't be asked after it. Only the first
// call has an effect.
func (v *View) Close() { v.close() }
