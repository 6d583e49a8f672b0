// Command khotin collects Vietnamese mass-mobilisation news in Vietnamese,
// French and Romanian, keeps every version of it, and answers searches.
package main

import (
	_ "embed"
	"os"

	"khotin/cmd"
)

//go:embed config.yaml
var defaults []byte

func main() { os.Exit(cmd.Main(defaults, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }
