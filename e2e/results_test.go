package e2e

import (
	"fmt"
	"io"
	"sync"
)

// results is the table that a run prints at its end.
var results table

type table struct {
	mu   sync.Mutex
	rows [][2]string
}

func (t *table) add(what, figure string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.rows = append(t.rows, [2]string{what, figure})
}

func (t *table) print(w io.Writer) {
	t.mu.Lock()
	defer t.mu.Unlock()
	fmt.Fprintln(w, "\n== e2e results")
	for _, row := range t.rows {
		fmt.Fprintf(w, "%-44s %s\n", row[0], row[1])
	}
}
