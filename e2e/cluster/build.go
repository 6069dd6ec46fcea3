package cluster

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Build makes a program in the user's cache, so that it is linked again only
// when something has changed, and returns its path. $NAME, if set, is a
// program to use in its place, such as a release, or another version of
// Kubernetes. source is a package as seen from directory.
func Build(name, directory, source string, flags ...string) (string, error) {
	if program := os.Getenv(strings.ToUpper(name)); program != "" {
		return program, nil
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	cache = filepath.Join(cache, "podlife-e2e")
	if err := os.MkdirAll(cache, 0o755); err != nil {
		return "", err
	}
	program := filepath.Join(cache, name)
	start := time.Now()
	cmd := command("go", slices.Concat([]string{"build", "-o", program}, flags, []string{source})...)
	cmd.Dir = directory
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("go build %s: %w\n%s", source, err, out)
	}
	fmt.Printf("e2e: built %s in %.1fs\n", name, time.Since(start).Seconds())
	return program, nil
}
