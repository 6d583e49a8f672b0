package cmd

import (
	"os"
	"path/filepath"
	"strings"

	"khotin/crawler/probe"
)

// saveProbe writes all answers into a folder, with a manifest of the articles
// as inspect extract reads it, the entry and the report.
func saveProbe(dir string, p probe.Report, entry string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	var manifest, whole strings.Builder
	lines := lineWriter(&manifest)
	files := map[string][]byte{}
	for _, f := range p.Files {
		files[f.Name] = f.Body
		if !f.Article {
			continue
		}
		if err := lines.Encode(struct {
			File string `json:"file"`
			URL  string `json:"url"`
		}{f.Name, f.URL}); err != nil {
			return err
		}
	}
	if err := (&app{out: &whole}).printJSON(p); err != nil {
		return err
	}
	files["pages.jsonl"], files["report.json"] = []byte(manifest.String()), []byte(whole.String())
	if entry != "" {
		files["entry.yaml"] = []byte(entry)
	}
	for name, body := range files {
		if err := os.WriteFile(filepath.Join(dir, name), body, 0o644); err != nil {
			return err
		}
	}
	return nil
}
