package story_test

import (
	"strings"
	"testing"
	"time"

	"khotin/internal/article"
	"khotin/internal/lang"
	"khotin/internal/story"

	"github.com/google/go-cmp/cmp"
)

// written makes an article of a lead and paragraphs and reads its facts.
func written(tag lang.Tag, outlet string, text ...string) article.Article {
	a := article.Article{
		URL: "https://" + outlet + "/" + string(tag) + "/bai", Outlet: outlet, Lang: tag, Lead: text[0],
		Published: article.At(time.Date(2024, 8, 7, 9, 0, 0, 0, article.Hanoi), article.Minute),
	}
	a.ID = article.IDOf(a.URL)
	for _, p := range text[1:] {
		a.Paragraphs = append(a.Paragraphs, article.Paragraph{Text: p, Lang: tag})
	}
	a.Cite("")
	a.Report("")
	return a
}

// Each row is one sentence in two languages and what contradicts in it, as
// "kind: normal form ≠ normal form".
var contradictions = []struct{ vi, other, want string }{
	// Numbers.
	{"Toàn tỉnh có 1.046 mô hình.", "La province compte 1 064 modèles.", "number: 1046 ≠ 1064"},
	{"Toàn tỉnh có 1.046 mô hình.", "Provincia are 1.146 de modele.", "number: 1046 ≠ 1146"},
	{"Tỷ lệ hộ nghèo còn 3,2%.", "Le taux de pauvreté est de 2,3 %.", "number: 3,2 ≠ 2,3"},
	{"Có 86 phần trăm hội viên tham gia.", "68 % des membres y participent.", "number: 86 ≠ 68"},
	{"Dự án trị giá 18 tỷ đồng.", "Le projet vaut 18 millions de dongs.", "number: 18000000000 ≠ 18000000"},
	{"Bà con góp 1,5 triệu đồng.", "Locuitorii au adunat 15 milioane de dongi.", "number: 1500000 ≠ 15000000"},
	{"Con đường dài 2,4 km.", "La route est longue de 24 km.", "number: 2,4 ≠ 24"},
	{"Báo cáo viên trả lời 17 câu hỏi.", "Le rapporteur a répondu à 71 questions.", "number: 17 ≠ 71"},
	{"Tỉnh có 559 tổ dân vận.", "Provincia are 595 de grupuri.", "number: 559 ≠ 595"},
	{"Đã hiến 12.500 m2 đất.", "Ils ont donné 125 000 m2 de terre.", "number: 12500 ≠ 125000"},
	{"Có 6 nhóm nhiệm vụ.", "Il y a 8 groupes de tâches.", "number: 6 ≠ 8"},
	{"Có 34 xã và 5 phường.", "Il y a 43 communes et 5 quartiers.", "number: 34 ≠ 43"},
	{"Tặng 120 suất quà.", "Au fost oferite 210 cadouri.", "number: 120 ≠ 210"},
	{"Diện tích là 45 ha.", "La superficie est de 54 hectares.", "number: 45 ≠ 54"},
	{"Vận động được 2,3 tỷ đồng.", "S-au strâns 3,2 miliarde de dongi.", "number: 2300000000 ≠ 3200000000"},
	{"Cả nước có 63 tỉnh.", "Le pays compte 36 provinces.", "number: 63 ≠ 36"},
	// Dates.
	{"Hội nghị diễn ra ngày 6/8/2024.", "La conférence a eu lieu le 8 juin 2024.", "date: 2024-08-06 ≠ 2024-06-08"},
	{"Sáng 25/8, tỉnh tổ chức hội nghị.", "În dimineața zilei de 26 august, provincia a organizat o conferință.", "date: --08-25 ≠ --08-26"},
	{"Kế hoạch ban hành ngày 14/6/2024.", "Le plan a été publié le 14 juin 2023.", "date: 2024-06-14 ≠ 2023-06-14"},
	{"Lớp học kéo dài hai ngày 6 và 7/8.", "La formation dure deux jours, les 6 et 8 août.", "date: --08-06/--08-07 ≠ --08-06/--08-08"},
	{"Mục tiêu đến năm 2025 là hoàn thành.", "L'objectif est d'achever en 2035.", "date: 2025 ≠ 2035"},
	{"Chiều 14/1, hội nghị khai mạc.", "L'après-midi du 15 janvier, la conférence s'est ouverte.", "date: --01-14 ≠ --01-15"},
	{"Ngày truyền thống là 15/10/1930.", "Ziua tradițională este 15 octombrie 1940.", "date: 1930-10-15 ≠ 1940-10-15"},
	{"Lễ phát động diễn ra ngày 1/7.", "La cérémonie a eu lieu le 7 janvier.", "date: --07-01 ≠ --01-07"},
	// Documents.
	{"Quán triệt Nghị quyết số 04-NQ/TU của Tỉnh ủy.", "La diffusion de la résolution n° 04-NQ/TW du Comité central.", "document: 4-nq-tu ≠ 4-nq-tw"},
	{"Thực hiện Kế hoạch số 257-KH/TU.", "La mise en œuvre du plan n° 275-KH/TU.", "document: 257-kh-tu ≠ 275-kh-tu"},
	{"Theo Đề án số 07-ĐA/TU, người đứng đầu đối thoại.", "Potrivit Proiectului nr. 17-DA/TU, conducătorii dialoghează.", "document: 7-da-tu ≠ 17-da-tu"},
	{"Theo Luật số 10/2022/QH15, dân bàn.", "Selon la loi n° 10/2023/QH15, le peuple discute.", "document: 10-2022-qh15 ≠ 10-2023-qh15"},
	{"Thực hiện Quyết định số 23-QĐ/TW của Bộ Chính trị.", "Punerea în aplicare a Deciziei nr. 32-QD/TW a Biroului Politic.", "document: 23-qd-tw ≠ 32-qd-tw"},
	{"Công văn số 1470-CV/TU đã được ban hành.", "La dépêche officielle n° 1740-CV/TU a été publiée.", "document: 1470-cv-tu ≠ 1740-cv-tu"},
	{"Theo Nghị định số 59/2023/NĐ-CP của Chính phủ.", "Potrivit Decretului nr. 95/2023/ND-CP al Guvernului.", "document: 59-2023-nd-cp ≠ 95-2023-nd-cp"},
	// Names.
	{"Đồng chí Lê Hồng Vinh phát biểu.", "Le camarade Le Hong Minh a pris la parole.", "name: le hong vinh ≠ le hong minh"},
	{"Đồng chí Nguyễn Mạnh Khôi chủ trì hội nghị.", "Tovarășul Nguyen Manh Hung a prezidat conferința.", "name: nguyen manh khoi ≠ nguyen manh hung"},
	{"Đồng chí Phạm Ngọc Tuyền phát biểu khai mạc.", "Le camarade Tran Ngoc Tuyen a prononcé le discours d'ouverture.", "name: pham ngoc tuyen ≠ tran ngoc tuyen"},
	{"Đồng chí Mai Văn Chính chủ trì hội nghị.", "La conférence a été présidée par le camarade Do Xuan Tung.", "name: mai van chinh ≠ do xuan tung"},
	// Attendance.
	{"Sáng 7/8, Ban Dân vận Tỉnh ủy Nghệ An tổ chức hội nghị tập huấn cho gần 300 đại biểu.", "Le matin du 7 août, le Comité de mobilisation de masse du Comité provincial du Parti de Nghe An a organisé une conférence de formation pour près de 350 délégués.", "attendance: 300 ≠ 350"},
	{"Sáng 6/8, Tỉnh ủy tổ chức hội nghị tập huấn. Hơn 1.200 đại biểu dự hội nghị.", "În dimineața zilei de 6 august, Comitetul provincial de partid a organizat o conferință de instruire. Peste 12.000 de delegați au participat la conferință.", "attendance: 1200 ≠ 12000"},
	{"Sáng 6/8, Tỉnh ủy tổ chức hội nghị. Dự hội nghị có hơn 280 đại biểu.", "Le matin du 6 août, le Comité provincial du Parti a organisé une conférence. Plus de 820 délégués ont assisté à la conférence.", "attendance: 280 ≠ 820"},
	{"Sáng 6/8, Tỉnh ủy Cà Mau tổ chức hội nghị cho 160 cán bộ.", "În dimineața zilei de 6 august, Comitetul provincial de partid Ca Mau a organizat o conferință pentru 190 de cadre.", "attendance: 160 ≠ 190"},
}

// What translations write differently without contradicting.
var agreements = [][2]string{
	{"Hội nghị diễn ra trong hai ngày 6 và 7/8.", "La conférence s'est tenue les 6 et 7 août."},
	{"Hội nghị diễn ra từ ngày 6 đến 7/8/2024.", "Conferința a avut loc în zilele de 6 și 7 august."},
	{"Có 6 nhóm nhiệm vụ và 3 giải pháp.", "Il y a six groupes de tâches et trois solutions."},
	{"Có ba xã và 12 thôn.", "Il y a 3 communes et douze hameaux."},
	{"Có 20 mô hình.", "Există douăzeci de modele."},
	{"Có ba trăm hai mươi hộ.", "Il y a 320 foyers."},
	{"Có 95 hộ.", "Il y a quatre-vingt-quinze foyers."},
	{"Đại hội lần thứ XIII của Đảng.", "Le 13e Congrès du Parti."},
	{"Có 1.200 đại biểu.", "Il y avait 1\u202f200 délégués."},
	{"Có 1.200 đại biểu.", "Au fost 1.200 de delegați."},
	{"Dự án trị giá 1,2 tỷ đồng.", "Le projet vaut 1 200 millions de dongs."},
	{"Dự án trị giá 500 nghìn đồng.", "Proiectul costă 500.000 de dongi."},
	{"Tỷ lệ đạt 86%.", "Le taux atteint 86 pour cent."},
	{"Tỷ lệ là 3,20%.", "Le taux est de 3,2 %."},
	{"Hội nghị bắt đầu lúc 7 giờ 30 ngày 6/8.", "La conférence a commencé à 8h le 6 août."},
	{"Năm 2024, tỉnh có 40 mô hình.", "Cette année, la province compte 40 modèles."},
	{"Quyết định số 23-QĐ/TW ngày 30/7/2021 của Bộ Chính trị.", "La décision n° 23-QD/TW du 30 juillet 2021 du Politburo."},
	{"Nghị quyết số 04-NQ/TU; Nghị quyết 04 nêu rõ.", "La résolution n° 04-NQ/TU ; la résolution 04 précise."},
	{"Luật Thực hiện dân chủ ở cơ sở số 10/2022/QH15.", "Legea nr. 10/2022/QH15 privind implementarea democrației la nivel local."},
	{"Đồng chí Lê Hồng Vinh phát biểu.", "Le camarade Le Hong Vinh a pris la parole."},
	{"Đồng chí Lê Hồng Vinh phát biểu.", "Le camarade Hong Vinh a pris la parole."},
	{"Đồng chí Nguyễn Thị Thu Hường phát biểu.", "Le camarade Nguyen Thu Huong a pris la parole."},
	{"Đồng chí Lý Quý Thủy phát biểu.", "Tovarășul Li Qui Thuy a luat cuvântul."},
	{"Bài và ảnh của Mai Hoa.", "Texte et photos de Fleur de prunier."},
	{"Hội nghị diễn ra tháng 8/2024.", "La conférence a eu lieu le 6 août 2024."},
	{"Đợt dịch COVID-19 ảnh hưởng 45 xã.", "La pandémie de COVID a touché 45 communes."},
	{"Hội nghị có 45 đại biểu.", "La conférence a réuni de nombreux délégués."},
	{"Nhiệm kỳ 2020 - 2025 có 5 chương trình.", "Le mandat 2020-2025 a cinq programmes."},
	{"Quốc lộ 1A qua 3 huyện.", "La route nationale 1 traverse trois districts."},
	{"Có khoảng 2 vạn người.", "Environ 20 000 personnes."},
	{"Có hơn 30 nghìn hội viên.", "Peste 30 de mii de membri."},
	{"Thu nhập đạt 72,5 triệu đồng.", "Le revenu atteint 72,5 millions de dongs."},
	{"Lớp học có 24/25 học viên.", "La classe a 24 élèves sur 25."},
	{"Quý III, tỉnh mở 9 lớp.", "Au troisième trimestre, la province a ouvert neuf classes."},
	{"Đồng chí Trần Đức Thắng, Bí thư Tỉnh ủy, phát biểu.", "Tovarășul Thang a luat cuvântul."},
	{"Ngày 2/9, cả nước nghỉ lễ.", "Le 2 septembre, jour de fête nationale, tout le pays se repose."},
	{"Hội nghị họp ngày 25, 26/8.", "La conférence s'est réunie les 25 et 26 août."},
	{"Khu vực đạt 100% chỉ tiêu.", "La région a atteint tous ses objectifs."},
}

func said(ds []story.Disagreement) string {
	var list []string
	for _, d := range ds {
		list = append(list, string(d.Kind)+": "+d.A.Normal+" ≠ "+d.B.Normal)
	}
	return strings.Join(list, "; ")
}

// tongue tells French rows from Romanian ones.
func tongue(text string) lang.Tag {
	tag, _ := lang.Detect(text)
	return tag
}

const (
	before = "Phong trào thi đua gắn với Quy chế dân chủ ở cơ sở đã xuất hiện nhiều mô hình hiệu quả."
	behind = "Cuối buổi, các học viên trao đổi kinh nghiệm vận động quần chúng ở vùng cao."
)

func TestContradictions(t *testing.T) {
	for _, tt := range contradictions {
		a := written("vi", "a.vn", before, tt.vi)
		b := written(tongue(tt.other), "b.vn", "Le mouvement d'émulation lié au règlement de démocratie à la base a vu naître de nombreux modèles efficaces.", tt.other)
		got := story.Disagreements(a, b)
		if said(got) != tt.want {
			t.Errorf("%s\n%s\n got  %q\n want %q", tt.vi, tt.other, said(got), tt.want)
		}
		for _, d := range got {
			if !strings.Contains(tt.vi, d.A.Printed) || !strings.Contains(tt.other, d.B.Printed) {
				t.Errorf("%q and %q are not the printed words", d.A.Printed, d.B.Printed)
			}
		}
	}
}

func TestAgreements(t *testing.T) {
	for _, tt := range agreements {
		a := written("vi", "a.vn", before, tt[0], behind)
		b := written(tongue(tt[1]), "b.vn", "Le mouvement d'émulation lié au règlement de démocratie à la base a vu naître de nombreux modèles efficaces.", tt[1],
			"À la fin, les participants ont échangé sur la mobilisation des masses dans les montagnes.")
		if got := story.Disagreements(a, b); len(got) > 0 {
			t.Errorf("%s\n%s\n got %s", tt[0], tt[1], said(got))
		}
	}
}

// A number that stands in another paragraph is told there.
func TestToldElsewhere(t *testing.T) {
	a := written("vi", "a.vn", "Tỉnh có 1.046 tổ và 27 xã.", "Trong đó 559 tổ hoạt động tốt.")
	b := written("fr", "b.vn", "La province compte 559 groupes actifs.", "En tout, il y en a 1 046 dans 27 communes.")
	if got := story.Disagreements(a, b); len(got) > 0 {
		t.Errorf("got %s", said(got))
	}
}

func TestHeadlinesAreCompared(t *testing.T) {
	a, b := written("vi", "a.vn", before), written("fr", "b.vn", "Le mouvement d'émulation.")
	a.Headline, b.Headline = "Tập huấn cho 310 cán bộ", "Formation pour 130 cadres"
	got := story.Disagreements(reread(a), reread(b))
	if len(got) != 1 || got[0].A.Part != "headline" || got[0].A.Printed != "310" || got[0].B.Printed != "130" {
		t.Errorf("got %+v", got)
	}
}

// A headline and a lead that repeat one count make one disagreement, and so do
// counts in paragraphs that do not correspond.
func TestOneAttendanceOneAlarm(t *testing.T) {
	a := written("vi", "a.vn", "Sáng 6/8, Ban Dân vận Tỉnh ủy Nghệ An tổ chức hội nghị tập huấn cho gần 300 đại biểu.")
	b := written("fr", "b.vn", "Le matin du 6 août, la Commission de mobilisation de masse du Comité provincial du Parti de Nghe An a organisé une conférence de formation pour près de 350 délégués.")
	a.Headline, b.Headline = "Tập huấn cho 300 người", "Formation pour 350 personnes"
	if got := said(story.Disagreements(reread(a), reread(b))); got != "attendance: 300 ≠ 350" {
		t.Errorf("got %s", got)
	}
	b.Paragraphs, b.Lead = []article.Paragraph{{Text: "Plusieurs sujets ont été présentés.", Lang: "fr"}, {Text: b.Lead, Lang: "fr"}}, "La province progresse."
	b.Headline = "Une formation"
	if got := said(story.Disagreements(reread(a), reread(b))); got != "attendance: 300 ≠ 350" {
		t.Errorf("apart: got %s", got)
	}
}

func TestDisagreementsAreSymmetric(t *testing.T) {
	for _, tt := range contradictions {
		a, b := written("vi", "a.vn", before, tt.vi), written(tongue(tt.other), "b.vn", "Le mouvement.", tt.other)
		there, back := story.Disagreements(a, b), story.Disagreements(b, a)
		for i, d := range back {
			back[i].A, back[i].B = d.B, d.A
		}
		if diff := cmp.Diff(there, back); diff != "" {
			t.Errorf("%s: %s", tt.vi, diff)
		}
	}
}
