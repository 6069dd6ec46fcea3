package cluster

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"time"
)

// Build makes a program in the user's cache, so that it is linked again only
// when something has changed, and returns its path. $NAME, if set, is a
// program to use in its place, such as a release, or another version of
// Kubernetes. source is a package as seen from directory. What takes long
// says so: the first build of Kubernetes compiles for minutes.
func Build(name, directory, source string, flags ...string) (string, error) {
	if program := os.Getenv(strings.ToUpper(name)); program != "" {
		return program, nil
	}
	cache, err := buildCache()
	if err != nil {
		return "", err
	}
	program := filepath.Join(cache, name)
	start := time.Now()
	cmd := command("go", slices.Concat([]string{"build", "-v", "-o", program}, flags, []string{source})...)
	cmd.Dir = directory
	var compiled packageCount
	cmd.Stdout, cmd.Stderr = &compiled, &compiled
	stop := compiled.report(name)
	err = cmd.Run()
	stop()
	if err != nil {
		return "", fmt.Errorf("go build %s: %w\n%s", source, err, compiled.out.String())
	}
	fmt.Printf("e2e: built %s in %.1fs\n", name, time.Since(start).Seconds())
	return program, nil
}

func buildCache() (string, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	cache = filepath.Join(cache, "podlife-e2e")
	return cache, os.MkdirAll(cache, 0o755)
}

// packageCount counts the packages that go build -v names as it compiles them.
type packageCount struct {
	out   bytes.Buffer // written by the command alone
	lines atomic.Int64
}

func (p *packageCount) Write(b []byte) (int, error) {
	p.lines.Add(int64(bytes.Count(b, []byte{'\n'})))
	return p.out.Write(b)
}

// report prints every 15 seconds how far a build has come, until stop is called.
func (p *packageCount) report(name string) (stop func()) {
	start, ended, done := time.Now(), make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		ticks := time.NewTicker(15 * time.Second)
		defer ticks.Stop()
		for {
			select {
			case <-ended:
				return
			case <-ticks.C:
				fmt.Printf("e2e: compiling %s: %d packages in %s (Kubernetes has some 2,500; ten minutes on two cores, seconds the next time)\n",
					name, p.lines.Load(), time.Since(start).Round(time.Second))
			}
		}
	}()
	return func() { close(ended); <-done }
}
