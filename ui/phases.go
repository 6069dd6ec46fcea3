package ui

import "github.com/podlife/podlife/timeline"

// look of a phase in a lane's own row: layer (later covers earlier), glyph, colour.
type phaseLook struct {
	layer int
	glyph func(*glyphSet) string
	st    style
}

func waitG(g *glyphSet) string  { return g.wait }
func pullG(g *glyphSet) string  { return g.pull }
func runG(g *glyphSet) string   { return g.run }
func readyG(g *glyphSet) string { return g.ready }
func hookG(g *glyphSet) string  { return g.hook }
func stopG(g *glyphSet) string  { return g.stop }
func contG(g *glyphSet) string  { return g.cont }
func probeG(g *glyphSet) string { return g.probe }

// trackPhase is the key of the tables below.
type trackPhase struct {
	track timeline.Track
	phase timeline.Phase
}

// merged says how the tracks of a lane are laid over each other in its own
// row. The height of the glyph is the readiness.
var merged = map[trackPhase]phaseLook{
	{timeline.TrackPod, timeline.Gated}:        {1, waitG, waiting},
	{timeline.TrackPod, timeline.Scheduling}:   {1, waitG, waiting},
	{timeline.TrackPod, timeline.Preparing}:    {1, waitG, waiting},
	{timeline.TrackPod, timeline.Initializing}: {1, runG, running},
	{timeline.TrackPod, timeline.Starting}:     {1, runG, running},
	{timeline.TrackPod, timeline.NotReady}:     {1, runG, running},
	{timeline.TrackPod, timeline.Ready}:        {1, readyG, ready},
	{timeline.TrackPod, timeline.Terminating}:  {1, stopG, hook},
	{timeline.TrackPod, timeline.Finalizing}:   {1, waitG, waiting},

	{timeline.TrackProcess, timeline.Waiting}:      {1, waitG, waiting},
	{timeline.TrackProcess, timeline.Creating}:     {1, waitG, waiting},
	{timeline.TrackProcess, timeline.BackOff}:      {1, waitG, failed},
	{timeline.TrackProcess, timeline.Running}:      {2, runG, running},
	{timeline.TrackReadiness, timeline.Ready}:      {3, readyG, ready},
	{timeline.TrackImage, timeline.Pulling}:        {4, pullG, pulling},
	{timeline.TrackImage, timeline.PullBackOff}:    {4, waitG, failed},
	{timeline.TrackStop, timeline.Stopping}:        {5, stopG, hook},
	{timeline.TrackHooks, timeline.PostStart}:      {6, hookG, hook},
	{timeline.TrackHooks, timeline.PreStop}:        {6, hookG, hook},
	{timeline.TrackEndpoint, timeline.NotReady}:    {1, runG, service},
	{timeline.TrackEndpoint, timeline.Ready}:       {1, readyG, service},
	{timeline.TrackEndpoint, timeline.Terminating}: {1, stopG, service},
}

// lastLayer is the topmost layer of merged.
const lastLayer = 6

// apart says how a track looks in a row of its own.
var apart = map[trackPhase]phaseLook{
	{timeline.TrackImage, timeline.Pulling}:        {0, pullG, pulling},
	{timeline.TrackImage, timeline.PullBackOff}:    {0, waitG, failed},
	{timeline.TrackHooks, timeline.PostStart}:      {0, hookG, hook},
	{timeline.TrackHooks, timeline.PreStop}:        {0, hookG, hook},
	{timeline.TrackStartup, timeline.Probing}:      {0, probeG, probe},
	{timeline.TrackReadiness, timeline.NotReady}:   {0, probeG, probe},
	{timeline.TrackReadiness, timeline.Ready}:      {0, contG, ready},
	{timeline.TrackLiveness, timeline.Probing}:     {0, func(g *glyphSet) string { return g.hrule }, probe},
	{timeline.TrackStop, timeline.Stopping}:        {0, stopG, hook},
	{timeline.TrackEndpoint, timeline.NotReady}:    {0, probeG, service},
	{timeline.TrackEndpoint, timeline.Ready}:       {0, contG, service},
	{timeline.TrackEndpoint, timeline.Terminating}: {0, stopG, service},
}

// markGlyph is the shape and colour of an instant.
func markGlyph(g *glyphSet, m *timeline.Mark) (string, style) {
	switch {
	case m.Kind == "SIGKILL":
		return g.deadline, failed
	case bad(m.Severity):
		return g.fail, failed
	case m.Severity == timeline.OK:
		return g.ok, ready
	}
	return g.milestone, accent
}
