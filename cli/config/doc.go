// Package config reads the configuration file: what a person always wants the
// screen to look like, and which keys it is to have.
//
// It knows the file, its settings and their variables, and which of them wins. It
// must not know commands, flags or what a setting does.
package config
