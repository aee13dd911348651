package store

import "errors"

// ErrUnavailable says that the store cannot be reached at the moment and that trying again later may help.
var ErrUnavailable = errors.New("the store is not available")
