package export

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestFileName checks that whatever a pod is called, the name proposed for its
// export is that of one plain file in the current directory.
func TestFileName(t *testing.T) {
	for name, want := range map[string]string{
		"web-7d9f4c6b8-x2k4q":     "web-7d9f4c6b8-x2k4q.md",
		"web.example.com":         "web.example.com.md",
		"":                        "pod.md",
		".":                       "pod.md",
		"..":                      "pod.md",
		"../../etc/passwd":        "etc-passwd.md",
		`..\..\boot.ini`:          "boot.ini.md",
		"/etc/passwd":             "etc-passwd.md",
		"C:evil":                  "C-evil.md",
		"-rf":                     "rf.md",
		"--help":                  "help.md",
		".bashrc":                 "bashrc.md",
		"web.":                    "web.md",
		"CON":                     "pod-CON.md",
		"nul.tar":                 "pod-nul.tar.md",
		"lpt1":                    "pod-lpt1.md",
		"console":                 "console.md",
		"a b\tc\nd":               "a-b-c-d.md",
		"x\x00y\x1b[31mz":         "xyz.md",
		"caf\u00e9\u202e":         "caf.md",
		"$(reboot);`id`|&<>*?":    "reboot---id.md",
		strings.Repeat("a", 5000): strings.Repeat("a", maxFileName) + ".md",
		strings.Repeat("é", 5000): "pod.md",
	} {
		got := fileName(name, ".md")
		if got != want {
			t.Errorf("fileName(%.40q) = %q, want %q", name, got, want)
		}
		if err := os.WriteFile(filepath.Join(t.TempDir(), got), nil, 0o600); err != nil || filepath.Base(got) != got {
			t.Errorf("%q is no file: %v", got, err)
		}
	}
}
