package report

import (
	"cmp"
	"fmt"
	"path"
	"slices"

	"github.com/podlife/podlife/report/words"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/timeline/serving"
)

// Traffic is what the endpoints of many pods say: how many served, and which pods
// could still be sent requests after SIGTERM.
type Traffic struct {
	Services []serving.Capacity
	Races    []PodRace
}

// PodRace is a race and the pod that it was of.
type PodRace struct {
	Pod string // namespace/name
	serving.Race
}

// Add adds what a snapshot's endpoints say, once where recordings overlap.
func (t *Traffic) Add(s *timeline.Snapshot) {
	for _, c := range serving.Of(s) {
		if !slices.ContainsFunc(t.Services, func(x serving.Capacity) bool { return sameDip(x, c) }) {
			t.Services = append(t.Services, c)
		}
	}
	for i := range s.Lives {
		for _, r := range serving.Races(&s.Lives[i], s.Now) {
			p := PodRace{words.FullName(s.Lives[i]), r}
			if !slices.ContainsFunc(t.Races, func(x PodRace) bool { return sameStop(x, p) }) {
				t.Races = append(t.Races, p)
			}
		}
	}
}

// sameDip reports whether two recordings say the same of a Service.
func sameDip(x, y serving.Capacity) bool {
	if x.Service != y.Service || x.Wanted != y.Wanted || x.Worst == nil || y.Worst == nil {
		return x.Service == y.Service && x.Wanted == y.Wanted && x.Worst == y.Worst
	}
	return x.Worst.Serving == y.Worst.Serving && x.Worst.From.Time.Equal(y.Worst.From.Time)
}

// sameStop reports whether two races are of one stop of a container.
func sameStop(x, y PodRace) bool {
	return x.Pod == y.Pod && x.Service == y.Service && x.Container == y.Container && x.SIGTERM.Time.Equal(y.SIGTERM.Time)
}

func (t *Traffic) write(p *page) {
	if len(t.Services) == 0 {
		return
	}
	p.section("SERVING")
	wide := 0
	for _, c := range t.Services {
		wide = max(wide, words.Columns(c.Service))
	}
	for _, c := range t.Services {
		p.row(2, []int{min(wide, 40)}, []string{words.Cut(c.Service, 40)}, capacityText(c), 3)
	}
	const most = 5
	for i, r := range t.worst() {
		if i == most {
			p.row(2, nil, nil, fmt.Sprintf("… and %d more", len(t.Races)-most), 1)
			break
		}
		p.row(2, nil, nil, r.Pod+": "+raceText(r.Race, " at "+words.Clock(r.SIGTERM.Time)), 3)
	}
}

// worst returns the races by how long requests could come, the longest first.
func (t *Traffic) worst() []PodRace {
	return slices.SortedStableFunc(slices.Values(t.Races), func(a, b PodRace) int { return cmp.Compare(b.Overlap.Hi, a.Overlap.Hi) })
}

// capacityText returns "at worst 3 of 4 for about 3.5s, from 07:13:53".
func capacityText(c serving.Capacity) string {
	w := c.Worst
	if w == nil {
		return fmt.Sprintf("never fewer than %d", c.Wanted)
	}
	text := fmt.Sprintf("at worst %d of %d for %s, from %s", w.Serving, c.Wanted, w.Length.Sentence(), words.Clock(w.From.Time))
	if w.To.IsZero() {
		text += " until now"
	}
	return text
}

// raceText says for how long a container that was told to stop could still be sent
// requests, and what would have covered it; at is when SIGTERM came, where that is not
// said beside it.
func raceText(r serving.Race, at string) string {
	name := path.Base(r.Container)
	if r.Out.IsZero() {
		return fmt.Sprintf("%s got SIGTERM %s ago, and its pod is an endpoint of %s all the same", name, r.Overlap.Sentence(), r.Service)
	}
	said := fmt.Sprintf("%s could still receive traffic of %s for %s after SIGTERM%s, and longer where proxies were slow to follow; a preStop sleep of %s covers what EndpointSlices show",
		name, r.Service, r.Overlap.Sentence(), at, length.Setting(r.Sleep))
	if r.Grace > 0 {
		said += fmt.Sprintf(", with terminationGracePeriodSeconds of %.0f or more: it took %s to exit", r.Grace.Seconds(), r.Exit.Sentence())
	}
	return said
}

// trafficDoc is Traffic as a podlife.stats/v1 document has it.
type trafficDoc struct {
	Services []serviceDoc `json:"services"`
	Races    []raceDoc    `json:"races"`
}

type serviceDoc struct {
	Service string  `json:"service"`
	Wanted  int     `json:"wanted"`
	Worst   *dipDoc `json:"worst,omitempty"`
}

type dipDoc struct {
	Serving int            `json:"serving"`
	From    timeline.Edge  `json:"from"`
	To      *timeline.Edge `json:"to,omitempty"`
	Length  Length         `json:"length"`
}

type raceDoc struct {
	Pod       string            `json:"pod"`
	Service   string            `json:"service"`
	Container string            `json:"container"`
	SIGTERM   timeline.Edge     `json:"sigterm"`
	Out       *timeline.Edge    `json:"out,omitempty"`
	Overlap   Length            `json:"overlap"`
	Certain   bool              `json:"certain"`
	Sleep     timeline.Duration `json:"preStopSleep"`
	Grace     timeline.Duration `json:"gracePeriod,omitempty"` // what the sleep and the exit need, where the pod's is shorter
}

func (t *Traffic) doc() trafficDoc {
	return trafficDoc{list(t.Services, capacityDoc), list(t.Races, func(r PodRace) raceDoc {
		return raceDoc{r.Pod, r.Service, r.Container, plainEdge(r.SIGTERM), present(r.Out), *lengthFrom(r.Overlap), r.Certain, timeline.Duration(r.Sleep), timeline.Duration(r.Grace)}
	})}
}

func capacityDoc(c serving.Capacity) serviceDoc {
	d := serviceDoc{Service: c.Service, Wanted: c.Wanted}
	if w := c.Worst; w != nil {
		d.Worst = &dipDoc{w.Serving, plainEdge(w.From), present(w.To), *lengthFrom(w.Length)}
	}
	return d
}

// present returns nil for an edge that has not come.
func present(e timeline.Edge) *timeline.Edge {
	if e.IsZero() {
		return nil
	}
	e = plainEdge(e)
	return &e
}
