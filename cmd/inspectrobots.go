package cmd

import (
	"encoding/json"

	"khotin/crawler/robots"

	"github.com/spf13/cobra"
)

func newInspectRobots(a *app) *cobra.Command {
	var path string
	c := &cobra.Command{
		Use:   "robots --jsonl FILE",
		Short: "Decide by robots.txt files, as the crawler would (RFC 9309)",
		Long: `Robots reads lines {"robotstxt": …, "agent": …, "url": …} and prints them again
with "got", whether the agent may fetch the address, and the rule that decided.

` + exitHelp,
		Example: "  khotin inspect robots --jsonl cases.jsonl",
		Args:    args(cobra.NoArgs),
		RunE: func(*cobra.Command, []string) error {
			if path == "" {
				return usage("name the file with --jsonl")
			}
			out := lineWriter(a.out)
			return eachLine(path, func(_ int, fields map[string]json.RawMessage) error {
				d, err := decide(fields)
				if err != nil {
					return err
				}
				return out.Encode(d)
			})
		},
	}
	c.Flags().StringVar(&path, "jsonl", "", "JSON Lines `file`")
	return c
}

// decide answers one line and keeps the fields it does not know.
func decide(fields map[string]json.RawMessage) (map[string]any, error) {
	var body, agent, address string
	for name, to := range map[string]*string{"robotstxt": &body, "agent": &agent, "url": &address} {
		if raw, ok := fields[name]; ok {
			if err := json.Unmarshal(raw, to); err != nil {
				return nil, err
			}
		}
	}
	allowed, rule := robots.Parse([]byte(body)).Allow(agent, robots.Target(address))
	out := map[string]any{"got": allowed, "line": rule.Line, "rule": ""}
	if rule.Line > 0 {
		out["rule"] = rule.String()
	}
	for name, raw := range fields {
		out[name] = raw
	}
	return out, nil
}
