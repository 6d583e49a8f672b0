package lang

import "testing"

func TestClock(t *testing.T) {
	tests := []struct {
		in   string
		want clockTime
		rest string
	}{
		{"11:42", clockTime{hour: 11, minute: 42, precision: MinutePrecision}, ""},
		{"11:42:05", clockTime{hour: 11, minute: 42, second: 5, precision: SecondPrecision}, ""},
		{"11:42:05.123456", clockTime{hour: 11, minute: 42, second: 5, precision: SecondPrecision}, ""},
		{"10:17:01 PM", clockTime{hour: 22, minute: 17, second: 1, precision: SecondPrecision}, ""},
		{"12:05 a.m.", clockTime{hour: 0, minute: 5, precision: MinutePrecision}, ""},
		{"12:05 pm", clockTime{hour: 12, minute: 5, precision: MinutePrecision}, ""},
		{"19:20 PM", clockTime{hour: 19, minute: 20, precision: MinutePrecision}, ""},
		{"14h30", clockTime{hour: 14, minute: 30, precision: MinutePrecision}, ""},
		{"14g30", clockTime{hour: 14, minute: 30, precision: MinutePrecision}, ""},
		{"9h ngày", clockTime{hour: 9, precision: MinutePrecision}, "ngày"},
		{"8 giờ 30 phút sáng", clockTime{hour: 8, minute: 30, precision: MinutePrecision}, "sáng"},
		{"8 giờ 300 người", clockTime{hour: 8, precision: MinutePrecision}, "300 người"},
		{"8 heures", clockTime{hour: 8, precision: MinutePrecision}, ""},
		{"19:20 (GMT+7)", clockTime{hour: 19, minute: 20, precision: MinutePrecision, hasZone: true, offset: 25200}, ""},
		{"19:20 [GMT +7]", clockTime{hour: 19, minute: 20, precision: MinutePrecision, hasZone: true, offset: 25200}, ""},
		{"19:20 UTC+07:00", clockTime{hour: 19, minute: 20, precision: MinutePrecision, hasZone: true, offset: 25200}, ""},
		{"19:20Z", clockTime{hour: 19, minute: 20, precision: MinutePrecision, hasZone: true}, ""},
		{"19:20 ICT", clockTime{hour: 19, minute: 20, precision: MinutePrecision, hasZone: true, offset: 25200}, ""},
		{"19:20-0330", clockTime{hour: 19, minute: 20, precision: MinutePrecision, hasZone: true, offset: -12600}, ""},
		{"19:20 - 21:00", clockTime{hour: 19, minute: 20, precision: MinutePrecision}, "- 21:00"},
		{"19:20 (sáng", clockTime{hour: 19, minute: 20, precision: MinutePrecision}, "(sáng"},
		{"25:00", clockTime{}, "25:00"},
		{"11:60", clockTime{}, "11:60"},
		{"11:4", clockTime{}, "11:4"},
		{"11 : 42", clockTime{}, "11 : 42"},
		{"11:42:05:17", clockTime{}, "11:42:05:17"},
		{"10.30", clockTime{}, "10.30"},
		{"300h", clockTime{}, "300h"},
	}
	for _, tt := range tests {
		s := newDateScanner(tt.in)
		got, next := s.clock(0)
		rest := ""
		if next < len(s.items) {
			rest = tt.in[s.items[next].start:]
		}
		if got != tt.want || rest != tt.rest {
			t.Errorf("clock(%q) = %+v, rest %q; want %+v, rest %q", tt.in, got, rest, tt.want, tt.rest)
		}
	}
}
