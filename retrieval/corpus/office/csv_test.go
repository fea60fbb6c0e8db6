package office

import (
	"context"
	"testing"

	"footnote/retrieval/corpus/office/block/blocktest"
)

func TestCSV(t *testing.T) {
	for _, test := range []struct{ name, csv, want string }{
		{"comma", "Name,Age,City\nAda,36,London\n\"Bob, Jr\",40,\"New\nYork\"\n", "Name: Ada | Age: 36 | City: London\nName: Bob, Jr | Age: 40 | City: New York"},
		{"semicolon", "Name;Price;Since\nNut;1,50;2020\nBolt;2,50;2021", "Name: Nut | Price: 1,50 | Since: 2020\nName: Bolt | Price: 2,50 | Since: 2021"},
		{"tab", "a\tb, c\td\n1\t2\t3", "a: 1 | b, c: 2 | d: 3"},
		{"bar", "a|b|c\n1|2|3", "a: 1 | b: 2 | c: 3"},
		{"declared", "sep=;\r\na;b,b;c\r\n1;2;3\r\n", "a: 1 | b,b: 2 | c: 3"},
		{"no header", "1,2,3\n4,5,6", "1 | 2 | 3\n4 | 5 | 6"},
		{"empty cells", "a,b,c\n1,,3", "a: 1 | c: 3"},
		{"bare quote", "a,b,c\n1,2 \"in\" wide,3", "a: 1 | b: 2 \"in\" wide | c: 3"},
		{"ragged", "a,b,c\n1,2\n1,2,3", "a: 1 | b: 2\na: 1 | b: 2 | c: 3"},
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
