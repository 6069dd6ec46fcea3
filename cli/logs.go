package cli

import (
	"context"
	"io"

	"github.com/podlife/podlife/kube"
	"github.com/podlife/podlife/ui"
)

// logs opens containers' logs for the screen.
func logs(client *kube.Client) ui.OpenLog {
	return func(ctx context.Context, r ui.LogRequest) (io.ReadCloser, error) {
		return client.Logs(ctx, r.Pod, kube.LogOptions{
			Namespace: r.Namespace, Container: r.Container, Previous: r.Previous,
			Follow: r.Follow, Tail: int64(r.Tail), Since: r.Since,
		})
	}
}
