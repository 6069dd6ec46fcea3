package jsonscan

// Walk calls visit for every member of the object that starts at b[i], in order,
// with the key as it is written and where the value starts. visit returns the
// index after the value, having walked it by itself, or 0: then Walk skips it.
// Walk returns the index after the object. So a text is scanned once, however
// deep its parts are looked at.
func Walk(b []byte, i int, visit func(key []byte, at int) (end int, err error)) (int, error) {
	return walk(b, i, 0, visit)
}

// WalkArray is Walk for the elements of an array.
func WalkArray(b []byte, i int, visit func(at int) (end int, err error)) (int, error) {
	return walkArray(b, i, 0, visit)
}

// Elements calls visit for the text of every element of the array that starts
// at b[i], in order, and returns the index after the array.
func Elements(b []byte, i int, visit func(val []byte) error) (int, error) {
	return WalkArray(b, i, func(at int) (int, error) {
		end, err := Value(b, at)
		if err != nil {
			return end, err
		}
		return end, visit(b[at:end])
	})
}

func object(b []byte, i, depth int) (int, error) { return walk(b, i, depth, nil) }

func array(b []byte, i, depth int) (int, error) { return walkArray(b, i, depth, nil) }

func walk(b []byte, i, depth int, visit func(key []byte, at int) (int, error)) (int, error) {
	if err := opens(b, i, '{', "an object"); err != nil {
		return i, err
	}
	i = Space(b, i+1)
	if i < len(b) && b[i] == '}' {
		return i + 1, nil
	}
	for {
		key, at, err := name(b, i)
		if err != nil {
			return at, err
		}
		end := 0
		if visit != nil {
			if end, err = visit(key, at); err != nil {
				return max(end, at), err
			}
		}
		if end == 0 {
			if end, err = value(b, at, depth+1); err != nil {
				return end, err
			}
		}
		next, done, err := comma(b, end, '}')
		if done || err != nil {
			return next, err
		}
		i = next
	}
}

// name reads a member's name at i and the colon after it: at is where its value
// starts, or where the error is.
func name(b []byte, i int) (key []byte, at int, err error) {
	if err := opens(b, i, '"', "a member's name"); err != nil {
		return nil, i, err
	}
	end, err := str(b, i)
	if err != nil {
		return nil, end, err
	}
	colon := Space(b, end)
	if err := opens(b, colon, ':', "':'"); err != nil {
		return nil, colon, err
	}
	return b[i+1 : end-1], Space(b, colon+1), nil
}

func opens(b []byte, i int, want byte, what string) error {
	if i >= len(b) {
		return ErrShort
	}
	if b[i] != want {
		return &SyntaxError{i, b[i], what}
	}
	return nil
}

func walkArray(b []byte, i, depth int, visit func(at int) (int, error)) (int, error) {
	if err := opens(b, i, '[', "an array"); err != nil {
		return i, err
	}
	i = Space(b, i+1)
	if i < len(b) && b[i] == ']' {
		return i + 1, nil
	}
	for {
		var end int
		var err error
		if visit != nil {
			if end, err = visit(i); err != nil {
				return max(end, i), err
			}
		}
		if end == 0 {
			if end, err = value(b, i, depth+1); err != nil {
				return end, err
			}
		}
		next, done, err := comma(b, end, ']')
		if done || err != nil {
			return next, err
		}
		i = next
	}
}

// comma steps over what follows a member or an element: the closing bracket
// (done) or a comma, in which case next is the start of the next one.
func comma(b []byte, i int, closing byte) (next int, done bool, err error) {
	if i = Space(b, i); i >= len(b) {
		return i, false, ErrShort
	}
	switch b[i] {
	case closing:
		return i + 1, true, nil
	case ',':
		return Space(b, i+1), false, nil
	}
	return i, false, &SyntaxError{i, b[i], "',' or '" + string(closing) + "'"}
}
