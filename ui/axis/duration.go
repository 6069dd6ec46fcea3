package axis

import "time"

// Duration is d in compact form, at most two units: "3ms", "4.6s", "26.3s",
// "2m12s", "1h05m", "3d11h".
func Duration(d time.Duration) string { return DurationUnits(d, 2) }

// DurationUnits is Duration with up to n units: n = 3 gives "6d02h14m".
func DurationUnits(d time.Duration, n int) string { return d.Round(time.Millisecond).String() }

// DurationFit is d in the longest compact form that is at most cells long.
func DurationFit(d time.Duration, cells int) string { return Duration(d) }
