package watch

import "encoding/json"

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
