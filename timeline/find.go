package timeline

// Find returns the first element of a list that fits, or nil.
func Find[T any](list []T, fits func(*T) bool) *T {
	for i := range list {
		if fits(&list[i]) {
			return &list[i]
		}
	}
	return nil
}

// FindLast returns the last element of a list that fits, or nil.
func FindLast[T any](list []T, fits func(*T) bool) *T {
	for i := len(list) - 1; i >= 0; i-- {
		if fits(&list[i]) {
			return &list[i]
		}
	}
	return nil
}

// Count returns how many elements of a list fit.
func Count[T any](list []T, fits func(*T) bool) int {
	n := 0
	for i := range list {
		if fits(&list[i]) {
			n++
		}
	}
	return n
}

// Probe returns the probe of a track, or nil.
func (l *Lane) Probe(t Track) *ProbeInfo {
	return Find(l.Probes, func(p *ProbeInfo) bool { return p.Probe == string(t) })
}

// Run returns the run of a number, or nil.
func (l *Lane) Run(number int) *Attempt {
	return Find(l.Attempts, func(a *Attempt) bool { return a.Number == number })
}
