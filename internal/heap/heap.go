// Package heap keeps the memory of the process near to what it holds.
package heap

import "runtime/debug"

// CollectAt lets garbage be collected once it is so large a part, in percent, of what is
// kept, or sooner where GOGC asks for that, as well as not at all.
func CollectAt(percent int) {
	if was := debug.SetGCPercent(percent); was < percent {
		debug.SetGCPercent(was)
	}
}
