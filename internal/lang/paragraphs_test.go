package lang

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"khotin/internal/testkit"
)

func TestDetectAll(t *testing.T) {
	tests := []struct {
		name string
		in   []string
		want []Tag
	}{
		{"nothing", nil, []Tag{}},
		{"captions inside French", []string{
			"Construction du Parti",
			"12/03/2024",
			"Les délégués ont visité plusieurs foyers de la commune.",
			"Đại biểu thăm hộ gia đình tại xã. Ảnh: Thu Giang",
			"Photo : Thu Giang",
			"Le chef de la commission a remercié les habitants.",
			"Toàn cảnh buổi lễ",
			"https://example.vn/vi/dan-van-kheo-o-co-so",
		}, []Tag{French, French, French, Vietnamese, Vietnamese, French, Vietnamese, Vietnamese}},
		{"a Vietnamese name does not turn a French line", []string{
			"La route a été ouverte par les habitants de Đồng Văn.",
			"Nguyễn Thị Thập, Lê Đức Thọ",
			"Việt NamViệt Nam23/02/2024",
		}, []Tag{French, French, French}},
		{"doubtful lines inherit", []string{
			"La commune a interdit un désherbant après plusieurs analyses de l'eau.",
			"Le chlorothalonil sera interdit",
			"Explorez le parc national de Lo Go-Xa Mat",
		}, []Tag{French, French, French}},
		{"capitals inherit", []string{
			"Delegații au vizitat o fermă din comuna vecină.",
			"ANUNȚ IMPORTANT",
			"Ploaia a întrerupt lucrările pentru două ore.",
		}, []Tag{Romanian, Romanian, Romanian}},
		{"only headings", []string{"HỘI NGHỊ TẬP HUẤN", "DÂN VẬN KHÉO"}, []Tag{Vietnamese, Vietnamese}},
		{"no words at all", []string{"12/03/2024", "15:20"}, []Tag{Unknown, Unknown}},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(tt.want, DetectAll(tt.in)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}

func TestMajority(t *testing.T) {
	texts := []string{"một hai ba", "un deux trois quatre", "one", "12345678901234567890"}
	tests := []struct {
		tags []Tag
		want Tag
	}{
		{nil, Unknown},
		{[]Tag{Unknown, Unknown}, Unknown},
		{[]Tag{Vietnamese, French, English, English}, French},
		{[]Tag{Vietnamese, Unknown, English}, Vietnamese},
		{[]Tag{Unknown, Unknown, Unknown, Romanian}, Romanian},
	}
	for _, tt := range tests {
		if got := Majority(tt.tags, texts); got != tt.want {
			t.Errorf("Majority(%v) = %v, want %v", tt.tags, got, tt.want)
		}
	}
	if got := Majority([]Tag{English, French}, []string{"abc", "déf"}); got != English {
		t.Errorf("on a tie Majority = %v, want the first", got)
	}
}

// Every caption of the sample articles, and every other line of theirs that is
// prose, is in the language the gold files say.
func TestDetectSampleLines(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(testkit.Shared(t, "gold"), "0*.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no gold files: %v", err)
	}
	captions, vietnamese, right := 0, 0, 0
	for _, file := range files {
		var gold struct {
			File     string
			Lang     Tag
			Captions []struct {
				Surface string
				Lang    Tag
				Line    int
			}
		}
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(data, &gold); err != nil {
			t.Fatal(err)
		}
		lines := readLines(t, testkit.Shared(t, "seeds", filepath.Base(gold.File)))
		tags := DetectAll(lines)
		caption := make(map[int]bool)
		for _, c := range gold.Captions {
			captions++
			caption[c.Line-1] = true
			if c.Lang == Vietnamese {
				vietnamese++
			}
			if got := tags[c.Line-1]; got == c.Lang {
				right++
			} else {
				t.Errorf("%s line %d %q is %v, want %v", gold.File, c.Line, c.Surface, got, c.Lang)
			}
		}
		for i, tag := range tags {
			if strings.TrimSpace(lines[i]) != "" && !caption[i] && tag != gold.Lang {
				t.Errorf("%s line %d %q is %v, want %v", gold.File, i+1, lines[i], tag, gold.Lang)
			}
		}
		if got := Majority(tags, lines); got != gold.Lang {
			t.Errorf("%s is %v, want %v", gold.File, got, gold.Lang)
		}
	}
	testkit.Figure(t, "language: captions of the seeds", fmt.Sprintf("%d/%d, %d of them Vietnamese", right, captions, vietnamese), "all", "")
}

func FuzzDetect(f *testing.F) {
	for _, s := range []string{"dân vận khéo", "http://", "a@b", "s-a dus", "l'", "-'-'", "\xff", "1a2b"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		tag, confidence := Detect(s)
		if confidence < 0 || confidence > 1 || (tag == Unknown) != (confidence == 0) {
			t.Fatalf("Detect(%+q) = %v, %v", s, tag, confidence)
		}
		if tags := DetectAll([]string{s, s}); len(tags) != 2 || tags[0] != tags[1] {
			t.Fatalf("DetectAll of %+q twice = %v", s, tags)
		}
	})
}
