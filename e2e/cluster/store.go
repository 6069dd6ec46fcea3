package cluster

import (
	"bytes"
	"context"
	"fmt"
	"time"

	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/serializer/protobuf"
	"k8s.io/client-go/kubernetes/scheme"

	clientv3 "go.etcd.io/etcd/client/v3"
)

// Store is the etcd below the API servers.
type Store struct{ *clientv3.Client }

// Store opens etcd; the caller closes it.
func (c *Cluster) Store() (*Store, error) {
	client, err := clientv3.New(clientv3.Config{Endpoints: []string{c.etcdURL}, DialTimeout: 5 * time.Second})
	if err != nil {
		return nil, err
	}
	return &Store{client}, nil
}

// Put writes an object as an API server does, below /registry. It takes a
// hundredth of the time of a request, and may say anything about the past.
func (s *Store) Put(ctx context.Context, objects map[string]runtime.Object) error {
	codec := protobuf.NewSerializer(scheme.Scheme, scheme.Scheme)
	var ops []clientv3.Op
	flush := func() error {
		_, err := s.Txn(ctx).Then(ops...).Commit()
		ops = nil
		return err
	}
	for key, object := range objects {
		var b bytes.Buffer
		if err := codec.Encode(object, &b); err != nil {
			return fmt.Errorf("encode %s: %w", key, err)
		}
		ops = append(ops, clientv3.OpPut("/registry/"+key, b.String()))
		if len(ops) == 100 { // etcd takes no more than 128 at once
			if err := flush(); err != nil {
				return err
			}
		}
	}
	return flush()
}

// Forget compacts the history up to now: no watch can begin in the past.
func (s *Store) Forget(ctx context.Context) error {
	now, err := s.Get(ctx, "/registry/none")
	if err != nil {
		return err
	}
	_, err = s.Compact(ctx, now.Header.Revision)
	return err
}
