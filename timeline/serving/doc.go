// Package serving says what the endpoints of Services tell about traffic: how many
// pods served over time, and whether a pod could still be sent requests after it
// had been told to stop. It sees EndpointSlices, and not the proxies, DNS and load
// balancers that follow them later: what it says of a race is the least there was.
// It must not know how a life is folded, or how numbers are printed.
package serving
