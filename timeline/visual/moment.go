package visual

import "github.com/podlife/podlife/timeline"

// moments gives marks and Events, by kind or reason, the shape of what they
// stand for.
var moments = map[string]Look{
	"Scheduled":           {0, Milestone, Accent},
	"DeletionRequested":   {0, Milestone, Hooks},
	"Killing":             {0, Milestone, Hooks},
	"SandboxChanged":      {0, Milestone, Hooks},
	"KubeletDone":         {0, Milestone, Muted},
	"Removed":             {0, Done, Muted},
	"SIGKILL":             {0, Killed, Trouble},
	"ResizeRequested":     {0, Milestone, Accent},
	"ResizeStarted":       {0, Milestone, Accent},
	"ResizeCompleted":     {0, Done, Up},
	"ProbeErrored":        {0, Errored, Muted},
	"DeadlineExceeded":    {0, Failed, Trouble},
	"Pulling":             {0, Pulling, Pull},
	"Pulled":              {0, Pulling, Pull},
	"Created":             {0, Waiting, Wait},
	"Started":             {0, Running, Run},
	"BackOff":             {0, BackOff, Trouble},
	"Ready":               {0, Ready, Up},
	"Run":                 {0, Again, Accent},
	"EndpointReady":       {0, Ready, Service},
	"EndpointNotReady":    {0, Running, Service},
	"EndpointTerminating": {0, Stopping, Service},
}

// Moment returns how a mark or an Event is drawn: what the table does not have
// by its severity.
func Moment(kind string, s timeline.Severity) Look {
	if l, ok := moments[kind]; ok {
		return l
	}
	switch s {
	case timeline.Warning, timeline.Bad:
		return Look{0, Failed, Trouble}
	case timeline.OK:
		return Look{0, Done, Up}
	}
	return Look{0, Dot, Muted}
}
