// Package config reads the configuration file: what a person always wants the
// screen to look like, and which keys it is to have.
//
// It knows the file, its settings and their variables, and which of them wins. It
// must not know commands, flags or what a setting does.
package config

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"github.com/podlife/podlife/ui/keymap"
)

// File is what a configuration file says. The zero value says nothing.
type File struct {
	Path  string // "" if no place for it is known
	Found bool   // there is a file
	Keys  keymap.Map

	values map[string]value
}

// value is a setting's value, and the line that has it.
type value struct {
	text string
	line int
}

// Error is what is wrong with a configuration file, and where. Line and Column
// count from 1; Line is 0 where the whole file is meant.
type Error struct {
	Path         string
	Line, Column int
	Err          error
}

func (e *Error) Error() string {
	if e.Line == 0 {
		return fmt.Sprintf("configuration %s: %v", e.Path, e.Err)
	}
	return fmt.Sprintf("configuration %s, line %d, column %d: %v", e.Path, e.Line, e.Column, e.Err)
}

func (e *Error) Unwrap() error { return e.Err }

// Path returns where the configuration file is looked for: below $XDG_CONFIG_HOME
// on every system, else below the system's directory for configuration. It is ""
// without a home.
func Path() string {
	dir := os.Getenv("XDG_CONFIG_HOME")
	if !filepath.IsAbs(dir) { // the specification has a relative one ignored
		var err error
		if dir, err = systemDir(); err != nil {
			return ""
		}
	}
	return filepath.Join(dir, "podlife", "config.yaml")
}

// systemDir returns the system's directory for configuration: ~/.config, on macOS
// ~/Library/Application Support, on Windows %AppData%.
func systemDir() (string, error) {
	if os.Getenv("XDG_CONFIG_HOME") == "" {
		return os.UserConfigDir()
	}
	home, err := os.UserHomeDir()
	return filepath.Join(home, ".config"), err
}

// limit bounds a configuration file: a longer one was not written by a person.
const limit = 256 << 10

// Read reads the configuration file. It is no error that there is none; whatever
// else is wrong is an *Error.
func Read() (File, error) {
	f := File{Path: Path(), Keys: keymap.Default()}
	if f.Path == "" {
		return f, nil
	}
	text, err := read(f.Path)
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR): // XDG_CONFIG_HOME=/dev/null
		return f, nil
	case err != nil:
		return f, &Error{Path: f.Path, Err: err}
	}
	f.Found = true
	return f, f.parse(text)
}

// read returns the text of a file that is not longer than limit.
func read(path string) ([]byte, error) {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return nil, errors.New("not a file of text; move it away, or write the settings into a file of this name")
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, reason(err)
	}
	defer file.Close()
	text, err := io.ReadAll(io.LimitReader(file, limit+1))
	if err == nil && len(text) > limit {
		err = fmt.Errorf("longer than %d KiB, which no list of settings and keys is", limit>>10)
	}
	return text, err
}

// reason returns an error of opening a file without the file's name, which is said
// already, and with what to do.
func reason(err error) error {
	if p := (*fs.PathError)(nil); errors.As(err, &p) {
		err = p.Err
	}
	if errors.Is(err, fs.ErrPermission) {
		return fmt.Errorf("%w; make it readable, or move it away", err)
	}
	return err
}
