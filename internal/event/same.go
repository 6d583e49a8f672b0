package event

import "strings"

// Key names an event so that the articles of any language about it can meet:
// class, first day and province, such as "training|2024-08-06|nghean". It is
// empty if the day is unknown: such an event is only ever its own.
func (e Event) Key() string {
	if len(e.Date.ISO) < len("2024-08-06") || strings.HasPrefix(e.Date.ISO, "-") {
		return ""
	}
	return family(e.Kind) + "|" + e.Date.ISO[:10] + "|" + e.Place.Province
}

// family puts the kinds together that translations confuse.
func family(kind string) string {
	switch kind {
	case "conference", meeting, dialogue:
		return meeting
	case "ceremony", "launch":
		return "launch"
	}
	return kind
}

// Same reports that two articles speak of one event: days, kind and province
// agree. Where the kinds differ, which is how translations err, or a province
// is unknown, an equal attendance decides.
func Same(a, b Event) bool {
	if a.Key() == "" || b.Key() == "" || !overlap(a, b) {
		return false
	}
	counted := len(a.Attendance) > 0 && len(b.Attendance) > 0 && a.Attendance[0].N == b.Attendance[0].N
	kinds := family(a.Kind) == family(b.Kind)
	if a.Place.Province == "" || b.Place.Province == "" {
		return kinds && counted
	}
	return a.Place.Province == b.Place.Province && (kinds || counted)
}

func overlap(a, b Event) bool {
	return a.Date.ISO <= b.lastDay() && b.Date.ISO <= a.lastDay()
}

func (e Event) lastDay() string { return max(e.Date.ISO, e.End.ISO) }
