// Package spec is the pane of what a pod or a container asks for, and of its status as published.
package spec

import (
	"cmp"
	"strings"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/page"
	"github.com/podlife/podlife/ui/value"
)

// lines returns what the selection's spec asks for and what its status says,
// as last published. A line without a text is a title.
func (m *Model) lines(pg *page.Page) []draw.Line {
	var b builder
	switch l := laneOf(pg); {
	case l == nil || l.Kind == timeline.LaneService:
		b.title("a Service has no spec here; choose the pod or a container")
	case l.Container != nil:
		containerSpec(pg, &b, l)
	default:
		podSpec(pg, &b)
	}
	return wrapped(pg, m.filtered(b.lines))
}

// laneOf returns the lane whose spec is meant: the selected one.
func laneOf(pg *page.Page) *timeline.Lane {
	if pg.Kind == page.Container {
		return pg.Life.Lane(pg.Lane)
	}
	l, _ := pg.Selection()
	return l
}

// builder collects lines; what has nothing to say is left out.
type builder struct{ lines []draw.Line }

func (b *builder) title(text string) {
	b.lines = append(b.lines, draw.Line{Label: text, Style: draw.Bold})
}

func (b *builder) add(label, text string) {
	if text != "" {
		b.lines = append(b.lines, draw.Line{Label: label, Text: text, Style: draw.Plain})
	}
}

// list adds one line an item, the label on the first.
func (b *builder) list(label string, items []string) {
	for _, it := range items {
		b.add(label, it)
		label = " "
	}
}

func containerSpec(pg *page.Page, b *builder, l *timeline.Lane) {
	containerStatus(pg, b, l)
	ct := l.Container
	b.title("spec")
	b.add("image", ct.Image)
	if m := ct.Manifest; m != nil {
		b.add("pull policy", m.PullPolicy)
		b.add("command", m.Command)
		b.add("args", m.Args)
		b.add("directory", m.WorkingDir)
		b.add("restart policy", m.RestartPolicy)
		b.list("ports", m.Ports)
	}
	if ct.Resources != (timeline.Resources{}) {
		b.add("resources", ct.Resources.String()+"  (request/limit)")
	}
	for i := range l.Probes {
		b.add(l.Probes[i].Probe, probeSettings(pg, &l.Probes[i]))
	}
	b.add("postStart", ct.PostStart)
	b.add("preStop", ct.PreStop)
	if m := ct.Manifest; m != nil {
		b.list("env", columned(pg, m.Env))
		b.list("mounts", m.Mounts)
		b.add("security", strings.Join(m.Security, ", "))
	}
}

// columned writes pairs in two columns, where there is room for them.
func columned(pg *page.Page, pairs []timeline.Variable) []string {
	nameW := 0
	for _, v := range pairs {
		nameW = max(nameW, min(draw.Width(v.Name), 32))
	}
	if pg.W < 70 {
		nameW = 0
	}
	out := make([]string, len(pairs))
	for i, v := range pairs {
		out[i] = v.Name + strings.Repeat(" ", max(nameW-draw.Width(v.Name), 0)+2) + v.Source
	}
	return out
}

// probeSettings returns "GET :8080/ready · every 5s · fails after 3 in a row".
func probeSettings(pg *page.Page, p *timeline.ProbeInfo) string {
	parts := []string{p.Check, "every " + length.Setting(page.Seconds(p.PeriodSeconds)), "timeout " + length.Setting(page.Seconds(p.TimeoutSeconds)),
		"fails after " + page.Itoa(int(p.FailureThreshold)) + " in a row"}
	if p.SuccessThreshold > 1 {
		parts = append(parts, "passes after "+page.Itoa(int(p.SuccessThreshold)))
	}
	if p.InitialDelaySeconds > 0 {
		parts = append(parts, "first after "+length.Setting(page.Seconds(p.InitialDelaySeconds)))
	}
	return strings.Join(parts, " "+pg.G.Dot+" ")
}

// containerStatus adds the container's status as the kubelet published it last.
func containerStatus(pg *page.Page, b *builder, l *timeline.Lane) {
	ct := l.Container
	b.title("status as published")
	state := cmp.Or(ct.State, "none yet")
	if ct.Reason != "" {
		state += ": " + ct.Reason
	}
	if ct.State == "Running" {
		state += " " + pg.G.Dot + " " + orNot(ct.Started, "started") + " " + pg.G.Dot + " " + orNot(ct.Ready, "ready")
	}
	b.add("state", state)
	b.add("message", ct.Message)
	b.add("restarts", page.Itoa(l.Restarts))
	if at := page.LastAttempt(l); at != nil {
		b.add("instance", at.ContainerID)
	}
	b.add("image ID", ct.ImageID)
	for _, x := range value.ExitLines(pg, l) {
		b.add(cmp.Or(x.Label, " "), x.Text)
	}
}

func orNot(is bool, word string) string {
	if is {
		return word
	}
	return "not " + word
}

func podSpec(pg *page.Page, b *builder) {
	p := &pg.Life.Pod
	b.title("status as published")
	b.add("phase", p.Phase)
	b.add("node", p.Node)
	b.add("address", p.IP)
	b.add("QoS", p.QOSClass)
	b.list("conditions", conditions(pg))
	b.title("spec")
	b.add("name", p.Namespace+"/"+p.Name)
	b.add("owner", p.Owner)
	b.add("uid", p.UID)
	b.add("restart policy", p.RestartPolicy)
	b.add("grace period", length.Setting(p.GracePeriod))
	var containers []timeline.Variable
	for i := range pg.Life.Lanes {
		if l := &pg.Life.Lanes[i]; l.Container != nil {
			containers = append(containers, timeline.Variable{Name: page.LaneName(l) + "  " + page.KindText(l), Source: l.Container.Image})
		}
	}
	b.list("containers", columned(pg, containers))
	if p.Manifest != nil {
		podManifest(b, p.Manifest)
	}
	b.list("finalizers", p.Finalizers)
}

func podManifest(b *builder, m *timeline.PodManifest) {
	b.add("deadline", m.Deadline)
	b.add("account", m.ServiceAccount)
	b.add("priority", m.Priority)
	b.add("scheduler", m.Scheduler)
	b.add("runtime", m.RuntimeClass)
	if len(m.Host) > 0 {
		b.add("host", "shares the node's "+strings.Join(m.Host, ", "))
	}
	b.list("node labels", m.NodeSelector)
	b.add("affinity", strings.Join(m.Affinity, ", "))
	b.add("spread over", strings.Join(m.Spread, ", "))
	b.list("tolerates", m.Tolerations)
	b.list("ready gates", m.ReadinessGates)
	b.list("volumes", m.Volumes)
}

// conditions returns the pod's conditions, with what they say.
func conditions(pg *page.Page) []string {
	var out []timeline.Variable
	for _, c := range pg.Life.Conditions {
		g := pg.G.OK
		if c.Status != "True" {
			g = pg.G.Fail
		}
		text := c.Status + " since " + page.Moment(pg, c.Since)
		if c.Reason != "" {
			text += "  " + c.Reason
		}
		if c.Message != "" {
			text += ": " + c.Message
		}
		out = append(out, timeline.Variable{Name: g + " " + c.Type, Source: text})
	}
	return columned(pg, out)
}
