package index

import (
	"strings"
	"testing"

	"khotin/internal/lang"

	"github.com/google/go-cmp/cmp"
)

// Forms that meet in one term, and that differ from those of the next groups.
func TestFrenchFormsMeet(t *testing.T) {
	term := termOf(t, lang.French)
	owner := map[string]string{}
	for _, forms := range []string{
		// irregular verbs
		"avoir avons ayant aurait eurent eut",
		"aller allons vont iront irait aille",
		"faire fait faisait faisons ferons fassent firent",
		"pouvoir peut peuvent pouvait pourront puissent",
		"vouloir veut voulons voudrait voulue",
		"devoir doit devons devra due",
		"savoir sait savent saura sachant",
		"venir viennent venus viendra vint",
		"devenir deviennent devenus deviendra devint",
		"tenir tiennent tenues tiendrait tint",
		"obtenir obtient obtenue obtiendront",
		"prendre prend prenait prennent pris prit",
		"comprendre compris comprennent comprenait",
		"mettre met mettent mise mis",
		"transmettre transmis transmettant transmettra",
		"recevoir reçoit reçu recevra reçoivent",
		"connaître connaît connu connaissance connaissent",
		"joindre joint joignant joindra",
		"atteindre atteignent atteint atteinte",
		"craindre craint craignait craintes",
		"conduire conduit conduisent conduira",
		"écrire écrivait écriront", "écrit écrite",
		"inscrire inscrivent inscrira", "prescrire prescrit prescrivent",
		"répondre répond répondent répondu répondra",
		"ouvrir ouvert ouvrait ouvrent",
		"acquérir acquiert acquis acquerra",
		"résoudre résolu résolvent résoudra résolution",
		"battre bat battent battu",
		"suivre suit suivie suivra",
		"croire croit croyaient crut",
		// second group
		"bâtir bâtissent bâtie bâtit",
		"établir établissement établie établissait",
		"fournir fournissent fournies",
		// first group
		"commencer commençait commencent commencées",
		"diriger dirigeait dirigent dirigea",
		"payer paie payé paient",
		"jeter jettent jetées jeta",
		"gérer gérait gèrent géra",
		"affirmer affirment affirmation",
		"étudier étudie étudié étudiées étudient",
		"vérifier vérifient vérification vérifié",
		"chercher cherchent cherchèrent cherchera",
		// number and gender
		"journal journaux", "tribunal tribunaux", "travail travaux", "bail baux", "lieu lieux", "noyau noyaux",
		"euro euros", "roi rois", "numéro numéros", "délai délais",
		"juif juive juives", "long longue longues", "sec sèche", "vieux vieille vieil", "étranger étrangère",
		"portugais portugaise portugaises", "danois danoise", "précis précise précises", "mobiliser mobilisation",
		"réel réelle réelles", "italien italienne italiennes", "directeur directrice directrices",
		"heureux heureuse heureuses", "différent différente différents", "important importante importance",
		// other words, apart
		"loyer loyers", "loi lois", "foyer foyers", "cours", "cour", "permis", "entreprise entreprises",
		"entreprendre entrepris entreprennent", "document documents", "parlement parlements",
		"parler parlent parlait", "département", "départ départs", "mère mères", "mer mers",
		"danse danses danser", "dans", "vin vins", "revenu revenus", "revenir revient", "fois", "foi", "mois", "moi",
		"université universités", "univers", "commune communes", "communication communiquer communiqué",
	} {
		var first, want string
		for form := range strings.FieldsSeq(forms) {
			got := term(form)
			if first == "" {
				first, want = form, got
				if other := owner[got]; other != "" {
					t.Errorf("%s and %s are both %q", other, form, got)
				}
				owner[got] = form
			}
			if got != want {
				t.Errorf("%s is %q, but %s is %q", form, got, first, want)
			}
		}
	}
}

// No stem has one ending for two verbs, or their order in the file would decide.
func TestFrenchTable(t *testing.T) {
	table, err := french()
	if err != nil {
		t.Fatal(err)
	}
	ambiguous := map[string]bool{}
	for stem, list := range table.stems {
		if stem != lang.Fold(stem) {
			t.Errorf("the stem %s is not folded", stem)
		}
		for i, a := range list {
			for _, b := range list[:i] {
				for e := range a.endings {
					if b.endings[e] && a.term != b.term {
						ambiguous[b.term+" before "+a.term] = true
					}
				}
			}
		}
	}
	// "referait" is of refaire and of referer.
	if diff := cmp.Diff(map[string]bool{"refaire before refer": true}, ambiguous); diff != "" {
		t.Errorf("stems with two terms (-want +got):\n%s", diff)
	}
}

func TestFrenchTableIsChecked(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"noun a: b\n", `"noun" is no kind of line`},
		{"group X: fini\n", `"X" is no set of endings`},
		{"verb ven: re\n", "the verb ven has no stems"},
		{"verb ven: -: vien\n", "the stem vien of ven has no endings"},
		{"verb ven: -: vien/s,,t\n", `"" is no ending`},
		{"endings X: é\n", `"é" is no ending`},
		{"endings X: s\n\nverb a: -: b/Y\n", `"Y" is no ending`},
		{"keep: été\n", `"keep: été" is not folded`},
		{"keep: a b\nwords c: b\n", `"b" is there twice`},
		{"keep: a\n B\n", "is not folded"},
	} {
		if _, err := readFrench(tt.text); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%q is refused with %v, want %s", tt.text, err, tt.want)
		}
	}
}

func TestReadFrench(t *testing.T) {
	table, err := readFrench("# a comment\nendings S: . s t\nverb ven: - re: vien/S,ne # more\n vin/t\nwords oeil: yeux\nkeep: ciel\n")
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for form := range strings.FieldsSeq("vien viens vienne vint reviens revient yeux ciel ciels vienx deviens") {
		got[form], _ = table.find(form)
	}
	want := map[string]string{
		"vien": "ven", "viens": "ven", "vienne": "ven", "vint": "ven", "reviens": "reven", "revient": "reven",
		"yeux": "oeil", "ciel": "ciel", "ciels": "ciel", "vienx": "", "deviens": "",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("terms (-want +got):\n%s", diff)
	}
}

func FuzzStemFrench(f *testing.F) {
	for _, word := range []string{"", "s", "aux", "eaux", "Œuvres", "mangeait", "employée", "ééé", "ss", "ïambe", "résumés", "y", "yyy", "Đà", "\xff"} {
		f.Add(word)
	}
	table, err := french()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, word string) {
		fold := lang.Fold(word)
		stem := table.stem(fold)
		if (stem == "") != (fold == "") {
			t.Errorf("the stem of %q is %q", fold, stem)
		}
		if len(stem) > len(fold)+len("infinitive") {
			t.Errorf("the stem of %q grows to %q", fold, stem)
		}
		if again := table.stem(lang.Fold(fold)); again != stem {
			t.Errorf("folded again, %q is %q, not %q", fold, again, stem)
		}
		if lang.Fold(stem) != stem {
			t.Errorf("the stem %q of %q is not folded", stem, fold)
		}
	})
}

func BenchmarkStemFrench(b *testing.B) {
	table, err := french()
	if err != nil {
		b.Fatal(err)
	}
	words := strings.Fields(lang.Fold("les autorités de la province ont présenté aux habitants les travaux que conduiront les communes"))
	b.ReportAllocs()
	for b.Loop() {
		for _, w := range words {
			table.stem(w)
		}
	}
}
