package pdf

import (
	"slices"
	"testing"
)

func TestForms(t *testing.T) {
	var f form
	f.readPacket([]byte(`<xdp:xdp xmlns:xdp="x"><template><subform name="a"><draw><value><text>Berth of the boat</text></value></draw>
<field name="n"><caption><value><exData><body><p>Name of<b>the boat</b></p></body></exData></value></caption><event><script>var x = "text";</script></event></field>
<draw><value><text>Berth of the boat</text></value></draw></subform></template>
<xfa:datasets><xfa:data><form1><name>Morning
 Star</name><empty/><owner><first>Mara</first></owner></form1></xfa:data></xfa:datasets><config><text>none of it</text></config></xdp:xdp>`))
	f.readPacket([]byte(`<template><text>cut off`))
	want := []Note{
		{Page: 1, Text: "Berth of the boat", Form: true}, {Page: 1, Text: "Name of the boat", Form: true},
		{Page: 1, Text: "name: Morning Star", Field: true, Form: true}, {Page: 1, Text: "first: Mara", Field: true, Form: true},
	}
	if !slices.Equal(f.notes, want) {
		t.Errorf("got %+v\nwant %+v", f.notes, want)
	}
}
