package cli

import (
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// TestHelp keeps the help of every command complete, and narrow enough for a
// terminal of 100 columns.
func TestHelp(t *testing.T) {
	var visit func(*cobra.Command)
	visit = func(cmd *cobra.Command) {
		path := strings.Fields(cmd.CommandPath())[1:]
		_, help, _ := run(t, append(path, "--help")...)
		if !cmd.HasExample() || cmd.Short == "" || strings.HasSuffix(cmd.Short, ".") {
			t.Errorf("%s: no example, or its short help is not a phrase: %q", cmd.CommandPath(), cmd.Short)
		}
		for line := range strings.Lines(cmd.Example) {
			if !strings.HasPrefix(line, "  ") || !strings.Contains(line, "podlife") {
				t.Errorf("%s: the example is not one: %q", cmd.CommandPath(), line)
			}
		}
		for line := range strings.Lines(help) {
			if len([]rune(line)) > 101 {
				t.Errorf("%s: too wide: %s", cmd.CommandPath(), line)
			}
		}
		for _, c := range cmd.Commands() {
			if c.IsAvailableCommand() || c.Name() == "help" {
				visit(c)
			}
		}
	}
	app := App{Name: "podlife"}
	visit(app.Command())
}
