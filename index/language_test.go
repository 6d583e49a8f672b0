package index

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"khotin/internal/lang"
	"khotin/internal/query"
)

func TestLanguageOfQuery(t *testing.T) {
	ix := open(t, t.TempDir())
	list := newspaper(t)
	put(t, ix, list...)
	person := list[1].Persons[0]
	for text, want := range map[string]lang.Tag{
		"dân vận khéo": "vi", "dan van kheo": "vi", "DÂN VẬN KHÉO": "vi",
		"mobilisation de masse": "fr", "MOBILISATION DE MASSE": "fr", "conférence": "fr", `"mobilisation de masse"`: "fr",
		"mobilizare calificată a maselor": "ro", "mobilizare calificata a maselor": "ro", "conferința din Son La": "ro",
		"bilan d'étape résolution 12 Thanh Hoa": "fr", "garde-frontières Son La": "fr", "dialog cu țăranii din Ha Tinh": "ro",
		"Comisia MTTQ Quang Binh": "ro", "conférence UBND": "fr",
		"dialogue paysans Ha Tinh": "fr", // the detector hears Vietnamese, the archive decides
		"04-NQ/TU":                 "", "résolution n° 04-NQ/TU": "", "nghị quyết 04-NQ/TU": "", "Nghệ An": "", "nghe an": "",
		person.Name: "", lang.Fold(person.Name): "", "Nguyen Van Khong Ten": "", "2024": "", "mobil*": "", "lang:fr": "", "?": "",
	} {
		if got := find(t, ix, text).Lang; got != want {
			t.Errorf("%q is read as %q, want %q", text, got, want)
		}
	}
}

// The hits in the language of the query come before all others, page after page,
// and keep the order they have among themselves.
func TestOwnLanguageFirst(t *testing.T) {
	ix := open(t, t.TempDir())
	put(t, ix, newspaper(t)...)
	for text, own := range map[string]lang.Tag{
		"hội nghị tập huấn dân vận": "vi", "hoi nghi tap huan dan van": "vi", "mobilisation de masse": "fr", "conférence": "fr",
		"Comment la mobilisation de masse change-t-elle la vie des villages ?": "fr", "mobilizarea maselor": "ro",
	} {
		for _, by := range []query.Grouping{query.NoGroups, query.ByStory} {
			cursor, others, last := "", 0, 0.
			for page := 0; page == 0 || cursor != ""; page++ {
				r := ask(t, ix, text, func(q *query.Query) { q.GroupBy, q.Limit, q.Cursor = by, 7, cursor })
				cursor = r.Next
				for _, h := range r.Hits {
					switch {
					case last > 0 && h.Score > last:
						t.Errorf("%q: %s comes after a lower score", text, h.ID)
					case h.Lang != own:
						others++
					case others > 0:
						t.Errorf("%q: %s comes after %d hits in other languages", text, h.ID, others)
					}
					last = h.Score
				}
			}
			if others == 0 && by == query.NoGroups {
				t.Errorf("%q finds nothing in other languages", text)
			}
		}
	}
}

// A function word of the query is not searched for in other languages, nor
// marked there, and in its own only between other words.
func TestFunctionWordsAreNotMarked(t *testing.T) {
	ix := open(t, t.TempDir())
	put(t, ix,
		version(1, "vi", lang.Vietnamese, "Vấn đề", "Vấn đề dân vận đã được nêu ra để bàn."),
		version(2, "fr", lang.French, "La mobilisation de masse", "La mobilisation de masse sort de la commune de Hoa."),
		version(3, "other", lang.Vietnamese, "Đề tài", "Đề tài, đề án, để dành, mà sẽ de dọa."),
	)
	for _, text := range []string{"mobilisation de masse", "la mobilisation de la masse", "quelle est la mobilisation de masse dans la commune", `"mobilisation de masse"`} {
		r := find(t, ix, text)
		if got := ids(r); slices.Contains(got, "other") || len(got) == 0 || got[0] != "fr" {
			t.Errorf("%q finds %v", text, got)
		}
		for _, h := range r.Hits {
			for _, p := range h.Passages {
				for _, run := range p.Runs {
					first, _, _ := strings.Cut(lang.Fold(run.Text), " ")
					if run.Mark && slices.Contains([]string{"de", "la", "sort"}, first) {
						t.Errorf("%q marks %q in %s", text, run.Text, h.ID)
					}
				}
			}
		}
	}
	// Where there is nothing else, they are what is looked for.
	if r := find(t, ix, "de la"); r.Total == 0 {
		t.Error("function words alone find nothing")
	}
	put(t, ix, version(4, "place", lang.Vietnamese, "Sơn La", "Biên phòng Sơn La."))
	if got := ids(find(t, ix, "garde-frontières de Son La")); !slices.Contains(got, "place") {
		t.Errorf("a province whose name looks like function words is not found: %v", got)
	}
}

// Small words of the text's language are not marked for a name or a word of
// another language that looks like them, but as parts of the name they are.
func TestNamesThatLookLikeFunctionWords(t *testing.T) {
	ix := open(t, t.TempDir())
	put(t, ix, version(1, "fr", lang.French, "Une conférence",
		"Les délégués et le camarade Le Hong Vinh ont parlé du travail de mobilisation de masse dans la salle, dans le calme."))
	for text, want := range map[string][]string{
		"Le Hong Vinh": {"Le Hong Vinh"},
		"Lê Hồng Vinh": {"Le Hong Vinh"},
		"dan van":      {"mobilisation de masse"},
		"le":           {"Les", "le", "Le", "le"},
	} {
		var got []string
		for _, p := range find(t, ix, text).Hits[0].Passages {
			for _, run := range p.Runs {
				if run.Mark {
					got = append(got, run.Text)
				}
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q marks (-want +got):\n%s", text, diff)
		}
	}
}

// A question is about its rare words of content, however rare the words that
// make it a question are in the archive.
func TestQuestionsAreAboutTheirContent(t *testing.T) {
	ix := open(t, t.TempDir())
	for i, s := range []string{
		"Le préavis de démission dure un mois pour les employés et trois mois pour les cadres.",
		"Est-ce que je peux vous demander comment elle va ? Dois-je venir ? Qui est-ce ?",
		"La commune organise une fête avec les employés, et les cadres y viennent un mois plus tard.",
	} {
		put(t, ix, version(int64(2*i+1), "fr"+string(rune('0'+i)), lang.French, "Sans titre", s))
	}
	for i, s := range []string{
		"Thời hạn báo trước khi thôi việc là ba mươi ngày đối với công chức cấp xã.",
		"Tại sao lại như thế nào, ai đâu, bao nhiêu là bao nhiêu, có phải không?",
	} {
		put(t, ix, version(int64(2*i+2), "vi"+string(rune('0'+i)), lang.Vietnamese, "Không đề", s))
	}
	for text, want := range map[string]string{
		"Est-ce que je peux savoir comment on calcule le préavis ?": "fr0",
		"Thời hạn báo trước phải là bao nhiêu, tại sao?":            "vi0",
	} {
		if got := ids(find(t, ix, text)); len(got) == 0 || got[0] != want {
			t.Errorf("%q finds %v", text, got)
		}
	}
}

// A name that no article has as a person's is looked for by its words, the same
// ones however it is typed; strictly asked for, it is as typed.
func TestNamesOfNobody(t *testing.T) {
	ix := open(t, t.TempDir())
	put(t, ix, newspaper(t)...)
	for _, names := range [][]string{{"Lê Hồng Vinh", "Le Hong Vinh"}, {"Bùi Thái Hà", "Bui Thai Ha", "Bui Thái Ha"}} {
		want := ids(findAll(t, ix, names[0]))
		if len(want) == 0 {
			t.Errorf("%q: nothing to compare", names[0])
		}
		for _, name := range names[1:] {
			if diff := cmp.Diff(want, ids(findAll(t, ix, name))); diff != "" {
				t.Errorf("%q and %q differ:\n%s", names[0], name, diff)
			}
		}
	}
	strict := ask(t, ix, "Quảng Bình", func(q *query.Query) { q.Strict = true })
	if plain := findAll(t, ix, "Quảng Bình"); strict.Total == 0 || strict.Total >= plain.Total {
		t.Errorf("strictly %d articles, else %d: want fewer, and some", strict.Total, plain.Total)
	}
}
