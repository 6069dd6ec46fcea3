package verdict

func find[T any](list []T, fits func(*T) bool) *T {
	for i := range list {
		if fits(&list[i]) {
			return &list[i]
		}
	}
	return nil
}

func findLast[T any](list []T, fits func(*T) bool) *T {
	for i := len(list) - 1; i >= 0; i-- {
		if fits(&list[i]) {
			return &list[i]
		}
	}
	return nil
}

func countOf[T any](list []T, fits func(*T) bool) int {
	n := 0
	for i := range list {
		if fits(&list[i]) {
			n++
		}
	}
	return n
}
