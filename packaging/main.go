// Command packaging writes what a package of podlife holds besides the binary:
// man pages, and the completion scripts of the shells.
//
//	go run ./packaging packaging/out
//
// It knows the command tree and how man pages look, and is part of no package
// itself.
package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"github.com/podlife/podlife/cli"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: go run ./packaging DIR")
		os.Exit(2)
	}
	if err := generate(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(1)
	}
}

func generate(dir string) error {
	app := cli.App{Name: "podlife"}
	root := app.Command()
	date, err := sourceDate()
	if err != nil {
		return err
	}
	if err := manPages(root, date, filepath.Join(dir, "man")); err != nil {
		return err
	}
	return completions(root, filepath.Join(dir, "completions"))
}

// sourceDate returns the day on the pages: that of the sources, so that
// building them twice gives the same files (https://reproducible-builds.org).
func sourceDate() (time.Time, error) {
	epoch := os.Getenv("SOURCE_DATE_EPOCH")
	if epoch == "" {
		return time.Now().UTC(), nil
	}
	seconds, err := strconv.ParseInt(epoch, 10, 64)
	if err != nil {
		return time.Time{}, fmt.Errorf("SOURCE_DATE_EPOCH is not in seconds: %w", err)
	}
	return time.Unix(seconds, 0).UTC(), nil
}

// completions writes the shells' scripts, under the names the shells look for.
func completions(root *cobra.Command, dir string) error {
	for _, shell := range []struct {
		file  string
		write func(io.Writer) error
	}{
		{"podlife.bash", func(w io.Writer) error { return root.GenBashCompletionV2(w, true) }},
		{"_podlife", root.GenZshCompletion},
		{"podlife.fish", func(w io.Writer) error { return root.GenFishCompletion(w, true) }},
		{"podlife.ps1", root.GenPowerShellCompletionWithDesc},
	} {
		if err := write(dir, shell.file, shell.write); err != nil {
			return err
		}
	}
	return nil
}

// write makes a file, and the directory for it.
func write(dir, name string, content func(io.Writer) error) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	path := filepath.Join(dir, name)
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	if err := content(file); err != nil {
		file.Close()
		return fmt.Errorf("write %s: %w", path, err)
	}
	return file.Close()
}
