package cluster

import (
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"
	clientcmdapi "k8s.io/client-go/tools/clientcmd/api"
)

// userCert is a user who shows a certificate that authority.issue wrote.
func (c *Cluster) userCert(file string) *clientcmdapi.AuthInfo {
	return &clientcmdapi.AuthInfo{ClientCertificate: c.pki.crt(file), ClientKey: c.pki.keyFile(file)}
}

// Kubeconfig writes NAME.kubeconfig for a user at a server, and returns its path.
func (c *Cluster) Kubeconfig(name, server string, user *clientcmdapi.AuthInfo) (string, error) {
	config := clientcmdapi.NewConfig()
	config.Clusters["e2e"] = &clientcmdapi.Cluster{Server: server, CertificateAuthority: c.pki.crt("ca")}
	config.AuthInfos[name] = user
	config.Contexts["e2e"] = &clientcmdapi.Context{Cluster: "e2e", AuthInfo: name}
	config.CurrentContext = "e2e"
	path := c.path(name + ".kubeconfig")
	return path, clientcmd.WriteToFile(*config, path)
}

// Client makes a client that is not throttled.
func Client(kubeconfig string) (*kubernetes.Clientset, error) {
	config, err := clientcmd.BuildConfigFromFlags("", kubeconfig)
	if err != nil {
		return nil, err
	}
	if err := rest.LoadTLSFiles(config); err != nil {
		return nil, err
	}
	config.CertFile, config.KeyFile = "", "" // else it goes on to look for newer ones after the cluster's end
	config.QPS = -1
	config.WarningHandler = rest.NoWarnings{}
	return kubernetes.NewForConfig(config)
}

// Admin is a user who may do everything.
func (c *Cluster) Admin() *clientcmdapi.AuthInfo { return c.userCert("admin") }
