package cli

import (
	"context"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/podlife/podlife/kube"
)

// clusterFlags say which pod of which cluster.
type clusterFlags struct {
	kube.Flags
	wait bool
}

func (f *clusterFlags) add(a *App, cmd *cobra.Command) {
	conn := pflag.NewFlagSet("connection", pflag.ContinueOnError)
	f.AddFlags(conn)
	conn.VisitAll(func(fl *pflag.Flag) {
		cobra.CheckErr(conn.SetAnnotation(fl.Name, ConnectionFlag, nil))
	})
	cmd.Flags().AddFlagSet(conn)
	f.addCompletion(a, cmd)
}

// addWait adds --wait, for commands that stay until something happens.
func (f *clusterFlags) addWait(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&f.wait, "wait", false, "Wait for a pod that does not exist yet")
}

// find connects to the cluster and makes sure that there is a pod to follow.
// Unless there is an error, the caller closes the client.
func (f *clusterFlags) find(ctx context.Context, a *App, target string) (*kube.Client, kube.Target, error) {
	t, err := kube.ParseTarget(target)
	if err != nil {
		return nil, t, usage(err)
	}
	if err := f.Check(); err != nil {
		return nil, t, usage(err)
	}
	client, err := f.Connect(a.version())
	if err != nil {
		return nil, t, err
	}
	if err := client.CheckPod(ctx, t.Name, f.wait); err != nil {
		client.Close()
		return nil, t, err
	}
	return client, t, nil
}
