package export

import (
	"slices"
	"strings"

	"github.com/podlife/podlife/timeline"
)

// maxFileName bounds a proposed name, in bytes: file systems allow 255, with the
// extension.
const maxFileName = 200

// fileName returns the name of a file for what is called name, which a recording
// may have made up: no directory, no option, no hidden file, no device of
// Windows, whatever it holds. Letters, digits, "_", "." and "-" stay as they are.
func fileName(name, extension string) string {
	name = strings.Map(func(r rune) rune {
		switch {
		case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z', '0' <= r && r <= '9', r == '.', r == '_', r == '-':
			return r
		}
		return '-'
	}, timeline.Clean(name))
	name = strings.Trim(name[:min(len(name), maxFileName)], ".-")
	device, _, _ := strings.Cut(strings.ToUpper(name), ".")
	switch {
	case name == "":
		name = "pod"
	case slices.Contains(devices(), device):
		name = "pod-" + name
	}
	return name + extension
}

// devices returns the names that are no files on Windows, whatever follows a dot
// (Naming Files, Paths, and Namespaces).
func devices() []string {
	names := []string{"CON", "PRN", "AUX", "NUL"}
	for _, n := range "0123456789" {
		names = append(names, "COM"+string(n), "LPT"+string(n))
	}
	return names
}
