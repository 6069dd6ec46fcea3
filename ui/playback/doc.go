// Package playback moves through a recording, and draws how far it is. It owns no clock.
package playback
