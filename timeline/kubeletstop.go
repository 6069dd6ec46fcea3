package timeline

import "strings"

// TerminationByKubelet is the reason of DisruptionTarget for every pod that a
// kubelet ended by itself; only the message says for what.
const TerminationByKubelet = "TerminationByKubelet"

// kubeletStops are the reasons that a kubelet writes into the status of a pod
// that it ends (pkg/kubelet/eviction, nodeshutdown, preemption, active_deadline.go).
var kubeletStops = map[string]Stop{
	"Evicted":          {StopEvicted, "evicted by the kubelet"},
	"Terminated":       {StopShutdown, "ended by the shutdown of its node"},
	"Shutdown":         {StopShutdown, "ended by the shutdown of its node"},
	"NodeShutdown":     {StopShutdown, "ended by the shutdown of its node"},
	"Preempting":       {StopPreempted, "preempted by the kubelet for a critical pod"},
	"DeadlineExceeded": {StopDeadline, "ended by its active deadline"},
}

// rejections are the reasons with which a kubelet refuses to run a pod
// (pkg/kubelet/lifecycle, cm/admission); those of resources begin "OutOf".
var rejections = map[string]bool{
	"NodeAffinity": true, "NodeName": true, "NodePorts": true, "NodeUnschedulable": true, "TaintToleration": true,
	"UnexpectedAdmissionError": true, "UnexpectedPredicateFailureType": true, "InvalidNodeInfo": true,
	"TopologyAffinityError": true, "SMTAlignmentError": true, "PodOSSelectorNodeLabelDoesNotMatch": true,
	"PodOSNotSupported": true, "InitContainerRestartPolicyForbidden": true, "SupplementalGroupsPolicyNotSupported": true,
	"PodFeatureUnsupported": true, "SysctlForbidden": true, "AppArmor": true, "Rejected": true,
}

// KubeletStop returns for what a kubelet ended a pod, by the reason and message
// of the pod's status or of its DisruptionTarget; the zero Stop where they do
// not say that it did. A preemption for a critical pod and a rejection can have
// the same reason: the message of the second begins with what was rejected.
func KubeletStop(reason, message string) Stop {
	if strings.HasPrefix(message, "Pod was rejected") || rejections[reason] || strings.HasPrefix(reason, "OutOf") {
		return Stop{StopRejected, "rejected by the kubelet"}
	}
	if reason != TerminationByKubelet {
		return kubeletStops[reason]
	}
	switch {
	case strings.Contains(message, "shutdown"):
		return kubeletStops["NodeShutdown"]
	case strings.Contains(message, "preempted"), strings.Contains(message, "critical pod"):
		return kubeletStops["Preempting"]
	}
	return kubeletStops["Evicted"]
}
