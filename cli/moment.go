package cli

import (
	"errors"
	"io"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/model"
)

// moment reads --at: an offset from the first observation ("42s"), an RFC 3339
// time, or "end", which is also the default. A moment after the recording's end is its end: nothing was
// seen later.
func moment(s string, first, last time.Time) (time.Time, error) {
	if s == "end" || s == "" {
		return last, nil
	}
	at, err := time.Parse(time.RFC3339Nano, s)
	if err != nil {
		offset, err := time.ParseDuration(s)
		if err != nil {
			return time.Time{}, usagef("--at %q: not an offset such as 42s, an RFC 3339 time such as %s, or end",
				s, first.UTC().Format(time.RFC3339))
		}
		at = first.Add(offset)
	}
	if at.Before(first) {
		return time.Time{}, usagef("--at %s is before the recording's first observation, %s", s, first.UTC().Format(time.RFC3339Nano))
	}
	if at.After(last) {
		at = last
	}
	return at, nil
}

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
