package cmd

import (
	"context"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"khotin/index"
	"khotin/internal/archive"
	"khotin/internal/dossier"
	"khotin/internal/lang"
	"khotin/internal/query"
	"khotin/internal/testkit"
)

// importSeeds imports the five saved articles with the shipped configuration.
func importSeeds(t *testing.T) (*app, *archive.Archive) {
	t.Helper()
	seeds := testkit.Shared(t, "seeds")
	c, err := load(t, "")
	if err != nil {
		t.Fatal(err)
	}
	c.Data = t.TempDir()
	a := &app{config: c, log: newLog(io.Discard, c.Log), out: io.Discard, err: io.Discard}
	if err := a.importPaths(t.Context(), []string{seeds}, ""); err != nil {
		t.Fatal(err)
	}
	store, err := a.openArchive(t.Context(), true)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	return a, store
}

// TestLookUpOnSeeds is the table of look-ups that the reference gives for the
// saved articles.
func TestLookUpOnSeeds(t *testing.T) {
	_, store := importSeeds(t)
	const nq04 = "4-nq-tu@nghean:2021-11-19"
	const qd23 = "23-qd-tw@tw:2021-07-30"
	const da07 = "7-da-tu@nghean:2021-11-24"
	const da08 = "8-da-tu@thaibinh:2023-07-05"
	const kh257 = "257-kh-tu@nghean:2024-06-14"
	const nq46 = "46-nq-tw@tw:2023-12-20"
	const law = "10-2022-qh15@tw:2022-11-10"
	const cv1470 = "1470-cv-tu@thanhhoa:2024-02-22"
	table := map[string][]string{
		nq04:   {"04-NQ/TU", "04/NQ-TU", "4 nq tu", "NQ 04 TU", "nghi quyet 04", "résolution n° 04-NQ/TU", "Rezoluția 04", "04-nq/tu 2021", "04"},
		qd23:   {"23-QĐ/TW", "23 QD TW", "Décision 23", "QĐ 23"},
		da07:   {"07-ĐA/TU", "07-DA/TU", "projet 07", "Đề án 07"},
		da08:   {"08-DA/TU", "Proiectul 08", "DA/TU Thai Binh"},
		kh257:  {"257", "257-KH/TU", "Plan 257"},
		nq46:   {"46-NQ/TW", "Nghị quyết 46 Bộ Chính trị"},
		law:    {"10/2022/QH15", "Luật 10/2022", "Legea 10/2022/QH15"},
		cv1470: {"1470", "CV 1470", "1470-CV/TU"},
	}
	for want, questions := range table {
		for _, q := range questions {
			got, err := store.LookUp(t.Context(), q)
			if err != nil {
				t.Fatal(err)
			}
			if len(got.Documents) == 0 || got.Documents[0].ID != want {
				t.Errorf("%q: %s %v; want %s first", q, got.Status, ids(got.Documents), want)
			}
		}
	}
	lookUp := func(q string) dossier.Answer {
		got, err := store.LookUp(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	for _, q := range []string{"04-NQ/TU Thanh Hóa", "04-NQ/TU 2016"} {
		if got := lookUp(q); len(got.Documents) > 0 || !slices.Contains(ids(got.Others), nq04) {
			t.Errorf("%q: documents %v, others %v; want none, and the Nghệ An one as other", q, ids(got.Documents), ids(got.Others))
		}
	}
	if got := ids(lookUp("DA/TU").Documents); len(got) != 2 || !slices.Contains(got, da07) || !slices.Contains(got, da08) {
		t.Errorf("DA/TU: %v; want two documents of two provinces", got)
	}
	for _, q := range []string{"2021-11-19", "19/11/2021"} {
		if got := ids(lookUp(q).Documents); !slices.Contains(got, nq04) {
			t.Errorf("%q: %v; want the documents of that date", q, got)
		}
	}
	for _, q := range []string{"23/02/2024", "86", "13", "93"} {
		if got := lookUp(q); len(got.Documents) > 0 {
			t.Errorf("%q: %v; want no document", q, ids(got.Documents))
		}
	}
}

func ids(docs []dossier.Document) (all []string) {
	for _, d := range docs {
		all = append(all, d.ID)
	}
	return all
}

// TestSeedsAreFound searches each saved article by a phrase of its own, as
// written and without diacritics.
func TestSeedsAreFound(t *testing.T) {
	a, store := importSeeds(t)
	ix, err := a.openIndex(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer ix.Close()
	if _, err := follow(t.Context(), ix, store); err != nil {
		t.Fatal(err)
	}
	for rec, err := range store.All(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		if rec.Lang == lang.Unknown || len(rec.Paragraphs) < 3 {
			t.Errorf("%s: language %q, %d paragraphs", rec.URL, rec.Lang, len(rec.Paragraphs))
			continue
		}
		words := strings.Fields(rec.Paragraphs[1].Text)
		phrase := strings.Join(words[3:min(10, len(words))], " ")
		for _, text := range []string{`"` + phrase + `"`, phrase, lang.Fold(phrase)} {
			if first := firstHit(t, ix, text); first != rec.ID {
				t.Errorf("searching %s found %s first, want %s (%s)", text, first, rec.ID, rec.Headline)
			}
		}
	}
}

func firstHit(t *testing.T, ix *index.Index, text string) string {
	t.Helper()
	q, err := query.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	res, err := ix.Search(context.Background(), q)
	if err != nil {
		t.Fatal(err)
	}
	if len(res.Hits) == 0 {
		return ""
	}
	return res.Hits[0].ID
}

// TestNothingOfTheFurnitureIsStored names what readers of the archive must
// never find.
func TestNothingOfTheFurnitureIsStored(t *testing.T) {
	_, store := importSeeds(t)
	for rec, err := range store.All(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		for b := range rec.Blocks() {
			for _, never := range []string{"UNCMS", "No data", "Comment (0)", "Comentariu (0)", "vizualizări", "lượt xem"} {
				if strings.Contains(b.Text, never) {
					t.Errorf("%s: %s %d holds %q", filepath.Base(rec.URL), b.Part, b.Index, never)
				}
			}
			if strings.HasPrefix(b.Text, "Français ") || strings.HasSuffix(b.Text, " |") {
				t.Errorf("%s: %s %d was not repaired: %.60q", filepath.Base(rec.URL), b.Part, b.Index, b.Text)
			}
		}
	}
}
