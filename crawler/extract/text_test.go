package extract

import (
	"strings"
	"testing"

	"khotin/internal/article"
	"khotin/internal/lang"

	"github.com/google/go-cmp/cmp"
)

// copied is what a text gave, for comparing in tables.
type copied struct {
	Headline, Lead, Byline, Section, Published, SourceURL, SourceOutlet string
	Lang                                                                lang.Tag
	Paragraphs, Subheads, Captions                                      int
	Flags                                                               string
}

func copiedFrom(a article.Article) copied {
	c := copied{Headline: a.Headline, Lead: a.Lead, Byline: a.Byline, Section: a.Section, Published: a.Published.String(),
		SourceURL: a.SourceURL, SourceOutlet: a.SourceOutlet, Lang: a.Lang, Captions: len(a.Captions)}
	for _, p := range a.Paragraphs {
		if p.Subhead {
			c.Subheads++
		} else {
			c.Paragraphs++
		}
	}
	var flags []string
	for _, f := range a.Flags {
		flags = append(flags, string(f))
	}
	c.Flags = strings.Join(flags, " ")
	return c
}

const (
	viLead = "Sáng 7/3, nhân dân làng Đồng Tâm khánh thành phòng đọc sách mở cửa cho tất cả mọi người trong xã."
	viLong = "Những cuốn sách do các gia đình, trường học và đoàn thể trong xã quyên góp suốt mấy tháng qua, được phân loại và xếp lên giá theo từng lứa tuổi để ai cũng có thể tìm đọc dễ dàng, kể cả các cụ già và các em nhỏ mới biết chữ."
	frLead = "Le matin du 7 mars, les habitants du village de Dong Tam ont inauguré une salle de lecture ouverte à tous."
	frLong = "Les livres ont été offerts par des familles, des écoles et des associations de la commune, puis classés et rangés par âge pour que chacun puisse les trouver sans peine, des plus anciens aux enfants qui apprennent à lire."
	roLead = "În dimineața zilei de 7 martie, locuitorii satului Dong Tam au deschis o sală de lectură pentru toți."
	roLong = "Cărțile au fost dăruite de familii, de școli și de asociații din comună, apoi au fost așezate pe rafturi după vârstă, astfel încât fiecare să le poată găsi ușor, de la bătrâni până la copiii care abia învață să citească."
)

// TestText copies pages in three languages and in several layouts.
func TestText(t *testing.T) {
	for _, tt := range []struct {
		name string
		text []string
		want copied
	}{
		{"Vietnamese, with section and signature", []string{
			"Xây dựng Đảng", "", "Làng Đồng Tâm mở phòng đọc sách", "", "Hồng Nga 07/03/2025 14:05", "", viLead, "", viLong, "",
			"Người dân đọc sách trong phòng đọc mới. Ảnh: Hồng Nga", "", "Sách cho trẻ em", "", viLong + " Hết.", "", "Bình luận (0)", "Đọc nhiều", "Một tin khác được nhiều người đọc"},
			copied{Headline: "Làng Đồng Tâm mở phòng đọc sách", Lead: viLead, Byline: "Hồng Nga", Section: "Xây dựng Đảng", Published: "2025-03-07T14:05:00+07:00",
				Lang: lang.Vietnamese, Paragraphs: 2, Subheads: 1, Captions: 1}},
		{"French copy with the original's captions", []string{
			"Le village de Dong Tam ouvre sa bibliothèque", "", "Riz parfumé March 7, 2025 14:05", "", frLead, "", "Français " + frLong, "",
			"Người dân đọc sách trong phòng đọc mới.", "Des habitants lisent dans la nouvelle salle. Photo\u00A0: Hồng Nga", "", frLong + " Fin.", "", "Comment (0)", "", "No data", "No data"},
			copied{Headline: "Le village de Dong Tam ouvre sa bibliothèque", Lead: frLead, Byline: "Riz parfumé", Published: "2025-03-07T14:05:00+07:00",
				Lang: lang.French, Paragraphs: 2, Captions: 2}},
		{"Romanian, tight, signed at the end", []string{
			"Satul Dong Tam își deschide biblioteca", "Vineri, 7 martie 2025 | 14:05:20", "1.174 vizualizări", roLead + " " + roLong, "", "Locuitorii citesc în sala nouă.", roLong,
			"", "Copiii își aleg cărțile.", "Floare de cireș", "Sursă", "", "Comentariu (0)"},
			copied{Headline: "Satul Dong Tam își deschide biblioteca", Lead: roLead + " " + roLong, Byline: "Floare de cireș", Published: "2025-03-07T14:05:20+07:00",
				Lang: lang.Romanian, Paragraphs: 1, Captions: 2}},
		{"doubled outlet and source", []string{
			"Le village de Dong Tam ouvre sa bibliothèque", "", "Báo Nghệ AnBáo Nghệ An07/03/2025", "", frLead, "", frLong, "", "Le village de Dong Tam ouvre sa bibliothèque", "",
			"Vue de la salle le jour de son ouverture.", "", frLong + " Fin.", "", "PV", "", "Source : https://baonghean.vn/lang-dong-tam-10301234.html", "", "Même sujet", "Un autre titre"},
			copied{Headline: "Le village de Dong Tam ouvre sa bibliothèque", Lead: frLead, Byline: "PV", Published: "2025-03-07", SourceOutlet: "Báo Nghệ An",
				SourceURL: "https://baonghean.vn/lang-dong-tam-10301234.html", Lang: lang.French, Paragraphs: 2, Captions: 1}},
		{"section and title without a date", []string{
			"Construction de fêtes", "", "Le village de Dong Tam ouvre une bibliothèque à tous ses habitants", "", frLead + " " + frLong, "", frLong + " Fin."},
			copied{Headline: "Le village de Dong Tam ouvre une bibliothèque à tous ses habitants", Section: "Construction de fêtes", Lead: frLead + " " + frLong,
				Lang: lang.French, Paragraphs: 1, Flags: "no-date"}},
		{"a long title", []string{
			"Le comité du village de Dong Tam, les écoles et les associations de la commune ouvrent ensemble une salle de lecture pour les habitants de tout âge, avec l'aide de nombreuses familles de la région et au-delà", "07/03/2025",
			frLead + " " + frLong, frLong + " Fin."},
			copied{Headline: "Le comité du village de Dong Tam, les écoles et les associations de la commune ouvrent ensemble une salle de lecture pour les habitants de tout âge, avec l'aide de nombreuses familles de la région et au-delà",
				Lead: frLead + " " + frLong, Published: "2025-03-07", Lang: lang.French, Paragraphs: 1}},
		{"no title, no date, table captions", []string{
			"NDO - " + frLead + " " + frLong, "Des habitants lisent dans la nouvelle salle. |", frLong, "Comment (0)"},
			copied{Lead: "NDO - " + frLead + " " + frLong, Lang: lang.French, Paragraphs: 1, Captions: 1, Flags: "no-headline no-date"}},
		{"dates in the text only", []string{
			"Làng Đồng Tâm mở phòng đọc sách", "", "Ngày 7/3/2025, tại Vinh diễn ra lễ khánh thành.", "", viLong, "", "Theo Nghị quyết số 46-NQ/TW ngày 20/12/2023, " + viLong},
			copied{Headline: "Làng Đồng Tâm mở phòng đọc sách", Lead: "Ngày 7/3/2025, tại Vinh diễn ra lễ khánh thành.", Lang: lang.Vietnamese, Paragraphs: 2, Flags: "no-date"}},
		{"Windows line ends", []string{
			"Làng Đồng Tâm mở phòng đọc sách\r", "07/03/2025 14:05\r", "\r", viLead + "\r", "\r", viLong + "\r"},
			copied{Headline: "Làng Đồng Tâm mở phòng đọc sách", Lead: viLead, Published: "2025-03-07T14:05:00+07:00", Lang: lang.Vietnamese, Paragraphs: 1}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a, err := newExtractor(t).Text([]byte(strings.Join(tt.text, "\n")), "https://import.invalid/0123")
			if err != nil {
				t.Fatal(err)
			}
			if err := a.Validate(); err != nil {
				t.Error(err)
			}
			noDebris(t, tt.name, a)
			if diff := cmp.Diff(tt.want, copiedFrom(a)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestTextAddress makes sure that an import keeps the address it is given.
func TestTextAddress(t *testing.T) {
	for url, outlet := range map[string]string{
		"https://import.invalid/0123":                             "import.invalid",
		"https://baonghean.vn/fr/lang-dong-tam-10301234.html?x=1": "baonghean.vn",
	} {
		a, err := newExtractor(t).Text([]byte(viLong), url)
		if err != nil {
			t.Fatal(err)
		}
		if a.Outlet != outlet || !strings.HasPrefix(url, strings.Split(a.URL, "?")[0]) || a.ID != article.IDOf(a.URL) {
			t.Errorf("%s: outlet %q, address %s", url, a.Outlet, a.URL)
		}
	}
}

// TestRepeatedLead reads a page that prints its summary twice and its title
// again at the end.
func TestRepeatedLead(t *testing.T) {
	text := strings.Join([]string{"Làng Đồng Tâm mở phòng đọc sách", "07/03/2025", viLong, viLong, viLong + " Hết.", "Làng Đồng Tâm mở phòng đọc sách"}, "\n")
	a, err := newExtractor(t).Text([]byte(text), "https://import.invalid/0123")
	if err != nil {
		t.Fatal(err)
	}
	if a.Lead != viLong || len(a.Paragraphs) != 1 {
		t.Errorf("lead %q and %d paragraphs, want one", a.Lead, len(a.Paragraphs))
	}
}
