package event

import (
	"testing"
	"time"

	"khotin/internal/lang"
)

func day(year int, month time.Month, day int) lang.Date {
	return lang.Date{Year: year, Month: month, Day: day, Precision: lang.DayPrecision}
}

// TestDays: the year is the one that puts the day nearest to, and not after,
// the day after publication.
func TestDays(t *testing.T) {
	const held = ", Tỉnh ủy Nghệ An tổ chức hội nghị tổng kết."
	tests := []struct {
		text      string
		published lang.Date
		first     string
		last      string
		part      string
		basis     Basis
	}{
		{"Sáng 6/8" + held, day(2024, 8, 6), "2024-08-06", "", "morning", ByPublication},
		{"Sáng 6/8" + held, day(2024, 8, 5), "2024-08-06", "", "morning", ByPublication}, // printed the evening before
		{"Sáng 6/8" + held, day(2024, 8, 4), "2023-08-06", "", "morning", ByPublication},
		{"Sáng 30/12" + held, day(2025, 1, 2), "2024-12-30", "", "morning", ByPublication},
		{"Sáng 1/1" + held, day(2024, 12, 31), "2025-01-01", "", "morning", ByPublication},
		{"Sáng 29/2" + held, day(2025, 3, 1), "2024-02-29", "", "morning", ByPublication},
		{"Chiều 6/8/2023" + held, day(2024, 8, 6), "2023-08-06", "", "afternoon", BySentence},
		{"Trong hai ngày 6 và 7/8" + held, day(2024, 8, 8), "2024-08-06", "2024-08-07", "", ByPublication},
		{"Từ ngày 30/12 đến ngày 1/1" + held, day(2025, 1, 2), "2024-12-30", "2025-01-01", "", ByPublication},
		{"Từ ngày 30/7 đến ngày 2/8/2024" + held, day(2024, 8, 3), "2024-07-30", "2024-08-02", "", BySentence},
		{"Sáng nay (6/8)" + held, day(2024, 8, 6), "2024-08-06", "", "morning", ByPublication},
		{"Tối qua, 5/8" + held, day(2024, 8, 6), "2024-08-05", "", "evening", ByPublication},
		{"Sáng 6/8" + held, lang.Date{Year: 2024, Month: 8, Precision: lang.MonthPrecision}, "2024-08-06", "", "morning", ByPublication},
		{"Sáng 6/8" + held, lang.Date{}, "--08-06", "", "morning", Assumed},
		{"Sáng 6/8, Tỉnh ủy Nghệ An tổ chức hội nghị tổng kết năm 2021.", lang.Date{}, "2021-08-06", "", "morning", ByText},
		// Dates of documents and anniversaries are not the event's.
		{"Tỉnh ủy Nghệ An tổ chức hội nghị quán triệt Chỉ thị số 12-CT/TU ngày 1/8/2024 sáng 6/8.", day(2024, 8, 8), "2024-08-06", "", "morning", ByPublication},
		{"Sáng 14/10, Tỉnh ủy Nghệ An tổ chức lễ kỷ niệm Ngày truyền thống (15/10/1930 - 15/10/2024).", day(2024, 10, 15), "2024-10-14", "", "morning", ByPublication},
		{"Tỉnh ủy Nghệ An tổ chức hội nghị quán triệt Chỉ thị số 12-CT/TU ngày 1/8/2024.", day(2024, 8, 8), "", "", "", ""},
	}
	for _, tt := range tests {
		events := Events(cite(Input{Lead: Text{tt.text, lang.Vietnamese}, Published: tt.published}))
		if len(events) != 1 {
			t.Errorf("%s: %d events", tt.text, len(events))
			continue
		}
		e := events[0]
		if e.Date.ISO != tt.first || e.End.ISO != tt.last || e.Date.Part != tt.part || e.Date.Basis != tt.basis {
			t.Errorf("%s published %s: %s to %q %s by %s, want %s to %q %s by %s", tt.text, tt.published.ISO(),
				e.Date.ISO, e.End.ISO, e.Date.Part, e.Date.Basis, tt.first, tt.last, tt.part, tt.basis)
		}
	}
}

// TestDocumentDatesWithoutCitations: a caller that passes no citations still
// gets no decision's date for the event's.
func TestDocumentDatesWithoutCitations(t *testing.T) {
	in := Input{
		Lead:      Text{"Tỉnh ủy Nghệ An tổ chức hội nghị quán triệt Chỉ thị số 12-CT/TU ngày 1/8/2024 sáng 6/8.", lang.Vietnamese},
		Published: day(2024, 8, 8),
	}
	if e := Events(in); len(e) != 1 || e[0].Date.ISO != "2024-08-06" {
		t.Errorf("events are %+v", e)
	}
}

// TestLastDayFromBody: the lead tells the first day, the body both.
func TestLastDayFromBody(t *testing.T) {
	in := Input{
		Lead: Text{"Le matin du 6 août, le Comité provincial du Parti a tenu une conférence de formation.", lang.French},
		Paragraphs: []Text{
			{"Le plan court du 6 au 20 août.", lang.French},
			{"La conférence s'est tenue les 6 et 7 août 2024.", lang.French},
		},
		Published: day(2024, 8, 7),
	}
	if e := Events(in); len(e) != 1 || e[0].Date.ISO != "2024-08-06" || e[0].End.ISO != "2024-08-07" || e[0].End.At.Index != 1 {
		t.Errorf("events are %+v", e)
	}
}
