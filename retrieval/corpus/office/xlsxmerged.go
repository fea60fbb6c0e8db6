package office

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"strconv"
	"strings"
)

// maxMerged is how many merged ranges of a sheet are looked at.
const maxMerged = 1 << 16

// mergedCells returns how many rows and columns the merged cells of a sheet go over, by
// the row from 1 and the column from 0 that they begin at. They stand behind the rows,
// which stream by, so that the part is looked through before: for a string, which costs
// little beside parsing it.
func (z *container) mergedCells(ctx context.Context, part string) (map[[2]int][2]int, error) {
	left := z.left
	defer func() { z.left = left }() // it is counted when it is read
	r, err := z.open(ctx, part)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	merged := make(map[[2]int][2]int)
	b := bufio.NewReaderSize(r, 1<<16)
	mark := []byte("mergeCell ")
	for len(merged) < maxMerged {
		piece, err := b.ReadSlice('>')
		if at := bytes.Index(piece, mark); at >= 0 {
			if _, ref, found := strings.Cut(string(piece[at:]), `ref="`); found {
				ref, _, _ = strings.Cut(ref, `"`)
				from, to, _ := strings.Cut(ref, ":")
				row, column := rowOf(from), columnOf(from)
				if rows, columns := rowOf(to)-row+1, columnOf(to)-column+1; row > 0 && column >= 0 && rows >= 1 && columns >= 1 {
					merged[[2]int{row, column}] = [2]int{rows, columns}
				}
			}
		}
		if err == io.EOF {
			break
		}
		if err != nil && err != bufio.ErrBufferFull {
			return nil, err
		}
	}
	return merged, nil
}

// rowOf returns the row of a reference such as "AB12", 0 if there is none.
func rowOf(ref string) int {
	n, err := strconv.Atoi(strings.TrimLeft(ref, "ABCDEFGHIJKLMNOPQRSTUVWXYZ$"))
	if err != nil || n < 0 {
		return 0
	}
	return n
}
