package cluster

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"os"
	"strings"
)

// network is a bridge for the pods of one node. The node itself is known by
// the bridge's address, so nothing listens where other machines could reach it.
type network struct {
	bridge  string
	gateway netip.Addr
	subnet  netip.Prefix
}

// startNetwork makes a bridge with a subnet that no interface of the machine uses.
func (c *Cluster) startNetwork() (*network, error) {
	subnet, err := freeSubnet()
	if err != nil {
		return nil, err
	}
	n := &network{
		bridge:  fmt.Sprintf("podlife%d", os.Getpid()%1e6),
		gateway: subnet.Addr().Next(),
		subnet:  subnet,
	}
	if err := ip("link", "add", n.bridge, "type", "bridge"); err != nil {
		return nil, err
	}
	c.onStop(func() error { return ip("link", "delete", n.bridge) })
	return n, errors.Join(
		ip("addr", "add", netip.PrefixFrom(n.gateway, subnet.Bits()).String(), "dev", n.bridge),
		ip("link", "set", n.bridge, "up"))
}

func freeSubnet() (netip.Prefix, error) {
	used, err := net.InterfaceAddrs()
	if err != nil {
		return netip.Prefix{}, err
	}
	for i := range 50 {
		subnet := netip.PrefixFrom(netip.AddrFrom4([4]byte{10, 200 + byte(i), 7, 0}), 24)
		free := true
		for _, addr := range used {
			if p, err := netip.ParsePrefix(addr.String()); err == nil && p.Overlaps(subnet) {
				free = false
			}
		}
		if free {
			return subnet, nil
		}
	}
	return netip.Prefix{}, errors.New("no free subnet for pods among 10.200–249.7.0/24")
}

func ip(args ...string) error {
	if out, err := command("ip", args...).CombinedOutput(); err != nil {
		return fmt.Errorf("ip %s: %w: %s", strings.Join(args, " "), err, out)
	}
	return nil
}

// cni is the configuration of the bridge plugin, with all its state in dir.
func (n *network) cni(dir string) string {
	return fmt.Sprintf(`{"cniVersion": "0.4.0", "name": %q, "plugins": [{
  "type": "bridge", "bridge": %q, "isGateway": true, "ipMasq": false,
  "ipam": {"type": "host-local", "ranges": [[{"subnet": %q}]], "routes": [], "dataDir": %q}
}]}`, n.bridge, n.bridge, n.subnet, dir)
}
