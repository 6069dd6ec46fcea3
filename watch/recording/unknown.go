package recording

import (
	"encoding/json"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

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
