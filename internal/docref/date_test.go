package docref

import "testing"

// dateIn reads a date at the first token that begins one.
func dateIn(text string) string {
	s := scan{tables: world(), text: text, words: true}
	s.toks = s.cutter.cut(text, 0, len(text))
	for i := range s.toks {
		if iso, _, ok := s.dateAt(i); ok {
			return iso
		}
	}
	return ""
}

func TestDates(t *testing.T) {
	for text, want := range map[string]string{
		"19/11/2021":                "2021-11-19",
		"19-11-2021":                "2021-11-19",
		"19.11.2021":                "2021-11-19",
		"5/7/2023":                  "2023-07-05",
		"05 / 07 / 2023":            "2023-07-05",
		"2021-11-19":                "2021-11-19",
		"2021/11/19":                "2021-11-19",
		"ngày 05 tháng 07 năm 2023": "2023-07-05",
		"ngày 10 tháng 11 năm 2022": "2022-11-10",
		"ngày 10 tháng 11, 2022":    "2022-11-10",
		"ngày 30 Tháng 12, 2024":    "2024-12-30",
		"ngay 10 thang 11 nam 2022": "2022-11-10",
		"1er mars 2024":             "2024-03-01",
		"20\u00a0décembre 2023":     "2023-12-20",
		"20 decembre 2023":          "2023-12-20",
		"22 février 2024":           "2024-02-22",
		"15 août 2022":              "2022-08-15",
		"5 iulie 2023":              "2023-07-05",
		"10 noiembrie 2022":         "2022-11-10",
		"14 mai 2025":               "2025-05-14",
		"25 august 2023":            "2023-08-25",
		"October 25, 2017":          "2017-10-25",
		"Oct. 25, 2017":             "",
		"25 October 2017":           "2017-10-25",
		"25th October, 2017":        "2017-10-25",
		"25th of October 2017":      "2017-10-25",
		"August 6th, 2024":          "2024-08-06",
		"29/2/2024":                 "2024-02-29",
		"29/2/2023":                 "", // no such day
		"31/11/2021":                "",
		"13/13/2021":                "",
		"0/1/2021":                  "",
		"19/11":                     "",
		"11/2021":                   "",
		"19/11/21":                  "",
		"19/11-2021":                "",
		"19/11/2021/3":              "", // a number that runs on
		"6 août":                    "",
		"les 6 et 7 août 2024":      "2024-08-07",
		"19/11/1821":                "",
		"19/11/20211":               "",
		"":                          "",
	} {
		if got := dateIn(text); got != want {
			t.Errorf("date in %q: %q, want %q", text, got, want)
		}
	}
}

func TestDatesBesideNumbers(t *testing.T) {
	for _, c := range []struct{ lang, text, want string }{
		{"vi", "Nghị quyết số 07-NQ/TU, ngày 2/3/2022", "2022-03-02"},
		{"vi", "Nghị quyết số 07-NQ/TU ngày 2/3/2022", "2022-03-02"},
		{"vi", "Nghị quyết số 07-NQ/TU (ngày 2/3/2022)", "2022-03-02"},
		{"vi", "Nghị quyết số 07-NQ/TU (2/3/2022)", "2022-03-02"},
		{"vi", "Nghị quyết số 07-NQ/TU, 2/3/2022", "2022-03-02"},
		{"vi", "Nghị quyết số 07-NQ/TU ban hành ngày 2/3/2022", "2022-03-02"},
		{"vi", "Nghị quyết số 07-NQ/TU của Ban Thường vụ Tỉnh ủy ngày 2/3/2022", "2022-03-02"},
		{"vi", "Nghị quyết số 07-NQ/TU của Tỉnh ủy Nghệ An ngày 2/3/2022", "2022-03-02"},
		{"vi", "Nghị quyết số 07-NQ/TU của Tỉnh ủy tổ chức ngày 2/3/2022", ""},
		{"vi", "Nghị quyết số 07-NQ/TU năm 2022 của Tỉnh ủy", "2022"},
		{"vi", "thực hiện Nghị quyết số 07-NQ/TU năm 2022", ""},
		{"vi", "Nghị quyết số 07-NQ/TU giai đoạn 2022-2025", ""},
		{"vi", "Sáng 2/3/2022, huyện học tập Nghị quyết số 07-NQ/TU", ""},
		{"vi", "Ngày 2/3/2022, Tỉnh ủy ban hành Nghị quyết số 07-NQ/TU", "2022-03-02"},
		{"vi", "Ngày 2/3/2022, Tỉnh ủy họp. Tỉnh ủy ban hành Nghị quyết số 07-NQ/TU", ""},
		{"vi", "Ngày 2/3/2022, Tỉnh ủy đã ký ban hành Nghị quyết số 07-NQ/TU", "2022-03-02"},
		{"fr", "la résolution n° 07-NQ/TU du 2 mars 2022", "2022-03-02"},
		{"fr", "la résolution n° 07-NQ/TU, datée du 2 mars 2022", "2022-03-02"},
		{"fr", "la résolution n° 07-NQ/TU en date du 2 mars 2022", "2022-03-02"},
		{"fr", "(conformément à la résolution n° 07-NQ/TU du 2 mars 2022 du Politburo)", "2022-03-02"},
		{"fr", "Le 2 mars 2022, le Comité provincial du Parti a émis la résolution n° 07-NQ/TU", "2022-03-02"},
		{"fr", "Le 2 mars 2022, la province a étudié la résolution n° 07-NQ/TU", ""},
		{"ro", "Rezoluția nr. 07-NQ/TU din 2 martie 2022", "2022-03-02"},
		{"ro", "La 2 martie 2022, Comitetul Provincial de Partid a emis Rezoluția nr. 07-NQ/TU", "2022-03-02"},
		{"en", "Resolution No. 07-NQ/TU dated March 2, 2022", "2022-03-02"},
		{"en", "Resolution No. 07-NQ/TU of 2 March 2022", "2022-03-02"},
		{"en", "On March 2, 2022, the Provincial Party Committee issued Resolution No. 07-NQ/TU", "2022-03-02"},
	} {
		found := Find(c.text, c.lang)
		if len(found) != 1 || found[0].Key != "7-nq-tu" || found[0].Date != c.want {
			t.Errorf("%q: %+v, want the date %q", c.text, found, c.want)
		}
	}
}
