package event

import (
	"testing"

	"khotin/internal/lang"
)

// TestKinds puts what was held behind a host and a verb.
func TestKinds(t *testing.T) {
	frames := map[lang.Tag]string{
		"vi": "Sáng 6/8, Ban Dân vận Tỉnh ủy tổ chức ",
		"fr": "Le matin du 6 août, le Comité provincial du Parti a organisé ",
		"ro": "În dimineața zilei de 6 august, Comitetul Provincial de Partid a organizat ",
	}
	tests := []struct {
		tag                 lang.Tag
		what, want, surface string
	}{
		{"vi", "hội nghị tập huấn công tác dân vận", "training", "hội nghị tập huấn"},
		{"vi", "lớp bồi dưỡng nghiệp vụ", "training", "lớp bồi dưỡng"},
		{"vi", "hội nghị quán triệt nghị quyết", "dissemination", "hội nghị quán triệt"},
		{"vi", "hội nghị trực tuyến phổ biến luật", "dissemination", "hội nghị trực tuyến phổ biến"},
		{"vi", "hội nghị tổng kết năm, triển khai nhiệm vụ", "review", "hội nghị tổng kết"},
		{"vi", "hội nghị sơ kết 6 tháng", "review", "hội nghị sơ kết"},
		{"vi", "tọa đàm khoa học", "seminar", "tọa đàm"},
		{"vi", "toạ đàm khoa học", "seminar", "toạ đàm"},
		{"vi", "hội thảo", "seminar", "hội thảo"},
		{"vi", "hội nghị đối thoại với nông dân", "dialogue", "hội nghị đối thoại"},
		{"vi", "Hội thi Dân vận khéo", "contest", "Hội thi"},
		{"vi", "lễ ra quân", "launch", "lễ ra quân"},
		{"vi", "lễ phát động phong trào", "launch", "lễ phát động"},
		{"vi", "lễ ký kết chương trình phối hợp", "signing", "lễ ký kết"},
		{"vi", "hội nghị ký kết chương trình phối hợp", "signing", "hội nghị ký kết"},
		{"vi", "gặp mặt chức sắc", "meeting", "gặp mặt"},
		{"vi", "hội nghị giao ban", "meeting", "hội nghị giao ban"},
		{"vi", "lễ kỷ niệm 94 năm", "ceremony", "lễ kỷ niệm"},
		{"vi", "hội nghị thường kỳ", "conference", "hội nghị"},
		{"fr", "une conférence pour former les cadres", "training", "conférence pour former"},
		{"fr", "une conférence de formation", "training", "conférence de formation"},
		{"fr", "un cours de formation", "training", "cours de formation"},
		{"fr", "un stage pour les cadres", "training", "stage"},
		{"fr", "une conférence pour diffuser la résolution", "dissemination", "conférence pour diffuser"},
		{"fr", "une conférence pour étudier et assimiler la directive", "dissemination", "conférence pour étudier"},
		{"fr", "une conférence pour résumer l'année", "review", "conférence pour résumer"},
		{"fr", "une conférence de bilan", "review", "conférence de bilan"},
		{"fr", "une conférence pour passer en revue le semestre", "review", "conférence pour passer en revue"},
		{"fr", "un séminaire pour former l'opinion", "seminar", "séminaire"},
		{"fr", "un colloque", "seminar", "colloque"},
		{"fr", "un dialogue avec la population", "dialogue", "dialogue"},
		{"fr", "un concours", "contest", "concours"},
		{"fr", "une cérémonie de lancement", "launch", "cérémonie de lancement"},
		{"fr", "une cérémonie de signature du programme", "signing", "cérémonie de signature"},
		{"fr", "une rencontre avec les dignitaires", "meeting", "rencontre"},
		{"fr", "une rencontre et un dialogue avec les jeunes", "dialogue", "rencontre et un dialogue"},
		{"fr", "une conférence", "conference", "conférence"},
		{"ro", "o conferință de instruire", "training", "conferință de instruire"},
		{"ro", "un curs de instruire", "training", "curs de instruire"},
		{"ro", "o conferință pentru diseminarea rezoluției", "dissemination", "conferință pentru diseminarea"},
		{"ro", "o conferință pentru implementarea planului", "dissemination", "conferință pentru implementarea"},
		{"ro", "o conferință de bilanț", "review", "conferință de bilanț"},
		{"ro", "o conferinţă de bilanţ", "review", "conferinţă de bilanţ"}, // cedillas
		{"ro", "o conferință pentru a rezuma anul", "review", "conferință pentru a rezuma"},
		{"ro", "un seminar", "seminar", "seminar"},
		{"ro", "un dialog cu fermierii", "dialogue", "dialog"},
		{"ro", "o întâlnire și un dialog", "dialogue", "întâlnire și un dialog"},
		{"ro", "un concurs", "contest", "concurs"},
		{"ro", "ceremonia de lansare", "launch", "ceremonia de lansare"},
		{"ro", "ceremonia de semnare", "signing", "ceremonia de semnare"},
		{"ro", "o întâlnire cu demnitarii", "meeting", "întâlnire"},
		{"ro", "o conferință", "conference", "conferință"},
	}
	for _, tt := range tests {
		events := Events(Input{Lead: Text{frames[tt.tag] + tt.what + ".", tt.tag}})
		if len(events) != 1 || events[0].Kind != tt.want || events[0].Surface.Surface != tt.surface {
			t.Errorf("%s: events are %+v, want %s from %q", tt.what, events, tt.want, tt.surface)
		}
	}
}

// TestKindFromElsewhere: a bare "conference" is what headline or body call it.
func TestKindFromElsewhere(t *testing.T) {
	lead := Text{"Le matin du 6 août, le Comité provincial du Parti a organisé une conférence.", lang.French}
	tests := []struct {
		in   Input
		want string
	}{
		{Input{Lead: lead}, "conference"},
		{Input{Lead: lead, Headline: Text{"Bilan du travail de mobilisation de masse", lang.French}}, "review"},
		{Input{Lead: lead, Paragraphs: []Text{{"La conférence de formation a duré deux jours.", lang.French}}}, "training"},
		{Input{Lead: lead, Headline: Text{"Diffusion de la directive", lang.French}, Paragraphs: []Text{{"La conférence de formation a duré deux jours.", lang.French}}}, "dissemination"},
	}
	for _, tt := range tests {
		if e := Events(tt.in); len(e) != 1 || e[0].Kind != tt.want {
			t.Errorf("events are %+v, want %s", e, tt.want)
		}
	}
}
