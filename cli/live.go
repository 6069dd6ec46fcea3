package cli

import (
	"context"
	"errors"

	"github.com/podlife/podlife/kube"
	"github.com/podlife/podlife/timeline"
)

// liveSource is where the live source goes.
type liveSource struct{}

func (liveSource) Run(context.Context, chan<- timeline.Observation) error {
	return errors.New("the live source is not in this build yet")
}
func (liveSource) Missing() []string { return nil }
func (liveSource) Status() string    { return "" }

func (a *App) live(*kube.Client, kube.Target) liveSource { return liveSource{} }
