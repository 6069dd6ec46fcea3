package e2e

import (
	"fmt"
	"io"
	"sync"
)

// results is the table that a run prints at its end.
var results table

type table struct {
	mu            sync.Mutex
	rows, missing [][2]string
}

func (t *table) add(what, figure string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.rows = append(t.rows, [2]string{what, figure})
}

// untested says that something was not tested on this machine, and why.
func (t *table) untested(what, why string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.missing = append(t.missing, [2]string{what, why})
}

// print prints the table, and then loudly what could not be tested.
func (t *table) print(w io.Writer) {
	t.mu.Lock()
	defer t.mu.Unlock()
	fmt.Fprintln(w, "\n== e2e results")
	for _, row := range t.rows {
		fmt.Fprintf(w, "%-44s %s\n", row[0], row[1])
	}
	for _, row := range t.missing {
		fmt.Fprintf(w, "\n*** NOT TESTED: %s: %s\n", row[0], row[1])
	}
}
