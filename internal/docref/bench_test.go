package docref

import (
	"strings"
	"testing"
)

// newsText mixes what a page holds: prose with and without digits, captions
// in another language, dates, counts and a citation every 600 bytes or so.
func newsText() string {
	return strings.Repeat(`Sáng 6/8, Ban Dân vận Tỉnh ủy tổ chức hội nghị tập huấn công tác dân vận cho gần 300 cán bộ làm công tác dân vận cơ sở trên địa bàn tỉnh.
Phát biểu khai mạc, đồng chí Phó Chủ tịch khẳng định trong mỗi giai đoạn cách mạng, Đảng ta luôn xác định dân vận là nhiệm vụ chiến lược, quyết định thành công của cả hệ thống chính trị.
Các đại biểu nghe quán triệt Kế hoạch số 257-KH/TU ngày 14/6/2024 của Ban Thường vụ Tỉnh ủy và Nghị quyết 46 của Bộ Chính trị; 86 % chi bộ, 1.200 đảng viên đã học tập.
La conférence s'est tenue en ligne, avec la participation de 1 200 délégués aux points de connexion, conformément à la Décision n° 23-QD/TW du 30 juillet 2021 du Politburo.
Les agences ont suivi de près les fonctions et les tâches de chaque agence ; améliorer la vie des populations en renforçant la défense et la sécurité nationales.
Tovarășul secretar adjunct a subliniat implementarea Proiectului nr. 08-DA/TU din 5 iulie 2023 privind pilotarea modelului în comune și orașe pentru perioada 2023-2025.
`, 100)
}

func BenchmarkFind(b *testing.B) {
	text := newsText()
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if len(Find(text, "vi")) != 400 {
			b.Fatal("the citations are not all found")
		}
	}
}

func BenchmarkFindProse(b *testing.B) {
	text := strings.Repeat("Đảng ta luôn xác định công tác dân vận là nhiệm vụ chiến lược của cả hệ thống chính trị. ", 500)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		Find(text, "vi")
	}
}

func BenchmarkFindDigits(b *testing.B) {
	text := strings.Repeat("12/5 37A-123.45 8,5% n° 7 ngày 3/4/2020; ", 1000)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		Find(text, "vi")
	}
}

func BenchmarkParseQuery(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		ParseQuery("résolution n° 04-NQ/TU Nghệ An 2021")
	}
}
