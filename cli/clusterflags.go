package cli

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/podlife/podlife/kube"
	"github.com/podlife/podlife/timeline"
)

// clusterFlags say which pods of which cluster.
type clusterFlags struct {
	kube.Flags
	canWait  bool // the command has --wait
	wait     bool
	selector string
	all      bool
	podless  bool // a workload need not have pods yet
	selects  bool // -l or -A was given: pods are chosen by their labels, not by name

	// owners, if set, says whether what the pods of -l belong to will do, which is
	// followed in their place.
	owners func([]kube.Target) error

	// during, if set, does work, which asks the server, and shows that it is waited for.
	during func(ctx context.Context, client *kube.Client, work func(context.Context) error) error
}

func (f *clusterFlags) add(a *App, cmd *cobra.Command) {
	conn := pflag.NewFlagSet("connection", pflag.ContinueOnError)
	f.AddFlags(conn)
	f.Clean = timeline.Clean
	conn.VisitAll(func(fl *pflag.Flag) {
		cobra.CheckErr(conn.SetAnnotation(fl.Name, ConnectionFlag, nil))
	})
	cmd.Flags().AddFlagSet(conn)
	cmd.Flags().StringVarP(&f.selector, "selector", "l", "", "Follow all pods that the label `SELECTOR` matches, such as app=web, instead of a TARGET")
	cmd.Flags().BoolVarP(&f.all, "all-namespaces", "A", false, "Follow the pods of all namespaces: those of -l, or every one")
	f.addCompletion(a, cmd)
}

// addWait adds --wait, for commands that stay until something happens.
func (f *clusterFlags) addWait(cmd *cobra.Command) {
	f.canWait = true
	cmd.Flags().BoolVar(&f.wait, "wait", false, "Wait for a pod, or a workload, that does not exist yet")
}

// checkTargets reads the TARGETs of a command, or makes sure that -l or -A replaces them.
func (f *clusterFlags) checkTargets(cmd *cobra.Command, args []string) ([]kube.Target, error) {
	f.selects = f.all || cmd.Flags().Changed("selector")
	switch {
	case f.selector == "" && f.all && len(args) > 0:
		return nil, usagef("-A needs -l SELECTOR, or no TARGET: a name is looked for in one namespace")
	case f.selects && len(args) > 0:
		return nil, usagef("%s takes TARGETs or -l %s, not both: %q", cmd.Name(), cmp.Or(f.selector, "''"), args)
	case f.selects:
		_, err := kube.ParseSelector(f.selector)
		return nil, usage(err)
	case len(args) == 0:
		return nil, usagef("%s needs a TARGET or -l SELECTOR, for example: %s my-pod", cmd.Name(), cmd.CommandPath())
	}
	var targets []kube.Target
	for i, arg := range args {
		t, err := kube.ParseTarget(arg)
		if err != nil {
			return nil, usage(err)
		}
		if i == 0 && len(args) > 1 && kube.IsKind(arg) { // as kubectl takes it
			return nil, usagef("a kind and a name are one word here: %s/%s\nA pod called %q is pod/%s", arg, args[1], arg, arg)
		}
		if !slices.Contains(targets, t) {
			targets = append(targets, t)
		}
	}
	return targets, nil
}

// targetsOrFile reads the TARGETs of a command that can look at a file in their place;
// "" is none. Such as is an example of a TARGET.
func (f *clusterFlags) targetsOrFile(cmd *cobra.Command, args []string, file, suchAs string) ([]kube.Target, error) {
	switch {
	case file != "" && len(args) > 0:
		return nil, usagef("%s takes a TARGET or -f FILE, not both: %q and %q", cmd.Name(), args[0], file)
	case file != "" && (f.selector != "" || f.all):
		return nil, usagef("-l and -A ask a cluster; -f %s holds its pods already", file)
	case file != "":
		return nil, nil
	case len(args) == 0 && !f.all && !cmd.Flags().Changed("selector"):
		return nil, usagef("%s needs a TARGET, -l SELECTOR or -f FILE, for example: %s %s", cmd.Name(), cmd.CommandPath(), suchAs)
	}
	return f.checkTargets(cmd, args)
}

// find connects to the cluster and makes sure that there is a pod to follow.
// Unless there is an error, the caller closes the client.
func (f *clusterFlags) find(ctx context.Context, a *App, targets []kube.Target) (*kube.Client, following, error) {
	if err := f.Check(); err != nil {
		return nil, nil, usage(err)
	}
	client, err := f.Connect(a.version())
	if err != nil {
		return nil, nil, err
	}
	var found following
	resolve := func(ctx context.Context) (err error) {
		found, err = f.resolve(ctx, client, targets)
		return err
	}
	if f.during != nil && client.Config.ExecProvider == nil { // a credential plugin may ask for a password
		err = f.during(ctx, client, resolve)
	} else {
		err = resolve(ctx)
	}
	if err != nil {
		client.Close()
		return nil, nil, f.orWait(err)
	}
	return client, found, nil
}

// orWait adds to an error about what does not exist that one can wait for it.
func (f *clusterFlags) orWait(err error) error {
	if !f.canWait || !kube.Absent(err) {
		return err
	}
	text, sep := err.Error(), "; "
	switch {
	case !strings.Contains(text, "\n"):
		sep = "\n"
	case strings.HasSuffix(text, "?"):
		sep = " "
	}
	return &kube.Error{Err: err, Text: text + sep + "--wait waits until there is one"}
}

func (f *clusterFlags) resolve(ctx context.Context, client *kube.Client, targets []kube.Target) (following, error) {
	switch {
	case f.selects && f.owners != nil:
		return f.resolveOwners(ctx, client)
	case f.selects:
		pods, err := client.Select(ctx, f.selector, f.all, f.wait)
		return following{pods}, err
	}
	return f.resolveTargets(ctx, client, targets)
}

// resolveOwners resolves what the pods of -l belong to.
func (f *clusterFlags) resolveOwners(ctx context.Context, client *kube.Client) (following, error) {
	targets, err := client.Owners(ctx, f.selector, f.all)
	if err == nil {
		err = f.owners(targets)
	}
	if err != nil {
		return nil, err
	}
	found, err := f.resolveTargets(ctx, client, targets)
	if kube.Forbidden(err) {
		denied, _, _ := strings.Cut(err.Error(), "\n")
		return nil, &kube.Error{Err: err, Text: denied + "\nAsk for get, list and watch on it, or wait for the pods themselves: --until ready"}
	}
	return found, err
}

func (f *clusterFlags) resolveTargets(ctx context.Context, client *kube.Client, targets []kube.Target) (following, error) {
	var found following
	for _, t := range targets {
		pods, err := client.Find(ctx, t, f.wait)
		if err != nil && !(f.podless && kube.Absent(err) && pods.Workload.Name != "" && pods.Known()) {
			return nil, err
		}
		found = append(found, pods)
	}
	return found, nil
}

// following is what a command looks at: the pods of each target.
type following []kube.Pods

// String names all targets.
func (f following) String() string {
	names := make([]string, len(f))
	for i, p := range f {
		names[i] = p.String()
	}
	return strings.Join(names, ", ")
}

// selection reports whether pods may come whose names are not known yet.
func (f following) selection() bool {
	return slices.ContainsFunc(f, func(p kube.Pods) bool { return p.Name == "" })
}
