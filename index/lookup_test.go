package index

import (
	"fmt"
	"strings"
	"testing"

	"khotin/internal/article"
	"khotin/internal/lang"
)

// lookUps are documents: their symbols, with %s for the number, and the names of their types.
var lookUps = []struct {
	symbol, named, french, romanian string
}{
	{"%s-NQ/TU", "Nghị quyết", "résolution", "rezoluția"},
	{"%s-CT/TW", "Chỉ thị", "directive", "directiva"},
	{"%s-KL/TU", "Kết luận", "conclusion", "concluzia"},
	{"%s-CTr/HU", "Chương trình", "programme", "programul"},
	{"%s/2021/NĐ-CP", "Nghị định", "décret", "decretul"},
	{"%s/2023/TT-BNV", "Thông tư", "circulaire", "circulara"},
	{"%s/QĐ-UBND", "Quyết định", "décision", "decizia"},
	{"%s/KH-BCĐ", "Kế hoạch", "plan", "planul"},
	{"%s/NQ-HĐND", "Nghị quyết", "résolution", "rezoluția"},
	{"%s/CV-MTTQ", "Công văn", "dépêche officielle", "scrisoarea oficială"},
}

// TestNumberLookUp asks for six hundred documents in the wordings of people who
// look a number up. What cites it must come first, among the same numbers of other
// types and issuers and the same types with other numbers.
func TestNumberLookUp(t *testing.T) {
	if testing.Short() || underRace {
		t.Skip("SKIP: nine thousand queries are not short")
	}
	const numbers = 60
	ix := open(t, t.TempDir())
	var docs []article.Stored
	ways := map[string][]string{} // by wording: the query for each document
	for n := 1; n <= numbers; n++ {
		for k, l := range lookUps {
			symbol := fmt.Sprintf(l.symbol, fmt.Sprintf("%02d", n))
			bare := fmt.Sprintf(l.symbol, fmt.Sprint(n))
			id := fmt.Sprintf("%03d", len(docs))
			text := fmt.Sprintf("Ngày %d/%d, tại xã số %d, hội nghị triển khai %s số %s với %d đại biểu; %d%% số hộ tán thành.", n%28+1, k+1, n, l.named, symbol, n+k, n+30)
			docs = append(docs, version(int64(len(docs)+1), id, lang.Vietnamese, "Hội nghị ngày "+fmt.Sprint(n%28+1), text))
			for way, asked := range map[string]string{
				"exact":           symbol,
				"small letters":   strings.ToLower(symbol),
				"số":              "số " + symbol,
				"type and số":     l.named + " số " + symbol,
				"no zero":         bare,
				"type, no zero":   strings.ToLower(l.named) + " " + bare,
				"French":          l.french + " n° " + symbol,
				"French, no zero": l.french + " " + bare,
				"Romanian":        l.romanian + " nr. " + symbol,
				"question vi":     l.named + " số " + symbol + " quy định những gì?",
				"question fr":     "Que prévoit la " + l.french + " n° " + symbol + " ?",
				"question ro":     "Ce prevede " + l.romanian + " nr. " + symbol + "?",
			} {
				ways[way] = append(ways[way], asked)
			}
		}
	}
	put(t, ix, docs...)
	for way, asked := range ways {
		first := 0
		for i, text := range asked {
			if found := firstTen(t, ix, text); len(found) > 0 && found[0] == docs[i].ID {
				first++
			} else if i < 12 {
				t.Logf("%s: %q finds %v, want %s", way, text, found[:min(len(found), 3)], docs[i].ID)
			}
		}
		least := .995
		if strings.Contains(way, "French") || strings.Contains(way, "Romanian") {
			least = .99
		}
		share := float64(first) / float64(len(asked))
		t.Logf("%-16s S@1 %.4f", way, share)
		if share < least {
			t.Errorf("%s: S@1 %.4f, want at least %.3f", way, share, least)
		}
	}
}

// TestArticleLookUp asks for the articles of laws by their number. The
// article itself comes before those that refer to it.
func TestArticleLookUp(t *testing.T) {
	const articles = 60
	laws := []struct {
		tag         lang.Tag
		title, text string
		asked       []string
	}{
		{lang.French, "Article %d", "Les dispositions de l'article %d s'appliquent au titulaire dans les %d jours, sans préjudice des articles %d et suivants.",
			[]string{"article %d", "Article %d", "Que dit l'article %d ?", "ARTICLE %d"}},
		{lang.French, "Article L12%d-1", "Les dispositions de l'article L. 12%d-1 s'appliquent dans les %d jours, sans préjudice de l'article R12%d-1.",
			[]string{"article L12%d-1", "article L. 12%d-1", "Que dit l'article L 12%d-1 ?", "l12%d-1"}},
		{lang.French, "Article L. 12%d-1", "Les dispositions de l'article L12%d-1 s'appliquent dans les %d jours, sans préjudice de l'article R. 12%d-1.",
			[]string{"article L12%d-1", "article L. 12%d-1"}},
		{lang.Romanian, "Art. %d", "Dispozițiile art. %d se aplică titularului în %d de zile, cu excepția celor de la art. %d alin. (2).",
			[]string{"art. %d", "art %d", "Ce prevede art. %d?"}},
		{lang.Vietnamese, "Điều %d", "Quy định tại Điều %d được áp dụng trong %d ngày, trừ trường hợp nêu tại khoản 2 Điều %d.",
			[]string{"điều %d", "Điều %d quy định gì?", "dieu %d"}},
	}
	for _, l := range laws {
		ix := open(t, t.TempDir())
		var docs []article.Stored
		for n := 1; n <= articles; n++ {
			other := n*7%articles + 1
			docs = append(docs, version(int64(n), fmt.Sprint(n), l.tag, fmt.Sprintf(l.title, n), fmt.Sprintf(l.text, other, other+1, other)))
		}
		put(t, ix, docs...)
		for _, asked := range l.asked {
			for n := 1; n <= articles; n++ {
				text := fmt.Sprintf(asked, n)
				if found := firstTen(t, ix, text); len(found) == 0 || found[0] != fmt.Sprint(n) {
					t.Errorf("%q finds %v", text, found[:min(len(found), 3)])
				}
			}
		}
	}
}
