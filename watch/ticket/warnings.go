package ticket

import (
	"fmt"
	"slices"
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

// sight is one print of a pod: how many restarts of its main containers it shows.
type sight struct {
	printing *printing
	restarts int
}

// unordered returns a warning for each life of which a later print shows fewer
// restarts than an earlier one: then their order is not what the text makes of it.
func unordered(l *life, t *times) []string {
	seen := l.sights()
	slices.SortStableFunc(seen, func(a, b sight) int { return t.moment(a.printing).Compare(t.moment(b.printing)) })
	for i := 1; i < len(seen); i++ {
		a, b := seen[i-1], seen[i]
		if a.restarts > b.restarts {
			return []string{fmt.Sprintf("lines %d and %d show %s with %s and with %d: which of them was printed first is not known",
				a.printing.line, b.printing.line, l.name, howMany(a.restarts, "restart"), b.restarts)}
		}
	}
	return nil
}

// sights lists the prints of a life that count the restarts of its containers.
func (l *life) sights() []sight {
	var list []sight
	for _, r := range l.rows {
		if r.restarts >= 0 && r.of == 1 {
			list = append(list, sight{r.printing, r.restarts})
		}
	}
	for _, p := range l.pages {
		if n, ok := p.restarts(); ok {
			list = append(list, sight{p.printing, n})
		}
	}
	for _, o := range l.pods {
		if statuses := o.pod.Status.ContainerStatuses; len(statuses) > 0 {
			sum := 0
			for _, s := range statuses {
				sum += int(s.RestartCount)
			}
			list = append(list, sight{o.printing, sum})
		}
	}
	return list
}

// restarts returns the sum over a page's main containers; false if one of them
// does not say.
func (p *page) restarts() (sum int, ok bool) {
	for _, b := range p.boxes {
		if b.section != "Containers" {
			continue
		}
		if b.restarts < 0 {
			return 0, false
		}
		sum, ok = sum+b.restarts, true
	}
	return sum, ok
}
