package timeline

// Manifest is what a container's spec asks for, in words that are safe to
// show. It names environment variables and where their values come from, never
// a value. It is small, and never changed once it is made: a new version of the
// spec makes a new one.
type Manifest struct {
	PullPolicy    string
	Command       string // the words of command, joined by spaces; "" is the image's own
	Args          string
	WorkingDir    string
	RestartPolicy string   // the container's own; "" follows the pod's
	Ports         []string // "http 8080/TCP"
	Env           []Variable
	Mounts        []string // "/etc/app from config, read-only"
	Security      []string // what departs from the default: "privileged", "user 1000"
}

// Variable is an environment variable, or all of a ConfigMap's or Secret's, and
// its source.
type Variable struct {
	Name   string // "*" stands for every key of the source
	Source string // "plain value", "Secret db, key password", "ConfigMap app", "field spec.nodeName", …
}

// PodManifest is what a pod's spec asks for; like Manifest it is safe to show
// and never changed.
type PodManifest struct {
	ServiceAccount string
	Scheduler      string // "" is the default one
	Priority       string // "high (1000)"
	RuntimeClass   string
	Host           []string // of the node's namespaces: "network", "pid", "ipc"
	NodeSelector   []string // "disktype=ssd"
	Affinity       []string // the kinds that there are: "node", "pod", "pod anti"
	Spread         []string // topology keys
	Tolerations    []string // but for the two that every pod is given
	Volumes        []string // "config: ConfigMap app"
	VolumeImages   []string // of its image volumes, as their references are written
	ReadinessGates []string
	Deadline       string // activeDeadlineSeconds, "10m0s"
}
