package recording

import (
	"encoding/json"
	"strings"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// other reads an object of a kind that podlife does not know and whose status says
// how far its controller has come; nil for all others, and for what belongs to
// Kubernetes itself, of which an HorizontalPodAutoscaler has conditions, too.
func other(text []byte, group string) *unstructured.Unstructured {
	if !strings.Contains(group, ".") || strings.HasSuffix(group, ".k8s.io") {
		return nil
	}
	u := &unstructured.Unstructured{}
	if err := u.UnmarshalJSON(text); err != nil || u.GetUID() == "" {
		return nil
	}
	status, ok := u.Object["status"].(map[string]any)
	if !ok || status["conditions"] == nil && status["replicas"] == nil {
		return nil
	}
	return u
}

// Unknown is the object of an Observation whose kind podlife does not read. The
// model counts and ignores it; a recorder that keeps everything writes it back.
type Unknown struct {
	APIVersion, Kind string
	JSON             json.RawMessage
}

// MarshalJSON returns the object as it was read.
func (u *Unknown) MarshalJSON() ([]byte, error) {
	if len(u.JSON) == 0 {
		return []byte("null"), nil
	}
	return u.JSON, nil
}

// identity returns what says which object u is, and nothing else of it: of a
// kind that podlife does not read, any field may hold a secret.
func (u *Unknown) identity() *Unknown {
	var id struct {
		APIVersion string `json:"apiVersion,omitempty"`
		Kind       string `json:"kind,omitempty"`
		Metadata   struct {
			Name            string      `json:"name,omitempty"`
			Namespace       string      `json:"namespace,omitempty"`
			UID             string      `json:"uid,omitempty"`
			ResourceVersion string      `json:"resourceVersion,omitempty"`
			Created         metav1.Time `json:"creationTimestamp,omitzero"`
		} `json:"metadata"`
		Redacted bool `json:"redacted"`
	}
	if json.Unmarshal(u.JSON, &id) != nil {
		id.Metadata.Name = ""
	}
	id.APIVersion, id.Kind, id.Redacted = u.APIVersion, u.Kind, true
	b, err := json.Marshal(id)
	if err != nil {
		b = []byte("null")
	}
	return &Unknown{APIVersion: u.APIVersion, Kind: u.Kind, JSON: b}
}
