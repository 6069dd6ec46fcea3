package jsonscan

// Members calls visit for every member of the object that starts at b[i], in
// order, with the key as it is written (without its quotes, escapes kept) and
// the text of the value. It returns the index after the object.
func Members(b []byte, i int, visit func(key, val []byte) error) (int, error) {
	if i >= len(b) {
		return i, ErrShort
	}
	if b[i] != '{' {
		return i, &SyntaxError{i, b[i], "an object"}
	}
	return members(b, i, 0, visit)
}

// Elements calls visit for the text of every element of the array that starts
// at b[i], in order, and returns the index after the array.
func Elements(b []byte, i int, visit func(val []byte) error) (int, error) {
	if i >= len(b) {
		return i, ErrShort
	}
	if b[i] != '[' {
		return i, &SyntaxError{i, b[i], "an array"}
	}
	return elements(b, i, 0, visit)
}

func object(b []byte, i, depth int) (int, error) { return members(b, i, depth, nil) }

func array(b []byte, i, depth int) (int, error) { return elements(b, i, depth, nil) }

func members(b []byte, i, depth int, visit func(key, val []byte) error) (int, error) {
	i = Space(b, i+1)
	if i < len(b) && b[i] == '}' {
		return i + 1, nil
	}
	for {
		if i >= len(b) {
			return i, ErrShort
		}
		if b[i] != '"' {
			return i, &SyntaxError{i, b[i], "a member's name"}
		}
		end, err := str(b, i)
		if err != nil {
			return end, err
		}
		key := b[i+1 : end-1]
		if i = Space(b, end); i >= len(b) {
			return i, ErrShort
		}
		if b[i] != ':' {
			return i, &SyntaxError{i, b[i], "':'"}
		}
		i = Space(b, i+1)
		if end, err = value(b, i, depth+1); err != nil {
			return end, err
		}
		if visit != nil {
			if err := visit(key, b[i:end]); err != nil {
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

func elements(b []byte, i, depth int, visit func(val []byte) error) (int, error) {
	i = Space(b, i+1)
	if i < len(b) && b[i] == ']' {
		return i + 1, nil
	}
	for {
		end, err := value(b, i, depth+1)
		if err != nil {
			return end, err
		}
		if visit != nil {
			if err := visit(b[i:end]); err != nil {
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
