package report

import (
	"fmt"
	"strings"

	"github.com/podlife/podlife/timeline"
)

const svgFont = "ui-sans-serif,system-ui,-apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif"

// svgColours are light and dark, by role: the screen's own.
var svgColours = []struct{ role, light, dark string }{
	{"bg", "#ffffff", "#12161d"}, {"edge", "#d8dee6", "#2a313c"}, {"text", "#1d2430", "#e3e8ef"}, {"muted", "#5d6673", "#8a93a3"},
	{"grid", "#eceff3", "#1f2630"}, {"gap", "#f3f5f8", "#181e27"}, {"rule", "#d3d9e1", "#333b47"},
	{"wait", "#a6aeb9", "#6c7687"}, {"pull", "#8455c4", "#b494e6"}, {"run", "#4f9bd4", "#4a94c9"}, {"ready", "#2a9d66", "#4bb57c"},
	{"hook", "#cf8416", "#e5a657"}, {"probe", "#12828d", "#4fc1c9"}, {"svc", "#5f8fb4", "#7fa9c9"}, {"fail", "#c9362c", "#f2726a"},
	{"ok", "#16784a", "#56c288"}, {"progress", "#1a6fae", "#5fb0e6"}, {"warning", "#8f6400", "#e8bd4a"}, {"error", "#c0281f", "#f2726a"},
}

var svgCSS = func() string {
	var light, dark strings.Builder
	for _, c := range svgColours {
		fmt.Fprintf(&light, "--%s:%s;", c.role, c.light)
		fmt.Fprintf(&dark, "--%s:%s;", c.role, c.dark)
	}
	return fmt.Sprintf(`
:root{%s}
@media (prefers-color-scheme:dark){:root{%s}}
.bg{fill:var(--bg);stroke:var(--edge)}
text{font-size:12.5px;fill:var(--text)}
.name{font-size:17px;font-weight:650}
.state{font-size:12px;font-weight:600;fill:var(--bg)}
.lane{font-weight:550}
.m,.k,.a,.w,.v{fill:var(--muted)}
.k,.a{font-size:10.5px}
.w{font-size:10px;font-weight:600;letter-spacing:.5px}
.v{font-size:11px}
.v.fail{fill:var(--fail)}.v.ready{fill:var(--ok)}
.pill.ok{fill:var(--ok)}.pill.progress{fill:var(--progress)}.pill.warning{fill:var(--warning)}.pill.error{fill:var(--error)}
.grid{stroke:var(--grid)}.rule{stroke:var(--rule)}.gap{fill:var(--gap)}
.now{stroke:var(--text);stroke-dasharray:2 3;opacity:.6}
.future{stroke:var(--muted);stroke-dasharray:1.5 4;stroke-width:2;stroke-linecap:round}
.clear{fill:var(--bg)}
.unsure{fill:var(--bg);opacity:.5}
.wait{fill:url(#p-wait)}.back{fill:url(#p-back)}.pull{fill:url(#p-pull)}.hook{fill:url(#p-hook)}
.run{fill:var(--run)}.ready{fill:var(--ready)}.stop{fill:var(--hook)}.probe{fill:var(--probe)}.svc{fill:var(--svc)}.failed{fill:var(--fail)}
.thin{opacity:.38}
.x,.c,.r{fill:none;stroke-width:1.7;stroke-linecap:round;stroke-linejoin:round}
.x{stroke:var(--fail)}.c{stroke:var(--ok)}.r{stroke:var(--text)}
.d{fill:var(--text);stroke:var(--bg);stroke-width:1}
.d.bad{fill:var(--fail)}
g:hover>rect,g:hover>path{filter:brightness(1.15)}
`, light.String(), dark.String())
}()

// svgPatterns are told apart without colour: dots wait, close dots pull,
// strokes are a hook, crossed strokes back off.
const svgPatterns = `<defs>
<pattern id="p-wait" width="4" height="4" patternUnits="userSpaceOnUse"><rect width="4" height="4" style="fill:var(--bg)"/><rect width="4" height="4" style="fill:var(--wait);opacity:.22"/><circle cx="1" cy="1" r=".8" style="fill:var(--wait)"/><circle cx="3" cy="3" r=".8" style="fill:var(--wait)"/></pattern>
<pattern id="p-back" width="5" height="5" patternUnits="userSpaceOnUse"><rect width="5" height="5" style="fill:var(--bg)"/><rect width="5" height="5" style="fill:var(--fail);opacity:.14"/><path d="M0 0L5 5M5 0L0 5" style="stroke:var(--fail);stroke-width:.8"/></pattern>
<pattern id="p-pull" width="4" height="4" patternUnits="userSpaceOnUse"><rect width="4" height="4" style="fill:var(--bg)"/><rect width="4" height="4" style="fill:var(--pull);opacity:.5"/><rect width="2" height="2" style="fill:var(--pull)"/><rect x="2" y="2" width="2" height="2" style="fill:var(--pull)"/></pattern>
<pattern id="p-hook" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" style="fill:var(--bg)"/><rect width="6" height="6" style="fill:var(--hook);opacity:.25"/><rect width="3" height="6" style="fill:var(--hook)"/></pattern>
</defs>
`

// svgLook is how a span is drawn in its lane's own row: later layers cover
// earlier ones, and the share of the height is readiness.
type svgLook struct {
	layer int
	class string
	share float64
}

var svgMerged = map[timeline.Track]map[timeline.Phase]svgLook{
	timeline.TrackPod: {
		timeline.Gated: {1, "wait", .4}, timeline.Scheduling: {1, "wait", .4}, timeline.Preparing: {1, "wait", .4},
		timeline.Initializing: {1, "run", .55}, timeline.Starting: {1, "run", .55}, timeline.NotReady: {1, "run", .55},
		timeline.Ready: {1, "ready", 1}, timeline.Terminating: {1, "stop", .3}, timeline.Finalizing: {1, "wait", .4},
	},
	timeline.TrackProcess: {
		timeline.Waiting: {1, "wait", .4}, timeline.Creating: {1, "wait", .4}, timeline.BackOff: {1, "back", .4}, timeline.Running: {2, "run", .55},
	},
	timeline.TrackReadiness: {timeline.Ready: {3, "ready", 1}},
	timeline.TrackImage:     {timeline.Pulling: {4, "pull", .7}, timeline.PullBackOff: {4, "back", .4}},
	timeline.TrackStop:      {timeline.Stopping: {5, "stop", .3}},
	timeline.TrackHooks:     {timeline.PostStart: {6, "hook", 1}, timeline.PreStop: {6, "hook", 1}},
	timeline.TrackEndpoint:  {timeline.NotReady: {1, "svc", .4}, timeline.Ready: {1, "svc", 1}, timeline.Terminating: {1, "stop", .3}},
}

const svgLayers = 6

// svgApart is how a span is drawn in its track's own row.
var svgApart = map[timeline.Track]map[timeline.Phase]svgLook{
	timeline.TrackHooks:     {timeline.PostStart: {0, "hook", .8}, timeline.PreStop: {0, "hook", .8}},
	timeline.TrackStartup:   {timeline.Probing: {0, "probe", .2}},
	timeline.TrackReadiness: {timeline.NotReady: {0, "probe thin", .12}, timeline.Ready: {0, "ready", .3}},
	timeline.TrackLiveness:  {timeline.Probing: {0, "probe thin", .12}},
}
