package words

import (
	"slices"
	"strings"
)

// MarkdownTable returns a table without those columns in which no row says
// anything; a heading that ends in a colon is one of numbers. Cells are Markdown
// already. Without rows it returns "".
func MarkdownTable(headings []string, rows [][]string) string {
	var lines []string
	for i, heading := range slices.Backward(headings) {
		if !slices.ContainsFunc(rows, func(r []string) bool { return r[i] != "" }) {
			continue
		}
		rule := "---"
		if bare, number := strings.CutSuffix(heading, ":"); number {
			heading, rule = bare, "---:"
		}
		cells := []string{heading, rule}
		for _, r := range rows {
			cells = append(cells, r[i])
		}
		if lines == nil {
			lines = slices.Repeat([]string{"|"}, len(cells))
		}
		for j, c := range cells {
			lines[j] = "| " + c + " " + lines[j]
		}
	}
	return strings.Join(lines, "\n")
}

// MarkdownBlock returns lines as a block of code: with a fence that is longer
// than any run of backquotes in them.
func MarkdownBlock(lines []string) string {
	fence := "```"
	for _, line := range lines {
		for strings.Contains(line, fence) {
			fence += "`"
		}
	}
	return fence + "text\n" + strings.Join(lines, "\n") + "\n" + fence
}
