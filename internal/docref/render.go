package docref

import (
	"strconv"
	"strings"
)

// system is the one the issuer numbers by. The separators decide only for an
// issuer in no table, since they are swapped too often; joint documents and
// numbers with a year inside are always the state's.
func (y symbol) system() system {
	switch {
	case y.issuer == nil && y.party:
		return party
	case y.issuer == nil:
		return state
	}
	return y.issuer.system
}

// partyShape reports 04-NQ/TU, against 04/NQ-TU.
func (y symbol) partyShape() bool {
	joint := y.code != nil && y.code.joint || len(y.parts) > 1 && !y.party && y.chained != nil
	return y.system() == party && y.code != nil && y.year == 0 && !joint
}

// text is the symbol in official spelling: NQ/TU, CT-TTg, QH15, UBND-NC.
// slug decides between codes that translations print alike.
func (y symbol) text(slug string) string {
	issuers := strings.Join(y.parts, "-")
	switch {
	case y.code == nil:
		return issuers
	case y.partyShape():
		return y.codeText(slug) + "/" + issuers
	}
	return y.codeText(slug) + "-" + issuers
}

func (y symbol) codeText(slug string) string {
	if slug == "du-an" && !y.dotted {
		return "DA"
	}
	return y.code.code
}

// canonical is the whole number in official spelling.
func (y symbol) canonical(padded, slug string) string {
	text := y.text(slug)
	switch {
	case y.year != 0:
		return padded + "/" + strconv.Itoa(y.year) + "/" + text
	case y.partyShape():
		return padded + "-" + text
	}
	return padded + "/" + text
}
