package cmd

import (
	"encoding/json"
	"fmt"
	"strings"

	"khotin/internal/article"
	"khotin/internal/topic"
	"khotin/internal/visit"

	"github.com/spf13/cobra"
)

// judge says why an article does not belong into the archive: nil keeps all.
func (c *Config) judge() func(article.Article) (visit.Reason, string) {
	if c.Crawl.Keep == "all" {
		return nil
	}
	thresholds := map[string]float64{}
	for _, o := range c.Outlets {
		thresholds[o.Name] = o.Topic
	}
	return func(a article.Article) (visit.Reason, string) {
		threshold := thresholds[a.Outlet]
		if threshold == 0 {
			threshold = c.Crawl.Topic
		}
		r := topic.Score(aboutness(a))
		if r.Score >= threshold {
			return "", ""
		}
		why := "nothing of the subject in it"
		if len(r.Reasons) > 0 {
			why = r.Reasons[0].What
		}
		return visit.OffTopic, fmt.Sprintf("scored %.2f of %.2f: %s", r.Score, threshold, why)
	}
}

// aboutness is what the topic of a record is judged from.
func aboutness(a article.Article) topic.Input {
	in := topic.Input{Lang: a.Lang, Headline: a.Headline, Lead: a.Lead, Section: a.Section, Citations: []topic.Citation{}}
	for _, p := range a.Paragraphs {
		in.Paragraphs = append(in.Paragraphs, p.Text)
	}
	for _, c := range a.Captions {
		in.Captions = append(in.Captions, c.Text)
	}
	for _, c := range a.Citations {
		in.Citations = append(in.Citations, topic.Citation{Type: c.Type, Canonical: c.Canonical})
	}
	return in
}

func newInspectTopic(a *app) *cobra.Command {
	var path string
	c := &cobra.Command{
		Use:   "topic --jsonl FILE",
		Short: "Score how far texts are mobilisation news, and say why",
		Long: `Topic reads lines {"id": …, "headline": …, "text": …} and prints lines
{"id": …, "score": …, "on_topic": …, "reasons": […]}, judged by crawl.topic.

` + exitHelp,
		Example: "  khotin inspect topic --jsonl texts.jsonl",
		Args:    args(cobra.NoArgs),
		PreRunE: a.configure,
		RunE: func(*cobra.Command, []string) error {
			if path == "" {
				return usage("name the file with --jsonl")
			}
			type result struct {
				ID      json.RawMessage `json:"id"`
				Score   float64         `json:"score"`
				OnTopic bool            `json:"on_topic"`
				Reasons []topic.Reason  `json:"reasons"`
			}
			out := lineWriter(a.out)
			return eachLine(path, func(_ int, e struct {
				ID             json.RawMessage
				Headline, Text string
			}) error {
				r := topic.Score(topic.Input{Headline: e.Headline, Paragraphs: strings.Split(e.Text, "\n")})
				return out.Encode(result{e.ID, r.Score, r.Score >= a.config.Crawl.Topic, r.Reasons})
			})
		},
	}
	c.Flags().StringVar(&path, "jsonl", "", "JSON Lines `file`")
	return c
}
