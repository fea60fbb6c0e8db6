package recent

import (
	"strconv"
	"testing"
)

func TestTheOldestAreForgotten(t *testing.T) {
	var v Values[int]
	for i := range recentKeys + 1 {
		v.Put(strconv.Itoa(i), i)
	}
	if _, ok := v.Get("0"); ok {
		t.Error("the oldest is still there")
	}
	if before, ok := v.Put("1", 7); !ok || before != 1 {
		t.Errorf("put over %d, %v", before, ok)
	}
	v.Remove("1")
	if _, ok := v.Get("1"); ok {
		t.Error("what was removed is still there")
	}
}
