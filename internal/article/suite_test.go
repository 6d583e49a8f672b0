package article

import (
	"encoding/json"
	"net/url"
	"os"
	"testing"

	"khotin/internal/testkit"
)

// TestURLSuite puts the addresses of the Web Platform Tests through Canonical,
// resolved as links of a page are. What browsers refuse must never become a
// record's address, and what is accepted must be stable and bare.
func TestURLSuite(t *testing.T) {
	accepted, refused, hosts := 0, 0, 0
	for _, c := range suiteCases(t, "urltestdata.json") {
		u, err := resolve(c.Input, c.Base)
		if err == nil {
			u, err = (Outlets{}).Canonical(u.String())
		}
		if err != nil {
			refused++
			continue
		}
		accepted++
		wantBare(t, c.Input, u)
		if !c.Failure && c.Hostname == u.Hostname() {
			hosts++
		}
	}
	t.Logf("urltestdata: %d addresses accepted, %d of them with the host that browsers read, %d refused", accepted, hosts, refused)

	for _, file := range []string{"IdnaTestV2.json", "toascii.json"} {
		accepted, refused := 0, 0
		for _, c := range suiteCases(t, file) {
			u, err := (Outlets{}).Canonical("https://" + c.Input + "/x")
			if err != nil {
				refused++
				continue
			}
			accepted++
			wantBare(t, c.Input, u)
		}
		t.Logf("%s: %d host names accepted, %d refused", file, accepted, refused)
	}
}

// suiteCase is what the suites say of an address or a host name.
type suiteCase struct {
	Input, Base, Hostname string
	Failure               bool
}

// suiteCases reads a file of the suite, without the remarks between its cases.
func suiteCases(t *testing.T, name string) (cases []suiteCase) {
	t.Helper()
	body, err := os.ReadFile(testkit.Shared(t, "eval", "suites", "wpt-url", name))
	if err != nil {
		t.Fatal(err)
	}
	var all []json.RawMessage
	if err := json.Unmarshal(body, &all); err != nil {
		t.Fatal(err)
	}
	for _, one := range all {
		var c suiteCase
		if json.Unmarshal(one, &c) == nil {
			cases = append(cases, c)
		}
	}
	return cases
}

func resolve(input, base string) (*url.URL, error) {
	u, err := url.Parse(input)
	if err != nil || base == "" {
		return u, err
	}
	from, err := url.Parse(base)
	if err != nil {
		return nil, err
	}
	return from.ResolveReference(u), nil
}

// wantBare checks an accepted address.
func wantBare(t *testing.T, input string, u *url.URL) {
	t.Helper()
	again, err := (Outlets{}).Canonical(u.String())
	switch {
	case err != nil:
		t.Errorf("%q became %q, which is refused: %v", input, u, err)
	case again.String() != u.String():
		t.Errorf("%q became %q, then %q", input, u, again)
	case u.Scheme != "https" || u.Host == "" || u.User != nil || u.Fragment != "":
		t.Errorf("%q became %q", input, u)
	}
}
