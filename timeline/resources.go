package timeline

import "strings"

// Resources are what a container requests and may use at most.
type Resources struct{ CPU, Memory, Storage Amount }

// Amount is a request and a limit as Kubernetes writes quantities; "" is none.
type Amount struct{ Request, Limit string }

// String returns "cpu 100m/1, mem 64Mi/128Mi" (request/limit), or "".
func (r Resources) String() string {
	var parts []string
	for _, x := range []struct {
		label string
		Amount
	}{{"cpu", r.CPU}, {"mem", r.Memory}, {"disk", r.Storage}} {
		switch {
		case x.Request != "" && x.Limit != "":
			parts = append(parts, x.label+" "+x.Request+"/"+x.Limit)
		case x.Request != "":
			parts = append(parts, x.label+" "+x.Request)
		case x.Limit != "":
			parts = append(parts, x.label+" limit "+x.Limit)
		}
	}
	return strings.Join(parts, ", ")
}
