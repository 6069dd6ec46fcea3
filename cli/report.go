package cli

import (
	"bytes"
	"context"
	"os"
	"runtime"
	"time"

	"github.com/spf13/cobra"

	"github.com/podlife/podlife/cli/collector"
	"github.com/podlife/podlife/kube"
	"github.com/podlife/podlife/report/otlp"
	"github.com/podlife/podlife/timeline"
)

type reportOptions struct {
	clusterFlags
	printFlags
	file string
	at   string
	otlp string // where to send traces instead
}

func (a *App) reportCommand() *cobra.Command {
	var o reportOptions
	cmd := &cobra.Command{
		Use:   "report TARGET... | report -l SELECTOR | report -f FILE",
		Short: "Print a pod's life and exit",
		Long: `Print a pod's life and exit: its verdict, where the start-up time went, what
every container did, and the events. From the cluster it can tell what the
cluster still knows; from a recording, everything that was seen; from what
kubectl printed (describe, YAML, events, tables; pasted into a ticket as it
may be), what that lets one know.

` + targetHelp,
		Example: `  pbpaste | podlife report -f -
  podlife report my-pod
  podlife report -l app=web
  podlife report -f incident.jsonl --at 42s
  podlife report my-pod -o json
  podlife report my-pod -o markdown | gh pr comment 42 -F -
  podlife report -f incident.jsonl -o svg >incident.svg
  kubectl get pod,events -o json | podlife report -f -`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			targets, err := o.check(cmd, args)
			if err != nil {
				return err
			}
			if o.file != "" {
				return a.reportFile(cmd.Context(), &o)
			}
			return a.reportLive(cmd.Context(), targets, &o)
		},
	}
	o.clusterFlags.add(a, cmd)
	o.printFlags.add(cmd, formatNames()...)
	fs := cmd.Flags()
	fs.StringVarP(&o.file, "file", "f", "", "Report on the recording `FILE` instead of a live pod; - is standard input")
	fs.StringVar(&o.at, "at", "", "Report what had been observed by `MOMENT`: an offset from the first observation (42s), an RFC 3339 time, or end (with -f; default end)")
	fs.StringVar(&o.otlp, "otlp-endpoint", "", "Send traces to the OTLP/HTTP endpoint `URL`, such as http://localhost:4318, and print only what -o asks for; OTEL_EXPORTER_OTLP_HEADERS holds its key")
	completeRecordingFlag(cmd, "file")
	return cmd
}

// check reads the flags; nothing has been opened yet.
func (o *reportOptions) check(cmd *cobra.Command, args []string) ([]kube.Target, error) {
	if o.otlp != "" {
		if _, err := otlpEndpoint(o.otlp); err != nil {
			return nil, err
		}
		if !cmd.Flags().Changed("output") {
			o.format = ""
		}
	}
	if err := o.printFlags.check(); err != nil {
		return nil, err
	}
	if o.file == "" && o.at != "" {
		return nil, usagef("--at needs -f FILE: a cluster tells only what it knows now")
	}
	return o.targetsOrFile(cmd, args, o.file, "my-pod")
}

// deliver prints the report, sends it, or both.
func (a *App) deliver(ctx context.Context, s timeline.Snapshot, o *reportOptions) error {
	if o.otlp != "" {
		if err := a.sendOTLP(ctx, o.otlp, s); err != nil || o.format == "" {
			return err
		}
	}
	return format(o.format)(a.Out, s, o.layout())
}

// reportFile prints the state of a recording's pods at a moment of it.
func (a *App) reportFile(ctx context.Context, o *reportOptions) error {
	s, err := a.foldRecording(o.file, o.at)
	if err != nil {
		return err
	}
	runtime.GC() // the fold of thousands of pods goes before their pages are written
	return a.deliver(ctx, s, o)
}

// reportLive prints the state of the cluster at this moment.
func (a *App) reportLive(ctx context.Context, targets []kube.Target, o *reportOptions) error {
	s, err := a.snapshotNow(ctx, targets, &o.clusterFlags)
	if err != nil {
		return err
	}
	return a.deliver(ctx, s, o)
}

// snapshotNow returns what the cluster knows at this moment of the pods that
// targets and flags name.
func (a *App) snapshotNow(ctx context.Context, targets []kube.Target, o *clusterFlags) (timeline.Snapshot, error) {
	began := time.Now()
	client, pods, err := o.find(ctx, a, targets)
	if err != nil {
		return timeline.Snapshot{}, err
	}
	defer client.Close()
	quiet := max(minQuiet, 4*time.Since(began)) // a far server is slower in everything
	live, err := live(client, pods)
	if err != nil {
		return timeline.Snapshot{}, err
	}
	model, err := settle(ctx, live, quiet)
	if err != nil {
		return timeline.Snapshot{}, err
	}
	model.SetMissing(live.Missing())
	return model.Snapshot(time.Now()), nil
}

func otlpEndpoint(value string) (collector.Endpoint, error) {
	e, err := collector.Parse(value)
	if err != nil {
		return e, usagef("--otlp-endpoint %w", err)
	}
	return e, nil
}

// sendOTLP posts the snapshot to a tracing backend.
func (a *App) sendOTLP(ctx context.Context, value string, s timeline.Snapshot) error {
	endpoint, err := otlpEndpoint(value)
	if err != nil {
		return err
	}
	var body bytes.Buffer
	if err := otlp.Write(&body, s); err != nil {
		return err
	}
	headers, err := collector.Headers(os.Getenv("OTEL_EXPORTER_OTLP_HEADERS"))
	if err != nil {
		return usagef("OTEL_EXPORTER_OTLP_HEADERS is %w", err)
	}
	headers.Set("User-Agent", "podlife/"+a.version())
	if err := endpoint.Send(ctx, body.Bytes(), headers); err != nil {
		return err
	}
	traces := "traces"
	if len(s.Lives) == 1 {
		traces = "trace"
	}
	a.note("sent %d %s to %s", len(s.Lives), traces, endpoint)
	return nil
}
