package cluster

import (
	"context"
	"fmt"
	"net/http"

	"k8s.io/client-go/kubernetes"
	clientcmdapi "k8s.io/client-go/tools/clientcmd/api"
)

// APIServer is one API server; a cluster may have several on its etcd.
type APIServer struct {
	*Process
	URL        string
	Port       int
	Kubeconfig string // of a system:masters user
	Admin      *kubernetes.Clientset
}

// APIServerOptions are what differs between API servers.
type APIServerOptions struct {
	// Alone: nothing but API servers run, so pods are not given the service
	// accounts and tokens that only controllers make.
	Alone bool
}

// StartAPIServer starts another API server and waits until it is ready.
func (c *Cluster) StartAPIServer(ctx context.Context, name string, options APIServerOptions) (*APIServer, error) {
	ports, err := freePorts(1)
	if err != nil {
		return nil, err
	}
	s := &APIServer{Port: ports[0], URL: fmt.Sprintf("https://127.0.0.1:%d", ports[0])}
	if s.Kubeconfig, err = c.Kubeconfig(name+"-admin", s.URL, c.userCert("admin")); err != nil {
		return nil, err
	}
	if s.Admin, err = Client(s.Kubeconfig); err != nil {
		return nil, err
	}
	args := []string{
		"--etcd-servers", c.etcdURL,
		"--bind-address", "127.0.0.1", "--advertise-address", "127.0.0.1", "--secure-port", fmt.Sprint(s.Port),
		"--tls-cert-file", c.pki.crt("apiserver"), "--tls-private-key-file", c.pki.keyFile("apiserver"),
		"--client-ca-file", c.pki.crt("ca"),
		"--authorization-mode", "Node,RBAC",
		"--service-account-issuer", "https://e2e.podlife.example",
		"--service-account-key-file", c.pki.keyFile("sa"), "--service-account-signing-key-file", c.pki.keyFile("sa"),
		"--service-cluster-ip-range", "10.96.0.0/16",
		"--kubelet-client-certificate", c.pki.crt("kubelet-client"), "--kubelet-client-key", c.pki.keyFile("kubelet-client"),
		"--kubelet-certificate-authority", c.pki.crt("ca"), "--kubelet-preferred-address-types", "InternalIP",
		"--endpoint-reconciler-type", "none",
		"--shutdown-delay-duration", "0s",
		"--event-ttl", "24h",
	}
	if options.Alone {
		args = append(args, "--disable-admission-plugins", "ServiceAccount,TaintNodesByCondition,DefaultTolerationSeconds,Priority")
	}
	if s.Process, err = c.run(name, c.path("bin", "kube-apiserver"), args...); err != nil {
		return nil, err
	}
	return s, s.WaitReady(ctx)
}

// issueServers writes the certificates that API servers and their clients need.
func (c *Cluster) issueServers() error {
	for _, cert := range []struct {
		file, name string
		groups     []string
	}{
		{"apiserver", "kube-apiserver", nil},
		{"admin", "admin", []string{"system:masters"}},
		{"kubelet-client", "kube-apiserver-kubelet-client", []string{"system:masters"}},
	} {
		if err := c.pki.issue(cert.file, cert.name, cert.groups); err != nil {
			return err
		}
	}
	return nil
}

// WaitReady waits until the server says that it can serve.
func (s *APIServer) WaitReady(ctx context.Context) error {
	return s.wait(ctx, func() error {
		var status int
		err := s.Admin.Discovery().RESTClient().Get().AbsPath("/readyz").Do(ctx).StatusCode(&status).Error()
		if err == nil && status != http.StatusOK {
			err = fmt.Errorf("/readyz: %d", status)
		}
		return err
	})
}

// StartControllers starts the controller manager and the scheduler.
func (c *Cluster) StartControllers(server *APIServer) error {
	for _, component := range []struct {
		name string
		args []string
	}{
		{"kube-controller-manager", []string{
			"--service-account-private-key-file", c.pki.keyFile("sa"), "--root-ca-file", c.pki.crt("ca"),
			"--use-service-account-credentials=true",
			// A node that does not answer is noticed in seconds, not in a minute.
			"--node-monitor-period", "1s", "--node-monitor-grace-period", "12s",
		}},
		{"kube-scheduler", nil},
	} {
		if err := c.pki.issue(component.name, "system:"+component.name, nil); err != nil {
			return err
		}
		kubeconfig, err := c.Kubeconfig(component.name, server.URL, c.userCert(component.name))
		if err != nil {
			return err
		}
		ports, err := freePorts(1)
		if err != nil {
			return err
		}
		args := append([]string{"--kubeconfig", kubeconfig, "--bind-address", "127.0.0.1",
			"--secure-port", fmt.Sprint(ports[0]), "--leader-elect=false"}, component.args...)
		if _, err := c.run(component.name, c.path("bin", component.name), args...); err != nil {
			return err
		}
	}
	return nil
}

// TokenUser is a user who shows a token from a file, which may change.
func TokenUser(file string) *clientcmdapi.AuthInfo {
	return &clientcmdapi.AuthInfo{TokenFile: file}
}
