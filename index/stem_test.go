package index

import (
	"bufio"
	"iter"
	"os"
	"strings"
	"testing"

	"khotin/internal/lang"
	"khotin/internal/testkit"
)

// conflation judges a stemmer on forms with lemmas (the files of shared/eval):
// the share of same-lemma pairs of forms that get one term, and of pairs with
// one term the share whose lemmas all differ.
func conflation(t *testing.T, path string, term func(string) string) (conflated, over float64) {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	forms := map[string]map[string]bool{} // by lemma and class
	lemmas := map[string]map[string]bool{}
	add := func(m map[string]map[string]bool, k, v string) {
		if m[k] == nil {
			m[k] = map[string]bool{}
		}
		m[k][v] = true
	}
	for lines := bufio.NewScanner(file); lines.Scan(); {
		f := strings.Split(lines.Text(), "\t")
		add(forms, f[1]+"\t"+f[2], f[0])
		add(lemmas, f[0], f[1])
	}
	terms := map[string]string{}
	merged := map[string]map[string]bool{}
	for form := range lemmas {
		terms[form] = term(form)
		add(merged, terms[form], form)
	}
	pairs := func(groups map[string]map[string]bool, good func(a, b string) bool) float64 {
		var n, hits int
		for _, group := range groups {
			for a := range group {
				for b := range group {
					if a < b {
						n++
						if good(a, b) {
							hits++
						}
					}
				}
			}
		}
		return float64(hits) / float64(n)
	}
	conflated = pairs(forms, func(a, b string) bool { return terms[a] == terms[b] })
	over = pairs(merged, func(a, b string) bool {
		for l := range lemmas[a] {
			if lemmas[b][l] {
				return false
			}
		}
		return true
	})
	return conflated, over
}

// termOf is the term of a single word.
func termOf(t *testing.T, tag lang.Tag) func(string) string {
	v, err := newVocabulary(nil)
	if err != nil {
		t.Fatal(err)
	}
	a := newAnalyzer(v)
	return func(form string) string {
		var terms []string
		for _, tok := range a.tokens(nil, tag, lang.NFC(form)) {
			terms = append(terms, tok.term)
		}
		return strings.Join(terms, " ")
	}
}

// readForms walks the first column of a file of forms.
func readForms(t *testing.T, path string) iter.Seq[string] {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return func(yield func(string) bool) {
		for line := range strings.Lines(string(text)) {
			form, _, _ := strings.Cut(line, "\t")
			if !yield(form) {
				return
			}
		}
	}
}

func TestStemsMeet(t *testing.T) {
	groups := []struct {
		tag   lang.Tag
		forms string
	}{
		{lang.Romanian, "conferință conferința conferinței conferințe conferințele conferințelor conferinţă conferinta CONFERINȚA"},
		{lang.Romanian, "rezoluție rezoluția rezoluției rezoluții rezoluțiile rezoluțiilor rezoluţia rezolutia"},
		{lang.Romanian, "mobilizare mobilizarea mobilizării mobilizările mobilizarilor mobilizează mobilizând"},
		{lang.Romanian, "organizație organizația organizațiilor organizaţiilor"},
		{lang.Romanian, "pâine pîine paine"},
		{lang.Romanian, "drum drumul drumului drumuri drumurile drumurilor"},
		{lang.Romanian, "factură factura facturii facturi facturile facturilor"},
		{lang.Romanian, "serviciu serviciul serviciului servicii serviciile serviciilor"},
		{lang.Romanian, "liceu liceul liceului licee liceele liceelor"},
		{lang.Romanian, "centru centrul centrului centre centrele centrelor"},
		{lang.Romanian, "bursă bursa bursei burse bursele burselor"},
		{lang.Romanian, "oră ora orei ore orele orelor"},
		{lang.Romanian, "pește peștele peștelui"},
		{lang.Romanian, "amendă amenda amenzii amenzi amenzile amenzilor"},
		{lang.Romanian, "stradă strada străzii străzi străzile străzilor"},
		{lang.Romanian, "școală școala școlii școli școlile școlilor"},
		{lang.Romanian, "directoare directoarea directoarei director directorul"},
		{lang.Romanian, "libertate libertatea libertății libertățile libertăților"},
		{lang.Romanian, "primar primarul primarii primarilor primărie primării primăriile"},
		{lang.Romanian, "concedia concediază concediat concediere concedierii concedierile"},
		{lang.Romanian, "închis închisă închiși închise"},
		{lang.Romanian, "vota votează votat votată votați"},
		{lang.Romanian, "găsesc găsești găsește găsească"},
		{lang.Romanian, "copil copilul copii copiii copiilor COPIII"},
		{lang.French, "mobilisation mobilisations mobiliser mobilisé mobilisée mobilisées mobilisèrent mobilisees MOBILISATION"},
		{lang.French, "l'édification l’édification édification edification d'édifications"},
		{lang.French, "autorité autorités autorite"},
		{lang.French, "employer employé employés employées"},
		{lang.French, "introduit introduits introduite introduites"},
		{lang.French, "œuvre oeuvres Œuvre"},
		{lang.French, "aujourd'hui aujourd’hui"},
		{lang.English, "mobilize mobilized mobilizing"},
	}
	for _, g := range groups {
		term := termOf(t, g.tag)
		var first, want string
		for form := range strings.FieldsSeq(g.forms) {
			switch got := term(form); {
			case first == "":
				first, want = form, got
			case got != want:
				t.Errorf("%s: %s is %q, but %s is %q", g.tag, form, got, first, want)
			}
		}
	}
}

// Words of one root that mean different things have stems of their own.
func TestStemsStayApart(t *testing.T) {
	for _, g := range []struct {
		tag   lang.Tag
		words string
	}{
		{lang.Romanian, "poliție politică"},
		{lang.Romanian, "direcție direct"},
		{lang.Romanian, "autoritate autor"},
		{lang.Romanian, "minoritate minor"},
		{lang.Romanian, "obiectiv obiect"},
		{lang.Romanian, "conține continuă"},
		{lang.Romanian, "facturi faptă"},
	} {
		term := termOf(t, g.tag)
		a, b, _ := strings.Cut(g.words, " ")
		if term(a) == term(b) {
			t.Errorf("%s: %s and %s are both %q", g.tag, a, b, term(a))
		}
	}
}

// Names of people and places are Vietnamese syllables in every language: two of
// them never share a stem, but where the tables say that they are forms of one
// word (vu, vue).
func TestSyllablesStayApart(t *testing.T) {
	v, err := newVocabulary(nil)
	if err != nil {
		t.Fatal(err)
	}
	names := syllables()
	if len(names) < 1000 {
		t.Fatalf("only %d syllables are asked about", len(names))
	}
	a := newAnalyzer(v)
	for _, tag := range []lang.Tag{lang.French, lang.Romanian} {
		first := map[string]string{}
		for _, name := range names {
			stem := a.stem(tag, name)
			other, taken := first[stem]
			if !taken || other == name {
				first[stem] = name
				continue
			}
			_, one := v.french.find(name)
			_, two := v.french.find(other)
			if tag != lang.French || !one && !two {
				t.Errorf("%s: %s and %s are both %q", tag, other, name, stem)
			}
		}
	}
}

// syllables combines onsets and rhymes of Vietnamese, without marks.
func syllables() (list []string) {
	rhymes := "a ac ach ai am an ang anh ao ap at au ay e en eng eo et eu i ia ich iec iem ien ieng iep iet ieu im in inh ip it iu " +
		"o oa oac oai oan oang oanh oat oay oc oe oen oi om on ong op ot u ua uan uang uat uay uc ue ui um un ung uo uoc uoi uom uon uong uot uou up ut uu uy uya uyen uyet uynh"
	for onset := range strings.SplitSeq(" b c ch d g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x", " ") {
		for rhyme := range strings.FieldsSeq(rhymes) {
			if lang.IsSyllable(onset + rhyme) {
				list = append(list, onset+rhyme)
			}
		}
	}
	return list
}

func TestReadInflections(t *testing.T) {
	in, err := readInflections("# none\n-uri -urile =\n-aturi = -atura # cultures\n-tia = -ti.\nzi zile\n")
	if err != nil {
		t.Fatal(err)
	}
	for form, want := range map[string]string{"drumuri": "drum", "muri": "muri", "sculpturile": "sculpt", "candidaturi": "candidatura", "natia": "nati."} {
		if got := in.restore(form); got != want {
			t.Errorf("%s is restored to %q, want %q", form, got, want)
		}
	}
	for _, table := range []string{"-uri = -\n-uri = -a", "zi zi", "-uri -ura", "uri = -", "- = -a"} {
		if _, err := readInflections(table); err == nil {
			t.Errorf("%q was read", table)
		}
	}
}

// No language may drop or cut a word that is part of a name or a number.
func TestNothingIsDropped(t *testing.T) {
	for _, text := range []string{"Le Hong Vinh", "Nghe An", "To Lam", "Da Nang", "Ca Mau", "04 NQ TU", "The Do"} {
		want := len(strings.Fields(text))
		for _, tag := range []lang.Tag{lang.Vietnamese, lang.French, lang.Romanian, lang.English, lang.Unknown} {
			if got := len(strings.Fields(termOf(t, tag)(text))); got != want {
				t.Errorf("%s keeps %d of the %d words of %q", tag, got, want, text)
			}
		}
	}
}

func TestStemsOfForms(t *testing.T) {
	for _, tt := range []struct {
		set       string
		tag       lang.Tag
		conflated float64 // at least
		over      float64 // at most
	}{
		{"ud-ro", lang.Romanian, .73, .417},
		{"ud-fr", lang.French, .962, .358},
	} {
		t.Run(tt.set, func(t *testing.T) {
			path := testkit.Shared(t, "eval", tt.set, "forms.tsv")
			term := termOf(t, tt.tag)
			conflated, over := conflation(t, path, term)
			t.Logf("conflation %.4f, over-merging %.4f", conflated, over)
			if conflated < tt.conflated || over > tt.over {
				t.Errorf("want at least %.3f at most %.3f", tt.conflated, tt.over)
			}
			for form := range readForms(t, path) {
				if plain := lang.Fold(form); term(plain) != term(form) {
					t.Errorf("%s is %q, typed as %s it is %q", form, term(form), plain, term(plain))
				}
			}
		})
	}
}
