package ticket

import (
	"slices"
	"strconv"
	"strings"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	"k8s.io/apimachinery/pkg/util/intstr"

	"github.com/podlife/podlife/timeline"
)

// known is what all blocks together say of a container that does not change.
type known struct {
	section, name, image string
	amounts              map[string]map[string]string // by Limits and Requests
	probes               map[string]string            // by Liveness, Readiness and Startup
	always               bool                         // an init container that runs beside the main ones: a sidecar
}

// knownContainers lists a life's containers: those of its pages, else those that
// its events name, else as many as its rows count.
func knownContainers(l *life) []*known {
	var list []*known
	for _, p := range l.pages {
		for _, b := range p.boxes {
			list = addBox(list, p, b)
		}
	}
	for _, o := range l.pods {
		list = addStored(list, o.pod)
	}
	if len(list) == 0 || len(list) == 1 && list[0].name == "" {
		list = addNamed(list, l.events)
		list = addPaths(list, l.stored)
	}
	if len(list) == 0 {
		most := 0
		for _, r := range l.rows {
			most = max(most, r.of)
		}
		for range most {
			list = append(list, &known{section: "Containers"})
		}
	}
	nameless := 0
	for _, k := range list {
		if k.name == "" {
			if nameless++; nameless > 1 {
				k.name = timeline.Unnamed + strconv.Itoa(nameless)
			} else {
				k.name = timeline.Unnamed
			}
		}
	}
	return list
}

func find(list []*known, name string) *known {
	for _, k := range list {
		if k.name == name {
			return k
		}
	}
	return nil
}

func addBox(list []*known, p *page, b *box) []*known {
	k := find(list, b.name)
	if k == nil {
		k = &known{section: b.section, name: b.name, probes: map[string]string{}}
		list = append(list, k)
	}
	k.image = firstOf(b.fields["Image"], k.image)
	for _, probe := range []string{"Liveness", "Readiness", "Startup"} {
		if check := b.fields[probe]; check != "" {
			k.probes[probe] = check
		}
	}
	if len(b.amounts["Limits"])+len(b.amounts["Requests"]) > 0 {
		k.amounts = b.amounts
	}
	if b.section == "Init Containers" && (len(k.probes) > 0 || b.running() && p.after(b)) {
		k.always = true
	}
	return list
}

func (b *box) running() bool { return b.state != nil && b.state.kind == "Running" }

// after reports whether the pod has gone on behind an init container that runs:
// describe does not mark sidecars, but no other one lets it, and no other one
// can have a probe.
func (p *page) after(of *box) bool {
	behind := false
	for _, b := range p.boxes {
		if behind && b.section == "Init Containers" && (b.running() || b.last != nil || b.state != nil && b.state.kind == "Terminated") {
			return true
		}
		behind = behind || b == of
	}
	return slices.Contains(p.conditions, status{"Initialized", "True"}) || slices.ContainsFunc(p.boxes, func(b *box) bool {
		return b.section == "Containers" && b.state != nil && b.state.kind != "Waiting"
	})
}

// addStored takes the containers of a piece of YAML that has no spec.
func addStored(list []*known, p *corev1.Pod) []*known {
	for _, c := range p.Spec.Containers {
		if find(list, c.Name) == nil {
			list = append(list, &known{section: "Containers", name: c.Name, image: c.Image})
		}
	}
	for section, statuses := range map[string][]corev1.ContainerStatus{"Containers": p.Status.ContainerStatuses, "Init Containers": p.Status.InitContainerStatuses} {
		for _, s := range statuses {
			if find(list, s.Name) == nil && len(p.Spec.Containers) == 0 {
				list = append(list, &known{section: section, name: s.Name, image: s.Image})
			}
		}
	}
	return list
}

// addNamed takes the containers that events name.
func addNamed(list []*known, events []*eventRow) []*known {
	for _, e := range events {
		section, name := sectionOf(e)
		if name == "" || name == "POD" || find(list, name) != nil {
			continue
		}
		if len(list) == 1 && list[0].name == "" {
			list[0].name = name
			continue
		}
		list = append(list, &known{section: section, name: name})
	}
	if len(list) == 0 {
		list = addImages(events)
	}
	if len(list) == 0 && slices.ContainsFunc(events, func(e *eventRow) bool { return ofContainers[e.reason] }) {
		list = append(list, &known{section: "Containers"})
	}
	if len(list) == 1 && list[0].image == "" {
		for _, e := range events {
			if _, name := sectionOf(e); name != "POD" {
				list[0].image = firstOf(list[0].image, imageIn(e.message))
			}
		}
	}
	return list
}

// addPaths takes the containers that stored events are about.
func addPaths(list []*known, events []*storedEvent) []*known {
	for _, e := range events {
		section, name := sectionOf(&eventRow{fieldPath: e.event.InvolvedObject.FieldPath, message: e.event.Message})
		if name != "" && name != "POD" && find(list, name) == nil {
			list = append(list, &known{section: section, name: name, image: imageIn(e.event.Message)})
		}
	}
	return list
}

// addImages takes a container for each image that events of pulls name.
func addImages(events []*eventRow) []*known {
	var list []*known
	seen := map[string]bool{}
	for _, e := range events {
		if image := imageIn(e.message); image != "" && ofContainers[e.reason] && !seen[image] {
			seen[image] = true
			list = append(list, &known{section: "Containers", image: image})
		}
	}
	return list
}

// specFields are the fields of a pod's spec by the sections of describe that show them.
var specFields = map[string]string{
	"Containers": "spec.containers", "Init Containers": "spec.initContainers", "Ephemeral Containers": "spec.ephemeralContainers",
}

// sectionOf returns the container that an event is about by its own words.
func sectionOf(e *eventRow) (section, name string) {
	if path, rest, ok := strings.Cut(e.fieldPath, "{"); ok {
		name = strings.TrimSuffix(rest, "}")
		for section, field := range specFields {
			if field == path {
				return section, name
			}
		}
		return "Containers", name
	}
	name, init := containerIn(e.message)
	if init {
		return "Init Containers", name
	}
	return "Containers", name
}

// spec returns the container as a pod's spec has it.
func (k *known) spec() corev1.Container {
	c := corev1.Container{
		Name: k.name, Image: k.image,
		Resources:     corev1.ResourceRequirements{Limits: quantities(k.amounts["Limits"]), Requests: quantities(k.amounts["Requests"])},
		LivenessProbe: probe(k.probes["Liveness"]), ReadinessProbe: probe(k.probes["Readiness"]), StartupProbe: probe(k.probes["Startup"]),
	}
	if k.always {
		always := corev1.ContainerRestartPolicyAlways
		c.RestartPolicy = &always
	}
	return c
}

func quantities(m map[string]string) corev1.ResourceList {
	var list corev1.ResourceList
	for name, value := range m {
		q, err := resource.ParseQuantity(value)
		if err != nil {
			continue
		}
		if list == nil {
			list = corev1.ResourceList{}
		}
		list[corev1.ResourceName(name)] = q
	}
	return list
}

var (
	probeNumbers = lazily(`(delay|timeout|period|#success|#failure|successThreshold|failureThreshold)=(\d+)`)
	probeExec    = lazily(`^exec \[(.*?)\] `)
	probeHTTP    = lazily(`^http-get (https?)://([^/:\s]*):?([^/\s]*)(\S*)`)
	probeTCP     = lazily(`^tcp-socket ([^:\s]*):(\S+)`)
	probeGRPC    = lazily(`^grpc <pod>:(\d+) ?(\S*)`)
)

// probe reads `http-get http://:8080/live delay=0s timeout=1s period=10s #success=1 #failure=3`.
func probe(s string) *corev1.Probe {
	if s == "" || s == "<none>" {
		return nil
	}
	p := &corev1.Probe{}
	for _, m := range probeNumbers().FindAllStringSubmatch(s, -1) {
		n, _ := strconv.ParseInt(m[2], 10, 32)
		switch m[1] {
		case "delay":
			p.InitialDelaySeconds = int32(n)
		case "timeout":
			p.TimeoutSeconds = int32(n)
		case "period":
			p.PeriodSeconds = int32(n)
		case "#success", "successThreshold":
			p.SuccessThreshold = int32(n)
		case "#failure", "failureThreshold":
			p.FailureThreshold = int32(n)
		}
	}
	if m := probeExec().FindStringSubmatch(s); m != nil {
		p.Exec = &corev1.ExecAction{Command: strings.Fields(m[1])}
	}
	if m := probeHTTP().FindStringSubmatch(s); m != nil {
		p.HTTPGet = &corev1.HTTPGetAction{Scheme: corev1.URIScheme(strings.ToUpper(m[1])), Host: m[2], Port: intstr.Parse(m[3]), Path: m[4]}
	}
	if m := probeTCP().FindStringSubmatch(s); m != nil {
		p.TCPSocket = &corev1.TCPSocketAction{Host: m[1], Port: intstr.Parse(m[2])}
	}
	if m := probeGRPC().FindStringSubmatch(s); m != nil {
		n, _ := strconv.ParseInt(m[1], 10, 32)
		service := m[2]
		p.GRPC = &corev1.GRPCAction{Port: int32(n), Service: &service}
	}
	return p
}
