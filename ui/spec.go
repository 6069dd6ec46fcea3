package ui

import (
	"strings"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/ui/draw"
)

// specLines are what the selection's spec asks for and what its status says,
// as last published. A line without a text is a title.
func (a *app) specLines(s *scene) []draw.Line {
	var b specBuilder
	switch l := a.specLane(s); {
	case l == nil || l.Kind == timeline.LaneService:
		b.title("a Service has no spec here; choose the pod or a container")
	case l.Container != nil:
		a.containerSpec(s, &b, l)
	default:
		a.podSpec(s, &b)
	}
	return a.specWrapped(a.specFiltered(b.lines))
}

// specLane is the lane whose spec is meant: the selected one.
func (a *app) specLane(s *scene) *timeline.Lane {
	if s.page == pageContainer {
		return s.life.Lane(a.lane)
	}
	if r := s.selected(); r != nil {
		return s.lane(r)
	}
	return nil
}

// specBuilder collects lines; what has nothing to say is left out.
type specBuilder struct{ lines []draw.Line }

func (b *specBuilder) title(text string) {
	b.lines = append(b.lines, draw.Line{Label: text, Style: draw.Bold})
}

func (b *specBuilder) add(label, text string) {
	if text != "" {
		b.lines = append(b.lines, draw.Line{Label: label, Text: text, Style: draw.Plain})
	}
}

// list adds one line an item, the label on the first.
func (b *specBuilder) list(label string, items []string) {
	for _, it := range items {
		b.add(label, it)
		label = " "
	}
}

func (a *app) containerSpec(s *scene, b *specBuilder, l *timeline.Lane) {
	a.containerStatus(s, b, l)
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
		b.add(l.Probes[i].Probe, a.probeSettings(&l.Probes[i]))
	}
	b.add("postStart", ct.PostStart)
	b.add("preStop", ct.PreStop)
	if m := ct.Manifest; m != nil {
		b.list("env", a.columned(m.Env))
		b.list("mounts", m.Mounts)
		b.add("security", strings.Join(m.Security, ", "))
	}
}

// columned writes pairs in two columns, where there is room for them.
func (a *app) columned(pairs []timeline.Variable) []string {
	nameW := 0
	for _, v := range pairs {
		nameW = max(nameW, min(draw.Width(v.Name), 32))
	}
	if a.w < 70 {
		nameW = 0
	}
	out := make([]string, len(pairs))
	for i, v := range pairs {
		out[i] = v.Name + strings.Repeat(" ", max(nameW-draw.Width(v.Name), 0)+2) + v.Source
	}
	return out
}

// probeSettings is "GET :8080/ready · every 5s · fails after 3 in a row".
func (a *app) probeSettings(p *timeline.ProbeInfo) string {
	parts := []string{p.Check, "every " + whole(seconds(p.PeriodSeconds)), "timeout " + whole(seconds(p.TimeoutSeconds)),
		"fails after " + itoa(int(p.FailureThreshold)) + " in a row"}
	if p.SuccessThreshold > 1 {
		parts = append(parts, "passes after "+itoa(int(p.SuccessThreshold)))
	}
	if p.InitialDelaySeconds > 0 {
		parts = append(parts, "first after "+whole(seconds(p.InitialDelaySeconds)))
	}
	return strings.Join(parts, " "+a.g.Dot+" ")
}

// containerStatus is the container's status as the kubelet published it last.
func (a *app) containerStatus(s *scene, b *specBuilder, l *timeline.Lane) {
	ct := l.Container
	b.title("status as published")
	state := ct.State
	if state == "" {
		state = "none yet"
	}
	if ct.Reason != "" {
		state += ": " + ct.Reason
	}
	if ct.State == "Running" {
		state += " " + a.g.Dot + " " + orNot(ct.Started, "started") + " " + a.g.Dot + " " + orNot(ct.Ready, "ready")
	}
	b.add("state", state)
	b.add("message", ct.Message)
	b.add("restarts", itoa(l.Restarts))
	if at := lastAttempt(l); at != nil {
		b.add("instance", at.ContainerID)
	}
	b.add("image ID", ct.ImageID)
	for _, x := range a.exitLines(s, l) {
		b.add(or(x.Label, " "), x.Text)
	}
}

func or(s, instead string) string {
	if s == "" {
		return instead
	}
	return s
}

// orNot is a word, or its contrary.
func orNot(is bool, word string) string {
	if is {
		return word
	}
	return "not " + word
}

func (a *app) podSpec(s *scene, b *specBuilder) {
	p := &s.life.Pod
	b.title("status as published")
	b.add("phase", p.Phase)
	b.add("node", p.Node)
	b.add("address", p.IP)
	b.add("QoS", p.QOSClass)
	b.list("conditions", a.conditions(s))
	b.title("spec")
	b.add("name", p.Namespace+"/"+p.Name)
	b.add("owner", p.Owner)
	b.add("uid", p.UID)
	b.add("restart policy", p.RestartPolicy)
	b.add("grace period", whole(p.GracePeriod))
	var containers []timeline.Variable
	for i := range s.life.Lanes {
		if l := &s.life.Lanes[i]; l.Container != nil {
			containers = append(containers, timeline.Variable{Name: laneName(l) + "  " + kindText(l), Source: l.Container.Image})
		}
	}
	b.list("containers", a.columned(containers))
	if p.Manifest != nil {
		podManifest(b, p.Manifest)
	}
	b.list("finalizers", p.Finalizers)
}

func podManifest(b *specBuilder, m *timeline.PodManifest) {
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

// conditions are the pod's conditions, with what they say.
func (a *app) conditions(s *scene) []string {
	var out []timeline.Variable
	for _, c := range s.life.Conditions {
		g := a.g.Ok
		if c.Status != "True" {
			g = a.g.Fail
		}
		text := c.Status + " since " + a.moment(s, c.Since)
		if c.Reason != "" {
			text += "  " + c.Reason
		}
		if c.Message != "" {
			text += ": " + c.Message
		}
		out = append(out, timeline.Variable{Name: g + " " + c.Type, Source: text})
	}
	return a.columned(out)
}
