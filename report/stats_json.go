package report

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/stats"
)

// StatsSchema names the JSON contract that StatsJSON writes and ReadStats reads.
const StatsSchema = "podlife.stats/v1"

// statsDoc is a podlife.stats/v1 document.
type statsDoc struct {
	Schema string `json:"schema"`
	statsGroup
	Groups   []statsGroup   `json:"groups"`
	Outliers []statsOutlier `json:"outliers"`
	trafficDoc
}

type statsGroup struct {
	By        string       `json:"by,omitempty"`
	Value     string       `json:"value,omitempty"`
	Lives     int          `json:"lives"`
	Ready     int          `json:"ready"`
	Starting  int          `json:"starting"`
	Never     int          `json:"never"`
	Completed int          `json:"completed"` // of these
	Deleted   int          `json:"deleted"`   // on their way to Ready
	Unknown   int          `json:"unknown"`
	Stages    []statsStage `json:"stages"`
}

type statsStage struct {
	stats.Stage
	Stop bool          `json:"stop,omitempty"` // of the termination
	N    int           `json:"n"`
	Open int           `json:"open"`
	P50  statsQuantile `json:"p50"`
	P90  statsQuantile `json:"p90"`
	P99  statsQuantile `json:"p99"`
	Max  statsQuantile `json:"max"`
}

// statsQuantile is a quantile; without max or high there is no upper bound.
type statsQuantile struct {
	Best timeline.Duration  `json:"best"`
	Min  timeline.Duration  `json:"min"`
	Max  *timeline.Duration `json:"max,omitempty"`
	Low  timeline.Duration  `json:"low"`
	High *timeline.Duration `json:"high,omitempty"`
}

type statsOutlier struct {
	Pod    string            `json:"pod"`
	Length statsLength       `json:"length"`
	Stage  stats.Stage       `json:"stage"`
	Longer timeline.Duration `json:"longer"`
}

// statsLength is a length; without max it goes on.
type statsLength struct {
	Best timeline.Duration  `json:"best"`
	Min  timeline.Duration  `json:"min"`
	Max  *timeline.Duration `json:"max,omitempty"`
}

// StatsJSON writes the summary as one podlife.stats/v1 document.
func StatsJSON(w io.Writer, s stats.Summary, t Traffic) error {
	doc := statsDoc{Schema: StatsSchema, statsGroup: groupDoc(s.All), Groups: list(s.Groups, groupDoc), Outliers: list(s.Outliers, func(x stats.Outlier) statsOutlier {
		return statsOutlier{x.Pod, statsLength{timeline.Duration(x.Length.Best), timeline.Duration(x.Length.Lo), bound(x.Length.Hi)}, x.Stage, timeline.Duration(x.Longer)}
	}), trafficDoc: t.doc()}
	return WriteJSON(w, doc, "the statistics")
}

// ReadStats reads the document that StatsJSON wrote: the group of all its lives.
func ReadStats(r io.Reader) (stats.Group, error) {
	var doc statsDoc
	if err := json.NewDecoder(io.LimitReader(r, maxBaseline)).Decode(&doc); err != nil {
		switch {
		case errors.Is(err, io.EOF):
			err = errors.New("the file is empty")
		case errors.Is(err, io.ErrUnexpectedEOF):
			err = errors.New("the file is cut off")
		}
		return stats.Group{}, fmt.Errorf("not a baseline that podlife stats -o json wrote: %w", err)
	}
	if doc.Schema != StatsSchema {
		return stats.Group{}, fmt.Errorf("not a baseline that podlife stats -o json wrote: its schema is %q, not %q", timeline.Clean(doc.Schema), StatsSchema)
	}
	if err := doc.check(); err != nil {
		return stats.Group{}, fmt.Errorf("not a baseline to compare with: %w", err)
	}
	return doc.group(), nil
}

// maxBaseline bounds what is read as a baseline.
const maxBaseline = 64 << 20

func groupDoc(g stats.Group) statsGroup {
	return statsGroup{g.By, g.Value, g.Lives, g.Ready, g.Starting, g.Never, g.Completed, g.Deleted, g.Unknown, list(g.Stages, func(d stats.Distribution) statsStage {
		return statsStage{d.Stage, d.Stop, d.N, d.Open, quantileDoc(d.P50), quantileDoc(d.P90), quantileDoc(d.P99), quantileDoc(d.Max)}
	})}
}

func (g statsGroup) group() stats.Group {
	out := stats.Group{By: timeline.Clean(g.By), Value: timeline.Clean(g.Value), Lives: g.Lives, Ready: g.Ready, Starting: g.Starting, Never: g.Never, Completed: g.Completed, Deleted: g.Deleted, Unknown: g.Unknown}
	stop := false // what comes after the pod's own Terminating is of the termination
	for _, s := range g.Stages {
		stop = stop || s.Stop || s.Stage == stats.Termination
		stage := stats.Stage{Lane: timeline.Clean(s.Lane), Phase: timeline.Phase(timeline.Clean(string(s.Phase)))}
		out.Stages = append(out.Stages, stats.Distribution{Stage: stage, Stop: stop, N: s.N, Open: s.Open, P50: s.P50.quantile(), P90: s.P90.quantile(), P99: s.P99.quantile(), Max: s.Max.quantile()})
	}
	return out
}

// check returns why a group is none that StatsJSON wrote, or nil.
func (g statsGroup) check() error {
	if g.Lives < 1 {
		return errors.New("it sums up no lives")
	}
	for _, s := range g.Stages {
		for _, q := range []statsQuantile{s.P50, s.P90, s.P99, s.Max} {
			x := q.quantile()
			if x.Min < 0 || x.Best < x.Min || x.Max < x.Best || x.Low < 0 || x.High < x.Low {
				return fmt.Errorf("a length of %s %s is not within its bounds", timeline.Clean(s.Lane), timeline.Clean(string(s.Phase)))
			}
		}
	}
	return nil
}

func quantileDoc(q stats.Quantile) statsQuantile {
	return statsQuantile{timeline.Duration(q.Best), timeline.Duration(q.Min), bound(q.Max), timeline.Duration(q.Low), bound(q.High)}
}

// bound returns nil for a length without an upper bound.
func bound(d time.Duration) *timeline.Duration {
	if d == stats.Unbounded {
		return nil
	}
	x := timeline.Duration(d)
	return &x
}

func (q statsQuantile) quantile() stats.Quantile {
	upper := func(d *timeline.Duration) time.Duration {
		if d == nil {
			return stats.Unbounded
		}
		return time.Duration(*d)
	}
	return stats.Quantile{Best: time.Duration(q.Best), Min: time.Duration(q.Min), Max: upper(q.Max), Low: time.Duration(q.Low), High: upper(q.High)}
}
