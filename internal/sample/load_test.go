package sample

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

const storyText = `id: 7
slug: mot-bai
section: thoi-su

== vi
published: 2025-03-06T11:42
modified: 2025-03-07T08:00
headline: Quảng Bình: một bài
byline: Lam Phương
tags: dân vận, hội thi

Đoạn mở đầu
chạy hai dòng.

# Tiêu đề nhỏ

! Quang cảnh. Ảnh: Lam Phương
! Vue. Photo~: Lam Phuong

1| Hơn 400 đại biểu.

2| Hơn 450 đại biểu.

== fr
published: 2025-03-06T12:00
headline: Quang Binh~: un article
byline: Lam Phuong
withdrawn: yes

Le paragraphe d'ouverture.

Suite.
`

func TestParseStory(t *testing.T) {
	s, err := parseStory(storyText)
	if err != nil {
		t.Fatal(err)
	}
	vi := Article{
		ID:        7,
		Slug:      "mot-bai",
		Lang:      "vi",
		Section:   "thoi-su",
		Headline:  "Quảng Bình: một bài",
		Lead:      "Đoạn mở đầu chạy hai dòng.",
		Byline:    "Lam Phương",
		Tags:      []string{"dân vận", "hội thi"},
		Published: time.Date(2025, 3, 6, 11, 42, 0, 0, vietnam),
		Modified:  time.Date(2025, 3, 6, 11, 42, 0, 0, vietnam),
		Body: []Block{
			{Kind: Subhead, Lines: []string{"Tiêu đề nhỏ"}},
			{Kind: Figure, Lines: []string{"Quang cảnh. Ảnh: Lam Phương", "Vue. Photo\u00a0: Lam Phuong"}},
			{Kind: Paragraph, Lines: []string{"Hơn 400 đại biểu."}},
		},
	}
	if diff := cmp.Diff(vi, s.versions[0].in(1)); diff != "" {
		t.Errorf("first edition (-want +got):\n%s", diff)
	}
	vi.Modified = time.Date(2025, 3, 7, 8, 0, 0, 0, vietnam)
	vi.Body[2].Lines = []string{"Hơn 450 đại biểu."}
	if diff := cmp.Diff(vi, s.versions[0].in(2)); diff != "" {
		t.Errorf("second edition (-want +got):\n%s", diff)
	}
	if s.leaves("vi") || !s.leaves("fr") {
		t.Error("only the French version is withdrawn")
	}
	if got, want := s.versions[1].in(1).Headline, "Quang Binh\u00a0: un article"; got != want {
		t.Errorf("headline %q, want %q", got, want)
	}
}

func TestStoriesThatAreRefused(t *testing.T) {
	tests := []struct {
		name, old, new string
		want           string // part of the message
	}{
		{"unknown field", "slug:", "slogan:", "expected one of the fields id, slug, section"},
		{"line without a field", "tags: dân vận, hội thi", "dân vận", "expected one of the fields"},
		{"field given twice", "byline: Lam Phương", "byline: A\nbyline: B", "byline is given twice"},
		{"id is a word", "id: 7", "id: seven", `id "seven" is not a number`},
		{"id is nothing", "id: 7", "id: 0", "id and slug must be given"},
		{"unknown section", "section: thoi-su", "section: phap-luat", `section "phap-luat"`},
		{"unknown language", "== fr", "== en", `version "en" is unknown`},
		{"language twice", "== fr", "== vi", `version "vi" is unknown or given twice`},
		{"no original", "== vi", "== ro", `no version "vi"`},
		{"no versions", "\n== ", "\n-- ", "expected one of the fields"},
		{"date without a time", "2025-03-06T11:42", "2025-03-06", `version vi: published "2025-03-06"`},
		{"correction without a time", "2025-03-07T08:00", "soon", `version vi: modified "soon"`},
		{"no headline", "headline: Quang Binh~: un article\n", "", "headline, byline, lead and body"},
		{"no body", "\nSuite.\n", "", "version fr: headline, byline, lead and body"},
	}
	p, err := loadPaper()
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			text := strings.ReplaceAll(storyText, tt.old, tt.new)
			if text == storyText {
				t.Fatal("the test changes nothing")
			}
			s, err := parseStory(text)
			if err == nil {
				err = s.check(p)
			}
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want one with %q", err, tt.want)
			}
		})
	}
	if _, err := parseStory("id: 7\nslug: a\nsection: b\n"); err == nil || !strings.Contains(err.Error(), "no language version") {
		t.Errorf("a story without versions: %v", err)
	}
}

func FuzzParseStory(f *testing.F) {
	f.Add(storyText)
	f.Add("id: 1\n\n== vi\npublished: 2025-03-06T11:42\n\n1| \n\n! \n\n# ")
	f.Add("== ")
	p, err := loadPaper()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s, err := parseStory(text)
		if err != nil || s.check(p) != nil {
			return
		}
		for _, v := range s.versions {
			for edition := 1; edition <= lastEdition; edition++ {
				if a := v.in(edition); a.Lead == "" || len(a.Body) == 0 || a.Path() == "" {
					t.Errorf("accepted, but edition %d has no lead or body: %+v", edition, a)
				}
			}
		}
	})
}
