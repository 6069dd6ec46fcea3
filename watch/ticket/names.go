package ticket

import "slices"

// named is a pod as a message names it.
type named struct{ namespace, name, uid string }

const (
	nameWord = `([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)`
	uidWord  = `([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})`
)

// podWords are how messages of the scheduler, the kubelet, its runtime and the
// controllers name a pod; the groups are named.
var podWords = []pattern{
	lazily(`^Successfully assigned (?:(?P<ns>[a-z0-9-]+)/)?(?P<name>[a-z0-9][a-z0-9.-]*) to `),
	lazily(`\b(?:in |for )?pod[:=]? ?"?(?P<name>[a-z0-9][a-z0-9.-]*)_(?P<ns>[a-z0-9-]+)(?:\((?P<uid>` + uidWord + `)\))?`),
	lazily(`for pod "(?P<ns>[a-z0-9-]+)"/"(?P<name>[a-z0-9][a-z0-9.-]*)"`),
	lazily(`^Marking for deletion Pod (?P<ns>[a-z0-9-]+)/(?P<name>[a-z0-9][a-z0-9.-]*)`),
	lazily(`for pod "(?P<name>[a-z0-9][a-z0-9.-]*)"`),
}

// podIn finds the pod that a message names.
func podIn(message string) (named, bool) {
	var found named
	for _, re := range podWords {
		g := re.groups(message)
		found = named{firstOf(found.namespace, g["ns"]), firstOf(found.name, g["name"]), firstOf(found.uid, g["uid"])}
	}
	return found.ordered(message), found.name != ""
}

// ofMount are the two orders in which the message of a failed mount had a pod's
// name and namespace: "name"/"namespace" up to 1.6.
var ofMount = lazily(`for pod "([a-z0-9][a-z0-9.-]*)"/"([a-z0-9][a-z0-9.-]*)"`)

// generated is the end of a name that a ReplicaSet or a ReplicationController
// gives, or a StatefulSet.
var generated = lazily(`-(?:[0-9a-z]{5}|\d{1,4})$`)

// ordered returns what a message names, its name and namespace in their order.
func (n named) ordered(message string) named {
	m := ofMount().FindStringSubmatch(message)
	if m == nil || n.uid != "" || n.namespace != m[1] {
		return n
	}
	if generated().MatchString(m[1]) && !generated().MatchString(m[2]) {
		n.namespace, n.name = m[2], m[1]
	}
	return n
}

var assigned = lazily(`^Successfully assigned \S+ to (\S+?)\.?$`)

// nodeIn returns the node of the scheduler's message, or "".
func nodeIn(message string) string {
	if m := assigned().FindStringSubmatch(message); m != nil {
		return m[1]
	}
	return ""
}

// containerWords are how messages name a container.
var containerWords = []struct {
	init bool
	re   pattern
}{
	{false, lazily(`^(?:Created|Started) container:? ([a-z0-9][a-z0-9-]*)$`)},
	{false, lazily(`^Stopping container ([a-z0-9][a-z0-9-]*)$`)},
	{true, lazily(`^Init container ([a-z0-9][a-z0-9-]*) `)},
	{false, lazily(`^Container ([a-z0-9][a-z0-9-]*) (?:failed|definition)`)},
	{false, lazily(`^Back-off restarting failed container ([a-z0-9][a-z0-9-]*)(?: in pod |$)`)},
	{false, lazily(`failed to (?:start|create) container "([a-z0-9][a-z0-9-]*)"`)},
	{false, lazily(`failed to "StartContainer" for "([a-z0-9][a-z0-9-]*)" with`)},
	{false, lazily(`\(pod: "[^"]*", container: ([a-z0-9][a-z0-9-]*)\)`)},
	{false, lazily(`[Cc]ontainer ([a-z0-9][a-z0-9-]*) was using `)},
	{false, lazily(`^Killing container with id \S+://([a-z0-9][a-z0-9-]*):`)},
}

// containerIn finds the container that a message names; init reports that it
// says that it is an init container.
func containerIn(message string) (name string, init bool) {
	for _, w := range containerWords {
		if m := w.re().FindStringSubmatch(message); m != nil {
			return m[1], w.init
		}
	}
	return "", false
}

var quotedImage = lazily(`[Ii]mage "([^"]+)"`)

// imageIn returns the image that a message of a pull names, or "".
func imageIn(message string) string {
	if m := quotedImage().FindStringSubmatch(message); m != nil {
		return m[1]
	}
	return ""
}

// foreign reports whether events name images, and none that the pod's pages have.
func (l *life) foreign(events []*eventRow) bool {
	named := false
	for _, e := range events {
		image := imageIn(e.message)
		if image == "" {
			continue
		}
		named = true
		for _, p := range l.pages {
			if len(p.boxes) == 0 || slices.ContainsFunc(p.boxes, func(b *box) bool { return b.fields["Image"] == image || b.fields["Image"] == "" }) {
				return false
			}
		}
	}
	return named && len(l.pages) > 0
}
