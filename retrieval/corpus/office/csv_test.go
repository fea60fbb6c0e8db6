package office

import (
	"context"
	"testing"

	"footnote/retrieval/corpus/office/block/blocktest"
)

func TestCSV(t *testing.T) {
	for _, test := range []struct{ name, csv, want string }{
		{"comma", "Name,Age,City\nAda,36,London\n\"Bob, Jr\",40,\"New\nYork\"\n", "Name: Ada\tAge: 36\tCity: London\nName: Bob, Jr\tAge: 40\tCity: New York"},
		{"semicolon", "Name;Price;Since\nNut;1,50;2020\nBolt;2,50;2021", "Name: Nut\tPrice: 1,50\tSince: 2020\nName: Bolt\tPrice: 2,50\tSince: 2021"},
		{"tab", "a\tb, c\td\n1\t2\t3", "a: 1\tb, c: 2\td: 3"},
		{"bar", "a|b|c\n1|2|3", "a: 1\tb: 2\tc: 3"},
		{"declared", "sep=;\r\na;b,b;c\r\n1;2;3\r\n", "a: 1\tb,b: 2\tc: 3"},
		{"no header", "1,2,3\n4,5,6", "1\t2\t3\n4\t5\t6"},
		{"empty cells", "a,b,c\n1,,3", "a: 1\tc: 3"},
		{"bare quote", "a,b,c\n1,2 \"in\" wide,3", "a: 1\tb: 2 \"in\" wide\tc: 3"},
		{"ragged", "a,b,c\n1,2\n1,2,3", "a: 1\tb: 2\na: 1\tb: 2\tc: 3"},
		{"one column", "apple\npear", "apple\npear"},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := new(Document)
			err := ReadCSV(context.Background(), test.csv, 1<<20, func(part *Document) error { d = part; return nil })
			if err != nil {
				t.Fatal(err)
			}
			blocktest.Same(t, blocktest.Show(d.Blocks), test.want)
		})
	}
}
