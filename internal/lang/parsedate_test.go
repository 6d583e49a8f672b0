package lang

import (
	"strings"
	"testing"
	"time"

	"golang.org/x/text/unicode/norm"
)

func TestParseDate(t *testing.T) {
	tests := []struct{ in, want string }{
		{"19/11/2021", "2021-11-19"},
		{"19-11-2021", "2021-11-19"},
		{"19.11.2021", "2021-11-19"},
		{"15 - 11 - 2017", "2017-11-15"},
		{"Đăng ngày 15 - 11 - 2017", "2017-11-15"},
		{"2021-11-19", "2021-11-19"},
		{"2024-08-06T11:42:00+07:00", "2024-08-06T11:42:00+07:00"},
		{"2024-08-06T11:42:00+0700", "2024-08-06T11:42:00+07:00"},
		{"2024-08-06T11:42:00.123Z", "2024-08-06T11:42:00Z"},
		{"2024-08-06T11:42:00", "2024-08-06T11:42:00"},
		{"2024-08-06T11:42", "2024-08-06T11:42"},
		{"2024-08-06 11:42:00-05:00", "2024-08-06T11:42:00-05:00"},
		{"2024-08-06 11:42:00 +0700", "2024-08-06T11:42:00+07:00"},
		{"Tue, 06 Aug 2024 11:42:00 GMT", "2024-08-06T11:42:00Z"},
		{"Tue, 06 Aug 2024 11:42:00 +0700", "2024-08-06T11:42:00+07:00"},
		{"Tue, 06 Aug 2024 11:42:00 GMT+7", "2024-08-06T11:42:00+07:00"},
		{"Tue, 06 Aug 24 11:42:00 GMT+7", "2024-08-06T11:42:00+07:00"},
		{"Tue, 06 Aug 24 11:42 ICT", "2024-08-06T11:42+07:00"},
		{"06 Aug 99 11:42 EST", "1999-08-06T11:42-05:00"},
		{"Tuesday, 06-Aug-24 11:42:00 GMT", "2024-08-06T11:42:00Z"},
		{"Tue Aug 06 2024 11:42:00 GMT+0700 (Indochina Time)", "2024-08-06T11:42:00+07:00"},
		{"ngày 10 tháng 11 năm 2022", "2022-11-10"},
		{"ngày 05 tháng 07 năm 2023", "2023-07-05"},
		{"Ngày 5 tháng Bảy năm 2023", "2023-07-05"},
		{"30 Tháng 12, 2024", "2024-12-30"},
		{"30 tháng mười hai 2024", "2024-12-30"},
		{"1er mars 2024", "2024-03-01"},
		{"le 1er mars 2024", "2024-03-01"},
		{"6 août 2024 à 11h42", "2024-08-06T11:42"},
		{"6 AOUT 2024", "2024-08-06"},
		{"6\u00a0août\u00a02024", "2024-08-06"},
		{"Publié le mardi 6 août 2024 à 11:42", "2024-08-06T11:42"},
		{"August 6, 2024 11:42", "2024-08-06T11:42"},
		{"Aug. 6, 2024", "2024-08-06"},
		{"6th of August, 2024", "2024-08-06"},
		{"9/5/2026 10:17:01 PM", "2026-05-09T22:17:01"},
		{"Thứ năm, 2/11/2023, 19:20 (GMT+7)", "2023-11-02T19:20+07:00"},
		{"Chủ nhật, 31/12/2017 | 19:57:31", "2017-12-31T19:57:31"},
		{"Vineri, 25 august 2023 | 15:20:23", "2023-08-25T15:20:23"},
		{"Thứ 4, 14/10/2020 | 16:39:25", "2020-10-14T16:39:25"},
		{"T4, 22/10/2025", "2025-10-22"},
		{"CN, 26/10/2025 - 08:05", "2025-10-26T08:05"},
		{"19:20 02/11/2023", "2023-11-02T19:20"},
		{"19:20 | 02/11/2023", "2023-11-02T19:20"},
		{"14h30 ngày 2/11", "--11-02T14:30"},
		{"14h30, thứ sáu, ngày 2/11/2023", "2023-11-02T14:30"},
		{"15-01-2024 13:04", "2024-01-15T13:04"},
		{"01/02/24", "2024-02-01"},
		{"25 iulie 2023, ora 10:05", "2023-07-25T10:05"},
		{"joi, 5 IULIE 2023", "2023-07-05"},
		{"tháng 8/2024", "2024-08"},
		{"août 2024", "2024-08"},
		{"29/2/2024", "2024-02-29"},

		{"", ""}, {"29/2/2023", ""}, {"31/4/2024", ""}, {"0/8/2024", ""}, {"32/13/2024", ""},
		{"91/1447", ""}, {"72,5", ""}, {"21/21", ""}, {"0912 345 678", ""}, {"04-NQ/TU", ""},
		{"33/2021", ""}, {"10/2022/QH15", ""}, {"2021-2025", ""}, {"2024", ""}, {"15:20:23", ""},
		{"1,464 lượt xem", ""}, {"Chủ nhật", ""}, {"6/8/2024 và 7/8/2024", ""},
		{"Hà Nội, ngày 6/8/2024", ""}, {"84.24.3825.1234", ""}, {"192.168.1.10", ""},
		{"6/8/2024 1,464", ""}, {"les 6 et 7 août 2024", ""}, {"25:61 6/8/2024", ""},
	}
	for _, tt := range tests {
		for _, in := range []string{tt.in, norm.NFD.String(tt.in)} {
			d, ok := ParseDate(in, DayFirst)
			if d.ISO() != tt.want || ok != (tt.want != "") {
				t.Errorf("ParseDate(%+q) = %q, %t; want %q", in, d.ISO(), ok, tt.want)
			}
		}
	}
}

func TestParseDateMonthFirst(t *testing.T) {
	tests := []struct{ in, want string }{
		{"9/5/2026 10:17:01 PM", "2026-09-05T22:17:01"},
		{"9/5/2026 1:30:00 PM", "2026-09-05T13:30:00"},
		{"9/5/2026 12:00:00 AM", "2026-09-05T00:00:00"},
		{"8/25/2023", "2023-08-25"},
		{"25/8/2023", "2023-08-25"},
		{"09-05-2026", "2026-05-09"},
		{"2026-09-05", "2026-09-05"},
	}
	for _, tt := range tests {
		if d, _ := ParseDate(tt.in, MonthFirst); d.ISO() != tt.want {
			t.Errorf("ParseDate(%q, MonthFirst) = %q, want %q", tt.in, d.ISO(), tt.want)
		}
	}
}

func TestDateTime(t *testing.T) {
	hanoi := time.FixedZone("", 7*3600)
	d, _ := ParseDate("2/11/2023, 19:20", DayFirst)
	if got, ok := d.Time(hanoi); !ok || got.UTC().Format(time.RFC3339) != "2023-11-02T12:20:00Z" {
		t.Errorf("without a zone: %v, %t", got, ok)
	}
	d, _ = ParseDate("2/11/2023, 19:20 GMT", DayFirst)
	if got, ok := d.Time(hanoi); !ok || got.UTC().Format(time.RFC3339) != "2023-11-02T19:20:00Z" {
		t.Errorf("with a zone: %v, %t", got, ok)
	}
	for _, s := range []string{"14h30 ngày 2/11", "tháng 8/2024"} {
		d, _ = ParseDate(s, DayFirst)
		if got, ok := d.Time(hanoi); ok {
			t.Errorf("%q is the moment %v", s, got)
		}
	}
}

func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"19/11/2021", "Tue, 06 Aug 24 11:42:00 GMT+7", "T4, 22/10/2025", "30 Tháng 12, 2024",
		"2024-08-06T11:42:00.5+0700", "9/5/2026 10:17:01 PM", "14h30 ngày 2/11", "6-8/8/2024", "ngày 6.8", "1er mars"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, ok := ParseDate(s, DayFirst)
		if !ok {
			return
		}
		iso := d.ISO()
		if iso == "" || d.Day < 0 || d.Day > 31 || d.Hour > 23 || d.Minute > 59 {
			t.Fatalf("ParseDate(%+q) = %+v", s, d)
		}
		if d.Year == 0 {
			return
		}
		again, ok := ParseDate(iso, DayFirst)
		if again.Part = d.Part; d.Precision > MonthPrecision && (!ok || again != d) {
			t.Fatalf("%q, the ISO form of %+q, reads as %+v, %t; want %+v", iso, s, again, ok, d)
		}
	})
}

func TestParseDateLength(t *testing.T) {
	if d, ok := ParseDate("6/8/2024"+strings.Repeat(" ", 1000), DayFirst); ok {
		t.Errorf("a thousand spaces make a date: %+v", d)
	}
}
