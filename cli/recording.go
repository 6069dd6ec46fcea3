package cli

import (
	"errors"
	"io"
	"io/fs"
	"os"

	"github.com/podlife/podlife/watch/recording"
)

// openRecording opens FILE, or standard input for "-", for reading as a
// stream. Whoever opens it closes it.
func (a *App) openRecording(path string) (*recording.Reader, io.Closer, error) {
	if path == "-" {
		return recording.NewReader(a.In, "standard input"), io.NopCloser(a.In), nil
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, nil, inputError(err)
	}
	return recording.NewReader(file, path), file, nil
}

// readRecording reads all of FILE, or of standard input for "-".
func (a *App) readRecording(path string) (recording.Recording, error) {
	if path == "-" {
		rec, err := recording.ReadAll(a.In, "standard input")
		return rec, inputError(err)
	}
	rec, err := recording.ReadFile(path)
	return rec, inputError(err)
}

// inputError says what is wrong with a recording and what would be right.
func inputError(err error) error {
	var path *fs.PathError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &path):
		return usagef("cannot read the recording %s: %w\npodlife record TARGET -o FILE writes one; podlife demo needs none", path.Path, path.Err)
	case errors.Is(err, recording.ErrEmpty), errors.Is(err, recording.ErrNoPods):
		return usagef("%w\nA recording comes from podlife record, or kubectl get pod,events -o json [--watch]", err)
	}
	const readable = "podlife reads what podlife record wrote, or kubectl get pod,events -o json"
	return usagef("%w\n%s", err, readable)
}

// noteRecording tells what was odd in a recording.
func (a *App) noteRecording(warnings []string, inferred bool) {
	for _, w := range warnings {
		a.note("%s", w)
	}
	if inferred {
		a.note("the file does not say when its updates arrived: bounds are wider than in a podlife recording")
	}
}
