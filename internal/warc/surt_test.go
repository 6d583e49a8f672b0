package warc

import (
	"strings"
	"testing"
)

func TestSURT(t *testing.T) {
	for address, want := range map[string]string{
		// as the Python package surt 0.3.1 answers
		"http://www.Example.com:80/":              "com,example)/",
		"https://example.com:443/Foo/":            "com,example)/foo",
		"http://example.com:8080/a?b=2&a=1&B=0":   "com,example:8080)/a?a=1&b=0&b=2",
		"http://192.168.1.254/info/":              "254,1,168,192)/info",
		"http://www2.a.vn":                        "vn,a)/",
		"http://a.vn/?":                           "vn,a)/",
		"http://a.vn/x/?q=1":                      "vn,a)/x?q=1",
		"http://user:pw@a.vn/#f":                  "vn,a)/",
		"http://a.vn/t%C3%ACm%20ki%e1%ba%bfm":     "vn,a)/t%c3%acm%20ki%e1%ba%bfm",
		"http://a.vn/tìm kiếm":                    "vn,a)/t%c3%acm%20ki%e1%ba%bfm",
		"http://a.vn/a/../b/./c":                  "vn,a)/b/c",
		"http://a.vn//a//b":                       "vn,a)/a/b",
		"http://a.vn./x":                          "vn,a)/x",
		"http://[::1]:8080/x":                     "::1:8080)/x",
		"dns:a.vn":                                "dns:a.vn",
		"urn:x:y":                                 "urn:x:y",
		"http://a.vn/%41b%2fc":                    "vn,a)/ab/c",
		"http://a.vn/x?a=&b&&c=%41":               "vn,a)/x?&a=&b&c=a",
		"http://www.com/x":                        "com)/x",
		"ftp://a.vn/x":                            "vn,a)/x",
		"http://a.vn/x?b&a=1&a=0":                 "vn,a)/x?a=0&a=1&b",
		"http://www.vn/":                          "vn)/",
		"http://a.vn/x?PHPSESSID=" + hex32 + "&a": "vn,a)/x?a",
		"http://a.vn/%2525":                       "vn,a)/%25",
		// ours
		"http://%zz/":     "http://%zz/",
		"not an address":  "not an address",
		"":                "",
		"http://a.vn/x#?": "vn,a)/x",
	} {
		if got := SURT(address); got != want {
			t.Errorf("SURT(%q) = %q, want %q", address, got, want)
		}
	}
}

const hex32 = "0123456789abcdef0123456789abcdef"

func FuzzSURT(f *testing.F) {
	f.Add("http://www.a.vn:80/a/../b?z=1&a=%41#f")
	f.Add("https://[::1]/%25%25%32%35")
	f.Add("ftp://x@A/;jsessionid=")
	f.Fuzz(func(t *testing.T, address string) {
		key := SURT(address)
		if key == address || !strings.Contains(key, ")/") {
			return
		}
		if strings.ContainsAny(key, " \r\n\t") {
			t.Errorf("SURT(%q) = %q would break an index line", address, key)
		}
		if key != strings.ToLower(key) {
			t.Errorf("SURT(%q) = %q has capitals", address, key)
		}
	})
}
