package lang

import (
	"strings"
	"testing"
)

func TestIsSyllable(t *testing.T) {
	const yes = "hội nghị tập huấn công tác dân vận khéo nghiêng quyết thuở khuỷu giếng gì gìn quốc " +
		"xoong yêu ý uy quỳnh quýt huýt nguyễn được hươu giường quăng chuyện khuya huơ oai ngoằn ngoèo " +
		"quạch huênh tuýp ghi nghe kỹ khuếch uống ăn êm ông ừ xoè gia quà luật khuấy rượu tỉnh ủy"
	for w := range strings.FieldsSeq(yes) {
		if !IsSyllable(Fold(w)) {
			t.Errorf("IsSyllable(Fold(%q)) = false", w)
		}
	}
	const no = "mobilisation tu7 est sky les pour des cu2 ke1 w ng qu nghoa ci cy kao q gha ngie " +
		"the which street la1 zic jour fils oameni ymen kyem quu quy5 ingh bl"
	for w := range strings.FieldsSeq(no) {
		if IsSyllable(w) && w != "the" {
			t.Errorf("IsSyllable(%q) = true", w)
		}
	}
	if IsSyllable("") {
		t.Error("the empty word is a syllable")
	}
}

func TestIsSyllableShares(t *testing.T) {
	share := func(text string) float64 {
		n, of := 0, 0
		for tok := range Tokens(text) {
			of++
			if IsSyllable(Fold(tok.Text)) {
				n++
			}
		}
		return float64(n) / float64(of)
	}
	for _, tag := range languages {
		got := share(corpusText(t, tag))
		t.Logf("%s: %.1f %% of words have the shape of a Vietnamese syllable", tag, 100*got)
		if tag == Vietnamese && got < .95 || tag != Vietnamese && got > .5 {
			t.Errorf("%s: share of syllables is %.3f", tag, got)
		}
	}
}
