package event

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"khotin/internal/lang"
)

func TestNothingToRead(t *testing.T) {
	tests := map[string]Input{
		"empty":            {},
		"blank":            {Lead: Text{" \n\t", lang.French}},
		"English":          {Lead: Text{"On 6 August the provincial Party committee held a conference for 300 delegates.", lang.English}},
		"another language": {Lead: Text{"Am 6. August hielt das Komitee eine Konferenz ab.", "de"}},
		"a headline alone": {Headline: Text{"Nghệ An tổ chức hội nghị tập huấn", lang.Vietnamese}},
		"not UTF-8":        {Lead: Text{"H\xf4i ngh\xe7 \xff\xfe", lang.Vietnamese}},
	}
	for name, in := range tests {
		if facts := Read(in); len(facts.Events)+len(facts.Persons) != 0 {
			t.Errorf("%s: %+v", name, facts)
		}
	}
}

func TestLanguageIsDetected(t *testing.T) {
	in := Input{Lead: Text{Text: "Le matin du 6 août, le Comité provincial du Parti de Nghe An a organisé une conférence de bilan."}}
	if e := Events(in); len(e) != 1 || e[0].Kind != "review" {
		t.Errorf("events are %+v", e)
	}
}

func TestLeadPrintedTwice(t *testing.T) {
	lead := Text{"Sáng 6/8, Tỉnh ủy Nghệ An tổ chức hội nghị tổng kết với 300 đại biểu.", lang.Vietnamese}
	e := Events(Input{Lead: lead, Paragraphs: []Text{lead, {"Hội nghị kết thúc.", lang.Vietnamese}}})
	if len(e) != 1 || len(e[0].Attendance) != 1 || e[0].Attendance[0].At.Region != Lead {
		t.Errorf("events are %+v", e)
	}
}

// TestOldPictures: a caption tells of another event than the article, and never
// takes its place.
func TestOldPictures(t *testing.T) {
	in := Input{
		Lead: Text{"Ngày 22/2/2024, Ban Thường vụ Tỉnh ủy ban hành Công văn số 1470-CV/TU về công tác dân vận.", lang.Vietnamese},
		Captions: []Text{
			{"Quang cảnh tọa đàm kỷ niệm 93 năm Ngày truyền thống tại Thanh Hóa.", lang.Vietnamese},
			{"Quang cảnh hội nghị. Ảnh: Mai Hoa", lang.Vietnamese},
			{"Tọa đàm năm ngoái về dân vận.", lang.Vietnamese}, // the same seminar again
		},
	}
	events := Events(cite(in))
	if len(events) != 2 || events[0].Kind != Issuing || !events[0].Main || events[1].Kind != "seminar" || events[1].Main ||
		events[1].Place.Province != "thanhhoa" || events[1].Date.ISO != "" {
		t.Fatalf("events are %+v", events)
	}
	in.Lead.Text = "Sáng 22/2, Tỉnh ủy tổ chức tọa đàm về dân vận."
	if events := Events(in); len(events) != 1 {
		t.Errorf("the caption shows the article's own seminar: %+v", events)
	}
	in.Lead.Text = "Giá lúa tăng nhẹ trong tuần."
	if events := Events(in); len(events) != 1 || events[0].Main {
		t.Errorf("only the picture shows an event: %+v", events)
	}
}

func TestDocuments(t *testing.T) {
	conference := cite(Input{
		Lead:       Text{"Sáng 6/8, Tỉnh ủy Nghệ An tổ chức hội nghị quán triệt Nghị quyết số 12-NQ/TU ngày 1/8/2024.", lang.Vietnamese},
		Paragraphs: []Text{{"Thực hiện Nghị quyết 12-NQ/TU, tỉnh có Kế hoạch số 204-KH/TU.", lang.Vietnamese}},
	})
	issuing := cite(Input{
		Lead: Text{"Thực hiện Nghị quyết số 12-NQ/TU, Ban Thường vụ Tỉnh ủy Nghệ An ban hành Kế hoạch số 204-KH/TU thay Kế hoạch số 85-KH/TU.", lang.Vietnamese},
	})
	tests := []struct {
		in   Input
		want []string
	}{
		{conference, []string{"12-NQ/TU", "204-KH/TU"}},
		{issuing, []string{"204-KH/TU"}},
	}
	for _, tt := range tests {
		events := Events(tt.in)
		if len(events) != 1 {
			t.Fatalf("%d events", len(events))
		}
		if diff := cmp.Diff(tt.want, events[0].Documents); diff != "" {
			t.Errorf("documents (-want +got):\n%s", diff)
		}
	}
}

func TestTopics(t *testing.T) {
	tests := []struct {
		tag  lang.Tag
		text string
		want []string
	}{
		{"vi", "Học viên nghe ba chuyên đề: Dân vận chính quyền; Dân chủ ở cơ sở; kỹ năng nói trước đám đông.", []string{"Dân vận chính quyền", "Dân chủ ở cơ sở", "kỹ năng nói trước đám đông"}},
		{"fr", "Il a transmis le sujet : Travail de mobilisation administrative.", []string{"Travail de mobilisation administrative"}},
		{"ro", "Au ascultat două teme: democrația; proiectul pilot.", []string{"democrația", "proiectul pilot"}},
		{"vi", "Chuyên đề đầu tiên rất hay.", nil},
	}
	leads := map[lang.Tag]string{
		"vi": "Sáng 6/8, Tỉnh ủy tổ chức hội nghị.", "fr": "Le 6 août, le Comité provincial du Parti a tenu une conférence.",
		"ro": "Pe 6 august, Comitetul Provincial de Partid a ținut o conferință.",
	}
	for _, tt := range tests {
		events := Events(Input{Lead: Text{leads[tt.tag], tt.tag}, Paragraphs: []Text{{tt.text, tt.tag}}})
		var got []string
		for _, p := range events[0].Topics {
			got = append(got, p.Surface)
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.text, diff)
		}
	}
}

// TestLimits: what lies beyond the bounds is not read, and cuts no character.
func TestLimits(t *testing.T) {
	long := strings.Repeat("Đồng chí Lê Văn Tám phát biểu. ", maxPartBytes/20)
	in := Input{Lead: Text{long, lang.Vietnamese}}
	facts := Read(in)
	checkFacts(t, in, facts)
	if len(facts.Persons) != 1 || facts.Persons[0].Mentions[len(facts.Persons[0].Mentions)-1].End > maxPartBytes {
		t.Errorf("%d persons", len(facts.Persons))
	}
	in = Input{}
	for range maxParts + 10 {
		in.Paragraphs = append(in.Paragraphs, Text{"Đồng chí Lê Văn Tám.", lang.Vietnamese})
	}
	if n := len(Persons(in)[0].Mentions); n != maxParts {
		t.Errorf("%d parts were read, want %d", n, maxParts)
	}
}
