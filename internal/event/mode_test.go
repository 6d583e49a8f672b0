package event

import (
	"testing"

	"khotin/internal/lang"
)

func TestModes(t *testing.T) {
	tests := []struct {
		tag        lang.Tag
		text, want string // "" if nothing is said
	}{
		{"vi", "Sáng 6/8, Tỉnh ủy Nghệ An tổ chức hội nghị trực tuyến tổng kết.", online},
		{"vi", "Sáng 6/8, Tỉnh ủy Nghệ An tổ chức hội nghị tổng kết theo hình thức trực tiếp và trực tuyến.", mixed},
		{"vi", "Sáng 6/8, Tỉnh ủy Nghệ An tổ chức hội nghị tổng kết bằng hình thức trực tiếp.", inPerson},
		{"vi", "Sáng 6/8, Tỉnh ủy Nghệ An tổ chức hội nghị về dịch vụ công trực tuyến.", ""},
		{"vi", "Sáng 6/8, Tỉnh ủy Nghệ An tổ chức hội nghị. Dân được nộp hồ sơ trực tuyến.", ""},
		{"vi", "Sáng 6/8, Tỉnh ủy Nghệ An tổ chức hội nghị. Hội nghị được tổ chức qua cầu truyền hình.", online},
		{"fr", "Le 6 août, le Comité provincial du Parti de Nghe An a tenu une conférence en ligne.", online},
		{"fr", "Le 6 août, le Comité provincial du Parti de Nghe An a tenu une conférence par visioconférence.", online},
		{"fr", "Le 6 août, le Comité provincial du Parti de Nghe An a tenu une conférence en présentiel et en ligne.", mixed},
		{"fr", "Le 6 août, le Comité provincial du Parti de Nghe An a tenu une conférence en format hybride.", mixed},
		{"fr", "Le 6 août, le Comité provincial du Parti de Nghe An a tenu une conférence en présentiel.", inPerson},
		{"fr", "Le 6 août, le Comité provincial du Parti de Nghe An a tenu une conférence sur les services publics en ligne.", ""},
		{"ro", "Pe 6 august, Comitetul Provincial de Partid Nghe An a ținut o conferință online.", online},
		{"ro", "Pe 6 august, Comitetul Provincial de Partid Nghe An a ținut o conferință prin videoconferință.", online},
		{"ro", "Pe 6 august, Comitetul Provincial de Partid Nghe An a ținut o conferință față în față și online.", mixed},
		{"ro", "Pe 6 august, Comitetul Provincial de Partid Nghe An a ținut o conferință despre serviciile publice online.", ""},
	}
	for _, tt := range tests {
		events := Events(Input{Lead: Text{tt.text, tt.tag}})
		if len(events) != 1 {
			t.Errorf("%s: %d events", tt.text, len(events))
			continue
		}
		m := events[0].Mode
		if m.Stated() != (tt.want != "") || m.Stated() && m.Value != tt.want || m.Value == "" {
			t.Errorf("%s: mode is %+v, want %q", tt.text, m, tt.want)
		}
	}
}
