package lang

import (
	"fmt"
	"strings"
	"testing"
)

func TestDateScanner(t *testing.T) {
	tests := []struct{ in, want string }{
		{"", ""},
		{"Nam23/02/2024", "Nam 23 / 02 / 2024"},
		{"15 – 11 − 2017", "15 _- _11 _- _2017"},
		{"14h30", "14 h 30"},
		{"l’après‑midi", "l ' après - midi"},
		{"6\u00a0août\u202f2024", "6 _août _2024"},
		{"a\u200bb", "a _b"},
		{"6⁄8", "6 / 8"},
		{"ngày\n6", "ngày _6"},
		{"vào\n \n\n6", "vào \n _6"},
	}
	for _, tt := range tests {
		var got []string
		for i, it := range newDateScanner(tt.in).items {
			text := tt.in[it.start:it.end]
			if it.mark != 0 {
				text = string(it.mark)
			}
			if it.spaced && i > 0 {
				text = "_" + text
			}
			got = append(got, text)
		}
		if g := strings.Join(got, " "); g != tt.want {
			t.Errorf("items of %q are %q, want %q", tt.in, g, tt.want)
		}
	}
	if it := newDateScanner("123456789").at(0); it.value != -1 {
		t.Errorf("a number too long for a date has the value %d", it.value)
	}
}

func TestDateISO(t *testing.T) {
	tests := []struct {
		d    Date
		want string
	}{
		{Date{}, ""},
		{Date{Year: 2024, Month: 8, Precision: MonthPrecision}, "2024-08"},
		{Date{Month: 8, Day: 6, Precision: DayPrecision}, "--08-06"},
		{Date{Year: 1705, Month: 5, Day: 12, Precision: DayPrecision}, "1705-05-12"},
		{Date{Year: 2024, Month: 8, Day: 6, Hour: 9, Precision: MinutePrecision}, "2024-08-06T09:00"},
		{Date{Year: 2024, Month: 8, Day: 6, Precision: SecondPrecision, HasZone: true}, "2024-08-06T00:00:00Z"},
		{Date{Year: 2024, Month: 8, Day: 6, Precision: SecondPrecision, HasZone: true, Offset: -12600}, "2024-08-06T00:00:00-03:30"},
	}
	for _, tt := range tests {
		if got := tt.d.ISO(); got != tt.want {
			t.Errorf("ISO of %+v = %q, want %q", tt.d, got, tt.want)
		}
	}
}

// Every day of two years, one of them a leap year, is read in every shape.
func TestEveryDay(t *testing.T) {
	months := [...]string{"", "ianuarie", "février", "March", "aprilie", "mai", "June", "juillet", "août", "septembrie", "October", "novembre", "decembrie"}
	n := 0
	for _, year := range []int{2023, 2024} {
		for month := 1; month <= 12; month++ {
			for day := 1; day <= 31; day++ {
				want, ok := dayDate(year, month, day)
				shapes := []string{
					fmt.Sprintf("%d/%d/%d", day, month, year),
					fmt.Sprintf("%02d-%02d-%d", day, month, year),
					fmt.Sprintf("%d-%02d-%02d", year, month, day),
					fmt.Sprintf("ngày %d tháng %d năm %d", day, month, year),
					fmt.Sprintf("%d %s %d", day, months[month], year),
				}
				if ok {
					n++
				} else if day <= 28 {
					t.Errorf("no %d/%d/%d", day, month, year)
				}
				for _, s := range shapes {
					got, found := ParseDate(s, DayFirst)
					if found != ok || got != want && ok {
						t.Errorf("ParseDate(%q) = %+v, %t; want %t", s, got, found, ok)
					}
				}
			}
		}
	}
	if n != 365+366 {
		t.Errorf("two years of %d days", n)
	}
}
