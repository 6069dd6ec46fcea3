package redact

import (
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// readable are the fields that say how far the controller of an object of any
// kind has come, by the conventions that kstatus, the scale subresource and the
// controllers themselves follow. Anything else may be a secret.
var readable = map[string]map[string]bool{
	"metadata": set("name namespace uid resourceVersion generation creationTimestamp deletionTimestamp deletionGracePeriodSeconds ownerReferences"),
	"spec":     set("replicas paused"),
	"status": set(`observedGeneration replicas updatedReplicas readyReplicas availableReplicas selector conditions
		currentPodHash stableRS latestCreatedRevisionName latestReadyRevisionName`),
}

// conditional are the fields of a condition.
var conditional = set("type status reason message lastTransitionTime")

// Reduced returns of an object of a kind that podlife does not know what says
// which it is, what it wants, and how far its controller has come. Parts are
// shared with it.
func Reduced(u *unstructured.Unstructured) *unstructured.Unstructured {
	out, status := map[string]any{"apiVersion": u.GetAPIVersion(), "kind": u.GetKind()}, map[string]any{}
	for part, fields := range readable {
		from, _ := u.Object[part].(map[string]any)
		kept := only(from, func(field string, _ any) bool { return fields[field] })
		if out[part] = kept; part == "status" {
			status = kept
		}
	}
	conditions, _ := status["conditions"].([]any)
	kept := make([]any, 0, len(conditions))
	for _, c := range conditions {
		if c, ok := c.(map[string]any); ok {
			kept = append(kept, only(c, func(field string, v any) bool {
				_, text := v.(string)
				return text && conditional[field]
			}))
		}
	}
	status["conditions"] = kept
	return &unstructured.Unstructured{Object: out}
}

// only returns those fields of a map that are kept.
func only(from map[string]any, keep func(string, any) bool) map[string]any {
	out := map[string]any{}
	for k, v := range from {
		if keep(k, v) {
			out[k] = v
		}
	}
	return out
}

// other redacts what is kept of an object of a kind that podlife does not know.
func (r *redactor) other(u *unstructured.Unstructured) *unstructured.Unstructured {
	out := Reduced(u)
	status := out.Object["status"].(map[string]any)
	for _, c := range status["conditions"].([]any) {
		c := c.(map[string]any)
		if message, ok := c["message"].(string); ok {
			c["message"] = r.text(message)
		}
	}
	return out
}
