package recording

import (
	"fmt"
)

// What a file may ask for. A recording is read in bounded memory whatever it
// holds: each limit is far above what Kubernetes allows, and its error says it.
const (
	// maxValue bounds one line, one document and one item of a List: the API
	// server accepts objects of 3 MiB (apiserver, MaxRequestBodyBytes).
	maxValue = 8 << 20
	// maxNesting bounds Lists inside Lists.
	maxNesting = 8
	// maxElements bounds each array of large things in an object, so that a
	// short text ("[{},{},…") cannot become gigabytes of structs.
	maxElements = 10_000
	// maxUnpacked and maxRatio bound what a gzipped file unpacks to: recordings
	// pack to a thirtieth, and only what has passed maxUnpacked is questioned.
	maxUnpacked = 64 << 20
	maxRatio    = 200
	// maxBroken is how many broken values are skipped before a file in which
	// nothing was readable is given up.
	maxBroken = 1000
	// maxWarnings is how many broken values are named one by one.
	maxWarnings = 10
)

// limitError is a limit that a file exceeds. Nothing after it is read.
type limitError struct{ what string }

func (e *limitError) Error() string { return e.what }

func errTooLong() error {
	return &limitError{fmt.Sprintf("a line or an object of more than %d MiB: Kubernetes stores none of more than 3", maxValue>>20)}
}

func errTooNested() error {
	return &limitError{fmt.Sprintf("Lists nested more than %d deep", maxNesting)}
}

func errUnpacksTooFar(packed, unpacked int64) error {
	return &limitError{fmt.Sprintf("%d kB unpack to more than %d MiB, which no recording does: gunzip it first if it is one", packed>>10, unpacked>>20)}
}
