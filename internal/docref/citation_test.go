package docref

import (
	"encoding/json"
	"testing"
)

func TestCitationJSON(t *testing.T) {
	for text, want := range map[string]string{
		"Nghị quyết số 04-NQ/TU, ngày 19/11/2021": `{"surface":"Nghị quyết số 04-NQ/TU","start":0,"end":28,"form":"full","type":"nghi-quyet","number":"04","year":null,"symbol":"NQ/TU","canonical":"04-NQ/TU","key":"4-nq-tu","date":"2021-11-19","issuer":{"suffix":"TU","name":"Tỉnh ủy, Thành ủy","level":"province","system":"party"}}`,
		"Chỉ thị 16":   `{"surface":"Chỉ thị 16","start":0,"end":14,"form":"short","type":"chi-thi","number":"16","year":null,"symbol":null,"canonical":null,"key":"16-ct"}`,
		"10/2022/QH15": `{"surface":"10/2022/QH15","start":0,"end":12,"form":"full","type":null,"number":"10","year":2022,"symbol":"QH15","canonical":"10/2022/QH15","key":"10-2022-qh15","issuer":{"suffix":"QH","name":"Quốc hội","level":"central","system":"state"}}`,
	} {
		found := Find(text, "vi")
		if len(found) != 1 {
			t.Fatalf("%q: %+v", text, found)
		}
		got, err := json.Marshal(found[0])
		if err != nil || string(got) != want {
			t.Errorf("%q: %v\n got %s\nwant %s", text, err, got, want)
		}
	}
}

func TestUnknownSuffixIsReported(t *testing.T) {
	found := Find("Quyết định số 118/QĐ-XYZQ và 119/QĐ-UBND", "vi")
	if len(found) != 2 || !found[0].UnknownSuffix || found[1].UnknownSuffix {
		t.Errorf("got %+v", found)
	}
}

// The offsets of decomposed text are those of the original bytes.
func TestOffsetsAreOfTheOriginal(t *testing.T) {
	text := "Ho\u0323c ta\u0323\u0302p Nghi\u0323 quye\u0302\u0301t so\u0302\u0301 04-NQ/TU va\u0300 23-Q\u0110/TW"
	found := Find(text, "vi")
	if len(found) != 2 || found[1].Surface != "23-QĐ/TW" {
		t.Fatalf("got %+v", found)
	}
	for _, c := range found {
		if text[c.Start:c.End] != c.Surface {
			t.Errorf("%d to %d is not %q", c.Start, c.End, c.Surface)
		}
	}
}
