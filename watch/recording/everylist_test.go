package recording

import (
	"bytes"
	"flag"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	corev1 "k8s.io/api/core/v1"

	"github.com/podlife/podlife/internal/fixture"
	"github.com/podlife/podlife/report"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/model"
)

// lists is how many Lists of each recording TestEveryList asks for; .ci/heavy
// asks for all of them.
var lists = flag.Int("lists", 4, "how many moments of each recording are looked at as Lists; 0: every one")

// TestEveryList takes the List that kubectl would have printed at moments of a
// recorded life, and checks that nothing said of it denies what the whole
// recording or the runtime's log says.
func TestEveryList(t *testing.T) {
	table := []string{fmt.Sprintf("%-36s %6s %6s %6s %6s", "", "lists", "lives", "wrong", "state")}
	sums := make([]listFaults, len(worseLists))
	for _, file := range fixture.Files(t) {
		watched := watchedFile{file, readFile(t, file), truthOf(t, file)}
		for i, worse := range worseLists {
			sums[i].add(everyList(t, watched, worse))
		}
	}
	for i, worse := range worseLists {
		sum := sums[i]
		for _, w := range sum.wrong[:min(len(sum.wrong), 20)] {
			t.Errorf("%s: %s", worse.name, w)
		}
		table = append(table, fmt.Sprintf("%-36s %6d %6d %6d %5d%%", worse.name, sum.lists, sum.lives, len(sum.wrong), 100*sum.states/max(1, sum.lives)))
	}
	t.Logf("what is said of a List, against the whole recording; the share of the same verdict state\n%s", strings.Join(table, "\n"))
}

// watchedFile is a recording, and what the runtime logged of its pods.
type watchedFile struct {
	path  string
	whole []timeline.Observation
	pods  []truthPod
}

// everyList compares the Lists of one recording.
func everyList(t *testing.T, file watchedFile, worse worseList) listFaults {
	t.Helper()
	moments, whole := listMoments(t, file.path), file.whole // a cluster changes the moments
	watched, n := model.New(), 0
	log := watchedLife{worse: worse, pods: file.pods, whole: snapshotOf(whole).Lives}
	c, sum := newCluster(worse), listFaults{where: filepath.Base(file.path)}
	every := 1
	if *lists > 0 {
		every = max(1, len(moments) / *lists)
	}
	for i, m := range moments {
		for ; n < len(whole) && !whole[n].At.After(m.At); n++ {
			if !worse.noEvents || !isEvent(whole[n]) {
				watched.Apply(whole[n])
			}
		}
		c.apply(m)
		if (i+1)%every != 0 {
			continue
		}
		sum.lists++
		rec, err := ReadAll(bytes.NewReader(c.list(t, m.At)), "list")
		if err != nil {
			continue // no pod in it
		}
		said := snapshotOf(rec.Observations)
		log.then = watched.Snapshot(timeline.LaterTime(m.At, said.Now)).Lives
		sum.moment = fmt.Sprintf("list %d (%s)", i+1, m.At.Format("15:04:05.0"))
		sum.compare(t, rec.Observations, said, log, m.At)
	}
	return sum
}

// compare compares what is said of one List with what was watched.
func (f *listFaults) compare(t *testing.T, observations []timeline.Observation, said timeline.Snapshot, log watchedLife, at time.Time) {
	t.Helper()
	f.absurd(t, said)
	for _, life := range said.Lives {
		f.lives++
		for _, pod := range log.pods {
			if pod.UID == life.Pod.UID {
				pod.deny(f, life.Pod.Name, life)
			}
		}
		then, whole := lifeOf(log.then, life.Pod.UID), lifeOf(log.whole, life.Pod.UID)
		if then == nil || whole == nil {
			f.Errorf("a life of %s that is not in the recording", life.Pod.Name)
			continue
		}
		cmp := comparison{f, log.worse, &life, then, whole, seenAt(observations, life.Pod.UID), at}
		cmp.verdicts()
		cmp.lanes()
		if life.Verdict.State == then.Verdict.State {
			f.states++
		}
	}
}

// absurd complains of a report in which a length is negative or impossible.
func (f *listFaults) absurd(t *testing.T, said timeline.Snapshot) {
	t.Helper()
	var text bytes.Buffer
	if err := report.Text(&text, said, report.Options{}); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(text.String()) {
		if impossible.MatchString(line) {
			f.Errorf("impossible: %s", strings.TrimSpace(line))
		}
	}
}

func isEvent(o timeline.Observation) bool { _, ok := o.Object.(*corev1.Event); return ok }

// seenAt returns when a pod was observed in a List: the newest moment that it
// names, for the List itself does not say when it was printed.
func seenAt(observations []timeline.Observation, uid string) time.Time {
	for _, o := range observations {
		if p, ok := o.Object.(*corev1.Pod); ok && string(p.UID) == uid {
			return o.At
		}
	}
	return time.Time{}
}

func lifeOf(lives []timeline.Life, uid string) *timeline.Life {
	if i := slices.IndexFunc(lives, func(l timeline.Life) bool { return l.Pod.UID == uid }); i >= 0 {
		return &lives[i]
	}
	return nil
}

func snapshotOf(observations []timeline.Observation) timeline.Snapshot {
	m := model.New()
	for _, o := range observations {
		m.Apply(o)
	}
	return m.Snapshot(observations[len(observations)-1].At)
}
