// Package sheet writes the rows of spreadsheets as text, whichever format they
// come from: xlsx, xls, ods or CSV. It finds the names of the columns ([Writer])
// and prints numbers as a person would read them ([NumberFormat]).
package sheet
