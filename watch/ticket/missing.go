package ticket

import (
	"fmt"
	"strconv"
	"strings"
)

// maxListed is how many line numbers a warning names.
const maxListed = 12

// almost says where a text looks as if it were about a pod, though none can be
// made of it.
func almost(odd []int) string {
	if len(odd) == 0 {
		return ""
	}
	return "; " + notUnderstood(odd)[0]
}

// notUnderstood lists lines that look like Kubernetes and that no parser took.
func notUnderstood(lines []int) []string {
	switch n := len(lines); {
	case n == 0:
		return nil
	case n == 1:
		return []string{fmt.Sprintf("1 line not understood: %d", lines[0])}
	}
	numbers := make([]string, 0, maxListed+1)
	for i, n := range lines {
		if i == maxListed {
			numbers = append(numbers, "…")
			break
		}
		numbers = append(numbers, strconv.Itoa(n))
	}
	return []string{fmt.Sprintf("%d lines not understood: %s", len(lines), strings.Join(numbers, ", "))}
}

// missing says what the text could not tell, and which command would add it.
func missing(s *scanned, p *pods) []string {
	name := "POD"
	if len(p.list) == 1 {
		name = p.list[0].name
	}
	if strings.HasPrefix(name, "(") {
		name = "POD"
	}
	var list []string
	yaml, pages := len(s.objects) > 0, len(s.pages) > 0
	if !yaml {
		list = append(list, fmt.Sprintf("restart policy, hooks, sidecars and the reasons of conditions: kubectl get pod %s -o yaml prints them", name))
	}
	if !yaml && !pages {
		list = append(list, fmt.Sprintf("containers, exit codes and restart counts: kubectl describe pod %s prints them", name))
	}
	events := len(s.events)
	for _, l := range p.list {
		events += len(l.stored)
	}
	if events == 0 {
		list = append(list, fmt.Sprintf("events: kubectl events --for pod/%s prints them, for about an hour", name))
	}
	return list
}
