package ui

import (
	"github.com/podlife/podlife/timeline"

	"github.com/podlife/podlife/ui/draw"
)

// look of a phase in a lane's own row: layer (later covers earlier), glyph, colour.
type phaseLook struct {
	layer int
	glyph func(*draw.Glyphs) string
	st    draw.Style
}

func waitG(g *draw.Glyphs) string  { return g.Wait }
func pullG(g *draw.Glyphs) string  { return g.Pull }
func runG(g *draw.Glyphs) string   { return g.Run }
func readyG(g *draw.Glyphs) string { return g.Ready }
func hookG(g *draw.Glyphs) string  { return g.Hook }
func stopG(g *draw.Glyphs) string  { return g.Stop }
func contG(g *draw.Glyphs) string  { return g.Continues }
func probeG(g *draw.Glyphs) string { return g.Probe }

// trackPhase is the key of the tables below.
type trackPhase struct {
	track timeline.Track
	phase timeline.Phase
}

// merged says how the tracks of a lane are laid over each other in its own
// row. The height of the glyph is the readiness.
var merged = map[trackPhase]phaseLook{
	{timeline.TrackPod, timeline.Gated}:        {1, waitG, draw.Waiting},
	{timeline.TrackPod, timeline.Scheduling}:   {1, waitG, draw.Waiting},
	{timeline.TrackPod, timeline.Preparing}:    {1, waitG, draw.Waiting},
	{timeline.TrackPod, timeline.Initializing}: {1, runG, draw.Running},
	{timeline.TrackPod, timeline.Starting}:     {1, runG, draw.Running},
	{timeline.TrackPod, timeline.NotReady}:     {1, runG, draw.Running},
	{timeline.TrackPod, timeline.Ready}:        {1, readyG, draw.Ready},
	{timeline.TrackPod, timeline.Terminating}:  {1, stopG, draw.Hook},
	{timeline.TrackPod, timeline.Finalizing}:   {1, waitG, draw.Waiting},

	{timeline.TrackProcess, timeline.Waiting}:      {1, waitG, draw.Waiting},
	{timeline.TrackProcess, timeline.Creating}:     {1, waitG, draw.Waiting},
	{timeline.TrackProcess, timeline.BackOff}:      {1, waitG, draw.Failed},
	{timeline.TrackProcess, timeline.Running}:      {2, runG, draw.Running},
	{timeline.TrackReadiness, timeline.Ready}:      {3, readyG, draw.Ready},
	{timeline.TrackImage, timeline.Pulling}:        {4, pullG, draw.Pulling},
	{timeline.TrackImage, timeline.PullBackOff}:    {4, waitG, draw.Failed},
	{timeline.TrackStop, timeline.Stopping}:        {5, stopG, draw.Hook},
	{timeline.TrackHooks, timeline.PostStart}:      {6, hookG, draw.Hook},
	{timeline.TrackHooks, timeline.PreStop}:        {6, hookG, draw.Hook},
	{timeline.TrackEndpoint, timeline.NotReady}:    {1, runG, draw.Service},
	{timeline.TrackEndpoint, timeline.Ready}:       {1, readyG, draw.Service},
	{timeline.TrackEndpoint, timeline.Terminating}: {1, stopG, draw.Service},
}

// lastLayer is the topmost layer of merged.
const lastLayer = 6

// apart says how a track looks in a row of its own.
var apart = map[trackPhase]phaseLook{
	{timeline.TrackImage, timeline.Pulling}:        {0, pullG, draw.Pulling},
	{timeline.TrackImage, timeline.PullBackOff}:    {0, waitG, draw.Failed},
	{timeline.TrackHooks, timeline.PostStart}:      {0, hookG, draw.Hook},
	{timeline.TrackHooks, timeline.PreStop}:        {0, hookG, draw.Hook},
	{timeline.TrackStartup, timeline.Probing}:      {0, probeG, draw.Probe},
	{timeline.TrackReadiness, timeline.NotReady}:   {0, probeG, draw.Probe},
	{timeline.TrackReadiness, timeline.Ready}:      {0, contG, draw.Ready},
	{timeline.TrackLiveness, timeline.Probing}:     {0, func(g *draw.Glyphs) string { return g.HRule }, draw.Probe},
	{timeline.TrackStop, timeline.Stopping}:        {0, stopG, draw.Hook},
	{timeline.TrackEndpoint, timeline.NotReady}:    {0, probeG, draw.Service},
	{timeline.TrackEndpoint, timeline.Ready}:       {0, contG, draw.Service},
	{timeline.TrackEndpoint, timeline.Terminating}: {0, stopG, draw.Service},
}

func mileG(g *draw.Glyphs) string    { return g.Milestone }
func okG(g *draw.Glyphs) string      { return g.Ok }
func failG(g *draw.Glyphs) string    { return g.Fail }
func erroredG(g *draw.Glyphs) string { return g.Errored }
func killG(g *draw.Glyphs) string    { return g.Deadline }
func againG(g *draw.Glyphs) string   { return g.Restart }

// occurrences gives marks and events the shape of what they tell of; what is
// not listed is drawn by its severity.
var occurrences = map[string]phaseLook{
	"Scheduled":           {0, mileG, draw.Accent},
	"DeletionRequested":   {0, mileG, draw.Hook},
	"Killing":             {0, mileG, draw.Hook},
	"KubeletDone":         {0, mileG, draw.Muted},
	"Removed":             {0, okG, draw.Muted},
	"SIGKILL":             {0, killG, draw.Failed},
	"ResizeRequested":     {0, mileG, draw.Accent},
	"ResizeStarted":       {0, mileG, draw.Accent},
	"ResizeCompleted":     {0, okG, draw.Ready},
	"ProbeErrored":        {0, erroredG, draw.Muted}, // no result at all
	"DeadlineExceeded":    {0, failG, draw.Failed},
	"Pulling":             {0, pullG, draw.Pulling},
	"Pulled":              {0, pullG, draw.Pulling},
	"Created":             {0, waitG, draw.Waiting},
	"Started":             {0, runG, draw.Running},
	"BackOff":             {0, againG, draw.Failed},
	"Ready":               {0, readyG, draw.Ready},
	"EndpointReady":       {0, readyG, draw.Service},
	"EndpointNotReady":    {0, runG, draw.Service},
	"EndpointTerminating": {0, stopG, draw.Service},
}

// occurrence is the shape and colour of a mark or an event.
func occurrence(g *draw.Glyphs, kind string, sev timeline.Severity) (string, draw.Style) {
	if v, ok := occurrences[kind]; ok {
		return v.glyph(g), v.st
	}
	switch {
	case bad(sev):
		return g.Fail, draw.Failed
	case sev == timeline.OK:
		return g.Ok, draw.Ready
	}
	return g.Dot, draw.Muted
}
