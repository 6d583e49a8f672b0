package lang

import (
	"testing"
	"time"

	"golang.org/x/text/unicode/norm"
)

func TestMonth(t *testing.T) {
	tests := []struct {
		in   string
		want time.Month
	}{
		{"janvier", 1},
		{"ianuarie", 1},
		{"January", 1},
		{"Jan.", 1},
		{"février", 2},
		{"FEVRIER", 2},
		{"fevrier", 2},
		{"mars", 3},
		{"martie", 3},
		{"avril", 4},
		{"aprilie", 4},
		{"mai", 5},
		{"May", 5},
		{"juin", 6},
		{"iunie", 6},
		{"juillet", 7},
		{"iulie", 7},
		{"août", 8},
		{"AOUT", 8},
		{"august", 8},
		{"Sept", 9},
		{"septembrie", 9},
		{"octobre", 10},
		{"noiembrie", 11},
		{"novembre", 11},
		{"décembre", 12},
		{"Décembre", 12},
		{"DECEMBRIE", 12},
		{"tháng 8", 8},
		{"Tháng\u00a012", 12},
		{"tháng tám", 8},
		{"thang muoi", 10},
		{"tháng Mười Hai", 12},
		{"tháng mười một", 11},
		{"tháng giêng", 1},
		{"tháng tư", 4},
		{"tháng năm", 5},
		{"", 0},
		{"tháng", 0},
		{"tháng 13", 0},
		{"tháng 0", 0},
		{"Hoa", 0},
		{"noi", 0},
		{"marți", 0},
		{"mardi", 0},
	}
	for _, tt := range tests {
		for _, in := range []string{tt.in, norm.NFD.String(tt.in)} {
			if got, ok := Month(in); got != tt.want || ok != (tt.want != 0) {
				t.Errorf("Month(%+q) = %v, %t; want %v", in, got, ok, tt.want)
			}
		}
	}
}

func TestWeekday(t *testing.T) {
	tests := []struct {
		in   string
		want time.Weekday
	}{
		{"thứ hai", 1},
		{"Thứ Năm", 4},
		{"thu bay", 6},
		{"Thứ 4", 3},
		{"T4", 3},
		{"T7", 6},
		{"CN", 0},
		{"Chủ nhật", 0},
		{"CHỦ NHẬT", 0},
		{"lundi", 1},
		{"Dimanche", 0},
		{"vineri", 5},
		{"Marți", 2},
		{"marţi", 2},
		{"sambata", 6},
		{"Tue", 2},
		{"Thursday", 4},
		{"duminică", 0},
		{"", -1},
		{"thứ", -1},
		{"thứ 8", -1},
		{"T1", -1},
		{"T9", -1},
		{"Thu Giang", -1},
		{"jeu", -1},
		{"martie", -1},
	}
	for _, tt := range tests {
		for _, in := range []string{tt.in, norm.NFD.String(tt.in)} {
			got, ok := Weekday(in)
			if ok != (tt.want >= 0) || ok && got != tt.want {
				t.Errorf("Weekday(%+q) = %v, %t; want %v", in, got, ok, tt.want)
			}
		}
	}
}

func TestPartOfDay(t *testing.T) {
	tests := []struct {
		in   string
		want Part
	}{
		{"Sáng", Morning},
		{"sang", Morning},
		{"trưa", Noon},
		{"chiều", Afternoon},
		{"tối", Evening},
		{"đêm", Night},
		{"matin", Morning},
		{"après-midi", Afternoon},
		{"soirée", Evening},
		{"dimineața", Morning},
		{"dimineaţa", Morning},
		{"după-amiaza", Afternoon},
		{"seara", Evening},
		{"nopții", Night},
		{"afternoon", Afternoon},
		{"", NoPart},
		{"tới", NoPart},
		{"sang trọng", NoPart},
		{"demi", NoPart},
		{"après-ski", NoPart},
	}
	for _, tt := range tests {
		if got, ok := PartOfDay(tt.in); got != tt.want || ok != (tt.want != NoPart) {
			t.Errorf("PartOfDay(%q) = %q, %t; want %q", tt.in, got, ok, tt.want)
		}
	}
}
