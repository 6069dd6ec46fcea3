package kube

import (
	"context"
	"fmt"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
)

// firstJob returns the pods of a CronJob's Job that is still to come.
func (c *Client) firstJob(ctx context.Context, cron Target) (Pods, error) {
	job, _ := kindOf("job")
	p := Pods{
		Namespace: c.Namespace, what: fmt.Sprintf("the first job of %s in %s", cron, c.Namespace),
		Workload: Workload{Resource: job.resource, Owner: "CronJob/" + cron.Name},
	}
	p.LookUp = func(ctx context.Context) (labels.Selector, string, error) {
		newest, err := c.newestJob(ctx, cron)
		if err != nil {
			return nil, "", err
		}
		found, err := c.lookUp(ctx, newest)
		return found.selector, newest.Name, err
	}
	return p, c.checkPods(ctx, p, true)
}

// newestJob returns the Job that a CronJob created last. That there is none is an
// error that wraps the API's NotFound, whether or not the CronJob exists.
func (c *Client) newestJob(ctx context.Context, cron Target) (Target, error) {
	job, _ := kindOf("job")
	what := fmt.Sprintf("look up the jobs of %s in namespace %q", cron, c.Namespace)
	jobs, err := c.list(ctx, query{group: job.group, namespace: c.Namespace, resource: job.resource}, 0)
	switch {
	case apierrors.IsForbidden(err):
		return Target{}, &Error{Err: err, Text: fmt.Sprintf("cannot %s on %s: %s\nAsk for list on jobs, or name one of them: job/…", what, c.Server(), apiMessage(err))}
	case err != nil:
		return Target{}, c.explain(what, err)
	}
	var newest *metav1.PartialObjectMetadata
	for i := range jobs {
		j := &jobs[i]
		owner := metav1.GetControllerOfNoCopy(j)
		if owner == nil || owner.Kind != "CronJob" || owner.Name != cron.Name {
			continue
		}
		if newest == nil || newest.CreationTimestamp.Before(&j.CreationTimestamp) {
			newest = j
		}
	}
	if newest == nil {
		return Target{}, c.withoutJob(ctx, cron)
	}
	return Target{Kind: job.name, Name: newest.Name}, nil
}

// withoutJob returns why a CronJob has no Job: it does not exist, or it has yet to
// create one.
func (c *Client) withoutJob(ctx context.Context, cron Target) error {
	k, _ := kindOf(cron.Kind)
	if _, err := c.one(ctx, k, c.Namespace, cron.Name, asJSON); apierrors.IsNotFound(err) {
		return c.missing(ctx, k, cron.Name)
	}
	return &Error{Err: apierrors.NewNotFound(batch.WithResource("jobs").GroupResource(), ""), Text: fmt.Sprintf("%s in namespace %q has no job yet\nkubectl create job --from=%s %s-now creates one, which is followed as job/%s-now", cron, c.Namespace, cron, cron.Name, cron.Name)}
}
