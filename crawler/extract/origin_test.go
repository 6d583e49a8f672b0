package extract

import (
	"strings"
	"testing"

	"khotin/internal/article"
)

func TestTextsNameTheirOutlet(t *testing.T) {
	outlets := article.Outlets{
		{Name: "baonghean.vn", Title: "Báo Nghệ An", Names: []string{"Journal Nghe An"}, Province: "nghean", Editions: []article.Edition{{Host: "baonghean.vn", Prefix: "/"}}},
		{Name: "nhandan.vn", Title: "Báo Nhân Dân", Names: []string{"NDO"}, Editions: []article.Edition{{Host: "nhandan.vn", Prefix: "/"}}},
	}
	x, err := New(Options{Outlets: outlets})
	if err != nil {
		t.Fatal(err)
	}
	body := "Mở lớp cho cán bộ xã\n\n%Sáng 6/8, Tỉnh ủy mở lớp quán triệt Nghị quyết số 31-NQ/TU ngày 2/7/2024 cho cán bộ các xã miền núi.\n\nLớp học kéo dài hai ngày với bốn chuyên đề về công tác ở cơ sở.\n"
	tests := []struct{ prefix, suffix, outlet, document string }{
		{"(Baonghean.vn) - ", "", "baonghean.vn", "31-nq-tu@nghean:2024-07-02"},
		{"NDO - ", "", "nhandan.vn", "31-nq-tu@?:2024-07-02"},
		{"", "\nJournal Nghe An en vedette\n", "baonghean.vn", "31-nq-tu@nghean:2024-07-02"},
		{"", "\nSource : https://nhandan.vn/mo-lop-post1.html\n", "nhandan.vn", "31-nq-tu@?:2024-07-02"},
		{"", "", "import.invalid", "31-nq-tu@?:2024-07-02"},
	}
	for _, tt := range tests {
		text := strings.Replace(body, "%", tt.prefix, 1) + tt.suffix
		a, err := x.Text([]byte(text), "https://import.invalid/1")
		if err != nil {
			t.Fatal(err)
		}
		if a.Outlet != tt.outlet || len(a.Citations) != 1 || a.Citations[0].Document != tt.document {
			t.Errorf("%q … %q: outlet %q, citations %+v; want %q, %q", tt.prefix, tt.suffix, a.Outlet, a.Citations, tt.outlet, tt.document)
		}
	}
}
