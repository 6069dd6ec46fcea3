package outcome

import (
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
)

// The elements of JUnit's XML that CI systems read.
type (
	junitSuites struct {
		XMLName xml.Name     `xml:"testsuites"`
		Suites  []junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Name       string          `xml:"name,attr"`
		Tests      int             `xml:"tests,attr"`
		Failures   int             `xml:"failures,attr"`
		Errors     int             `xml:"errors,attr"`
		Skipped    int             `xml:"skipped,attr"`
		Time       string          `xml:"time,attr"` // seconds
		Timestamp  string          `xml:"timestamp,attr"`
		Properties []junitProperty `xml:"properties>property"`
		Cases      []junitCase     `xml:"testcase"`
	}
	junitProperty struct {
		Name  string `xml:"name,attr"`
		Value string `xml:"value,attr"`
	}
	junitCase struct {
		Class   string      `xml:"classname,attr"`
		Name    string      `xml:"name,attr"`
		Time    string      `xml:"time,attr"`
		Failure *junitFault `xml:"failure,omitempty"`
		Error   *junitFault `xml:"error,omitempty"`
		Skipped *junitFault `xml:"skipped,omitempty"`
		Out     string      `xml:"system-out,omitempty"`
	}
	junitFault struct {
		Message string `xml:"message,attr"`
		Type    string `xml:"type,attr,omitempty"`
		Text    string `xml:",chardata"`
	}
)

// JUnit writes the outcome as JUnit XML: a case for the condition, and one for
// each pod of the revision that is wanted.
func JUnit(w io.Writer, o *Outcome) error {
	s := junitSuite{
		Name: "podlife watch --until " + o.Condition, Time: seconds(o.elapsed()), Timestamp: o.Began.UTC().Format(time.RFC3339),
		Properties: o.properties(), Cases: []junitCase{o.conditionCase()},
	}
	for _, p := range o.there() {
		s.Cases = append(s.Cases, o.podCase(p))
	}
	s.count()
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return fmt.Errorf("write the outcome as JUnit XML: %w", err)
	}
	enc := xml.NewEncoder(w)
	enc.Indent("", "  ")
	if err := enc.Encode(junitSuites{Suites: []junitSuite{s}}); err != nil {
		return fmt.Errorf("write the outcome as JUnit XML: %w", err)
	}
	_, err := io.WriteString(w, "\n")
	return err
}

func (s *junitSuite) count() {
	s.Tests = len(s.Cases)
	for i := range s.Cases {
		switch c := &s.Cases[i]; {
		case c.Failure != nil:
			s.Failures++
		case c.Error != nil:
			s.Errors++
		case c.Skipped != nil:
			s.Skipped++
		}
	}
}

func (o *Outcome) properties() []junitProperty {
	var out []junitProperty
	for _, w := range o.workloads() {
		of := w.Namespace + "/" + strings.ToLower(w.Kind) + "/" + w.Name
		for _, p := range []junitProperty{
			{"state", string(w.State)}, {"headline", w.Headline}, {"revision", w.Revision},
			{"wanted", strconv.Itoa(w.Wanted)}, {"updated", strconv.Itoa(w.Updated)}, {"ready", strconv.Itoa(w.Ready)}, {"available", strconv.Itoa(w.Available)},
		} {
			if p.Value != "" {
				out = append(out, junitProperty{of + " " + p.Name, p.Value})
			}
		}
	}
	return out
}

func (o *Outcome) conditionCase() junitCase {
	c := junitCase{Class: o.Target, Name: o.Condition, Time: seconds(o.elapsed())}
	fault := &junitFault{Message: o.Message, Type: string(o.Result)}
	switch o.Result {
	case Met:
	case Error, Interrupted:
		c.Error = fault
	default:
		c.Failure = fault
		fault.Text = strings.Join(o.chain(), "\n")
		c.Out = strings.Join(o.Log, "\n")
	}
	return c
}

func (o *Outcome) podCase(p pod) junitCase {
	c := junitCase{Class: o.Target, Name: "pod " + p.Pod.Name, Time: seconds(time.Duration(p.Startup.Total))}
	if p.workload != nil && p.workload.Rollout.Revision != "" {
		c.Class += " revision " + p.workload.Rollout.Revision
	}
	switch {
	case o.failing(p):
		c.Failure = &junitFault{Message: p.Verdict.Headline, Type: string(p.Verdict.State)}
	case !o.settled(p):
		c.Skipped = &junitFault{Message: p.Verdict.Headline}
	}
	return c
}

// chain returns how the pod that shows the failure came to it, a line a stage.
func (o *Outcome) chain() []string {
	if o.Failure == nil || o.Failure.Life == nil {
		return nil
	}
	l := o.Failure.Life
	lines := []string{l.Pod.Name + ": " + l.Verdict.Headline}
	for _, s := range o.steps(l) {
		lines = append(lines, fmt.Sprintf("%s %s %s", s.Lane, s.Phase, s.took))
	}
	return lines
}

func seconds(d time.Duration) string { return strconv.FormatFloat(d.Seconds(), 'f', 3, 64) }
