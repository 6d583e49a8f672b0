package sample

import (
	"embed"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A story is one file under articles/. It opens with three fields and goes on
// with one version per language:
//
//	id: 204101
//	slug: tap-huan-cong-tac-dan-van
//	section: xay-dung-dang
//
//	== vi
//	published: 2023-11-14T15:20
//	headline: …
//	byline: …
//	tags: a, b
//
//	The first paragraph is the lead.
//
//	# A subhead
//
//	! A caption. Ảnh: name
//	! A second caption line of the same picture
//
//	1| A paragraph that only the first edition prints.
//
//	2| What the second edition prints instead.
//
// Blank lines part paragraphs; a paragraph may run over several lines. A tilde
// stands for a no-break space. Times are local, +07:00. Two more fields serve
// the second edition: "modified" is the time of the correction, and
// "withdrawn: yes" drops the version.

//go:embed articles/*.txt
var articleFiles embed.FS

const timeLayout = "2006-01-02T15:04"

func loadStories(p paper) ([]story, error) {
	files, err := articleFiles.ReadDir("articles")
	if err != nil {
		return nil, fmt.Errorf("list the sample articles: %w", err)
	}
	var stories []story
	for _, file := range files {
		text, err := articleFiles.ReadFile("articles/" + file.Name())
		if err != nil {
			return nil, fmt.Errorf("read the sample story: %w", err)
		}
		s, err := parseStory(string(text))
		if err != nil {
			return nil, fmt.Errorf("sample story %s: %w", file.Name(), err)
		}
		if err := s.check(p); err != nil {
			return nil, fmt.Errorf("sample story %s: %w", file.Name(), err)
		}
		if slices.ContainsFunc(stories, func(t story) bool { return t.id == s.id || t.slug == s.slug }) {
			return nil, fmt.Errorf("sample story %s: id %d or slug %s is taken", file.Name(), s.id, s.slug)
		}
		stories = append(stories, s)
	}
	return stories, nil
}

// parseStory reads one file in the format above.
func parseStory(text string) (story, error) {
	head, rest, _ := strings.Cut("\n"+text, "\n== ")
	fields, err := parseFields(head, "id", "slug", "section")
	if err != nil {
		return story{}, err
	}
	s := story{slug: fields["slug"], section: fields["section"]}
	if s.id, err = strconv.Atoi(fields["id"]); err != nil {
		return story{}, fmt.Errorf("id %q is not a number", fields["id"])
	}
	if rest == "" {
		return story{}, errors.New(`no language version: add a line "== vi"`)
	}
	for part := range strings.SplitSeq(rest, "\n== ") {
		v, err := parseVersion(part)
		if err != nil {
			return story{}, err
		}
		v.article.ID, v.article.Slug, v.article.Section = s.id, s.slug, s.section
		s.versions = append(s.versions, v)
	}
	return s, nil
}

// parseVersion reads what follows "== ": the language, the fields, the text.
func parseVersion(part string) (version, error) {
	lang, rest, _ := strings.Cut(part, "\n")
	lang = strings.TrimSpace(lang)
	head, body, _ := strings.Cut(rest, "\n\n")
	fields, err := parseFields(head, "published", "headline", "byline", "tags", "modified", "withdrawn")
	if err != nil {
		return version{}, fmt.Errorf("version %s: %w", lang, err)
	}
	v := version{
		article: Article{
			Lang:     lang,
			Headline: noBreak(fields["headline"]),
			Byline:   fields["byline"],
		},
		withdrawn: fields["withdrawn"] == "yes",
		blocks:    parseBlocks(body),
	}
	for tag := range strings.SplitSeq(fields["tags"], ",") {
		if tag = strings.TrimSpace(tag); tag != "" {
			v.article.Tags = append(v.article.Tags, tag)
		}
	}
	if v.article.Published, err = time.ParseInLocation(timeLayout, fields["published"], vietnam); err != nil {
		return version{}, fmt.Errorf("version %s: published %q: write it as %s", lang, fields["published"], timeLayout)
	}
	v.modified = v.article.Published
	if changed := fields["modified"]; changed != "" {
		if v.modified, err = time.ParseInLocation(timeLayout, changed, vietnam); err != nil {
			return version{}, fmt.Errorf("version %s: modified %q: write it as %s", lang, changed, timeLayout)
		}
	}
	return v, nil
}

// parseFields reads "name: value" lines and refuses names it does not know.
func parseFields(text string, known ...string) (map[string]string, error) {
	fields := make(map[string]string, len(known))
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		name, value, ok := strings.Cut(line, ":")
		if !ok || !slices.Contains(known, name) {
			return nil, fmt.Errorf("line %q: expected one of the fields %s", line, strings.Join(known, ", "))
		}
		if _, twice := fields[name]; twice {
			return nil, fmt.Errorf("field %s is given twice", name)
		}
		fields[name] = strings.TrimSpace(value)
	}
	return fields, nil
}

func parseBlocks(body string) []editionBlock {
	var blocks []editionBlock
	for text := range strings.SplitSeq(body, "\n\n") {
		if text = strings.TrimSpace(text); text == "" {
			continue
		}
		var b editionBlock
		if number, rest, ok := strings.Cut(text, "| "); ok && (number == "1" || number == "2") {
			b.edition = int(number[0] - '0')
			text = rest
		}
		b.Block = parseBlock(noBreak(text))
		blocks = append(blocks, b)
	}
	return blocks
}

func parseBlock(text string) Block {
	if rest, ok := strings.CutPrefix(text, "# "); ok {
		return Block{Kind: Subhead, Lines: []string{rest}}
	}
	if !strings.HasPrefix(text, "! ") {
		return Block{Kind: Paragraph, Lines: []string{strings.Join(strings.Fields(text), " ")}}
	}
	b := Block{Kind: Figure}
	for line := range strings.Lines(text) {
		b.Lines = append(b.Lines, strings.TrimSpace(strings.TrimPrefix(line, "! ")))
	}
	return b
}

func noBreak(s string) string { return strings.ReplaceAll(s, "~", "\u00a0") }
