package main

import (
	"fmt"
	"net/url"

	"github.com/spf13/cobra"
	"go.etcd.io/etcd/server/v3/embed"
)

// newEtcdCommand is etcd with one member, no TLS, and no promise to keep its
// data through a power cut. Debian's etcd 3.4 would not do: the API server's
// watch cache needs progress notifications that came later.
func newEtcdCommand() *cobra.Command {
	var dir, client, peer string
	cmd := &cobra.Command{
		Use:          "etcd",
		SilenceUsage: true,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return runEtcd(dir, client, peer)
		},
	}
	cmd.Flags().StringVar(&dir, "data-dir", "", "where the data is")
	cmd.Flags().StringVar(&client, "client-url", "", "where clients connect")
	cmd.Flags().StringVar(&peer, "peer-url", "", "where the peers that there are none of would connect")
	return cmd
}

func runEtcd(dir, client, peer string) error {
	clientURL, err := url.Parse(client)
	if err != nil {
		return err
	}
	peerURL, err := url.Parse(peer)
	if err != nil {
		return err
	}
	config := embed.NewConfig()
	config.Dir = dir
	config.ListenClientUrls, config.AdvertiseClientUrls = []url.URL{*clientURL}, []url.URL{*clientURL}
	config.ListenPeerUrls, config.AdvertisePeerUrls = []url.URL{*peerURL}, []url.URL{*peerURL}
	config.InitialCluster = config.InitialClusterFromName(config.Name)
	config.LogLevel = "warn"
	config.UnsafeNoFsync = true
	server, err := embed.StartEtcd(config)
	if err != nil {
		return fmt.Errorf("start etcd in %s: %w", dir, err)
	}
	return <-server.Err()
}
