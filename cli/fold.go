package cli

import (
	"errors"
	"io"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/model"
)

// farFuture stands for the end of a recording that has not been read yet.
var farFuture = time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC)

// foldRecording folds what had been observed by a moment of a recording, as --at
// has it, while it is read: it may be larger than memory.
func (a *App) foldRecording(path, at string) (timeline.Snapshot, error) {
	reader, file, err := a.openRecording(path)
	if err != nil {
		return timeline.Snapshot{}, err
	}
	defer file.Close()
	model := model.New()
	var until, now time.Time
	for first := true; ; first = false {
		obs, err := reader.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return timeline.Snapshot{}, inputError(err)
		}
		if first {
			if until, err = moment(at, obs.At, farFuture); err != nil {
				return timeline.Snapshot{}, err
			}
		}
		if obs.At.After(until) {
			now = until
			break
		}
		if obs.At.After(now) {
			now = obs.At
		}
		model.Apply(obs)
	}
	a.noteRecording(reader.Warnings(), reader.Inferred())
	model.SetMissing(reader.Missing())
	model.SetNowUnknown(reader.NowUnknown())
	return model.Snapshot(now), nil
}
