package story_test

import (
	"fmt"
	"testing"
	"time"

	"khotin/internal/article"
	"khotin/internal/lang"
	"khotin/internal/story"
)

// A meeting is what a story of the same few weeks and decisions is made of.
type meeting struct {
	province, district, chair, guest string
	plan, heads, models              int
	day                              int // of August 2024
}

func (m meeting) vietnamese() []string {
	return []string{
		fmt.Sprintf("Sáng %d/8, Ban Dân vận Tỉnh ủy %s tổ chức hội nghị tập huấn công tác dân vận cho gần %d đại biểu huyện %s.", m.day, m.province, m.heads, m.district),
		fmt.Sprintf("Đồng chí %s, Phó Bí thư Tỉnh ủy, chủ trì hội nghị. Dự hội nghị có đồng chí %s.", m.chair, m.guest),
		fmt.Sprintf("Hội nghị quán triệt Kế hoạch số %d-KH/TU của Ban Thường vụ Tỉnh ủy thực hiện Nghị quyết số 18-NQ/TW ngày 25/10/2017 và Quyết định số 23-QĐ/TW ngày 30/7/2021 của Bộ Chính trị.", m.plan),
		fmt.Sprintf("Đến nay, toàn huyện có %d mô hình “Dân vận khéo”, 100%% thôn có tổ dân vận.", m.models),
	}
}

func (m meeting) french() []string {
	chair, guest, province, district := bare(m.chair), bare(m.guest), bare(m.province), bare(m.district)
	return []string{
		fmt.Sprintf("Le matin du %d août, la Commission de mobilisation de masse du Comité provincial du Parti de %s a organisé une conférence de formation au travail de mobilisation de masse pour près de %d délégués du district de %s.", m.day, province, m.heads, district),
		fmt.Sprintf("Le camarade %s, secrétaire adjoint du Comité provincial du Parti, a présidé la conférence. Le camarade %s y a assisté.", chair, guest),
		fmt.Sprintf("La conférence a diffusé le plan n° %d-KH/TU du Comité permanent du Comité provincial du Parti mettant en œuvre la résolution n° 18-NQ/TW du 25 octobre 2017 et la décision n° 23-QD/TW du 30 juillet 2021 du Politburo.", m.plan),
		fmt.Sprintf("À ce jour, le district compte %d modèles de « mobilisation de masse habile » et 100 %% des hameaux ont un groupe.", m.models),
	}
}

// bare writes a name as translations do.
func bare(name string) string {
	out := []rune{}
	upper := true
	for _, r := range lang.Fold(name) {
		if upper && 'a' <= r && r <= 'z' {
			r -= 'a' - 'A'
		}
		upper = r == ' '
		out = append(out, r)
	}
	return string(out)
}

// rivals are meetings that differ as little as news does: the same kind, day
// and round number of delegates everywhere, one leader with two meetings, one
// plan taught in two districts, the same again a week later.
func rivals() []meeting {
	var all []meeting
	people := []string{"Lê Văn Thành", "Phạm Thị Hoa", "Trần Quốc Bảo", "Vũ Đức Long", "Hoàng Minh Sơn", "Ngô Thị Lan", "Đỗ Xuân Trường", "Bùi Văn Tâm", "Đặng Hữu Phước", "Lý Thanh Hà"}
	districts := []string{"Yên Thành", "Tân Kỳ", "Cẩm Xuyên", "Hương Khê", "Quỳnh Phụ", "Đông Hưng", "Như Xuân", "Thọ Xuân", "Mai Sơn", "Yên Châu"}
	for i, province := range []string{"Nghệ An", "Hà Tĩnh", "Thái Bình", "Thanh Hóa", "Sơn La"} {
		first := meeting{province, districts[2*i], people[2*i], people[2*i+1], 257, 300, 40 + 7*i, 6}
		second := first
		second.district, second.guest, second.models, second.heads = districts[2*i+1], people[(2*i+5)%10], 51+7*i, 200
		later := first
		later.day, later.district = 13, districts[2*i+1]
		beside := second
		beside.heads, beside.guest = first.heads, people[(2*i+7)%10]
		beside.district = districts[(2*i+1)%10] + " Thượng"
		beside.models = 63 + 7*i
		all = append(all, first, second, later, beside)
	}
	return all
}

func TestRivalsStayApart(t *testing.T) {
	var all []article.Article
	truth := map[string]string{}
	for i, m := range rivals() {
		for tag, text := range map[lang.Tag][]string{lang.Vietnamese: m.vietnamese(), lang.French: m.french()} {
			a := written(tag, fmt.Sprintf("bao%d.vn", i), text...)
			a.Published = article.At(time.Date(2024, 8, m.day, 15, 0, 0, 0, article.Hanoi), article.Minute)
			a = reread(a)
			truth[a.ID] = fmt.Sprint(i)
			all = append(all, a)
		}
	}
	s := rate(t, story.Cluster(prints(all)), truth, labels(all))
	t.Logf("%d articles: precision %.3f, recall %.3f", len(all), s.precision(), s.recall())
	if s.recall() < .9 {
		t.Errorf("recall %.3f, want at least .9", s.recall())
	}
}
