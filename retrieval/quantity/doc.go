// Package quantity finds the figures of a text, numbers, measures, money,
// shares, ordinals and dates, and brings them to one form, so that "50,000",
// "50 000", "50k" and "fifty thousand" are one value, and "17 November 2017",
// "Nov. 17, 2017" and "2017-11-17" one date.
//
// [Find] lists them with the bytes they stand at. [Compare] tells whether one
// supports another, as a citation must support what is cited, or contradicts
// it. Figures in digits are read in every script; number words in English,
// French, German and Spanish; months in those and some more languages.
package quantity
