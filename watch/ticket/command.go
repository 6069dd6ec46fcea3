package ticket

import (
	"slices"
	"strings"

	"github.com/podlife/podlife/internal/edits"
)

// command is a kubectl command as a prompt shows it, or as a person quotes it.
type command struct {
	line      int
	verb      string   // get, describe, events, …
	kind      string   // pod, event, node, …, as singular; "" unknown
	names     []string // of objects of that kind
	namespace string
	whole     bool // neither names, a selector nor a filter: everything of the kind
	watch     bool
}

var (
	// prompts is what shells print before a command.
	prompts  = lazily(`^\s*(\[[^\]]{1,80}\]\s*[$#%]|\(?[\w.-]*\)?\s*[\w.-]+@[\w.-]+[: ]?[^\s$#%>]*\s*[$#%>]|PS [A-Za-z]:[^>]*>|[A-Za-z]:\\[^>]*>|[➜❯›»λ]|\$|[\w~/.-]{1,40}\s*[$%❯➜]|#)(\s|$)`)
	kubectls = lazily(`(^|[\s$#%>❯➜;&|(])(kubectl|kubectl\.exe|oc|kubecolor|k|kk|kc)\s+([^\n]*)$`)
	filtered = lazily(`\|\s*(e?grep|awk|sed|head|tail|Select-String|findstr)\b`)
)

// verbs are the first words of kubectl by which a command is known from prose.
var verbs = []string{
	"get", "describe", "events", "logs", "log", "apply", "delete", "run", "exec", "top", "create", "edit", "scale",
	"rollout", "patch", "replace", "cp", "debug", "wait", "label", "annotate", "drain", "cordon", "uncordon", "config", "version", "explain", "auth", "adm",
}

// kinds maps what a user may type to the kind; only those that matter here.
var kinds = map[string]string{
	"po": "pod", "pod": "pod", "pods": "pod", "ev": "event", "event": "event", "events": "event", "all": "all",
	"no": "node", "node": "node", "nodes": "node", "deploy": "deployment", "deployment": "deployment", "deployments": "deployment",
	"rs": "replicaset", "replicaset": "replicaset", "job": "job", "jobs": "job", "svc": "service", "service": "service", "pvc": "pvc", "sts": "statefulset",
}

// prompted reports whether a line begins with a shell's prompt.
func prompted(s string) bool {
	return strings.ContainsAny(s, "$#%>➜❯›»λ") && prompts().MatchString(s)
}

// parseCommand finds the kubectl command in a line: behind a prompt, or alone.
func parseCommand(s string) (command, bool) {
	if !strings.Contains(s, "kubectl ") && !strings.Contains(s, "oc ") && !strings.Contains(s, "k ") && !strings.Contains(s, "kc ") && !strings.Contains(s, "kubecolor ") && !strings.Contains(s, ".exe ") {
		return command{}, false
	}
	m := kubectls().FindStringSubmatchIndex(s)
	if m == nil {
		return command{}, false
	}
	before := strings.TrimSpace(s[:m[3]])
	for _, w := range []string{"sudo", "watch", "microk8s", "minikube", "k3s"} {
		before = strings.TrimSpace(strings.TrimSuffix(before, w))
	}
	if before != "" && !prompted(before+" ") && len(before) > 60 {
		return command{}, false
	}
	return arguments(s[m[6]:m[7]])
}

// withValue are the flags whose value is the next word.
var withValue = []string{"-n", "--namespace", "-l", "--selector", "-o", "--output", "-f", "--filename", "--context", "--kubeconfig", "--field-selector", "--sort-by", "-c", "--container", "--for", "--as", "-s"}

func arguments(s string) (command, bool) {
	c := command{whole: !filtered().MatchString(s)}
	s, _, _ = strings.Cut(s, "|")
	words := strings.Fields(s)
	for i := 0; i < len(words); i++ {
		w := strings.Trim(words[i], "`\"',;:")
		if w == "--" || strings.HasPrefix(w, ">") || w == "&&" {
			break
		}
		if flag, value, joined := strings.Cut(w, "="); strings.HasPrefix(w, "-") {
			if !joined && slices.Contains(withValue, flag) && i+1 < len(words) {
				i++
				value = words[i]
			}
			c.flag(flag, value)
			continue
		}
		c.word(w)
	}
	return c, slices.Contains(verbs, c.verb)
}

func (c *command) flag(flag, value string) {
	switch flag {
	case "-n", "--namespace":
		c.namespace = value
	case "-l", "--selector", "--field-selector", "-f", "--filename":
		c.whole = false
	case "-w", "--watch":
		c.watch = true
	case "--for":
		c.word(value)
	}
}

func (c *command) word(w string) {
	kind, name, slash := strings.Cut(w, "/")
	switch known := kinds[strings.ToLower(kind)]; {
	case c.verb == "":
		c.verb = w
	case slash:
		c.kind = known
		c.names = append(c.names, name)
		c.whole = false
	case c.kind == "" && c.verb != "logs" && c.verb != "log" && c.verb != "exec":
		if c.kind = known; known == "" {
			c.kind = strings.ToLower(w)
		}
	case isName(w):
		c.names = append(c.names, w)
		c.whole = false
	}
}

var objectName = lazily(`^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$`)

// isName reports whether a word can be the name of an object.
func isName(s string) bool { return len(s) <= 253 && objectName().MatchString(s) }

// hintReach is how many lines above a block the command stands that printed it.
const hintReach = 12

// commanded returns the name that the command above a block asked for; one that
// is misspelt is taken for the pod that is meant.
func commanded(s *scanned, p *printing, line int, known *pods) string {
	c := p.command
	if c.verb == "" {
		for _, h := range s.hints {
			if h.line < line && line-h.line <= hintReach {
				c = h
			}
		}
	}
	if len(c.names) != 1 || c.kind != "pod" && c.kind != "" && c.kind != "event" {
		return ""
	}
	name := c.names[0]
	if known == nil || known.last("", name) != nil {
		return name
	}
	near := ""
	for _, l := range known.list {
		if l.name != "" && edits.Distance(l.name, name) <= 2 {
			if near != "" && near != l.name {
				return name
			}
			near = l.name
		}
	}
	return firstOf(near, name)
}
