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

func mileG(g *glyphSet) string    { return g.milestone }
func okG(g *glyphSet) string      { return g.ok }
func failG(g *glyphSet) string    { return g.fail }
func erroredG(g *glyphSet) string { return g.errored }
func killG(g *glyphSet) string    { return g.deadline }
func againG(g *glyphSet) string   { return g.restart }

// occurrences gives marks and events the shape of what they tell of; what is
// not listed is drawn by its severity.
var occurrences = map[string]phaseLook{
	"Scheduled":           {0, mileG, accent},
	"DeletionRequested":   {0, mileG, hook},
	"Killing":             {0, mileG, hook},
	"KubeletDone":         {0, mileG, muted},
	"Removed":             {0, okG, muted},
	"SIGKILL":             {0, killG, failed},
	"ResizeRequested":     {0, mileG, accent},
	"ResizeStarted":       {0, mileG, accent},
	"ResizeCompleted":     {0, okG, ready},
	"ProbeErrored":        {0, erroredG, muted}, // no result at all
	"DeadlineExceeded":    {0, failG, failed},
	"Pulling":             {0, pullG, pulling},
	"Pulled":              {0, pullG, pulling},
	"Created":             {0, waitG, waiting},
	"Started":             {0, runG, running},
	"BackOff":             {0, againG, failed},
	"Ready":               {0, readyG, ready},
	"EndpointReady":       {0, readyG, service},
	"EndpointNotReady":    {0, runG, service},
	"EndpointTerminating": {0, stopG, service},
}

// occurrence is the shape and colour of a mark or an event.
func occurrence(g *glyphSet, kind string, sev timeline.Severity) (string, style) {
	if v, ok := occurrences[kind]; ok {
		return v.glyph(g), v.st
	}
	switch {
	case bad(sev):
		return g.fail, failed
	case sev == timeline.OK:
		return g.ok, ready
	}
	return g.dot, muted
}
