package corpus

import "testing"

func TestNotebook(t *testing.T) {
	d := one(t, "a.ipynb", []byte(`{
 "cells": [
  {"cell_type": "markdown", "metadata": {}, "source": ["# Tides\n", "\n", "High water is **twice** a day.\n", "![a](attachment:a.png)"],
   "attachments": {"a.png": {"image/png": "iVBORw0KGgo"}}},
  {"cell_type": "code", "execution_count": 1, "source": "height = 4.2\nprint(height)", "outputs": [
   {"output_type": "stream", "name": "stdout", "text": ["4.2\n"]},
   {"output_type": "display_data", "data": {"image/png": "iVBORw0KGgo", "text/plain": ["<Figure size 640x480 with 1 Axes>"]}},
   {"output_type": "execute_result", "data": {"application/json": {"a": 1}, "text/plain": ["{'a': 1}"]}},
   {"output_type": "error", "ename": "KeyError", "evalue": "'b'", "traceback": ["\u001b[0;31mKeyError\u001b[0m"]}]},
  {"cell_type": "raw", "source": []}
 ],
 "metadata": {"authors": [{"name": "Jane Doe"}], "kernelspec": {"language": "python"}}, "nbformat": 4, "nbformat_minor": 5}`))
	const want = "Tides\n\nHigh water is twice a day. a\n\nheight = 4.2\nprint(height)\n\n4.2\n\n{'a': 1}\n\nKeyError: 'b'"
	if d.Text != want || d.Title != "Tides" || d.Author != "Jane Doe" || len(d.Headings) != 1 {
		t.Errorf("%q of %q, %d headings: %q, want %q", d.Title, d.Author, len(d.Headings), d.Text, want)
	}
	d = one(t, "old.ipynb", []byte(`{"worksheets": [{"cells": [{"cell_type": "heading", "level": 2, "source": ["Tides"]},
		{"cell_type": "code", "input": ["height = 4.2"], "outputs": [{"output_type": "pyout", "text": "4.2"}]}]}], "nbformat": 3}`))
	if d.Text != "Tides\n\nheight = 4.2\n\n4.2" || d.Title != "Tides" {
		t.Errorf("%q: %q", d.Title, d.Text)
	}
	d = one(t, "other.ipynb", []byte(`{"metadata": {"title": {"en": "Tides"}, "authors": ["Jane Doe", {"name": "Joe Bloggs"}]},
		"cells": [{"cell_type": "markdown", "level": "2", "source": "High water is twice a day."}]}`))
	if d.Text != "High water is twice a day." || d.Author != "Jane Doe, Joe Bloggs" {
		t.Errorf("by %q: %q", d.Author, d.Text)
	}
	if _, problem := readBytes(t, "cut.ipynb", []byte(`{"cells": [`), Options{}); problem == nil || problem.Reason != "it is not a valid notebook" {
		t.Errorf("a notebook cut off: %v", problem)
	}
}
