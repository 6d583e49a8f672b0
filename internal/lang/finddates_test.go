package lang

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

// spanString prints a span as "surface = date..until part".
func spanString(text string, s DateSpan) string {
	return text[s.Lead:s.End] + " = " + printedDate(s)
}

func TestFindDates(t *testing.T) {
	tests := []struct {
		text string
		want []string
	}{
		{"Sáng 6/8, Ban Dân vận Tỉnh ủy tổ chức hội nghị.", []string{"Sáng 6/8 = --08-06 morning"}},
		{"sang 6/8, ban dan van", []string{"sang 6/8 = --08-06 morning"}},
		{"Chiều ngày 14-1, đồng chí chủ trì", []string{"Chiều ngày 14-1 = --01-14 afternoon"}},
		{"Tối thứ bảy, ngày 3/2/2024", []string{"Tối thứ bảy, ngày 3/2/2024 = 2024-02-03 evening"}},
		{"diễn ra trong hai ngày 6 và 7/8", []string{"ngày 6 và 7/8 = --08-06..--08-07"}},
		{"trong các ngày 5, 6 và 7/8/2024 tại Vinh", []string{"ngày 5, 6 và 7/8/2024 = 2024-08-05..2024-08-07"}},
		{"từ ngày 6 đến ngày 8/8/2024", []string{"từ ngày 6 đến ngày 8/8/2024 = 2024-08-06..2024-08-08"}},
		{"từ ngày 6 đến hết ngày 8 tháng 8 năm 2024", []string{"từ ngày 6 đến hết ngày 8 tháng 8 năm 2024 = 2024-08-06..2024-08-08"}},
		{"từ 30/12/2023 đến 2/1/2024", []string{"từ 30/12/2023 đến 2/1/2024 = 2023-12-30..2024-01-02"}},
		{"từ ngày 30/12 đến 2/1/2024", []string{"từ ngày 30/12 đến 2/1/2024 = 2023-12-30..2024-01-02"}},
		{"ngày 6-8/8/2024", []string{"ngày 6-8/8/2024 = 2024-08-06..2024-08-08"}},
		{"vào lúc 8 giờ 30 phút sáng ngày 6/8", []string{"vào lúc 8 giờ 30 phút sáng ngày 6/8 = --08-06T08:30 morning"}},
		{"14h30 ngày 2/11, lễ khai mạc", []string{"14h30 ngày 2/11 = --11-02T14:30"}},
		{"hôm nay (6/8), tại Hà Nội", []string{"6/8 = --08-06"}},
		{"Lớp học mở cho 70 người (từ 12 - 14/6).", []string{"từ 12 - 14/6 = --06-12..--06-14"}},
		{"diễn ra từ 12 đến 14/6, tại Vinh", []string{"từ 12 đến 14/6 = --06-12..--06-14"}},
		{"được tổ chức từ 12 đến 14-6", []string{"từ 12 đến 14-6 = --06-12..--06-14"}},
		{"từ ngày 12 đến 14-6 tại", []string{"từ ngày 12 đến 14-6 = --06-12..--06-14"}},
		{"từ mùng 5 đến mùng 7/2", []string{"từ mùng 5 đến mùng 7/2 = --02-05..--02-07"}},
		{"tăng từ 5 đến 7/8 điểm; từ 12 - 14/6 số hộ", nil},
		{"Sau ba ngày. Điểm tăng từ 5 đến 7/10", nil},
		{"din 12 până în 14 iunie, la", []string{"din 12 până în 14 iunie = --06-12..--06-14"}},
		{"Nghị quyết số 04-NQ/TU ngày 19/11/2021 của Tỉnh ủy", []string{"ngày 19/11/2021 = 2021-11-19"}},
		{"ban hành ngày 05 tháng 07 năm 2023 về", []string{"ngày 05 tháng 07 năm 2023 = 2023-07-05"}},
		{"trong tháng 8 năm 2024 và tháng 9/2024", []string{"tháng 8 năm 2024 = 2024-08", "tháng 9/2024 = 2024-09"}},
		{"vào sáng\n\n6 tháng 8 năm 2024\n\n10:30 khai mạc", []string{"6 tháng 8 năm 2024 = 2024-08-06"}},
		{"vào sáng\n6 tháng 8 năm 2024", []string{"vào sáng\n6 tháng 8 năm 2024 = 2024-08-06 morning"}},
		{"Việt NamViệt Nam23/02/2024", []string{"23/02/2024 = 2024-02-23"}},
		{"Quyết định ngày 2/11/2023 và ngày 6/8/2024", []string{"ngày 2/11/2023 = 2023-11-02", "ngày 6/8/2024 = 2024-08-06"}},
		{"Sáng nay, 6/8, tại Vinh", []string{"6/8 = --08-06"}},
		{"chiều 6.8, tại Vinh", []string{"chiều 6.8 = --08-06 afternoon"}},
		{"sáng 6 và chiều 7/8", []string{"sáng 6 và chiều 7/8 = --08-06..--08-07 morning"}},
		{"trong 2 ngày (6 và 7/8)", []string{"ngày (6 và 7/8 = --08-06..--08-07"}},
		{"từ 06 – 08/8/2024", []string{"từ 06 – 08/8/2024 = 2024-08-06..2024-08-08"}},
		{"ngày 6, 7 tháng 8 năm 2024", []string{"ngày 6, 7 tháng 8 năm 2024 = 2024-08-06..2024-08-07"}},
		{"sinh ngày 19 tháng 5 tại Nghệ An", []string{"ngày 19 tháng 5 = --05-19"}},
		{"từ 5 tháng 7 đến 3 tháng 8", []string{"từ 5 tháng 7 đến 3 tháng 8 = --07-05..--08-03"}},
		{"mùng 2 tháng 9", []string{"mùng 2 tháng 9 = --09-02"}},
		{"(3/2/1930-3/2/2025)", []string{"3/2/1930-3/2/2025 = 1930-02-03..2025-02-03"}},
		{"8h00-11h30 ngày 6/8", []string{"8h00-11h30 ngày 6/8 = --08-06T08:00"}},
		{"lúc 7h30' ngày 6/8", []string{"lúc 7h30' ngày 6/8 = --08-06T07:30"}},
		{"đêm 5 rạng sáng 6/8", []string{"sáng 6/8 = --08-06 morning"}},
		{"Quyết định số 15/QĐ-UBND, ngày 5-6-2024", []string{"ngày 5-6-2024 = 2024-06-05"}},

		{"Le matin du 6 août, le Comité", []string{"Le matin du 6 août = --08-06 morning"}},
		{"s'est tenue les 6 et 7 août 2024, et", []string{"les 6 et 7 août 2024 = 2024-08-06..2024-08-07"}},
		{"Dans l'après-midi du 14 janvier, le camarade", []string{"Dans l'après-midi du 14 janvier = --01-14 afternoon"}},
		{"Dans l’après-midi du 14\u00a0janvier", []string{"Dans l’après-midi du 14\u00a0janvier = --01-14 afternoon"}},
		{"du 30 juillet au 2 août 2024", []string{"du 30 juillet au 2 août 2024 = 2024-07-30..2024-08-02"}},
		{"du 1er au 3 mars", []string{"du 1er au 3 mars = --03-01..--03-03"}},
		{"les mardi 6 et mercredi 7 août", []string{"les mardi 6 et mercredi 7 août = --08-06..--08-07"}},
		{"les 30 et 31 juillet et le 1er août 2024", []string{"les 30 et 31 juillet et le 1er août 2024 = 2024-07-30..2024-08-01"}},
		{"à 9h00 le 6 août", []string{"9h00 le 6 août = --08-06T09:00"}},
		{"le 6 août au soir", []string{"le 6 août = --08-06 evening"}},
		{"la Résolution n° 46 du 20\u00a0décembre 2023 du Politburo", []string{"du 20\u00a0décembre 2023 = 2023-12-20"}},
		{"(15 octobre 1930 - 15 octobre 2023) et (26 juin 1973 - 26 juin 2023)", []string{
			"15 octobre 1930 - 15 octobre 2023 = 1930-10-15..2023-10-15", "26 juin 1973 - 26 juin 2023 = 1973-06-26..2023-06-26"}},
		{"le 30 juillet et le 2 août 2024", []string{"le 30 juillet = 2024-07-30", "le 2 août 2024 = 2024-08-02"}},
		{"Fleur de prunier August 6, 2024 11:42", []string{"August 6, 2024 11:42 = 2024-08-06T11:42"}},
		{"Mardi 6 août 2024, à 9h, salle", []string{"Mardi 6 août 2024, à 9h = 2024-08-06T09:00"}},

		{"În dimineața zilei de 25 august, Comitetul", []string{"În dimineața zilei de 25 august = --08-25 morning"}},
		{"In dimineata zilei de 25 august", []string{"In dimineata zilei de 25 august = --08-25 morning"}},
		{"de la 6 la 8 august", []string{"de la 6 la 8 august = --08-06..--08-08"}},
		{"în perioada 6-8 august 2024", []string{"6-8 august 2024 = 2024-08-06..2024-08-08"}},
		{"Legea nr. 10/2022/QH15 din 10 noiembrie 2022 a", []string{"din 10 noiembrie 2022 = 2022-11-10"}},
		{"Proiectului nr. 08-DA/TU din 5 iulie 2023", []string{"din 5 iulie 2023 = 2023-07-05"}},
		{"pe 1 mai, în după-amiaza zilei de 2 mai", []string{"pe 1 mai = --05-01", "în după-amiaza zilei de 2 mai = --05-02 afternoon"}},
		{"Depuis le 25 mai 2018.Elle", []string{"le 25 mai 2018 = 2018-05-25"}},
		{"arrêté du 2 septembre 2009pris en application", []string{"du 2 septembre 2009 = 2009-09-02"}},
		{"Le matin du 6 août, 2000 délégués", []string{"Le matin du 6 août = --08-06 morning"}},
		{"Ngày 6 tháng 8, 1200 đại biểu", []string{"Ngày 6 tháng 8 = --08-06"}},
		{"Vào ngày 12 tháng 5 năm 1705, Đại hội", []string{"Vào ngày 12 tháng 5 năm 1705 = 1705-05-12"}},
		{"On September 20, 1565, a force", []string{"On September 20, 1565 = 1565-09-20"}},
		{"Vineri, 25 august 2023 | 15:20:23", []string{"Vineri, 25 august 2023 | 15:20:23 = 2023-08-25T15:20:23"}},

		{"pe data de 6 august 2024, la ora 10.00, la Vinh", []string{"pe data de 6 august 2024, la ora 10.00 = 2024-08-06T10:00"}},
		{"în zilele de 8 și 9 august", []string{"de 8 și 9 august = --08-08..--08-09"}},
		{"între 8 și 10 august", []string{"8 și 10 august = --08-08..--08-10"}},

		{"on the morning of August 6, 2024", []string{"on the morning of August 6, 2024 = 2024-08-06 morning"}},
		{"from August 6-8, 2024 in Vinh", []string{"from August 6-8, 2024 = 2024-08-06..2024-08-08"}},
		{"from 6 to 8 August 2024", []string{"from 6 to 8 August 2024 = 2024-08-06..2024-08-08"}},
	}
	for _, tt := range tests {
		var got []string
		for _, s := range FindDates(tt.text) {
			got = append(got, spanString(tt.text, s))
		}
		if g, w := fmt.Sprintf("%q", got), fmt.Sprintf("%q", tt.want); g != w {
			t.Errorf("%q\n got %s\nwant %s", tt.text, g, w)
		}
		decomposed := norm.NFD.String(tt.text)
		if n := len(FindDates(decomposed)); n != len(tt.want) {
			t.Errorf("decomposed %q holds %d dates, want %d", tt.text, n, len(tt.want))
		}
	}
}

func TestFindNoDates(t *testing.T) {
	for _, text := range []string{
		"91/1447 (= 6,29 %) chi bộ, đạt 72,5 %", "21/21 huyện, 5/7 xã đạt chuẩn", "Điện thoại 0912 345 678, 024.3825.1234",
		"Nghị quyết 04-NQ/TU, 33/2021/CT-TTg, 10/2022/QH15", "Nghị quyết số 18, 19-NQ/TW", "15/2024/QĐ-UBND",
		"giai đoạn 2021-2025", "période 2021-2023", "năm 2024", "300 cán bộ", "1.200 đại biểu", "près de 1 200 délégués",
		"Directive n° 33/2021", "Ảnh: Mai Hoa", "5 Mai Hoa", "cele 3 mai importante sarcini", "peste 5 mai mult",
		"de 3 mai multe ori", "13e Congrès", "celei de-a 15-a Adunări", "tỷ số 2-1", "thắng 3-0", "số 5/2024",
		"programme 135", "15:20:23", "lúc 8 giờ 30", "đường 30/4, khu phố 3", "1/2 dân số", "tỉ lệ 6/8", "versiunea 2.6.1",
		"it may 5 times", "12/3/2024/QĐ-UBND", "5/10/12/2022", "10. Les comités", "8/8 %", "les 3 et 4 points",
		"trong 3 tháng 10 ngày", "6 tháng 5 triệu đồng", "thai 5 tháng 2 tuần",
		"đến nay 6/8 xã đạt", "đến 6/8 xã", "chiều 6.8 độ", "từ 3 đến 5 tháng", "trong 2 đến 3 ngày",
		"ngày 6 và 7 người", "từ 5 đến 7/8 số hộ thì 3 hộ", "nr. 18 și nr. 19", "điều 3, khoản 2", "Điều 5, 6 Luật này", "trang 12-15", "IP 192.168.10.12", "48/2/2024-TB", "30/02/2024", "31 avril 2024", "30 tháng 2 năm 2024", "Covid-19", "COP28",
	} {
		for _, s := range FindDates(text) {
			t.Errorf("%q holds no date, but found %s", text, spanString(text, s))
		}
	}
}

func FuzzFindDates(f *testing.F) {
	for _, s := range []string{"les 6 et 7 août 2024", "từ ngày 6 đến ngày 8/8/2024", "14h30 ngày 2/11", "August 6-8, 2024 11:42",
		"Dans l'après-midi du 14 janvier", "tháng 8/2024", "T4, 22/10/2025", "6, 7, 8, 9/9", "- - 6 - 7", "ngày (6/8)"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		end := 0
		for _, d := range FindDates(s) {
			if d.Lead < end || d.Start < d.Lead || d.End <= d.Start || d.End > len(s) {
				t.Fatalf("span %+v after %d in %+q", d, end, s)
			}
			end = d.End
			if d.Date.Month < 1 || d.Date.Month > 12 || d.Date.ISO() == "" {
				t.Fatalf("date %+v in %+q", d.Date, s)
			}
			if u := d.Until; u.Precision != NoPrecision && u.Month == 0 {
				t.Fatalf("until %+v in %+q", u, s)
			}
		}
	})
}

func BenchmarkFindDates(b *testing.B) {
	text := strings.Repeat("La conférence de formation s'est tenue les 6 et 7 août 2024 à Vinh, avec 300 délégués venus de 21 districts. ", 50)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		FindDates(text)
	}
}
